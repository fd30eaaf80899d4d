"""A Word file (Office Open XML), through the `python-docx` library."""

from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from recover.domain.promise import Standing
from recover.export.cells import as_table, cell_text, column_title, without_empty
from recover.export.dates import Dates
from recover.export.docx_look import (
    ACROSS,
    NARROW,
    SMALL,
    UPRIGHT,
    as_bytes,
    blank_page,
    element,
    numbered_pages,
    repeated,
    ruled,
    short_rows_whole,
    text_width,
)
from recover.export.docx_widths import column_widths, is_crowded, narrowest
from recover.export.extras import need
from recover.export.formats import Style
from recover.export.report import (
    Cell,
    Facts,
    Paragraphs,
    Part,
    Pledge,
    Pledges,
    Point,
    Quantity,
    Report,
    Table,
    Timeline,
)
from recover.export.words import pledge_words, written_words
from recover.export.xml_text import xml_text

_LONGEST_PROPERTY = 255
"""Characters; the library takes no more for what a file says of itself."""


def render(report: Report, style: Style) -> bytes:
    """Write *report* for Word; the same report always gives the same bytes.

    Raises:
        MissingExtra: The library is not installed.
    """
    document = blank_page(_width(report, style.dates))
    _describe(document, report)
    document.add_paragraph(xml_text(report.title), style="Title")
    if report.lead:
        _say(document.add_paragraph(style="Subtitle"), report.lead)
    _say(document.add_paragraph(style=SMALL), written_words(report, style.dates))
    for part in report.parts:
        document.add_paragraph(xml_text(part.heading), style="Heading 1")
        _add(document, part, style.dates)
    short_rows_whole(document)
    numbered_pages(document)
    return as_bytes(document)


def _describe(document: Any, report: Report) -> None:
    """Write what the file says of itself: its title and its moment, and nobody's name."""
    about = document.core_properties
    about.title = xml_text(report.title)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = report.written.at.astimezone(UTC)


def _add(document: Any, part: Part, dates: Dates) -> None:
    """Write one part under its heading."""
    width = text_width(document)
    match part:
        case Paragraphs(lines=lines):
            for line in lines:
                _say(document.add_paragraph(), line)
        case Facts(rows=rows):
            table = _grid(document, (5, width - 5), len(rows))
            for row, (name, value) in zip(table.rows, rows, strict=True):
                named, told = row.cells
                _say(named.paragraphs[0], name, bold=True)
                _say(told.paragraphs[0], cell_text(value, dates))
        case Timeline(points=points):
            table = _headed(document, ("When", "What", "In words"), (4, 3, width - 7), points)
            for row, point in zip(list(table.rows)[1:], points, strict=True):
                _point(row.cells, point, dates)
        case Pledges(pledges=pledges):
            titles = ("Promise", "Due", "How it stands")
            rest = (width - 4) / 2
            table = _headed(document, titles, (rest, 4, rest), pledges)
            for row, pledge in zip(list(table.rows)[1:], pledges, strict=True):
                _pledge(row.cells, pledge, dates)
        case _:
            _table(document, without_empty(as_table(part)), dates)


def _point(cells: Sequence[Any], point: Point, dates: Dates) -> None:
    """Write what happened: when, what kind, and the words with who noted them."""
    _say(cells[0].paragraphs[0], dates.when(point.at))
    _say(cells[1].paragraphs[0], point.tag)
    _say(cells[2].paragraphs[0], point.text, strike=point.is_struck)
    _by_the_way(cells[2], point.id, point.by, point.note)


def _pledge(cells: Sequence[Any], pledge: Pledge, dates: Dates) -> None:
    """Write a promise: what, when it is due, and how it stands, in words."""
    state = Standing(pledge.state).value.replace("_", " ")
    _, ending, more = pledge_words(pledge, dates)
    _say(cells[0].paragraphs[0], pledge.what)
    _by_the_way(cells[0], pledge.client, pledge.id, f"made {dates.when(pledge.made)}")
    _by_the_way(cells[0], more)
    _say(cells[1].paragraphs[0], dates.when(pledge.due))
    _say(cells[2].paragraphs[0], state.capitalize(), bold=True)
    _by_the_way(cells[2], "" if ending.casefold() == state else ending)


def _width(report: Report, dates: Dates) -> float:
    """Choose how the page lies: on its side where a table would break words on an upright one."""
    tables = [
        _written(without_empty(part), dates) for part in report.parts if isinstance(part, Table)
    ]
    return ACROSS if any(narrowest(texts) > UPRIGHT for texts in tables) else UPRIGHT


def _written(table: Table, dates: Dates) -> list[list[str]]:
    """Give the texts of a table, its headings first."""
    titles = [column_title(column) for column in table.columns]
    rows = [[cell_text(cell, dates) for cell in row] for row in table.rows]
    return [[title[:1].upper() + title[1:] for title in titles], *rows]


def _table(document: Any, table: Table, dates: Dates) -> None:
    """Write any table; columns get the room their texts need, numbers stand to the right."""
    titles, *texts = _written(table, dates)
    widths = column_widths((titles, *texts), text_width(document))
    grid = _headed(document, titles, widths, table.rows)
    for row, written in zip(list(grid.rows)[1:], texts, strict=True):
        for cell, text in zip(row.cells, written, strict=True):
            _say(cell.paragraphs[0], text)
    right = need("docx.enum.text", "A Word file", "office").WD_ALIGN_PARAGRAPH.RIGHT
    numbers = [all(map(_is_number, values)) for values in zip(*table.rows, strict=True)]
    for row in grid.rows:
        for cell, holds_numbers in zip(row.cells, numbers, strict=False):
            if holds_numbers:
                cell.paragraphs[0].alignment = right
            if is_crowded(len(titles)):
                element(cell.paragraphs[0]).style = NARROW


def _is_number(cell: Cell) -> bool:
    """Say whether a cell may stand in a column of numbers."""
    return cell is None or isinstance(cell, int | Decimal | Quantity)


def _headed(
    document: Any, titles: Sequence[str], widths: Sequence[float], rows: Sequence[object]
) -> Any:
    """Add a table with a row for each of *rows* under its titles."""
    table = _grid(document, widths, len(rows) + 1)
    top = table.rows[0]
    repeated(top)
    for cell, title in zip(top.cells, titles, strict=True):
        _say(cell.paragraphs[0], title, bold=True)
    return table


def _grid(document: Any, widths: Sequence[float], rows: int) -> Any:
    """Add an empty table with columns of so many centimetres."""
    cm = need("docx.shared", "A Word file", "office").Cm
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    ruled(table)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = cm(width)
            cell.paragraphs[0].paragraph_format.space_after = 0
    for column, width in zip(table.columns, widths, strict=True):
        column.width = cm(width)
    return table


def _say(paragraph: Any, text: str, *, bold: bool = False, strike: bool = False) -> None:
    """Write a text as it was typed, its own line ends with it."""
    run = paragraph.add_run(xml_text(text, one_line=False))
    run.bold = bold or None
    run.font.strike = strike or None


def _by_the_way(cell: Any, *texts: str) -> None:
    """Add a small line to a cell; nothing when there is nothing to say."""
    line = " · ".join(text for text in texts if text)
    if line:
        paragraph = cell.add_paragraph()
        element(paragraph).style = SMALL  # by its id: the library looks a name up for 2 ms
        _say(paragraph, line)
