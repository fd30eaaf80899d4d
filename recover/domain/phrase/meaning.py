"""From what a phrase names to the one moment it means (`deadlines.md` B3, B4, B10-B21)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from recover.domain.calendar import Calendar
from recover.domain.clock import SECOND, count_of, count_of_wall
from recover.domain.hours import MIDNIGHT
from recover.domain.phrase.days import (
    check_weekday,
    date_of,
    names_two_dates,
    nearer_weekday,
    settle_order,
    too_far,
)
from recover.domain.phrase.parts import (
    Clock,
    DayEdge,
    DayNumber,
    DayWords,
    Edge,
    Elapsed,
    Later,
    Offset,
    OpenDays,
    Part,
    Place,
    Reading,
    Slashed,
    Written,
)
from recover.domain.phrase.places import Circle
from recover.domain.phrase.refusal import Refusal, quoted
from recover.domain.phrase.times import NOON, check_time, clock_seconds, seconds_of_day
from recover.domain.phrase.words import WEEKDAY_NAMES

_YEARS = 5
"""No promise is further away (B4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The one moment a phrase means."""

    count: int
    """The moment in whole microseconds since 1970, UTC."""
    zone: str
    """The zone of the phrase."""
    wall: datetime | None
    """The wall time promised, without a zone; None for elapsed time and exact offsets."""
    notes: tuple[str, ...] = ()
    """The notes that come from how the day was found, in the order of B25."""
    alternatives: tuple[str, ...] = ()
    """Phrases for what may have been meant instead."""


@dataclass(slots=True)
class _Found:
    """A wall time, as it comes together."""

    day: date
    seconds: int
    calendar: Calendar
    """Whose clock the wall time is on."""
    named: date
    """The date whose hours the promise is about; midnight at its end is on the next."""
    notes: set[str] = field(default_factory=set)


def meaning_of(reading: Reading, circle: Circle) -> Meaning:
    """The moment that a reading means, not yet compared with the moment it was said.

    Raises:
        Refusal: `invalid` or `ambiguous`.
        NeverOpen: Open time is needed, and there is none.
    """
    check_time(reading)
    if reading.duration is not None:
        return _elapsed(reading.duration, circle)
    day = settle_order(reading, circle.date_order)
    if isinstance(reading.place, Offset):
        return _at_offset(reading, day, reading.place, circle)
    calendar = circle.calendar_in(_key(reading))
    found = _wall(reading, day, calendar, circle)
    notes = found.notes
    if not found.calendar.is_open_day(found.named):
        notes.add("closed_day")
    if calendar.is_holiday(found.named):
        notes.add("holiday")
    if circle.dates_differ and _counts_from_today(reading, day, circle):
        notes.add("date_differs")
    nearer = nearer_weekday(day, circle.today(calendar), calendar) if day is not None else None
    if nearer:
        notes.add("next_weekday")
    moment = found.calendar.at(found.day, found.seconds)
    return Meaning(
        count=count_of(moment),
        zone=found.calendar.zone,
        wall=datetime.combine(found.day, datetime.min.time()) + timedelta(seconds=found.seconds),
        notes=tuple(sorted(notes)),
        alternatives=(
            (reading.replacing("day", WEEKDAY_NAMES[nearer.weekday()]),) if nearer else ()
        ),
    )


def _key(reading: Reading) -> str | None:
    """The zone that the phrase names, if any (B2).

    Raises:
        Refusal: `ambiguous`, for a name that several places go by.
    """
    if not isinstance(reading.place, Place):
        return None
    keys = reading.place.keys
    if len(keys) > 1:
        raise Refusal(
            "ambiguous",
            f"{quoted(reading.said('place'))} is the time of {', '.join(keys)}",
            *(reading.replacing("place", key) for key in keys),
        )
    return keys[0]


def _elapsed(duration: Elapsed, circle: Circle) -> Meaning:
    """Plain hours and minutes (B18), or open ones (B20)."""
    calendar = circle.client
    said = count_of(circle.said_at)
    if duration.length > (_YEARS + 1) * 366 * MIDNIGHT * SECOND:
        raise too_far()
    count = said + duration.length
    if duration.business is not None:
        calendar = circle.calendar_of(duration.business, circle.client)
        limit = circle.said_at + timedelta(days=_YEARS * 366 + 1)
        span = timedelta(microseconds=duration.length)
        reached = calendar.reach(circle.said_at, span, until=limit)
        if reached is None:
            raise too_far()
        count = count_of(reached)
    return Meaning(count=count // SECOND * SECOND, zone=circle.client.zone, wall=None)


def _at_offset(reading: Reading, day: DayWords | None, offset: Offset, circle: Circle) -> Meaning:
    """An exact moment: full date, clock time and offset."""
    clock = reading.time
    if not isinstance(day, Written) or not isinstance(clock, Clock):
        raise Refusal("not_understood", "An offset from UTC needs a full date and a time")
    written = date_of(day, circle.today(circle.client), circle.client)
    check_weekday(reading, written)
    count = count_of_wall(written.toordinal(), clock_seconds(clock) - offset.minutes * 60)
    return Meaning(count=count, zone=circle.client.zone, wall=None)


def _wall(reading: Reading, day: DayWords | None, calendar: Calendar, circle: Circle) -> _Found:
    if day is None or (reading.this_part and reading.part is Part.MORNING and not reading.time):
        return _without_day(reading, calendar, circle)
    days_of = circle.calendar_of(day.whose, calendar) if isinstance(day, OpenDays) else calendar
    named = date_of(day, circle.today(days_of), days_of)
    check_weekday(reading, named)
    if reading.before:
        named = days_of.open_day_before(named)
    return _on_day(reading, day, named, calendar, days_of, circle)


def _on_day(
    reading: Reading,
    day: DayWords,
    named: date,
    calendar: Calendar,
    days_of: Calendar,
    circle: Circle,
) -> _Found:
    """A time on a named day: literally, even if closed then; without one, its close (B15)."""
    if isinstance(reading.time, DayEdge):
        owner = circle.calendar_of(reading.time.whose, calendar)
        return _edge(owner, named, reading.time.edge)
    seconds = seconds_of_day(reading, calendar.wall_hours(named))
    if seconds is not None:
        return _Found(named, seconds, calendar, named)
    if reading.part is not None:
        return _edge(calendar, named, _edge_of(reading.part))
    if isinstance(day, Later):
        local = calendar.local(circle.said_at)
        return _Found(named, (local.hour * 60 + local.minute) * 60 + local.second, calendar, named)
    return _edge(days_of, named, Edge.CLOSE)


def _without_day(reading: Reading, calendar: Calendar, circle: Circle) -> _Found:
    """A time on the next day that fits it (B16)."""
    if isinstance(reading.time, DayEdge):
        owner = circle.calendar_of(reading.time.whose, calendar)
        return _next_edge(owner, reading.time.edge, circle)
    today = circle.today(calendar)
    seconds = seconds_of_day(reading, calendar.wall_hours(today))
    if seconds is None:
        return _part_of_today(reading.part, today, calendar, circle)
    if reading.time is None:
        return _Found(today, seconds, calendar, today)
    for ahead in range(3):
        day = today + timedelta(days=ahead)
        if count_of(calendar.at(day, seconds)) > count_of(circle.said_at):
            return _Found(day, seconds, calendar, day)
    raise too_far()


def _part_of_today(part: Part | None, today: date, calendar: Calendar, circle: Circle) -> _Found:
    """Give "this morning" as the opening, then noon; "afternoon" as the close."""
    if part is not Part.MORNING:
        return _edge(calendar, today, Edge.CLOSE)
    found = _edge(calendar, today, Edge.OPENING)
    if count_of(calendar.opening(today)) <= count_of(circle.said_at):
        found.seconds = NOON
    return found


def _next_edge(calendar: Calendar, edge: Edge, circle: Circle) -> _Found:
    """The next opening; the close of today, or of the next open day if today is none (B16)."""
    today = circle.today(calendar)
    open_today = calendar.is_open_day(today)
    if edge is Edge.OPENING and open_today:
        open_today = count_of(calendar.opening(today)) > count_of(circle.said_at)
    return _edge(calendar, today if open_today else calendar.nth_open_day(today, 1), edge)


def _edge(calendar: Calendar, day: date, edge: Edge) -> _Found:
    opening, close = calendar.wall_hours(day)
    return _Found(day, opening if edge is Edge.OPENING else close, calendar, day)


def _edge_of(part: Part) -> Edge:
    return Edge.OPENING if part is Part.MORNING else Edge.CLOSE


def _counts_from_today(reading: Reading, day: DayWords | None, circle: Circle) -> bool:
    """Does it matter whose "today" it was (B25)?

    Days and weeks later at the same wall time are the same moment from either date; at another
    time they are not, nor are months. A date matters where it would be next year's, or month's,
    on one side only.
    """
    match day:
        case None if isinstance(reading.time, DayEdge):
            return reading.time.edge is Edge.CLOSE
        case None:
            return reading.time is None
        case Later(_, months):
            return months > 0 or reading.time is not None or reading.part is not None
        case Written() | DayNumber() | Slashed():
            return names_two_dates(day, circle.today(circle.client), circle.today(circle.owner))
    return True
