"""A file that was written for somebody else to keep: what left the book, and where it went."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file."""

    about: str
    """An incident's number, an account's key, or a word such as `voice` or `backup`."""
    audience: str
    """Whom it was for: `client`, `internal`, `executive`; empty for what holds everything."""
    path: str
    """Where it was written, absolute; it may have been moved since."""
    at: datetime
    """When, by the machine's clock, UTC."""
    by: str
    """Person key."""
