"""The follow-ups of an incident, as its log has them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One moment at which we mean to get in touch again after the fix, or have."""

    incident: str
    number: int
    at: datetime
    """When it is planned for, UTC."""
    zone: str
    """The client's IANA zone."""
    offsets: tuple[str, ...]
    """What led to it, such as `7` days or `1mo` after the fix."""
    done_at: datetime | None = None
    """When we got in touch, UTC; `None` while it is ahead or overdue."""
    note: str = ""

    @property
    def id(self) -> str:
        """Such as `12f1`: follow-up 1 of incident 12."""
        return f"{self.incident}f{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something to be done."""
        return self.done_at is None


def offsets_text(offsets: tuple[str, ...]) -> str:
    """Say what led to a follow-up: `7 days after`, `30 days and 1 month after`."""
    return f"{' and '.join(map(_length, offsets))} after"


def _length(offset: str) -> str:
    """Write one offset for people."""
    number, unit = offset.removesuffix("mo"), "month" if offset.endswith("mo") else "day"
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
