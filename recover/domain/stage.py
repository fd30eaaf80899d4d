"""What is to be said about an item at one moment, and what was said already."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Why something is said now."""

    BEFORE = "before"
    """A promise is due before long."""
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    """Somebody else's promise is overdue by an hour, and their backup is told."""
    HOLD = "hold"
    """The contact window has opened (`deadlines.md` E8)."""
    WAKE_UP = "wake_up"
    OWN = "own"
    """They chose the moment."""
    FOLLOW_UP = "follow_up"
    """It is time to get in touch again."""
    OFFERED = "offered"
    """Work is offered to them."""
    ANSWER_SOON = "answer_soon"
    """Half of the time to answer is over."""
    BACK = "back"
    """Nobody answered: it is back with them."""


PATIENT = (Stage.BEFORE, Stage.FOLLOW_UP, Stage.OFFERED, Stage.ANSWER_SOON)
"""What waits until quiet hours are over; everything else is said at its moment."""

OF_OFFERS = (Stage.OFFERED, Stage.ANSWER_SOON, Stage.BACK)
"""What is about work that is offered to somebody."""

STANDING = (Stage.DUE, Stage.OVERDUE, Stage.FOLLOW_UP)
"""What is so until something is done about it, however often it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing to be said."""

    item: str
    """What it is about: the id of a promise, a handover or a follow-up; with `@` and its moment
    for a reminder somebody set."""
    stage: Stage
    at: datetime
    """The moment it was to be said at, UTC."""
    due: datetime | None
    """When the item itself is due, UTC."""
    zone: str
    """The client's IANA zone."""
    what: str
    """What it is, in the words of the log; any text."""

    @property
    def id(self) -> str:
        """That of the promise, the handover or the follow-up."""
        return self.item.partition("@")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one person was told last about one item; kept while the item is open."""

    item: str
    person: str
    """Person key."""
    said_at: datetime | None = None
    """The moment of the latest thing said (`Due.at`), UTC; `None` while nothing was."""
    quiet_until: datetime | None = None
    """Until when they want to hear nothing of it, UTC."""
    stopped: bool = False
    """Whether they want to hear nothing of it any more."""
