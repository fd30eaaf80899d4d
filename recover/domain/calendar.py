"""Calendars: whose clock, which hours, and business time on it (`deadlines.md` A and D)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from recover.domain import business
from recover.domain.business import HORIZON_DAYS
from recover.domain.clock import (
    MICROSECOND,
    SECOND,
    count_at,
    count_of,
    is_steady,
    moment_of,
    spans_of,
)
from recover.domain.hours import (
    DEFAULT_WEEK,
    MIDNIGHT,
    Day,
    Interval,
    Week,
    day_text,
    read_holidays,
    read_special_hours,
    read_week,
    seconds_of,
    week_text,
)
from recover.domain.zones import CalendarError, UnknownZone, zone

__all__ = [
    "DEFAULT_CLOSE",
    "DEFAULT_OPEN",
    "EVENING",
    "HORIZON_DAYS",
    "Calendar",
    "CalendarError",
    "NeverOpen",
    "UnknownZone",
]

DEFAULT_OPEN = 9 * 3600
"""Opening on a date that is not an open day (A1, A2), in seconds after midnight."""
DEFAULT_CLOSE = 17 * 3600
"""Close on a date that is not an open day (A1, A2), in seconds after midnight."""
EVENING = 20 * 3600
"""What "evening" and "tonight" mean (A1), in seconds after midnight."""
_LONGEST_GAP = 3 * 3600
"""Seconds; wider than this, only a gap that skips whole dates can swallow an interval, and then
only one that lasts until midnight."""
_KEYS = ("zone", "hours", "holidays", "special_hours")


class NeverOpen(CalendarError):
    """Open time is needed, and the calendar has none within 366 days (B22)."""

    kind = "never_open"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The calendar in {key} has no open time within {HORIZON_DAYS} days; give it hours."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A zone, weekly hours in it, and the dates that differ (A1). One per client, one per owner.

    Moments go in and come out aware; what comes out is in the calendar's zone and in whole
    seconds (A4). A moment without a zone is refused with a `TypeError`.
    """

    zone: str
    """The IANA key."""
    hours: Week = DEFAULT_WEEK
    """Monday to Sunday; intervals in seconds after midnight."""
    holidays: frozenset[date] = frozenset()
    """Dates closed all day, unless they have special hours."""
    special_hours: tuple[tuple[date, Day], ...] = ()
    """Dates, ascending, whose intervals replace the weekday's hours and any holiday."""
    tzinfo: ZoneInfo = field(init=False, repr=False, compare=False)
    """The loaded zone."""
    _special: Mapping[date, Day] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tzinfo", zone(self.zone))
        object.__setattr__(self, "_special", dict(self.special_hours))

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> "Calendar":
        """Read a calendar from plain values, as section I shows it.

        Args:
            mapping: `zone`, and optionally `hours`, `holidays` and `special_hours`, with strings
                or date and time objects. Without `hours`: Mon-Fri 09:00-17:00.

        Raises:
            UnknownZone: `zone` is no IANA key.
            CalendarError: Anything else in it cannot be read.
        """
        if not isinstance(mapping, Mapping):
            raise CalendarError('A calendar is a mapping like {"zone": "America/Chicago"}.')
        for name in mapping:
            if name not in _KEYS:
                raise CalendarError(f"A calendar has no {name!r}; it has {', '.join(_KEYS)}.")
        key, hours = mapping.get("zone"), mapping.get("hours")
        if not isinstance(key, str):
            raise CalendarError("A calendar needs a zone, such as America/Chicago.")
        return cls(
            zone=key,
            hours=DEFAULT_WEEK if hours is None else read_week(hours),
            holidays=read_holidays(mapping.get("holidays")),
            special_hours=read_special_hours(mapping.get("special_hours")),
        )

    def to_mapping(self) -> dict[str, object]:
        """Write the calendar as plain strings, lists and dicts that `from_mapping` reads back."""
        return {
            "zone": self.zone,
            "hours": week_text(self.hours),
            "holidays": [day.isoformat() for day in sorted(self.holidays)],
            "special_hours": {
                day.isoformat(): day_text(hours) for day, hours in self.special_hours
            },
        }

    def hours_on(self, day: date) -> Day:
        """The wall-clock intervals of *day*, in seconds after midnight (A1)."""
        special = self._special.get(day)
        if special is not None:
            return special
        return () if day in self.holidays else self.hours[day.weekday()]

    def _kept_hours(self, day: date) -> Day:
        """The intervals of *day* as `hours_on` gives them, without those a gap swallows (A3).

        One that a gap moves into open time, so that it adds none, is swallowed as well.
        """
        hours = self.hours_on(day)
        ordinal = day.toordinal()
        if not hours or is_steady(self.tzinfo, ordinal):
            return hours
        kept: list[Interval] = []
        for interval in hours:
            before = spans_of(self.tzinfo, ordinal, tuple(kept))
            if spans_of(self.tzinfo, ordinal, (*kept, interval)) != before:
                kept.append(interval)
        return tuple(kept)

    def is_holiday(self, day: date) -> bool:
        """Is *day* closed as a holiday, with no special hours of its own?"""
        return day in self.holidays and day not in self._special

    def is_open_day(self, day: date) -> bool:
        """Has *day* at least one interval, after those that a gap swallows are gone (A2, A3)?"""
        hours = self.hours_on(day)
        if not hours or _LONGEST_GAP < hours[0][1] - hours[0][0] < MIDNIGHT - hours[0][0]:
            return bool(hours)
        return bool(self._kept_hours(day))

    def wall_hours(self, day: date) -> tuple[int, int]:
        """Opening and close of *day* on the wall clock, in seconds after midnight (A2).

        Those of the intervals that no gap swallows; the defaults on a date that is not an open day.
        """
        hours = self._kept_hours(day)
        return (hours[0][0], hours[-1][1]) if hours else (DEFAULT_OPEN, DEFAULT_CLOSE)

    def opening(self, day: date) -> datetime:
        """The opening of *day* (A2); 09:00 on a date that is not an open day."""
        return self.at(day, self.wall_hours(day)[0])

    def close(self, day: date) -> datetime:
        """The close of *day* (A2); 17:00 on a date that is not an open day."""
        return self.at(day, self.wall_hours(day)[1])

    def week_start(self, day: date) -> date:
        """The first day of the week that *day* is in (A1): its Monday.

        Its Sunday for a calendar open on Sundays and closed on Fridays.
        """
        sunday_first = bool(self.hours[6]) and not self.hours[4]
        return day - timedelta(days=(day.weekday() + sunday_first) % 7)

    def local(self, moment: datetime) -> datetime:
        """*moment* on this calendar's clock, in whole seconds."""
        return self._moment(count_of(moment))

    def instant(self, day: date, wall: time) -> datetime:
        """The moment of a wall time (A3).

        A time that a gap skips moves forward by the length of the gap; one that happens twice
        means the first.
        """
        return self.at(day, seconds_of(wall))

    def at(self, day: date, seconds: int) -> datetime:
        """As `instant`, with the wall time in seconds after midnight, up to 86400 for 24:00."""
        return self._moment(count_at(self.tzinfo, day.toordinal(), seconds))

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The moment when *span* of open time has passed since *start* (D1).

        Open time is elapsed time inside the intervals. A span that ends exactly at a close ends
        there, not at the next opening. No span gives *start* if open, else the next opening.

        Raises:
            NeverOpen: The hours run out: none within 366 days.
            ValueError: *span* is negative.
        """
        reached = self.reach(start, span)
        if reached is None:
            raise NeverOpen(self.zone)
        return reached

    def reach(
        self, start: datetime, span: timedelta, *, until: datetime | None = None
    ) -> datetime | None:
        """As `add`, but None where that is after *until*, give or take a day.

        Raises:
            NeverOpen: The hours run out before that.
            ValueError: *span* is negative.
        """
        left = span // MICROSECOND
        if left < 0:
            raise ValueError("Business time is added forward only.")
        if left == 0:
            return self.next_open(start)
        limit = None if until is None else count_of(until)
        try:
            reached = business.reach(self, count_of(start), left, limit)
        except LookupError as error:
            raise NeverOpen(self.zone) from error
        return None if reached is None else self._moment(reached)

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """The open time between two moments (D2); negative if *b* is before *a*."""
        first, last = count_of(a), count_of(b)
        if last < first:
            return -self.elapsed(b, a)
        return timedelta(seconds=business.elapsed(self, first, last) // SECOND)

    def is_open(self, moment: datetime) -> bool:
        """Is *moment* in an interval, its opening included and its close not (D3)?"""
        now = count_of(moment)
        return any(opening <= now < close for opening, close in business.spans_around(self, now))

    def keeps(self, moment: datetime) -> bool:
        """Is *moment* inside the hours or exactly at a close, when things may be due (B25)?"""
        now = count_of(moment)
        return any(opening <= now <= close for opening, close in business.spans_around(self, now))

    def next_open(self, moment: datetime) -> datetime:
        """*moment* if open, else the next opening (D3).

        Raises:
            NeverOpen: There is none within 366 days.
        """
        return self._moment(self._next_span(moment)[0])

    def next_close(self, moment: datetime) -> datetime:
        """The end of the interval that *moment* is in, or of the next one (D3).

        Raises:
            NeverOpen: There is none within 366 days.
        """
        return self._moment(self._next_span(moment)[1])

    def nth_open_day(self, day: date, n: int) -> date:
        """The *n*th open day after *day*, which itself never counts (D4).

        Raises:
            NeverOpen: 366 days without an open one follow each other.
            ValueError: *n* is less than 1.
        """
        if n < 1:
            raise ValueError("Open days are counted from 1.")
        for _ in range(n):
            day = self._neighbour(day, 1)
        return day

    def open_day_before(self, day: date) -> date:
        """The last open day before *day*.

        Raises:
            NeverOpen: None of the 366 days before is open.
        """
        return self._neighbour(day, -1)

    def intervals(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The intervals of *day* as moments, in order; those a gap swallows are dropped (A3)."""
        return tuple(
            (self._moment(opening), self._moment(close))
            for opening, close in business.spans_on(self, day.toordinal())
        )

    def interval_ending_by(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The latest interval that ends at or before *moment*; None within 366 days before it."""
        span = business.last_span_by(self, count_of(moment))
        return span and (self._moment(span[0]), self._moment(span[1]))

    def _neighbour(self, day: date, step: int) -> date:
        for distance in range(1, HORIZON_DAYS + 1):
            candidate = day + timedelta(days=step * distance)
            if self.is_open_day(candidate):
                return candidate
        raise NeverOpen(self.zone)

    def _next_span(self, moment: datetime) -> tuple[int, int]:
        span = business.next_span(self, count_of(moment))
        if span is None:
            raise NeverOpen(self.zone)
        return span

    def _moment(self, count: int) -> datetime:
        return moment_of(count, self.tzinfo)
