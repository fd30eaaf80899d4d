"""How a Word file looks: an A4 page, four sizes of one typeface, tables of thin rules."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from recover.export.extras import need

UPRIGHT, ACROSS = 17.0, 25.7
"""Centimetres between the margins, of an upright page and of one that lies on its side."""
SMALL = "Small"
"""The style of what is said by the way."""
NARROW = "Narrow"
"""The style of cells in a table of many columns."""
_SHORT = 1_000
"""Characters; a row of a table with fewer of them is no longer than a third of a page."""
_IN_TABLES = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
"""The order that Word wants the properties of a table in."""
_FACE = "Calibri"
_INK, _GREY, _RULE = "1F2933", "56616F", "C5CDD5"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def blank_page(width: float) -> Any:
    """Give an empty document of the library with our page and our styles.

    Args:
        width: `UPRIGHT` or `ACROSS`.

    Raises:
        MissingExtra: The library is not installed.
    """
    docx = need("docx", "A Word file", "office")
    document = docx.Document()
    _page(document, width)
    styles = document.styles
    kind = need("docx.enum.style", "A Word file", "office").WD_STYLE_TYPE.PARAGRAPH
    for name in (SMALL, NARROW):
        styles.add_style(name, kind).base_style = styles["Normal"]
    _type(styles["Normal"], 10.5, before=0, after=6)
    _type(styles["Title"], 21, before=0, after=2, bold=True)
    _type(styles["Subtitle"], 12.5, before=0, after=4, colour=_GREY)
    _type(styles["Heading 1"], 13.5, before=18, after=5, bold=True)
    _type(styles[SMALL], 9, before=1, after=0, colour=_GREY)
    _type(styles[NARROW], 9, before=0, after=0)
    return document


def text_width(document: Any) -> float:
    """Give the centimetres between the margins."""
    page = document.sections[0]
    emu: int = page.page_width - page.left_margin - page.right_margin
    return emu / 360_000


def element(part: Any) -> Any:
    """Give the XML element behind a thing of the library, which has no name for what we set."""
    return part._element  # noqa: SLF001 - there is no other way to it


def ruled(table: Any) -> None:
    """Give a table thin rules between its rows, and cells with room to breathe."""
    properties = element(table).tblPr
    borders, margins = _sub(properties, "tblBorders"), _sub(properties, "tblCellMar")
    for side in ("top", "bottom", "insideH"):
        _sub(borders, side, val="single", sz="4", space="0", color=_RULE)
    for side, room in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "140")):
        _sub(margins, side, w=room, type="dxa")
    properties[:] = sorted(properties, key=lambda each: _IN_TABLES.index(each.tag.split("}")[1]))


def short_rows_whole(document: Any) -> None:
    """Let no row be torn apart by the end of a page, but for those that may fill one."""
    for row in document.element.body.xpath(".//w:tr"):
        if sum(len(text.text or "") for text in row.xpath(".//w:t")) < _SHORT:
            properties = row.get_or_add_trPr()
            properties.insert(0, properties.makeelement(f"{{{_W}}}cantSplit"))


def repeated(row: Any) -> None:
    """Let a row stand at the top of every page its table goes on to."""
    _sub(element(row).get_or_add_trPr(), "tblHeader")


def numbered_pages(document: Any) -> None:
    """Write the number of each page at its foot."""
    line = document.sections[0].footer.paragraphs[0]
    line.style = document.styles[SMALL]
    line.alignment = need("docx.enum.text", "A Word file", "office").WD_ALIGN_PARAGRAPH.RIGHT
    for field in ("PAGE", " / ", "NUMPAGES"):
        if field.isupper():
            _sub(_sub(element(line), "fldSimple", instr=field), "r")
        else:
            line.add_run(field)


def as_bytes(document: Any) -> bytes:
    """Give the file, the same bytes for the same document whenever it is written."""
    _without_thumbnail(document)
    written, settled = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as given, ZipFile(settled, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(ZipInfo(name), given.read(name), ZIP_DEFLATED)
    return settled.getvalue()


def _without_thumbnail(document: Any) -> None:
    """Take out the picture of another document that the library's template brings along."""
    rels = document.part.package.rels
    for key in [key for key, each in rels.items() if each.reltype.endswith("/thumbnail")]:
        del rels[key]


def _page(document: Any, width: float) -> None:
    """Make the page A4, with margins for hole punches and thumbs."""
    cm = need("docx.shared", "A Word file", "office").Cm
    orientations = need("docx.enum.section", "A Word file", "office").WD_ORIENTATION
    section = document.sections[0]
    short, long = cm(21), cm(29.7)
    if width == ACROSS:
        section.orientation = orientations.LANDSCAPE
        short, long = long, short
    section.page_width, section.page_height = short, long
    section.left_margin = section.right_margin = cm(2)
    section.top_margin, section.bottom_margin = cm(2.2), cm(2)


def _type(
    style: Any, size: float, *, before: float, after: float, bold: bool = False, colour: str = _INK
) -> None:
    """Set the face, size, colour and distances of a style, in points."""
    shared = need("docx.shared", "A Word file", "office")
    properties = style.element.get_or_add_rPr()
    for each in list(properties):
        properties.remove(each)
    for each in style.element.xpath("./w:pPr/w:pBdr | ./w:pPr/w:contextualSpacing"):
        each.getparent().remove(each)
    style.font.name = _FACE
    properties.rFonts.set(f"{{{_W}}}cs", _FACE)
    style.font.size = shared.Pt(size)
    style.font.bold = bold
    style.font.color.rgb = shared.RGBColor.from_string(colour)
    style.paragraph_format.space_before = shared.Pt(before)
    style.paragraph_format.space_after = shared.Pt(after)
    style.paragraph_format.line_spacing = 1.12


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    """Add an element of the word-processing namespace."""
    made = need("docx.oxml", "A Word file", "office").OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(f"{{{_W}}}{name}", value)
    parent.append(made)
    return made
