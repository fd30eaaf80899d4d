"""What an incident's log is made of: one entry per thing that happened, never changed afterwards.

Each kind of happening is a small value of its own; `Entry` adds who wrote it and when. What the
happenings add up to is worked out by `recover.domain.incident`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recover.domain.errors import Failed

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.handing import Handing


class UnknownHappening(Failed):
    """A log holds a kind of entry that a newer version of the program has written."""

    kind = "newer_book"

    def __init__(self, word: str) -> None:
        super().__init__(
            f"A log here holds a {word[:40]!r} entry, which this version of recover does not know: "
            "a newer one wrote it. Update recover; nothing was changed."
        )


class Phase(StrEnum):
    """A place to stand in an incident, never a gate."""

    LISTEN = "listen"
    EXPECT = "expect"
    DELIVER = "deliver"
    HEAL = "heal"
    CLOSED = "closed"


class Decision(StrEnum):
    """Our answer to a demand."""

    OPEN = "open"
    GRANTED = "granted"
    PARTLY = "partly"
    DECLINED = "declined"


class Outcome(StrEnum):
    """What became of the relationship."""

    RETAINED = "retained"
    AT_RISK = "at-risk"
    LOST = "lost"
    UNKNOWN = "unknown"


class PromiseKind(StrEnum):
    """What a promise is about."""

    ANSWER = "answer"
    """When they will hear."""
    FIX = "fix"
    """When it will work."""
    DUTY = "duty"
    """What we owe the client without having told them."""
    INTERNAL = "internal"
    """What one of us owes another."""


class ReminderKind(StrEnum):
    """Why somebody wants to be reminded of a promise."""

    HOLD = "hold"
    """The contact window was shut, and opens at that moment (`deadlines.md` E8)."""
    WAKE_UP = "wake_up"
    """Colleagues it rests on open soon after."""
    OWN = "own"
    """They chose the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The incident began."""

    account: str | None
    """Account key; `None` for a caller nobody knows yet."""
    contact: str | None
    """The contact's key, or their name as typed when the account does not list them."""
    channel: str
    department: str
    """Which of our departments took it; empty when nobody said."""
    playbook: str
    playbook_version: int
    severity: str
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """We learned which account or contact this is about."""

    account: str | None
    contact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The client's words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Our words to the client."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLearned:
    """A fact about the matter; a later one of the same name replaces an earlier one."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """The client had to contact us about this matter; `Opened` counts as the first time."""

    channel: str
    department: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The client has finished speaking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What was heard was read back to the client."""

    text: str
    """What was read, as it stood then."""
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded:
    """The client asked for something."""

    demand: int
    """1 for the incident's first demand."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """We answered a demand."""

    demand: int
    decision: Decision
    reason: str
    """Why, in words that may be said aloud."""
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """We promised something."""

    promise: int
    """1 for the incident's first promise."""
    what: str
    kind: PromiseKind
    to: str
    """The contact's name, or whoever it was promised to; may be empty."""
    channel: str
    owner: str
    """Person key."""
    phrase: str
    """The deadline as it was said."""
    due: datetime
    """The agreed moment, UTC."""
    zone: str
    """The client's IANA zone."""
    wall: datetime | None
    """The wall time that was promised, without zone; `None` for elapsed time ("in 90 minutes")."""
    wall_zone: str
    """The IANA zone that *wall* is read in."""
    tzdata: str
    """The version of the zone data the instant was worked out with."""
    needed_by: datetime | None = None
    """The last moment at which keeping it still helps the client, UTC."""
    needed_by_fact: str = ""
    """The fact that holds that moment, as in a playbook; empty when none does."""
    consent: str = ""
    """What the client agreed to beyond the contact window, such as "before you open is fine"."""
    warnings: tuple[str, ...] = ()
    """The codes that stood beside it when it was made (`deadlines.md` B25)."""
    needs: tuple[str, ...] = ()
    """Person keys of the colleagues it rests on."""
    follows: int | None = None
    """The promise that this one was renegotiated from."""
    under: int | None = None
    """The promise to the client that this internal one helps to keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A promise was carried out."""

    promise: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempted:
    """Tried, and not reached; keeps nothing."""

    promise: int
    note: str
    next_try: datetime | None
    """When to try again, UTC; `None` when there is no contact window for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """We learned until when keeping a promise still helps the client."""

    promise: int
    by: datetime
    """The last such moment, UTC."""
    phrase: str
    """The fact it was read from, as it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSet:
    """Whoever wrote the entry wants to be reminded of a promise; the moment is never moved."""

    promise: int
    at: datetime
    """UTC."""
    reminder: ReminderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrode:
    """The client is contacted about a promise although the window of the channel is shut."""

    promise: int
    channel: str
    agreed: bool
    """Whether the client agreed to it; else it is our own decision."""
    text: str
    """The client's words, or our reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renegotiated:
    """A new moment was agreed, as a new promise."""

    promise: int
    successor: int
    """The number of the new promise."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A promise was taken back."""

    promise: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPlanned:
    """We mean to get in touch again: a promise to ourselves."""

    follow_up: int
    """1 for the incident's first follow-up."""
    at: datetime
    """UTC."""
    zone: str
    """The client's IANA zone."""
    offsets: tuple[str, ...]
    """What led to it, such as `7` days or `1mo` after the fix (`deadlines.md` F)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp:
    """We got in touch again."""

    follow_up: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The incident stands in another phase now."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The incident ended."""

    outcome: Outcome
    guideline: bool | None
    """Whether the guideline was met; `None` when nobody said."""
    purpose: bool | None
    """Whether the purpose was met; `None` when nobody said."""
    text: str
    """The reason, best in the client's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """The incident goes on."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The matter is graver now."""

    severity: str
    """`low`, `normal`, `high` or `critical`."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An earlier entry may be shown to the client from now on, or may not any more."""

    entry: int
    client: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """An earlier entry is struck through; it stays in the internal record."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Earlier entries were taken back and count no more."""

    entries: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Earlier entries that were taken back count again, where and when they were written."""

    entries: tuple[int, ...]
    text: str


Plain = (
    Opened
    | Identified
    | Heard
    | Said
    | Noted
    | FactLearned
    | Contacted
    | Finished
    | ReadBack
    | Demanded
    | Decided
    | Promised
    | Kept
    | Attempted
    | Needed
    | ReminderSet
    | Overrode
    | Renegotiated
    | Withdrawn
    | FollowUpPlanned
    | FollowedUp
    | Moved
    | Closed
    | Reopened
    | Raised
    | Marked
    | Struck
    | Undone
    | Restored
)

if TYPE_CHECKING:
    Happening = Plain | Handing
else:
    Happening = Plain

KINDS: dict[str, type[Plain]] = {
    "opened": Opened,
    "identified": Identified,
    "heard": Heard,
    "said": Said,
    "note": Noted,
    "fact": FactLearned,
    "contacted": Contacted,
    "finished": Finished,
    "readback": ReadBack,
    "demand": Demanded,
    "decision": Decided,
    "promise": Promised,
    "kept": Kept,
    "attempt": Attempted,
    "needed": Needed,
    "reminder": ReminderSet,
    "override": Overrode,
    "renegotiated": Renegotiated,
    "withdrawn": Withdrawn,
    "follow-up": FollowUpPlanned,
    "followed-up": FollowedUp,
    "moved": Moved,
    "closed": Closed,
    "reopened": Reopened,
    "severity": Raised,
    "marked": Marked,
    "struck": Struck,
    "undone": Undone,
    "restored": Restored,
}
"""The word for each kind, in files and in `show --json`; `happening_type` knows all of them."""

WORDS: dict[type, str] = {kind: word for word, kind in KINDS.items()}


def happening_type(word: str) -> "type[Happening]":
    """Give the kind of happening that a word of a file stands for.

    Raises:
        UnknownHappening: The word stands for none that is known here.
    """
    if word in KINDS:
        return KINDS[word]
    from recover.domain.handing import HANDING_KINDS

    if word not in HANDING_KINDS:
        raise UnknownHappening(word)
    return HANDING_KINDS[word]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log."""

    number: int
    """1 for the incident's first entry; entry 7 of incident 12 is `12e7`."""
    at: datetime
    """When it happened, UTC."""
    recorded: datetime
    """When it was written down, UTC."""
    by: str
    """The author's person key."""
    what: "Happening"
    client: bool = False
    """Whether it was written for the client, too; `Marked` may change that afterwards."""
    action: int
    """The number of the first entry written in the same go; undo takes them back together."""

    @property
    def kind(self) -> str:
        """The word for what happened, such as `heard`."""
        word = WORDS.get(type(self.what))
        if word is not None:
            return word
        from recover.domain.handing import HANDING_WORDS

        return HANDING_WORDS[type(self.what)]  # type: ignore[index] # not one of `WORDS`
