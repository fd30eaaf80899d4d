"""What the client asks for, and our answer to it."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.entry import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing the client wants."""

    incident: str
    number: int
    text: str
    at: datetime
    """When it was asked for, UTC."""
    client: bool
    """Whether it may be shown to the client."""
    decision: Decision = Decision.OPEN
    reason: str = ""
    """Why, in words that may be said aloud."""
    alternative: str = ""
    """What we offer instead."""
    decided_at: datetime | None = None
    decided_by: str | None = None
    answer_for_client: bool = False
    """Whether our answer may be shown to the client, too."""

    @property
    def id(self) -> str:
        """Such as `12d1`: demand 1 of incident 12."""
        return f"{self.incident}d{self.number}"
