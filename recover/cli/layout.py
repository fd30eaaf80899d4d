"""Tables and short moments for people: the client's clock first, ours second."""

from collections.abc import Sequence
from datetime import datetime

from recover.domain.days import short_day, wall_time
from recover.domain.text import printable
from recover.domain.zones import zone

GAP = "  "
_MARKS = ("Mn", "Me", "Cf")
"""The categories of what stands on the character before it, or is not seen at all."""
_VISIBLE = "\u00ad\ufe0f"
"""What is one of those and takes a column: a soft hyphen, and what makes a sign a picture."""
SMALLEST = 12
"""The fewest columns the last cell of a row gets, however narrow the terminal."""


def table(
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    widest: Sequence[int],
    least: Sequence[int] | None = None,
) -> list[str]:
    """Lay out rows in columns.

    On a terminal every cell but the last is cut at its widest, and the last one takes what is left
    of the line. In a pipe nothing is cut.

    Args:
        rows: Cells, each row as many.
        width: The columns of the terminal; 0 in a pipe.
        widest: The most columns of each cell but the last.
        least: The fewest of each; what `sizes_of` gave for the rows that stand above these.
    """
    safe = [[printable(cell) for cell in row] for row in rows]
    if width:
        safe = [[*map(_cut, row, widest), row[-1]] for row in safe]
    sizes = sizes_of(safe, widest=widest, least=least)
    used = sum(sizes) + len(GAP) * len(sizes)
    lines = []
    for row in safe:
        last = _cut(row[-1], max(width - used, SMALLEST)) if width else row[-1]
        cells = [_padded(cell, size) for cell, size in zip(row, sizes, strict=False)]
        lines.append(GAP.join([*cells, last]).rstrip())
    return lines


def sizes_of(
    rows: Sequence[Sequence[str]], *, widest: Sequence[int], least: Sequence[int] | None = None
) -> list[int]:
    """Give the columns that each cell but the last takes in a table of these rows."""
    columns = list(zip(*rows, strict=True))[:-1]
    sizes = [max(map(columns_of, column)) for column in columns]
    return [*map(max, sizes, map(min, least, widest))] if least else sizes


def labelled(label: str, lines: Sequence[str], *, indent: int = 10) -> list[str]:
    """Put a label beside the first of some lines; no lines, no label."""
    return [f"{label if not place else '':<{indent}}{line}" for place, line in enumerate(lines)]


def on_clock(instant: datetime, zone_key: str, now: datetime) -> str:
    """Write a moment in short: `Fri 23 Oct 08:00 PDT`, with the year when it is another one."""
    local = instant.astimezone(zone(zone_key))
    year = "" if local.year == now.astimezone(zone(zone_key)).year else f" {local.year}"
    return f"{local:%a} {short_day(local)}{year} {wall_time(instant, zone_key)}"


def ours(instant: datetime, client_zone: str, own_zone: str) -> str:
    """Write the same moment on our clock: `11:00 EDT`, with the weekday when that differs."""
    local = instant.astimezone(zone(own_zone))
    there = instant.astimezone(zone(client_zone))
    day = "" if local.date() == there.date() else f"{local:%a} "
    return f"{day}{wall_time(instant, own_zone)}"


def both(instant: datetime, client_zone: str, own_zone: str, now: datetime) -> str:
    """Write a moment in short on both clocks: `Fri 23 Oct 08:00 PDT = 11:00 EDT (you)`."""
    there = on_clock(instant, client_zone, now)
    here = ours(instant, client_zone, own_zone)
    return there if there.endswith(here) else f"{there} = {here} (you)"


def columns_of(text: str) -> int:
    """Count the terminal columns of a printable text: wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        (2 if east_asian_width(each) in "WF" else 1)
        if each in _VISIBLE or category(each) not in _MARKS
        else 0
        for each in text
    )


def _padded(text: str, size: int) -> str:
    """Fill a cell up."""
    return text + " " * (size - columns_of(text))


def _cut(text: str, size: int) -> str:
    """Cut a cell to its columns, with an ellipsis where it was cut."""
    if columns_of(text) <= size:
        return text
    kept = text[: size * 4]
    while kept and columns_of(kept) > size - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
