"""How far a list of holidays can be trusted (`deadlines.md` H4)."""

from datetime import date, datetime

from recover.domain.calendar import Calendar
from recover.domain.moments import day as day_text


def beyond_holidays(whose: str, calendar: Calendar, until: date | None, due: datetime) -> str:
    """Say that a moment is after the last date a list of holidays says anything about.

    Args:
        whose: `client` or `owner`.
        calendar: Theirs.
        until: The last date the list covers; `None` when there is no list.
        due: The moment; aware.

    Returns:
        Empty when it is covered, or there is no list.
    """
    day = calendar.local(due).date()
    if until is None or day <= until:
        return ""
    return f"The {whose}'s holidays are known until {day_text(until)} only: check {day_text(day)}."
