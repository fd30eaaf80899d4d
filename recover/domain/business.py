"""Open time, counted: the sums behind a calendar's answers (`deadlines.md` D).

Everything here is in counts (`clock.py`) and ordinals of dates.
"""

from collections.abc import Iterator
from datetime import date

from recover.domain.clock import (
    SECOND,
    Span,
    count_at,
    count_of_wall,
    moment_of,
    skips,
    spans_of,
    steady_spans,
    united,
)

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.calendar import Calendar

HORIZON_DAYS = 366
"""How many days ahead an opening is looked for (B22)."""

_LAST = date.max.toordinal() - 7


def spans_on(calendar: "Calendar", ordinal: int) -> list[Span]:
    """The open spans of one date, ascending (A3)."""
    return spans_of(calendar.tzinfo, ordinal, calendar.hours_on(date.fromordinal(ordinal)))


def spans_from(calendar: "Calendar", ordinal: int) -> list[Span]:
    """The open spans of one date; of a date that is skipped, together with those of the next.

    Its hours are hours of the next date (A3), before, between or over that one's own, so the two
    are ascending only as one. Who goes on to the next date meets its spans again.
    """
    hours = calendar.hours_on(date.fromordinal(ordinal))
    spans = steady_spans(calendar.tzinfo, ordinal, hours)
    if spans is not None:
        return spans
    if not skips(calendar.tzinfo, ordinal):
        return spans_on(calendar, ordinal)
    return united(spans_on(calendar, ordinal) + spans_on(calendar, ordinal + 1))


def last_span_by(calendar: "Calendar", end: int) -> Span | None:
    """The latest open span that ends at or before *end*; None within the horizon before it."""
    today = moment_of(end, calendar.tzinfo).toordinal()
    for ordinal in range(today, max(today - HORIZON_DAYS, 0), -1):
        ended = [span for span in spans_on(calendar, ordinal) if span[1] <= end]
        if ended:
            both = spans_from(calendar, max(ordinal - 1, 1)) + ended
            return max((span for span in both if span[1] <= end), key=lambda span: span[1])
    return None


def spans_around(calendar: "Calendar", count: int) -> Iterator[Span]:
    """The open spans that a moment can be in.

    Those of its own date and of the date before, which opens later where it was skipped (A3).
    """
    today = moment_of(count, calendar.tzinfo).toordinal()
    for ordinal in range(max(today - 1, 1), today + 1):
        yield from spans_on(calendar, ordinal)


def next_span(calendar: "Calendar", start: int) -> Span | None:
    """The open span that *start* is in, from there on, or else the next one within the horizon."""
    first = _first_date(calendar, start)
    for ordinal in range(first, min(first + HORIZON_DAYS + 2, _LAST)):
        for opening, close in spans_from(calendar, ordinal):
            if close > start:
                return max(opening, start), close
    return None


def reach(calendar: "Calendar", start: int, length: int, limit: int | None) -> int | None:
    """The count at which *length* of open time has passed since *start* (D1).

    Returns:
        None if that is after *limit*.

    Raises:
        LookupError: 366 days without open time follow each other before that.
    """
    ordinal = first = _first_date(calendar, start)
    weekly = _weekly(calendar)
    quiet = -1
    while quiet <= HORIZON_DAYS and ordinal < _LAST:
        if limit is not None and count_of_wall(ordinal - 1, 0) > limit:
            return None
        if ordinal > first + 1 and 0 < weekly < length and _is_regular(calendar, ordinal):
            length, ordinal, quiet = length - weekly, ordinal + 7, 0
            continue
        for opening, close in spans_from(calendar, ordinal):
            if close > start:
                opened = max(opening, start)
                if length <= close - opened:
                    return opened + length
                length, start, quiet = length - (close - opened), close, -1
        ordinal, quiet = ordinal + 1, quiet + 1
    raise LookupError("no open time ahead")


def elapsed(calendar: "Calendar", start: int, end: int) -> int:
    """The open time between two counts, the first being the earlier one (D2)."""
    ordinal = first = _first_date(calendar, start)
    last = moment_of(end, calendar.tzinfo).toordinal()
    weekly = _weekly(calendar)
    total = 0
    while ordinal <= last:
        if first + 1 < ordinal < last - 7 and _is_regular(calendar, ordinal):
            total, ordinal = total + weekly, ordinal + 7
            continue
        for opening, close in spans_from(calendar, ordinal):
            opened, closed = max(opening, start), min(close, end)
            if opened < closed:
                total, start = total + closed - opened, closed
        ordinal += 1
    return total


def _first_date(calendar: "Calendar", start: int) -> int:
    return max(moment_of(start, calendar.tzinfo).toordinal() - 1, 1)


def _weekly(calendar: "Calendar") -> int:
    return SECOND * sum(close - opening for day in calendar.hours for opening, close in day)


def _is_regular(calendar: "Calendar", ordinal: int) -> bool:
    """Do the seven days from *ordinal* have the weekly hours, and the clock one offset?

    The day before is asked too, since one that was skipped reaches into the next (A3). No clock
    goes forward and back within eight days.
    """
    for day in range(ordinal, ordinal + 7):
        current = date.fromordinal(day)
        if calendar.hours_on(current) != calendar.hours[current.weekday()]:
            return False
    wall = count_of_wall(ordinal + 7, 0) - count_of_wall(ordinal - 1, 0)
    passed = count_at(calendar.tzinfo, ordinal + 7, 0) - count_at(calendar.tzinfo, ordinal - 1, 0)
    return wall == passed
