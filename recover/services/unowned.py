"""Instructions to nobody that nobody has taken up yet: whose they are until then."""

from dataclasses import dataclass

from recover.domain.entry import Entry, Noted, PromiseKind
from recover.domain.incident import Incident
from recover.domain.instruction import is_to_nobody, unowned_instructions
from recover.domain.promise import Promise, by_urgency
from recover.services.desk import Desk
from recover.services.finding import account_of, person_name
from recover.services.looking import incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class UnownedLine:
    """An instruction to nobody with what a list shows beside it."""

    incident: Incident
    number: int
    """Of the entry that holds it."""
    text: str
    """As it was typed."""
    entry: Entry
    zone: str
    """The client's IANA zone; ours while the caller is unknown."""

    @property
    def id(self) -> str:
        """The entry's id, such as `12e7`."""
        return f"{self.incident.id}e{self.number}"


def unowned_lines(desk: Desk) -> list[UnownedLine]:
    """List those of open incidents that whoever acts wrote, or that are in one they carry.

    The oldest comes first. An incident that nobody on record carries is everybody's.
    """
    known, me = {each.key for each in desk.store.people()}, desk.who.key
    found = [
        UnownedLine(
            incident=incident,
            number=entry.number,
            text=entry.what.text,
            entry=entry,
            zone=_zone(desk, incident),
        )
        for incident in incidents(desk, is_open=True)
        for entry in unowned_instructions(incident)
        if isinstance(entry.what, Noted)
        and (me in (entry.by, incident.owner) or incident.owner not in known)
    ]
    return sorted(found, key=lambda each: (each.entry.at, int(each.incident.id), each.number))


def _zone(desk: Desk, incident: Incident) -> str:
    """Give the zone that moments of an incident are read in."""
    account = account_of(desk, incident)
    return (account.calendar if account else desk.who.calendar).zone


def written_to_nobody(incident: Incident) -> str | None:
    """Give the id of the instruction to nobody that was written last thing; `None` for none."""
    action = incident.entries[-1].action
    for entry in incident.entries[action - 1 :]:
        if isinstance(entry.what, Noted) and is_to_nobody(entry.what.text):
            return f"{incident.id}e{entry.number}"
    return None


def open_duty(incident: Incident) -> Promise | None:
    """Give the duty of an incident that is due first; an instruction to nobody may be that one."""
    duties = (each for each in incident.open_promises if each.kind is PromiseKind.DUTY)
    return min(duties, key=by_urgency, default=None)


def stays_with(desk: Desk, entry: Entry) -> str:
    """Say whose an instruction to nobody is until it is taken up: its author's."""
    return "you" if entry.by == desk.who.key else person_name(desk, entry.by)
