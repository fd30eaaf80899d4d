"""Wall clocks and counted time (`deadlines.md` A3, A4, H3).

All reckoning happens on *counts*: whole microseconds since 1970 in UTC, plain integers. Two aware
datetimes of one zone subtract on the wall clock in Python; counts cannot.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from recover.domain.hours import MIDNIGHT, Day

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
"""One second, as a count."""

Span = tuple[int, int]
"""Two counts, from and to; the second is not part of it."""

_DAY = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()


def count_of(moment: datetime) -> int:
    """The count of an aware moment, whatever its zone.

    Raises:
        TypeError: The moment has no zone.
    """
    return (moment - _EPOCH) // MICROSECOND


def moment_of(count: int, tzinfo: ZoneInfo) -> datetime:
    """The moment of a count on a zone's clock; parts of a second are cut (A4)."""
    return (_EPOCH + timedelta(seconds=count // SECOND)).astimezone(tzinfo)


def count_of_wall(ordinal: int, seconds: int) -> int:
    """What the count of a wall time would be if its clock were UTC.

    Args:
        ordinal: The date, as `date.toordinal` gives it.
        seconds: Whole seconds after midnight, up to 86400 for 24:00.
    """
    return (ordinal - _EPOCH_ORDINAL) * _DAY + seconds * SECOND


def count_at(tzinfo: ZoneInfo, ordinal: int, seconds: int) -> int:
    """The count of a wall time in a zone; `fold=0` is the whole of A3."""
    return count_of_wall(ordinal, seconds) - _offset(tzinfo, ordinal, seconds)


def _offset(tzinfo: ZoneInfo, ordinal: int, seconds: int) -> int:
    """What the wall clock is ahead of UTC at the first such wall time, as a count."""
    days, rest = divmod(seconds, MIDNIGHT)
    midnight = datetime.fromordinal(ordinal + days)
    wall = midnight + timedelta(seconds=rest) if rest else midnight
    return (tzinfo.utcoffset(wall) or timedelta(0)) // MICROSECOND


def is_steady(tzinfo: ZoneInfo, ordinal: int) -> bool:
    """Does the clock keep one offset from the start of a date to its end?"""
    return _offset(tzinfo, ordinal, 0) == _offset(tzinfo, ordinal, MIDNIGHT)


def skips(tzinfo: ZoneInfo, ordinal: int) -> bool:
    """Does the clock skip a whole date, so that its times are those of the next (A3)?"""
    return _offset(tzinfo, ordinal, MIDNIGHT) - _offset(tzinfo, ordinal, 0) == _DAY


def steady_spans(tzinfo: ZoneInfo, ordinal: int, hours: Day) -> list[Span] | None:
    """The open spans of one date as counts, ascending; None where its clock changes.

    All but two dates of a year are reckoned with one offset.
    """
    if not hours:
        return []
    offset = _offset(tzinfo, ordinal, 0)
    if offset != _offset(tzinfo, ordinal, MIDNIGHT):
        return None
    midnight = count_of_wall(ordinal, 0) - offset
    return [(midnight + opening * SECOND, midnight + close * SECOND) for opening, close in hours]


def spans_of(tzinfo: ZoneInfo, ordinal: int, hours: Day) -> list[Span]:
    """The open spans of one date as counts, ascending, without those that a gap swallows (A3)."""
    spans = steady_spans(tzinfo, ordinal, hours)
    if spans is not None:
        return spans
    edges = [
        (count_at(tzinfo, ordinal, opening), count_at(tzinfo, ordinal, close))
        for opening, close in hours
    ]
    return united(span for span in edges if span[0] < span[1])


def united(spans: Iterable[Span]) -> list[Span]:
    """The same open time, ascending, where a gap moved spans among or over one another (A3)."""
    merged: list[Span] = []
    for opening, close in sorted(spans):
        if merged and opening < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], close))
        else:
            merged.append((opening, close))
    return merged
