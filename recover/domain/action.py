"""What one person did in one go, so that it can be taken back."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account
from recover.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesWritten:
    """Entries were added to the log of an incident."""

    incident: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSaved:
    """An account was added or changed."""

    before: Account | None
    """`None` when it was added."""
    after: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSaved:
    """A person was added or changed."""

    before: Person | None
    """`None` when they were added."""
    after: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """More than one thing was done at once, in this order; taken back in the other."""

    parts: "tuple[EntriesWritten | AccountSaved, ...]"


Target = EntriesWritten | AccountSaved | PersonSaved | Several


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a person did."""

    by: str
    """Person key."""
    at: datetime
    """When it was written down, UTC."""
    sentence: str
    """What was done, such as `made promise 12p1`; follows "Taken back:"."""
    target: Target
