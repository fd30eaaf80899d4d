"""What stands in the cells of an Excel file: text as text, numbers and moments as themselves."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from recover.domain.zones import zone
from recover.export.cells import cell_text
from recover.export.dates import Dates
from recover.export.report import Cell, Quantity, When
from recover.export.xml_text import xml_text

LONGEST_CELL = 32_767
"""UTF-16 units; Excel's own limit for the text of one cell."""
TEXT = "@"
"""The number format of text."""
DATE = "ddd d mmm yyyy hh:mm"
"""The number format of moments; Excel writes the names in its user's language."""
_CUT = " … (cut here: a cell of Excel holds no more)"
_EXACT_DIGITS = 15
"""How many digits of a number Excel keeps."""


def value_of(cell: Cell, dates: Dates, *, as_date: bool) -> tuple[str, Any]:
    """Give the number format of a cell, and what stands in it."""
    match cell:
        case When(at=at, zone=key) if as_date:
            return DATE, at.astimezone(zone(key)).replace(tzinfo=None)
        case Quantity(number=number, unit=unit) if _is_exact(number) and unit.isalnum():
            return f'{_number_format(number)} "{unit}"', number
        case Quantity(number=number, unit="%") if _is_exact(number):
            return f'{_number_format(number)} "%"', number
        case int() | Decimal() if _is_exact(cell):
            return _number_format(cell), cell
        case _:
            return TEXT, cell_text(cell, dates)


def _number_format(number: int | Decimal) -> str:
    """Give the format that shows every digit of a number, and none that says nothing."""
    exponent = Decimal(number).as_tuple().exponent
    if number == Decimal(number).to_integral_value() or not isinstance(exponent, int):
        return "#,##0"
    return "#,##0." + "0" * -exponent


def _is_exact(number: int | Decimal) -> bool:
    """Say whether Excel keeps every digit of a number."""
    whole = Decimal(number)
    return whole.is_finite() and len(f"{whole:f}".strip("-").replace(".", "")) <= _EXACT_DIGITS


def shared_zone(cells: Sequence[Cell]) -> str:
    """Give the zone that every moment of a column is written in, if the column can hold dates.

    Returns:
        Empty when something else stands in the column as well, when zones differ, or when a wall
        time alone would not say which moment is meant: those moments are written as text.
    """
    moments = [cell for cell in cells if isinstance(cell, When)]
    keys = {each.zone for each in moments}
    if len(keys) != 1 or any(cell is not None and not isinstance(cell, When) for cell in cells):
        return ""
    return keys.pop() if all(map(_is_plain, moments)) else ""


def _is_plain(when: When) -> bool:
    """Say whether a moment has a wall time of its own, within what Excel counts."""
    local = when.at.astimezone(zone(when.zone))
    happens_once = local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
    return happens_once and local.year > 1900


def fitting(text: str) -> str:
    """Make a text safe; what is longer than a cell can be is cut, and the cell says so."""
    shown = xml_text(text, one_line=False)
    if _units(shown) <= LONGEST_CELL:
        return shown
    room = LONGEST_CELL - len(_CUT)
    return shown.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def _units(text: str) -> int:
    """Count as Excel does."""
    return len(text.encode("utf-16-le")) // 2
