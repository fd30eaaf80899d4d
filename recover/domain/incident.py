"""One matter with one account, worked out from its log (`architecture.md`, decision 1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from recover.domain.demand import Demand
from recover.domain.entry import (
    Entry,
    Finished,
    Heard,
    Outcome,
    Phase,
    Restored,
    Said,
    Struck,
    Undone,
)
from recover.domain.healing import Touch
from recover.domain.promise import Promise

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.handover import Handover, Loan


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """Something we have been told about the matter."""

    name: str
    value: str
    at: datetime
    """When it was learned, UTC."""
    by: str
    """Who wrote it down; person key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientContact:
    """One time the client had to contact us about this matter."""

    at: datetime
    channel: str
    department: str
    """Empty when nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What the log of one incident adds up to. Never stored: see `fold`."""

    id: str
    entries: tuple[Entry, ...]
    """All of them, as written, also those struck or taken back."""
    opened_at: datetime
    owner: str
    """Person key of whoever carries the incident; see `as_of`."""
    lent: "Loan | None"
    """When and to whom it goes back; `None` while it is the owner's for good."""
    title: str
    """The first words heard; empty while nothing was."""
    account: str | None
    """Account key; `None` while the caller is unknown."""
    contact: str | None
    """Contact key of the account, or a name as typed."""
    channel: str
    playbook: str
    playbook_version: int
    severity: str
    urgent: bool
    """Whether facts come before listening, as with somebody stranded."""
    phase: Phase
    finished_at: datetime | None
    """When the client had finished speaking; `None` while we listen."""
    last_heard_at: datetime | None
    facts: tuple[KnownFact, ...]
    demands: tuple[Demand, ...]
    promises: tuple[Promise, ...]
    follow_ups: tuple[Touch, ...]
    handovers: tuple["Handover", ...]
    """As they were offered."""
    told: tuple[tuple[str, str], ...]
    """Who was told that it became graver, by person key, and why (`Told.reason`)."""
    taken_up: Mapping[int, int]
    """The numbers of the promises that instructions to nobody became, by their entries' numbers."""
    taken_off: tuple[str, ...]
    """Person keys of whoever does not work for the account any more."""
    contacts: tuple[ClientContact, ...]
    """The opening one first."""
    readback_at: datetime | None
    """When the client last confirmed what we heard."""
    closed_at: datetime | None
    outcome: Outcome | None
    guideline: bool | None
    purpose: bool | None
    closing: str
    shown: frozenset[int]
    """Numbers of the entries that may be shown to the client, as long as they count."""
    struck: frozenset[int]
    """Numbers of the entries that are struck through."""
    undone: frozenset[int]
    """Numbers of the entries that were taken back."""

    @property
    def is_open(self) -> bool:
        """Whether the matter goes on."""
        return self.phase is not Phase.CLOSED

    @property
    def is_void(self) -> bool:
        """Whether the opening itself was taken back, so that there is no such matter."""
        return self.entries[0].number in self.undone

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Those that still ask for something to be done, as made."""
        return tuple(promise for promise in self.promises if promise.is_open)

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments the client has been through, in order, each once."""
        named = (contact.department for contact in self.contacts if contact.department)
        return tuple(dict.fromkeys(named))

    @property
    def counting(self) -> tuple[Entry, ...]:
        """The entries that are neither struck nor taken back, as written."""
        gone = self.struck | self.undone
        return tuple(entry for entry in self.entries if entry.number not in gone)

    @property
    def timeline(self) -> tuple[Entry, ...]:
        """All entries in the order in which things happened."""
        return tuple(sorted(self.entries, key=lambda entry: (entry.at, entry.number)))

    @property
    def early_replies(self) -> frozenset[int]:
        """Numbers of our replies that broke the client's silence, before they had finished."""
        if self.urgent:
            return frozenset()
        early: set[int] = set()
        for entry in self.counting:
            if isinstance(entry.what, Finished):
                break
            if isinstance(entry.what, Said):
                early.add(entry.number)
        return frozenset(early)

    def as_of(self, now: datetime) -> "Incident":
        """Give the incident as it stands at *now*: what was lent has gone back after its time."""
        if self.lent is None and not any(each.lent for each in self.promises):
            return self
        back = _is_over(self.lent, now)
        return replace(
            self,
            owner=self.lent.back_to if self.lent and back else self.owner,
            lent=None if back else self.lent,
            promises=tuple(
                replace(each, owner=each.lent.back_to, lent=None)
                if each.lent and _is_over(each.lent, min(now, each.settled_at or now))
                else each
                for each in self.promises
            ),
        )

    def handover(self, number: int) -> "Handover | None":
        """Give the handover of that number, or `None`."""
        return next((each for each in self.handovers if each.number == number), None)

    def promise(self, number: int) -> Promise | None:
        """Give the promise of that number, or `None`."""
        return next((each for each in self.promises if each.number == number), None)

    def demand(self, number: int) -> Demand | None:
        """Give the demand of that number, or `None`."""
        return next((each for each in self.demands if each.number == number), None)

    def entry(self, number: int) -> Entry | None:
        """Give the entry of that number, or `None`."""
        return next((each for each in self.entries if each.number == number), None)


def _is_over(loan: "Loan | None", now: datetime) -> bool:
    """Say whether something lent has gone back."""
    return loan is not None and now >= loan.until


def heard_lines(incident: Incident) -> tuple[str, ...]:
    """Give the client's words that count, in the order they were said."""
    lines = [entry for entry in incident.counting if isinstance(entry.what, Heard)]
    lines.sort(key=lambda entry: (entry.at, entry.number))
    return tuple(entry.what.text for entry in lines if isinstance(entry.what, Heard))


def words_of(incident: Incident) -> Iterable[str]:
    """Give every text a search may find the incident by."""
    yield incident.title
    for entry in incident.entries:
        for name in entry.what.__slots__:
            value = getattr(entry.what, name)
            if isinstance(value, str):
                yield value


def written_about(incident: Incident, field: str, number: int) -> int:
    """Count what is written about a thing after it was made; taking that back is one more.

    So is bringing it back.

    Args:
        incident: The incident.
        field: What an entry names it by, such as `promise` or `follow_up`.
        number: Its number.
    """
    about: set[int] = set()
    for each in incident.entries:
        named = getattr(each.what, field, None) == number
        if named or not about.isdisjoint(_taken_back(each)):
            about.add(each.number)
    return len(about) - 1


def _taken_back(entry: Entry) -> tuple[int, ...]:
    """Give the numbers of the entries that count no more because of this one, or count again."""
    match entry.what:
        case Undone(entries=numbers) | Restored(entries=numbers):
            return numbers
        case Struck(entry=number):
            return (number,)
    return ()
