"""What every renderer needs: cells as text, and each part of a report as a table."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from recover.domain.promise import Standing
from recover.export.dates import Dates
from recover.export.report import (
    Cell,
    Column,
    Facts,
    Paragraphs,
    Part,
    Pledge,
    Pledges,
    Quantity,
    Table,
    Timeline,
    When,
)


def cell_text(cell: Cell, dates: Dates) -> str:
    """Write a cell for people, as typed: whoever shows it makes it `printable`."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case When():
            return dates.when(cell)
        case Quantity(number=number, unit=unit):
            return f"{number_text(number)} {unit}"
        case _:
            return number_text(cell)


def number_text(number: int | Decimal) -> str:
    """Write a number with its thousands apart, and no digits that say nothing: `48,000`, `12.5`."""
    if isinstance(number, int):
        return f"{number:,}"
    whole = number == number.to_integral_value()
    return f"{number.quantize(Decimal(1)):,f}" if whole else f"{number:,f}"


def column_title(column: Column) -> str:
    """Write the heading of a column, its unit with it."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


def as_table(part: Part) -> Table:
    """Give any part of a report as a table, for formats that know nothing else."""
    match part:
        case Table():
            return part
        case Facts(heading=heading, rows=rows):
            return _table(heading, (("name", "what"), ("value", "value")), rows)
        case Paragraphs(heading=heading, lines=lines):
            return _table(heading, (("text", "text"),), tuple((line,) for line in lines))
        case Timeline():
            return _timeline(part)
        case Pledges():
            return _pledges(part)


def plain_table(
    key: str, heading: str, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> Table:
    """Make a table of columns that have no unit, without those that say nothing in any row."""
    columns = tuple(
        Column(key=title.replace(" ", "_").replace("-", "_"), title=title) for title in titles
    )
    return without_empty(Table(key=key, heading=heading, columns=columns, rows=tuple(rows)))


def _table(
    heading: str, columns: tuple[tuple[str, str], ...], rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    """Make a table of which only its heading is known."""
    named = tuple(Column(key=key, title=title) for key, title in columns)
    return Table(key=heading.casefold(), heading=heading, columns=named, rows=rows)


_TIMELINE = (
    ("id", "id"),
    ("at", "when"),
    ("kind", "what"),
    ("text", "words"),
    ("by", "by"),
    ("note", "note"),
)
_PLEDGES = (
    Column(key="id", title="id"),
    Column(key="client", title="client"),
    Column(key="what", title="promise"),
    Column(key="made", title="made"),
    Column(key="due", title="due"),
    Column(key="state", title="state"),
    Column(key="ended", title="ended"),
    Column(key="margin_minutes", title="margin", unit="min"),
    Column(key="ending", title="how it ended"),
    Column(key="then", title="new moment"),
    Column(key="kind", title="kind"),
    Column(key="channel", title="by"),
    Column(key="owner", title="owner"),
    Column(key="reason", title="reason"),
)


def _timeline(part: Timeline) -> Table:
    """Write a timeline as rows; columns that say nothing in any row are left out."""
    rows = tuple(
        (each.id, each.at, each.tag, each.text, each.by, each.note) for each in part.points
    )
    columns = tuple(Column(key=key, title=title) for key, title in _TIMELINE)
    return without_empty(Table(key="timeline", heading=part.heading, columns=columns, rows=rows))


def _pledges(part: Pledges) -> Table:
    """Write promises as rows; columns that say nothing in any row are left out."""
    rows = tuple(_pledge(each) for each in part.pledges)
    return without_empty(Table(key="promises", heading=part.heading, columns=_PLEDGES, rows=rows))


def _pledge(each: Pledge) -> tuple[Cell, ...]:
    state = Standing(each.state).value
    return (
        each.id,
        each.client,
        each.what,
        each.made,
        each.due,
        state,
        each.ended,
        each.margin,
        each.ending,
        each.then,
        each.kind,
        each.channel,
        each.owner,
        each.reason,
    )


def without_empty(table: Table) -> Table:
    """Leave out the columns in which no row holds anything; a table without any other stays."""
    kept = [
        place
        for place in range(len(table.columns))
        if any(row[place] not in (None, "") for row in table.rows)
    ] or range(len(table.columns))
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
