"""The hours in which whoever acts wants to hear of nothing that can wait."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from recover.services.desk import Desk


def is_quiet(desk: Desk) -> bool:
    """Say whether it is in the quiet hours of whoever acts, on their own clock."""
    hours = _hours(desk)
    if hours is None:
        return False
    begin, end = hours
    clock = desk.who.calendar.local(desk.now()).time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def quiet_ends(desk: Desk, days: int) -> Iterator[datetime]:
    """Give when the quiet hours of whoever acts end, today and on the days after it."""
    hours = _hours(desk)
    if hours is None:
        return
    ours = desk.who.calendar
    today = ours.local(desk.now()).date()
    for day in range(days):
        yield ours.instant(today + timedelta(days=day), hours[1])


def _hours(desk: Desk) -> tuple[time, time] | None:
    """Read when they begin and end; `None` where the settings name none."""
    if desk.settings.quiet_hours is None:
        return None
    begin, end = desk.settings.quiet_hours.split("-")
    return time.fromisoformat(begin), time.fromisoformat(end)
