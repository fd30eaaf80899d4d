"""A table as CSV (RFC 4180) in which nothing is a formula, whatever opens it (`safety.md` 10)."""

import csv
from io import StringIO

from recover.domain.text import printable
from recover.domain.zones import zone
from recover.export.cells import as_table
from recover.export.formats import Style
from recover.export.report import Cell, Quantity, Report, Table, When

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula somewhere; the last four are the wide forms of the first."""


def render(report: Report, _: Style) -> str:
    """Write the table that stands for the report; moments as ISO 8601 with offset."""
    return table_as_csv(main_table(report))


def main_table(report: Report) -> Table:
    """Give the table that stands for the report; its first one where it has no such part."""
    tables = [as_table(part) for part in report.parts]
    empty = Table(key=report.main, heading="", columns=(), rows=())
    return next((each for each in tables if each.key == report.main), (tables or [empty])[0])


def table_as_csv(table: Table) -> str:
    """Write any table."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_text(each.key) for each in table.columns)
    writer.writerows([_cell(each) for each in row] for row in table.rows)
    return file.getvalue()


def _cell(cell: Cell) -> str | int:
    """Write a cell: numbers stay numbers, texts stay texts."""
    match cell:
        case None:
            return ""
        case str():
            return _text(cell)
        case When(at=at, zone=key):
            return at.astimezone(zone(key)).isoformat(timespec="seconds")
        case Quantity(number=number, unit=unit):
            return f"{number} {_text(unit)}"
        case int():
            return cell
        case _:
            return f"{cell:f}"


def _text(text: str) -> str:
    """Make a text safe; one that would begin a formula gets an apostrophe in front."""
    safe = printable(text, one_line=False)
    return f"'{safe}" if safe.startswith(_FORMULA) else safe
