"""What a log says about work that changes hands, and about who was told.

Loaded when a log holds such an entry, or one is written: most commands meet none.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Work was offered to somebody; it stays the sender's until it is accepted."""

    handover: int
    """1 for the incident's first handover."""
    sender: str
    """The person key of whoever owns it until it is accepted."""
    to: str
    """Person key; nobody else can accept it."""
    promises: tuple[int, ...]
    """The numbers of the promises that are offered."""
    whole: bool
    """Whether the incident itself is offered, with every open promise of the sender in it."""
    account: bool
    """Whether whoever accepts looks after the account from then on."""
    account_key: str = ""
    """Which account that is; empty when none is offered."""
    batch: str
    """The id of the first handover offered in the same go; all of it is answered at once."""
    answer_by: datetime
    """UTC; after that moment the offer has expired."""
    zone: str
    """The client's IANA zone."""
    until: datetime | None
    """When everything goes back to the sender, UTC; `None` for good."""
    severity: str
    """How grave the matter is, and what the client is worth."""
    summary: str
    actions: tuple[str, ...]
    """What is to be done, soonest first, each with its moment."""
    contingency: str
    """What to do if things go another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The receiver took it over, in their own words."""

    handover: int
    promises: tuple[int, ...]
    """The numbers of the promises that changed hands."""
    readback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The receiver would not take it."""

    handover: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn:
    """The offer was taken back before it was answered."""

    handover: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebriefed:
    """The brief of an offer was written anew: a promise in it was renegotiated before the answer.

    What stands here takes the place of what the offer said of it.
    """

    handover: int
    actions: tuple[str, ...]
    contingency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepSet:
    """What is done next about a promise, and when."""

    promise: int
    text: str
    at: datetime
    """UTC."""
    phrase: str
    """The moment as it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody was told that a matter has become graver; once for each reason."""

    person: str
    """Person key."""
    reason: str
    """Stable for each cause, such as `missed 12p1` or `contact 3`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """An instruction to nobody is somebody's promise now."""

    entry: int
    """The number of the entry that holds the instruction."""
    promise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """Somebody does not work for this account any more."""

    person: str
    """Person key."""
    reason: str


Handing = (
    Offered
    | Accepted
    | Declined
    | OfferWithdrawn
    | Rebriefed
    | NextStepSet
    | Told
    | TakenUp
    | TakenOff
)

HANDING_KINDS: dict[str, type[Handing]] = {
    "offered": Offered,
    "accepted": Accepted,
    "declined": Declined,
    "retracted": OfferWithdrawn,
    "brief": Rebriefed,
    "next-step": NextStepSet,
    "told": Told,
    "taken-up": TakenUp,
    "removed": TakenOff,
}
"""The word for each kind, in files and in `show --json`."""

HANDING_WORDS: dict[type[Handing], str] = {kind: word for word, kind in HANDING_KINDS.items()}
