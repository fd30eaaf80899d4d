"""A dated thing as a calendar shows it."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One event, worked out from the log."""

    uid: str
    """The same for the same thing for ever (RFC 5545 3.8.4.7)."""
    sequence: int
    """Grows whenever something about it is written down (RFC 5545 3.8.7.4)."""
    at: datetime
    """Aware; whole seconds."""
    zone: str
    """The IANA zone it is shown in: the client's."""
    summary: str
    """One line; any text."""
    description: str
    """Any text; may be empty."""
    alarm: datetime | None
    """When to be reminded, aware; `None` for no alarm."""
    is_cancelled: bool
    """Whether it is off: withdrawn, or another one has taken its place."""


def uid_of(item: str, since: datetime) -> str:
    """Make an identity that is the same for ever, and another one in another book.

    Args:
        item: Such as `12p1`.
        since: When it was made; aware.
    """
    return f"{item}-{since.astimezone(UTC):%Y%m%dT%H%M%SZ}@recover"
