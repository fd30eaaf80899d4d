"""A stretch of time that a report is about."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one moment to another."""

    start: datetime | None = None
    """Aware; `None` for the beginning of the record."""
    end: datetime | None = None
    """Aware; the first moment that is not in it. `None` for as long as it goes."""

    def holds(self, at: datetime | None) -> bool:
        """Say whether a moment is in it; `None` never is."""
        if at is None:
            return False
        return (self.start is None or at >= self.start) and (self.end is None or at < self.end)


EVER = Period()
