"""What a report for our own eyes is made from: one incident, and what is known around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account
from recover.domain.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One incident with what stands beside it."""

    incident: Incident
    account: Account | None
    client: str
    """Account and contact as people read them, or `unknown caller`."""
    zone: str
    """The client's IANA zone; ours while the caller is unknown."""
    now: datetime
    who: Callable[[str], str]
    """Gives the name of one of us, by person key."""
    renewal_days: int | None = None
    """Whole days until the renewal, negative afterwards; `None` when nobody knows."""
    years: int | None = None
    """Whole years as a client; `None` when nobody knows."""
    missing: tuple[str, ...] = ()
    """What nobody has asked yet."""
    escalated: tuple[str, ...] = ()
    """Who was told that it became graver, and why."""
