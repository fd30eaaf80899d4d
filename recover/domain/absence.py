"""When somebody of us is at work, with the days on which they are away."""

from datetime import datetime, timedelta

from recover.domain.calendar import HORIZON_DAYS, Calendar
from recover.domain.moments import day
from recover.domain.narrowing import closed_on
from recover.domain.person import Person
from recover.domain.text import printable


def at_work(person: Person, now: datetime) -> Calendar:
    """Give a person's calendar, closed from today until the day they are back."""
    if person.away_until is None:
        return person.calendar
    today = person.calendar.local(now).date()
    length = min((person.away_until - today).days, HORIZON_DAYS + 1)
    return closed_on(
        person.calendar, frozenset(today + timedelta(days=number) for number in range(length))
    )


def absence(person: Person, now: datetime, cover: str = "") -> str:
    """Say until when a person is away and who covers: `away until Mon 26 Oct 2026, Sam covers`.

    Args:
        person: One of us.
        now: The asking moment; aware.
        cover: The name of whoever covers; empty for nobody.

    Returns:
        Empty when they are not away.
    """
    if person.away_until is None or person.calendar.local(now).date() >= person.away_until:
        return ""
    covers = f", {printable(cover)} covers" if cover else ""
    return f"away until {day(person.away_until)}{covers}"
