"""A report as plain text for reading, such as the words of a mail: no marks, 76 columns."""

from collections.abc import Iterator
from textwrap import wrap

from recover.domain.text import printable
from recover.export.cells import as_table, cell_text, column_title
from recover.export.dates import Dates
from recover.export.formats import Style
from recover.export.report import (
    Facts,
    Paragraphs,
    Part,
    Pledge,
    Pledges,
    Point,
    Report,
    Table,
    Timeline,
    When,
)
from recover.export.words import pledge_words, written_words

WIDTH = 76
"""Columns; only a word that is longer goes beyond."""
_STEP = "  "
_PAIR = 2


def render(report: Report, style: Style) -> str:
    """Write *report* as a calm text: headings underlined, one thing a line, nothing in columns."""
    lines = [*_folded(report.title), ""]
    lines += _folded(report.lead) if report.lead else []
    lines += _folded(written_words(report, style.dates))
    for part in report.parts:
        lines += ["", "", *_folded(part.heading), "-" * min(len(printable(part.heading)), WIDTH)]
        lines += _part(part, style.dates)
    return "\n".join(lines) + "\n"


def _part(part: Part, dates: Dates) -> Iterator[str]:
    """Write what stands under a heading."""
    match part:
        case Paragraphs(lines=lines):
            for place, line in enumerate(lines):
                yield from [""] * bool(place)
                yield from _folded(line)
        case Facts(rows=rows):
            for name, value in rows:
                yield from _folded(f"{name}: {cell_text(value, dates)}", then=_STEP)
        case Timeline(points=points):
            for place, point in enumerate(points):
                yield from [""] * bool(place)
                yield from _point(point, dates)
        case Pledges(pledges=pledges):
            for place, pledge in enumerate(pledges):
                yield from [""] * bool(place)
                yield from _pledge(pledge, dates)
        case _:
            yield from _table(as_table(part), dates)


def _point(point: Point, dates: Dates) -> Iterator[str]:
    """Write what happened: its moment and kind, the words, and who noted them."""
    yield from _folded(_joined(dates.when(point.at), point.tag))
    struck = "[struck] " if point.is_struck else ""
    yield from _folded(struck + point.text, first=_STEP, then=_STEP)
    by = _joined(point.id, point.by, point.note)
    if by:
        yield from _folded(f"({by})", first=_STEP, then=_STEP)


def _pledge(pledge: Pledge, dates: Dates) -> Iterator[str]:
    """Write a promise: what, by when, and how it ended."""
    name = " ".join(filter(None, (pledge.id, pledge.client and f"{pledge.client}:", pledge.what)))
    _, ending, more = pledge_words(pledge, dates)
    yield from _folded(name, first="- ", then=_STEP)
    yield from _inner(f"by {dates.when(pledge.due)}: {ending}")
    if more:
        yield from _inner(more)


def _table(table: Table, dates: Dates) -> Iterator[str]:
    """Write each row of a table as one sentence of its own; nothing is said of empty cells.

    Where there are two columns, a moment before them set aside, the first is what the second is
    about.
    """
    for row in table.rows:
        texts = [cell_text(cell, dates) for cell in row]
        pair = texts
        if len(texts) > _PAIR and isinstance(row[0], When):
            pair = [_joined(*texts[:2]), *texts[2:]]
        told = (
            [": ".join(filter(None, pair))]
            if len(pair) == _PAIR
            else [
                f"{column_title(column)}: {text}"
                for column, text in zip(table.columns, texts, strict=True)
                if text
            ]
        )
        yield from _folded(_joined(*told), first="- ", then=_STEP)


def _inner(text: str) -> Iterator[str]:
    return _folded(text, first=_STEP, then=_STEP + _STEP)


def _joined(*texts: str) -> str:
    """Join what says something."""
    return " · ".join(text for text in texts if text)


def _folded(text: str, *, first: str = "", then: str = "") -> Iterator[str]:
    """Make a text safe and fold its lines; no word is broken, since it may be an address."""
    for line in printable(text, one_line=False).expandtabs(4).split("\n"):
        yield from wrap(
            line,
            WIDTH,
            initial_indent=first,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        first = then
