"""One of us: who can own a promise, and when they work."""

from dataclasses import dataclass
from datetime import date

from recover.domain.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A colleague who can act, own and be handed work."""

    key: str
    """Short and unique, such as `mara`; entries name their author by it."""
    name: str
    calendar: Calendar
    """Working hours on the person's own clock, and their holidays."""
    holidays_source: str = ""
    """Where the holidays of the calendar come from; empty when none were taken over."""
    holidays_until: date | None = None
    """The last date that list says anything about; `None` when there is no list."""
    email: str = ""
    """Empty when none is on record."""
    backup: str | None = None
    """The key of whoever is told when this person's promise is overdue; `None` for nobody."""
    lead: bool = False
    """Whether this person leads the team."""
    away_until: date | None = None
    """The first day back at work; `None` while not away."""
    cover: str | None = None
    """The key of whoever covers while this person is away."""
