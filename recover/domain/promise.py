"""A promise to a client: an exact moment, one owner, and an honest ending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from recover.domain.entry import PromiseKind, ReminderKind

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.handover import Loan

RETRY_AFTER = timedelta(hours=1)
"""How long after a try that reached nobody the next one is due."""


class Standing(StrEnum):
    """How a promise stands at the asking moment."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    MISSED = "missed"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try that reached nobody."""

    at: datetime
    note: str
    next_try: datetime | None
    """When the next try is due, UTC; `None` when no contact window is open for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A moment at which somebody wants to be reminded of a promise."""

    at: datetime
    """UTC; never moved."""
    kind: ReminderKind
    by: str
    """Whose reminder it is; person key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is done next about a promise."""

    text: str
    at: datetime
    """When, UTC."""
    by: str
    """Who said so; person key."""
    said_at: datetime
    """When it was said, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Why the client was contacted about a promise outside the contact window."""

    at: datetime
    """When that was decided, UTC."""
    channel: str
    agreed: bool
    """Whether the client agreed to it; else it was our own decision."""
    text: str
    """The client's words, or our reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One thing we told one client we would do, as its incident's log has it."""

    incident: str
    number: int
    what: str
    kind: PromiseKind
    to: str
    """Whom it was promised to; may be empty."""
    channel: str
    owner: str
    """Person key; exactly one at any time."""
    phrase: str
    due: datetime
    """The agreed moment, UTC; keeping it at this very second is in time."""
    zone: str
    """The client's IANA zone."""
    wall: datetime | None
    """The wall time that was promised, without zone; `None` for elapsed time."""
    wall_zone: str
    """The IANA zone that *wall* is read in."""
    tzdata: str
    needed_by: datetime | None
    """The last moment at which keeping it still helps, UTC."""
    consent: str
    """What the client agreed to beyond the usual contact window; may be empty."""
    warnings: tuple[str, ...]
    made_at: datetime
    made_by: str
    client: bool
    """Whether it may be shown to the client."""
    needed_by_fact: str = ""
    """The fact that holds the last moment it helps, as in a playbook; empty when none does."""
    needs: tuple[str, ...] = ()
    """Person keys of the colleagues it rests on."""
    follows: str | None = None
    """The id of the promise that this one was renegotiated from."""
    under: str | None = None
    """The id of the promise to the client that this internal one was made for."""
    kept_at: datetime | None = None
    evidence: str = ""
    attempts: tuple[Attempt, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    """As they were set."""
    overrides: tuple[Override, ...] = ()
    """As they were decided."""
    next_step: NextStep | None = None
    """What was said last; `None` while nobody said anything."""
    lent: "Loan | None" = None
    """When and to whom it goes back; `None` while it is the owner's for good."""
    withdrawn_at: datetime | None = None
    renegotiated_at: datetime | None = None
    successor: str | None = None
    """The id of the promise that took its place."""
    reason: str = ""
    """Why it was withdrawn or renegotiated."""

    @property
    def id(self) -> str:
        """Such as `12p1`: promise 1 of incident 12."""
        return f"{self.incident}p{self.number}"

    @property
    def settled_at(self) -> datetime | None:
        """When it was kept, withdrawn or renegotiated, UTC; `None` while it can be acted on."""
        return self.kept_at or self.withdrawn_at or self.renegotiated_at

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something to be done, overdue or not."""
        return self.settled_at is None


def standing(promise: Promise, now: datetime) -> Standing:
    """Say how *promise* stands at *now*.

    `MISSED` from the instant after the due moment. Whatever is done about a missed promise other
    than keeping it late leaves it missed (`cli.md`, shapes).
    """
    if promise.kept_at is not None:
        return Standing.KEPT if promise.kept_at <= promise.due else Standing.KEPT_LATE
    ended = promise.withdrawn_at or promise.renegotiated_at
    if (ended or now) > promise.due:
        return Standing.MISSED
    if promise.withdrawn_at is not None:
        return Standing.WITHDRAWN
    return Standing.OPEN if promise.renegotiated_at is None else Standing.RENEGOTIATED


def kept_of(promises: Iterable[Promise], now: datetime) -> tuple[int, int]:
    """Count how many promises were kept in time, and of how many.

    One that was withdrawn or renegotiated before it was due had nothing to keep; one that was
    missed, or kept late, had.
    """
    stands = [standing(each, now) for each in promises]
    gone = (Standing.WITHDRAWN, Standing.RENEGOTIATED)
    return stands.count(Standing.KEPT), sum(each not in gone for each in stands)


def kept_text(promises: Iterable[Promise], now: datetime) -> str:
    """Say the same: `1 of 1 promises kept`; empty when there was nothing to keep."""
    kept, made = kept_of(promises, now)
    return f"{kept} of {made} promises kept" if made else ""


def margin_minutes(promise: Promise) -> int | None:
    """Whole minutes it was kept before due, negative when late; `None` unless it was kept.

    Any part of a minute late counts as a minute: late never reads as in time.
    """
    if promise.kept_at is None:
        return None
    return (promise.due - promise.kept_at) // timedelta(minutes=1)


def retry_from(promise: Promise, now: datetime) -> datetime:
    """Say from when on to try again: in an hour, or at half of what is left if that is less."""
    left = promise.due - now
    return now + (min(RETRY_AFTER, left / 2) if left > timedelta(0) else RETRY_AFTER)


def by_urgency(promise: Promise) -> tuple[datetime, str, int]:
    """Sort key: soonest first, then in the order they were made."""
    return (promise.due, promise.incident.zfill(9), promise.number)
