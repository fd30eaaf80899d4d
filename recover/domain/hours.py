"""Weekly hours as wall-clock intervals, read from and written to mappings (`deadlines.md` A1).

An interval is a pair of whole seconds after midnight, `[open, close)`, with `86400` for `24:00`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import pairwise

from recover.domain.zones import CalendarError

Interval = tuple[int, int]
"""Opening and closing in seconds after midnight; the closing one is not part of it."""

Day = tuple[Interval, ...]
"""The intervals of one day, in order; empty for a day that is closed."""

Week = tuple[Day, Day, Day, Day, Day, Day, Day]
"""The hours of Monday to Sunday."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 3600
"""`24:00`, the end of a day."""

_OFFICE: Day = ((9 * 3600, 17 * 3600),)
DEFAULT_WEEK: Week = (_OFFICE, _OFFICE, _OFFICE, _OFFICE, _OFFICE, (), ())
"""Mon-Fri 09:00-17:00."""

_LONG_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_OF = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name: number for number, name in enumerate(_LONG_NAMES)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}


def seconds_of(moment: time) -> int:
    """Seconds after midnight of a wall-clock time; parts of a second are cut (A4)."""
    return (moment.hour * 60 + moment.minute) * 60 + moment.second


def clock_text(seconds: int) -> str:
    """Write seconds after midnight as `09:00`, `24:00`, or `09:00:30` where seconds matter."""
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text if seconds % 60 == 0 else f"{text}:{seconds % 60:02}"


def read_clock(value: object) -> int:
    """Read `09:00`, `24:00`, `17:30:15` or a `datetime.time` as seconds after midnight.

    Raises:
        CalendarError: It is no time of day.
    """
    if isinstance(value, time):
        return seconds_of(value)
    parts = value.strip().split(":") if isinstance(value, str) else []
    if len(parts) in (2, 3) and all(_is_two_digits(part) for part in parts):
        hour, minute, second = (*map(int, parts), 0)[:3]
        seconds = (hour * 60 + minute) * 60 + second
        if minute < 60 and second < 60 and seconds <= MIDNIGHT:
            return seconds
    raise CalendarError(f"{value!r} is no time of day; write it as 09:00, or 24:00 for midnight.")


def _is_two_digits(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= 2


def read_date(value: object) -> date:
    """Read `2026-11-26` or a date; of a datetime, its own local date.

    Raises:
        CalendarError: It is no date.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise CalendarError(f"{value!r} is no date; write it as 2026-11-26.") from error


def read_weekday(value: object) -> int:
    """Read the name of a weekday as 0 (Monday) to 6 (Sunday).

    Raises:
        CalendarError: It names no weekday.
    """
    number = _WEEKDAY_OF.get(value.strip().lower()) if isinstance(value, str) else None
    if number is None:
        raise CalendarError(f"{value!r} is no weekday; use one of {', '.join(WEEKDAYS)}.")
    return number


def read_day(value: object, *, where: str) -> Day:
    """Read the intervals of one day: `[["09:00", "12:00"], ["13:00", "17:00"]]`.

    They may come in any order and may touch, but not overlap, and none crosses midnight.

    Args:
        value: A sequence of pairs of strings or times; a `time` of 00:00 that closes means 24:00.
        where: The day these hours are for, as the error shall name it.

    Raises:
        CalendarError: They are no such intervals.
    """
    if not isinstance(value, Iterable) or isinstance(value, str | Mapping):
        raise CalendarError(f'The hours of {where} are no list like [["09:00", "17:00"]].')
    intervals = sorted(_read_interval(pair, where) for pair in value)
    for (_, close), (opening, _) in pairwise(intervals):
        if opening < close:
            raise CalendarError(
                f"The hours of {where} overlap at {clock_text(opening)}; join them into one."
            )
    return tuple(intervals)


def _read_interval(pair: object, where: str) -> Interval:
    ends = list(pair) if isinstance(pair, list | tuple) else []
    if len(ends) != 2:
        raise CalendarError(f'The hours of {where} need pairs like ["09:00", "17:00"].')
    opening, close = read_clock(ends[0]), read_clock(ends[1])
    if isinstance(ends[1], time) and close == 0:
        close = MIDNIGHT
    if opening >= close:
        raise CalendarError(
            f"The hours of {where} close at {clock_text(close)}, not after they open at "
            f"{clock_text(opening)}; over midnight, write two intervals."
        )
    return opening, close


def read_week(value: object) -> Week:
    """Read weekly hours: `{"mon": [["09:00", "17:00"]], ...}`; a day left out is closed.

    Raises:
        CalendarError: They are no weekly hours, or name one day twice.
    """
    if not isinstance(value, Mapping):
        raise CalendarError('Weekly hours are a mapping like {"mon": [["09:00", "17:00"]]}.')
    days: dict[int, Day] = {}
    for name, intervals in value.items():
        weekday = read_weekday(name)
        if weekday in days:
            raise CalendarError(f"The hours of {WEEKDAYS[weekday]} are given twice; keep one.")
        days[weekday] = read_day(intervals, where=WEEKDAYS[weekday])
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        days.get(weekday, ()) for weekday in range(7)
    )
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def read_holidays(value: object) -> frozenset[date]:
    """Read a list of dates; None is none.

    Raises:
        CalendarError: It is no such list.
    """
    if value is None:
        return frozenset()
    if not isinstance(value, Iterable) or isinstance(value, str | Mapping):
        raise CalendarError('Holidays are a list of dates like ["2026-11-26"].')
    return frozenset(read_date(day) for day in value)


def read_special_hours(value: object) -> tuple[tuple[date, Day], ...]:
    """Read the hours of single dates: `{"2026-12-24": [["09:00", "12:00"]]}`; None is none.

    Returns:
        Dates with their intervals, ascending.

    Raises:
        CalendarError: They are no such hours, or name one date twice.
    """
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise CalendarError(
            'Special hours are a mapping like {"2026-12-24": [["09:00", "12:00"]]}.'
        )
    read = [(read_date(day), read_day(hours, where=str(day))) for day, hours in value.items()]
    if len({day for day, _ in read}) < len(read):
        raise CalendarError("Special hours name one date twice; keep one.")
    return tuple(sorted(read))


def day_text(day: Day) -> list[list[str]]:
    """Write the intervals of one day the way `read_day` reads them."""
    return [[clock_text(opening), clock_text(close)] for opening, close in day]


def week_text(week: Week) -> dict[str, list[list[str]]]:
    """Write weekly hours the way `read_week` reads them; closed days are left out."""
    return {name: day_text(day) for name, day in zip(WEEKDAYS, week, strict=True) if day}
