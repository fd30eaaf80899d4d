"""A handover: work that is offered, and changes hands when the receiver accepts it (I-PASS)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_ANSWER = timedelta(hours=24)
"""How long an offer stands at most, unless its sender says otherwise."""
OVERDUE_ANSWER = timedelta(hours=1)
"""How long it stands when something in it is overdue."""


class HandoverState(StrEnum):
    """How an offer stands at the asking moment."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The five elements of I-PASS.

    Illness severity, patient summary, action list, situation awareness with contingency, and the
    receiver's synthesis.
    """

    severity: str
    """How grave the matter is, and what the client is worth."""
    summary: str
    actions: tuple[str, ...]
    """What is to be done, soonest first, each with its moment."""
    contingency: str
    readback: str = ""
    """The receiver's own words; empty until they accept."""

    @property
    def score(self) -> int:
        """How many of the five elements are there."""
        elements = (self.severity, self.summary, self.actions, self.contingency, self.readback)
        return sum(map(bool, elements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One offer, and what came of it."""

    incident: str
    number: int
    sender: str
    """The person key of whoever owns the work until it is accepted."""
    to: str
    """Person key; nobody else can accept it."""
    promises: tuple[int, ...]
    """The numbers of the promises offered; once accepted, of those that changed hands."""
    whole: bool
    """Whether the incident itself is offered."""
    account: bool
    """Whether whoever accepts looks after the account from then on."""
    account_key: str = ""
    """Which account that is; empty when none is offered."""
    batch: str
    """The id of the first handover offered in the same go."""
    answer_by: datetime
    """UTC; after that moment an offer without an answer has expired."""
    zone: str
    """The client's IANA zone."""
    until: datetime | None
    """When everything goes back to the sender, UTC; `None` for good."""
    brief: Brief
    offered_at: datetime
    offered_by: str
    """Whoever made the offer; person key."""
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    withdrawn_at: datetime | None = None
    answered_by: str = ""
    """Who accepted, declined or withdrew it; person key."""
    reason: str = ""
    """Why it was declined or withdrawn."""

    @property
    def id(self) -> str:
        """Such as `12h1`: handover 1 of incident 12."""
        return f"{self.incident}h{self.number}"

    @property
    def answered_at(self) -> datetime | None:
        """When it was accepted, declined or withdrawn, UTC."""
        return self.accepted_at or self.declined_at or self.withdrawn_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Work that somebody has for a time only."""

    back_to: str
    """Who it goes back to; person key."""
    until: datetime
    """When, UTC."""


def handover_state(handover: Handover, now: datetime) -> HandoverState:
    """Say how an offer stands at *now*; without an answer it expires after its moment."""
    if handover.accepted_at is not None:
        return HandoverState.ACCEPTED
    if handover.declined_at is not None:
        return HandoverState.DECLINED
    if handover.withdrawn_at is not None:
        return HandoverState.WITHDRAWN
    return HandoverState.EXPIRED if now > handover.answer_by else HandoverState.OFFERED


def default_answer_by(now: datetime, first_due: datetime | None) -> datetime:
    """Say until when to answer: half of what is left to the first due moment, a day at most.

    In whole minutes, as it is shown.

    Args:
        now: When it is offered; aware.
        first_due: The soonest due moment of what is offered; `None` when nothing is due.
    """
    if first_due is None:
        return now + LONGEST_ANSWER
    if first_due <= now:
        return now + OVERDUE_ANSWER
    half = timedelta(minutes=(first_due - now) // timedelta(minutes=2))
    return now + min(max(half, timedelta(minutes=1)), LONGEST_ANSWER)
