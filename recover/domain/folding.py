"""Working out an incident from its log: one pass over the entries, one rule per kind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recover.domain.demand import Demand
from recover.domain.entry import (
    WORDS,
    Attempted,
    Closed,
    Contacted,
    Decided,
    Demanded,
    Entry,
    FactLearned,
    Finished,
    FollowedUp,
    FollowUpPlanned,
    Heard,
    Identified,
    Kept,
    Marked,
    Moved,
    Needed,
    Opened,
    Overrode,
    Phase,
    Promised,
    Raised,
    ReadBack,
    ReminderSet,
    Renegotiated,
    Reopened,
    Restored,
    Struck,
    Undone,
    Withdrawn,
)
from recover.domain.healing import Touch
from recover.domain.incident import ClientContact, Incident, KnownFact
from recover.domain.promise_folding import changed, made

if TYPE_CHECKING:
    from datetime import datetime

    from recover.domain.handover_folding import Hands
    from recover.domain.promise import Promise

TITLE_WIDTH = 80


def fold(incident_id: str, entries: Sequence[Entry]) -> Incident:
    """Work out what the log of incident *incident_id* adds up to.

    Args:
        incident_id: Such as `12`.
        entries: As written, not empty; the first one is `Opened`.
    """
    undone = _taken_back(entries)
    struck = frozenset(
        entry.what.entry
        for entry in entries
        if isinstance(entry.what, Struck) and entry.number not in undone
    )
    shown = _for_the_client(entries, undone)
    folding = _Folding(incident_id, entries[0], shown)
    for entry in entries[1:]:
        if entry.number not in undone and entry.number not in struck:
            folding.take(entry)
    return folding.result(tuple(entries), struck, undone)


def _taken_back(entries: Sequence[Entry]) -> frozenset[int]:
    """Collect the numbers that `Undone` entries name, without those brought back since."""
    found: set[int] = set()
    for entry in entries:
        match entry.what:
            case Undone(entries=numbers):
                found.update(numbers)
            case Restored(entries=numbers):
                found.difference_update(numbers)
    return frozenset(found)


def _for_the_client(entries: Sequence[Entry], undone: frozenset[int]) -> frozenset[int]:
    """Collect the numbers of what may be shown: as written, or as it was marked last."""
    shown = {entry.number for entry in entries if entry.client}
    for entry in entries:
        if isinstance(entry.what, Marked) and entry.number not in undone:
            shown.discard(entry.what.entry)
            if entry.what.client:
                shown.add(entry.what.entry)
    return frozenset(shown)


class _Folding:
    """The state of one pass; thrown away when it is done."""

    def __init__(self, incident_id: str, first: Entry, shown: frozenset[int]) -> None:
        if not isinstance(first.what, Opened):
            raise TypeError(f"the log of incident {incident_id} does not begin with its opening")
        self.id = incident_id
        self.shown = shown
        self.severity = first.what.severity
        self.opened_at = first.at
        self.owner = first.by
        self.opened = first.what
        self.account = first.what.account
        self.contact = first.what.contact
        self.title = ""
        self.phase = Phase.LISTEN
        self.finished_at: datetime | None = None
        self.last_heard_at: datetime | None = None
        self.readback_at: datetime | None = None
        self.facts: dict[str, KnownFact] = {}
        self.demands: dict[int, Demand] = {}
        self.promises: dict[int, Promise] = {}
        self.follow_ups: dict[int, Touch] = {}
        self.contacts = [
            ClientContact(at=first.at, channel=first.what.channel, department=first.what.department)
        ]
        self.hands: Hands | None = None
        """Who carries it, once anything was offered; until then its opener."""
        self.closed: tuple[datetime, Closed] | None = None
        self.before_closing = Phase.LISTEN

    def take(self, entry: Entry) -> None:
        """Apply one entry that counts."""
        if type(entry.what) not in WORDS:
            self._take_handing(entry)
            return
        match entry.what:
            case Heard(text=text):
                self.last_heard_at = entry.at
                self.title = self.title or text.strip().split("\n")[0][:TITLE_WIDTH]
            case FactLearned(name=name, value=value):
                self.facts[name.casefold()] = KnownFact(
                    name=name, value=value, at=entry.at, by=entry.by
                )
            case Identified(account=account, contact=contact):
                self.account = account
                self.contact = contact
            case Contacted(channel=channel, department=department):
                self.contacts.append(
                    ClientContact(at=entry.at, channel=channel, department=department)
                )
            case FollowUpPlanned() | FollowedUp():
                self._take_follow_up(entry)
            case Demanded() | Decided():
                self._take_demand(entry)
            case (
                Promised()
                | Kept()
                | Attempted()
                | Needed()
                | ReminderSet()
                | Overrode()
                | Renegotiated()
                | Withdrawn()
            ):
                self._take_promise(entry)
            case _:
                self._take_course(entry)

    def _take_course(self, entry: Entry) -> None:
        """Apply an entry about where the incident stands."""
        match entry.what:
            case Finished():
                self.finished_at = entry.at
                if self.phase is Phase.LISTEN:
                    self.phase = Phase.EXPECT
            case ReadBack(confirmed=True):
                self.readback_at = entry.at
            case Moved(phase=phase):
                self.phase = phase
            case Closed() as closed:
                self.before_closing = self.phase
                self.phase = Phase.CLOSED
                self.closed = (entry.at, closed)
            case Reopened():
                self.phase = self.before_closing
                self.closed = None
            case Raised(severity=severity):
                self.severity = severity

    def _take_follow_up(self, entry: Entry) -> None:
        """Apply a planned follow-up, or that it was made."""
        match entry.what:
            case FollowUpPlanned(follow_up=number, at=at, zone=zone, offsets=offsets):
                self.follow_ups[number] = Touch(
                    incident=self.id, number=number, at=at, zone=zone, offsets=offsets
                )
            case FollowedUp(follow_up=number, note=note) if number in self.follow_ups:
                done = replace(self.follow_ups[number], done_at=entry.at, note=note)
                self.follow_ups[number] = done

    def _take_demand(self, entry: Entry) -> None:
        """Apply a demand or the answer to one."""
        match entry.what:
            case Demanded(demand=number, text=text):
                self.demands[number] = Demand(
                    incident=self.id,
                    number=number,
                    text=text,
                    at=entry.at,
                    client=entry.number in self.shown,
                )
            case Decided(demand=number, decision=decision, reason=reason, alternative=alternative):
                if number in self.demands:
                    self.demands[number] = replace(
                        self.demands[number],
                        decision=decision,
                        reason=reason,
                        alternative=alternative,
                        decided_at=entry.at,
                        decided_by=entry.by,
                        answer_for_client=entry.number in self.shown,
                    )

    def _take_promise(self, entry: Entry) -> None:
        """Apply a promise, what became of one, or what was learned or decided around it."""
        if isinstance(entry.what, Promised):
            for_client = entry.number in self.shown
            fresh = made(self.id, entry, entry.what, for_client)
            before = self.promises.get(entry.what.follows or 0)
            if before is not None and before.lent is not None:
                from recover.domain.handover_folding import inherited

                fresh = inherited(fresh, before)
            self.promises[fresh.number] = fresh
            return
        promise = self.promises.get(getattr(entry.what, "promise", 0))
        if promise is not None:
            self.promises[promise.number] = changed(promise, entry)

    def _take_handing(self, entry: Entry) -> None:
        """Apply an entry about work that changes hands, or about who was told."""
        from recover.domain.handover_folding import Hands, take

        if self.hands is None:
            self.hands = Hands(owner=self.owner)
        take(self.hands, self.promises, self.id, entry)

    def result(
        self, entries: tuple[Entry, ...], struck: frozenset[int], undone: frozenset[int]
    ) -> Incident:
        """Freeze what the pass has found."""
        closed_at, closed = self.closed or (None, None)
        hands = self.hands
        return Incident(
            id=self.id,
            entries=entries,
            opened_at=self.opened_at,
            owner=hands.owner if hands else self.owner,
            lent=hands.lent if hands else None,
            title=self.title,
            account=self.account,
            contact=self.contact,
            channel=self.opened.channel,
            playbook=self.opened.playbook,
            playbook_version=self.opened.playbook_version,
            severity=self.severity,
            urgent=self.opened.urgent,
            phase=self.phase,
            finished_at=self.finished_at,
            last_heard_at=self.last_heard_at,
            facts=tuple(self.facts.values()),
            demands=tuple(self.demands.values()),
            promises=tuple(self.promises.values()),
            follow_ups=tuple(self.follow_ups.values()),
            handovers=tuple(hands.handovers.values()) if hands else (),
            told=tuple(hands.told) if hands else (),
            taken_up=dict(hands.taken_up) if hands else {},
            taken_off=tuple(hands.taken_off) if hands else (),
            contacts=tuple(self.contacts),
            readback_at=self.readback_at,
            closed_at=closed_at,
            outcome=closed.outcome if closed else None,
            guideline=closed.guideline if closed else None,
            purpose=closed.purpose if closed else None,
            closing=closed.text if closed else "",
            shown=self.shown,
            struck=struck,
            undone=undone,
        )
