"""An Excel file (Office Open XML), through the `XlsxWriter` library; text stays text in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from recover.export.cells import as_table, cell_text, column_title
from recover.export.dates import Dates
from recover.export.extras import need
from recover.export.formats import Style
from recover.export.report import Cell, Part, Pledges, Quantity, Report, Table, Timeline
from recover.export.sheet_names import SheetNames
from recover.export.words import written_words
from recover.export.xlsx_cells import TEXT, fitting, shared_zone, value_of
from recover.export.xml_text import xml_text

_AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROW, _WIDE = 8, 50
"""Characters between which a column's width follows its text."""
_LINE, _TALLEST = 15, 409
"""Points: one line of text, and Excel's own limit for a row."""


class _Book:
    """A workbook while it is written, and the formats of its cells, one of each kind."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.names = SheetNames()
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self.heading = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"}
        )

    def shown(self, number: str = TEXT, *, right: bool = False, strike: bool = False) -> Any:
        """Give the format of a cell: its number format, at which side it stands, struck or not."""
        key = (number, right, strike)
        if key not in self._formats:
            look = {"num_format": number, "font_strikeout": strike}
            side = {"align": "right", "indent": 1} if right else {"align": "left"}
            always = {"text_wrap": True, "valign": "top"}
            self._formats[key] = self.workbook.add_format({**look, **side, **always})
        return self._formats[key]


def render(report: Report, style: Style) -> bytes:
    """Write *report* for Excel, a sheet for each part and one that says what it is.

    The same report always gives the same bytes.

    Raises:
        MissingExtra: The library is not installed.
    """
    library = need("xlsxwriter", "An Excel file", "office")
    file = BytesIO()
    workbook = library.Workbook(file, {"in_memory": True, **_AS_TYPED})
    written = report.written.at.astimezone(UTC)
    workbook.set_properties({"title": xml_text(report.title), "author": "", "created": written})
    book = _Book(workbook)
    for part in report.parts:
        _sheet(book, _in_words(part), style.dates, struck=_struck(part))
    _about(book, report, style.dates)
    workbook.close()
    return file.getvalue()


def _about(book: _Book, report: Report, dates: Dates) -> None:
    """Write what the report says of itself on a sheet of its own, the last one."""
    widths = (14, 90)
    sheet = _new_sheet(book, "about", widths)
    told = (("title", report.title), ("in short", report.lead))
    for place, (name, value) in enumerate((*told, ("written", written_words(report, dates)))):
        sheet.set_row(place, _height((name, value), widths))
        sheet.write_string(place, 0, name, book.heading)
        sheet.write_string(place, 1, fitting(value), book.shown())


def _struck(part: Part) -> frozenset[int]:
    """Give the places of the rows that are struck."""
    if not isinstance(part, Timeline):
        return frozenset()
    return frozenset(place for place, point in enumerate(part.points) if point.is_struck)


def _in_words(part: Part) -> Table:
    """Give a part as a table for people: how promises stand is written in words."""
    table = as_table(part)
    if not isinstance(part, Pledges):
        return table
    rows = tuple(
        tuple(
            cell.replace("_", " ") if column.key == "state" and isinstance(cell, str) else cell
            for column, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    )
    return Table(key=table.key, heading=table.heading, columns=table.columns, rows=rows)


def _sheet(book: _Book, table: Table, dates: Dates, *, struck: frozenset[int]) -> None:
    """Write one table: its heading stays in view, and every column can be filtered."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    zones = [shared_zone(cells) for cells in columns]
    titles = [
        f"{column_title(column)} ({key})" if key else column_title(column)
        for column, key in zip(table.columns, zones, strict=True)
    ]
    lines = [[cell_text(cell, dates) for cell in row] for row in table.rows]
    widths = [_width(title, texts) for title, *texts in zip(titles, *lines, strict=True)]
    sheet = _new_sheet(book, table.key, widths)
    for line, texts in enumerate((titles, *lines)):
        sheet.set_row(line, _height(texts, widths))
    for place, (column, cells) in enumerate(zip(table.columns, columns, strict=True)):
        sheet.write_string(0, place, fitting(titles[place]), book.heading)
        right = all(map(_is_number, cells))
        for line, cell in enumerate(cells):
            number, value = value_of(cell, dates, as_date=bool(zones[place]))
            strike = line in struck and column.key == "text"
            shown = book.shown(number, right=right, strike=strike)
            _write(sheet, line + 1, place, value, shown)
    _easy_to_read(sheet, len(table.rows), len(table.columns))


def _easy_to_read(sheet: Any, rows: int, columns: int) -> None:
    """Keep the heading in view, on paper too, and let the rows be filtered."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)


def _new_sheet(book: _Book, name: str, widths: Sequence[int]) -> Any:
    """Add a sheet that prints on A4, as wide as the page."""
    sheet = book.workbook.add_worksheet(book.names.taken(name))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return sheet


def _write(sheet: Any, row: int, column: int, value: Any, shown: Any) -> None:
    """Write one cell by the method of its type, never by one that guesses."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, shown)
        case str():
            sheet.write_string(row, column, fitting(value), shown)
        case datetime():
            sheet.write_datetime(row, column, value, shown)
        case _:
            sheet.write_number(row, column, value, shown)


def _is_number(cell: Cell) -> bool:
    """Say whether a cell may stand in a column of numbers."""
    return cell is None or isinstance(cell, int | Decimal | Quantity)


def _width(title: str, texts: Sequence[str]) -> int:
    """Give a column the room of its longest line, within reason; the rest is wrapped.

    Of its title the longest word counts, with room for the arrow of the filter.
    """
    lengths = [len(line) + 2 for text in texts for line in text.split("\n")]
    return min(max(_NARROW, *lengths, *(len(word) + 4 for word in title.split())), _WIDE)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Give a row the room of its wrapped lines, since not every program works it out by itself."""
    lines = [
        sum(max(ceil(_cells(line) / (width - 1)), 1) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(max(lines, default=1) * _LINE, _TALLEST)


def _cells(line: str) -> int:
    """Count how wide a line is, in digits; an ideograph is as wide as two."""
    if line.isascii():
        return len(line)
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)
