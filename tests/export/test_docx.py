"""What a Word file says, and what it keeps to itself."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from recover.export.docx import render
from recover.export.docx_widths import column_widths
from recover.export.formats import Style
from recover.export.report import Column, Report, Table
from tests.export.reports import HOSTILE, everywhere, full, told


def _opened(report: Report) -> Document:
    return docx.Document(BytesIO(render(report, Style())))


def _lines(document: Document) -> list[str]:
    """Give every paragraph in the order to read them, tables included."""
    body = document.element.body
    return [" ".join(Paragraph(each, document).text.split()) for each in body.iter(qn("w:p"))]


def test_every_part_is_told() -> None:
    """Title, lead, moment and every part, the state of a promise in words."""
    document = _opened(full())
    lines = _lines(document)

    assert lines[0] == "Northwind: The line is down; 400 people cannot work."
    assert "Written Thu 22 Oct 2026 20:02 CDT. Times are on the client's clock." in lines
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]  # type: ignore[union-attr] # every paragraph has a style
    assert headings == ["What happened", "At a glance", "Timeline", "Promises", "What it is worth"]
    for said in ("48,000 USD", "We replaced the part. It holds.", "12e2 · Mara · internal"):
        assert said in lines
    for state in (
        "Kept",
        "Kept late",
        "Open",
        "Missed",
        "missed; a new moment was agreed: Mon 26 Oct 2026 10:00 CDT",
    ):
        assert state in lines
    assert "Spend (USD)" in lines
    assert "12.5 %" in lines


def test_what_is_struck_is_struck_through() -> None:
    """And nothing else is."""
    body = _opened(full()).element.body
    struck = [run.text for run in body.iter(qn("w:r")) if run.xpath("./w:rPr/w:strike")]

    assert struck == ["It was our subcontractor."]


def test_the_page_is_a4_and_its_tables_name_their_columns_again() -> None:
    """A table that goes on to another page has its heading there as well."""
    document = _opened(full())

    section = document.sections[0]
    assert (round(section.page_width.cm), round(section.page_height.cm)) == (21, 30)  # type: ignore[union-attr] # set
    assert len(document.element.body.xpath(".//w:tblHeader")) == 3


def test_a_table_of_many_columns_lies_across() -> None:
    """Rather than break its words; every column has room, and together they fill the page."""
    titles = ("contacts", "outcome", "guideline", "severity", "purpose", "department") * 2
    table = Table(
        key="t",
        heading="t",
        columns=tuple(Column(key=title, title=title) for title in titles),
        rows=(titles,),
    )
    section = _opened(replace(full(), parts=(table,))).sections[0]
    widths = column_widths((titles, titles), 25.7)

    assert section.page_width > section.page_height  # type: ignore[operator] # set
    assert round(sum(widths), 6) == 25.7
    assert min(widths) > 1.5


def test_what_is_said_of_a_table_is_in_the_order_of_the_schema() -> None:
    """Word calls a file damaged where it is not."""
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for said in _opened(full()).element.body.xpath(".//w:tblPr"):
        names = [each.tag.split("}")[1] for each in said]
        assert "tblBorders" in names
        assert names == sorted(names, key=order.index)


def test_a_column_that_says_nothing_is_left_out() -> None:
    """A page has no room for it."""
    columns = tuple(Column(key=title, title=title) for title in ("id", "closed", "kept"))
    table = Table(key="t", heading="t", columns=columns, rows=(("1", None, 0), ("2", "", 1)))

    lines = _lines(_opened(replace(full(), parts=(table,))))

    assert lines[-6:] == ["Id", "Kept", "1", "0", "2", "1"]


def test_only_a_long_row_goes_on_to_the_next_page() -> None:
    """A row that may fill a page has to."""
    rows = _opened(full("long " * 8000)).element.body.xpath(".//w:tr")
    torn = ["".join(row.itertext()) for row in rows if not row.xpath("./w:trPr/w:cantSplit")]

    assert all("long long" in text for text in torn)
    assert len(torn) == 4


def test_the_file_names_nobody_and_is_the_same_twice() -> None:
    """Neither the machine's clock nor the library leaves a trace."""
    written = render(full(), Style())
    about = docx.Document(BytesIO(written)).core_properties

    assert written == render(full(), Style())
    assert about.title == "Northwind: The line is down; 400 people cannot work."
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert f"{about.created:%Y-%m-%d %H:%M}" == "2026-10-23 01:02"
    assert about.modified == about.created
    with ZipFile(BytesIO(written)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in parts.namelist())
        assert b"python-docx" not in b"".join(map(parts.read, parts.namelist()))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_only_ever_text(text: str) -> None:
    """Whatever it says and wherever it stands, the file has the same skeleton, and all of it."""
    document = _opened(full(text))
    _opened(everywhere(text))

    wanted = told(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
    assert sum(line == wanted for line in _lines(document)) >= 5
    tags = {each.tag for each in document.element.body.iter()}
    harmless = {each.tag for each in _opened(full()).element.body.iter()}
    assert tags <= harmless | {qn("w:tab")}
    assert not any("hyperlink" in each.reltype for each in document.part.rels.values())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_opens_it(tmp_path: Path) -> None:
    """With hostile words in every place."""
    (tmp_path / "r.docx").write_bytes(render(everywhere("\n".join(HOSTILE[:-1])), Style()))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "txt:Text (encoded):UTF8", "r.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )

    shown = (tmp_path / "r.txt").read_text("utf-8")
    assert "=1+1" in shown
    assert "<script>alert(1)</script>" in shown
    assert "Written Thu 22 Oct 2026 19:10 CDT" in shown
