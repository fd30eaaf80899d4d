"""The hours that several calendars of one zone have in common (`deadlines.md` E1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from recover.domain.calendar import Calendar
from recover.domain.hours import Day, Week
from recover.domain.zones import CalendarError


def narrow(calendars: Sequence[Calendar]) -> Calendar:
    """Give the calendar that is open when all of *calendars* are: the narrowest wins.

    The holidays of each are holidays of the result. A date on which one of them has special hours
    has special hours in the result: what they all leave open on it.

    Raises:
        CalendarError: There is none, or they are not all in one zone.
    """
    if not calendars:
        raise CalendarError("There are no hours to narrow; give at least one calendar.")
    zones = sorted({calendar.zone for calendar in calendars})
    if len(zones) > 1:
        raise CalendarError(
            f"Hours in {' and '.join(zones)} cannot be one calendar; check them side by side."
        )
    result = calendars[0]
    for calendar in calendars[1:]:
        result = _both(result, calendar)
    return result


def closed_on(calendar: Calendar, days: frozenset[date]) -> Calendar:
    """Give the calendar with *days* closed all day, whatever special hours they have."""
    if not days:
        return calendar
    special = tuple((day, hours) for day, hours in calendar.special_hours if day not in days)
    return replace(calendar, holidays=calendar.holidays | days, special_hours=special)


def _both(one: Calendar, other: Calendar) -> Calendar:
    """Give the hours that two calendars have in common."""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        _common(first, second) for first, second in zip(one.hours, other.hours, strict=True)
    )
    week: Week = (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    special = {day for day, _ in one.special_hours} | {day for day, _ in other.special_hours}
    return Calendar(
        zone=one.zone,
        hours=week,
        holidays=one.holidays | other.holidays,
        special_hours=tuple(
            (day, _common(one.hours_on(day), other.hours_on(day))) for day in sorted(special)
        ),
    )


def _common(one: Day, other: Day) -> Day:
    """Give the intervals that two days have in common."""
    return tuple(
        (max(one_start, other_start), min(one_end, other_end))
        for one_start, one_end in one
        for other_start, other_end in other
        if max(one_start, other_start) < min(one_end, other_end)
    )
