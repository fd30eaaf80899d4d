"""Making a promise: what it would mean, what could stop it, and putting it in the log."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account
from recover.domain.calendar import Calendar
from recover.domain.deadline import Deadline, readback, resolve
from recover.domain.entry import Promised, PromiseKind
from recover.domain.errors import Refused
from recover.domain.feasibility import Feasibility
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.resting import insist_on_parent, rests_on
from recover.domain.text import clean, clean_line, printable
from recover.services.desk import Desk
from recover.services.feasibility import feasibility
from recover.services.finding import (
    account_of,
    contact_of,
    find_contact,
    find_incident,
    find_person,
    promise_inside,
)
from recover.services.needing import needed_by
from recover.services.writing import Line, write


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWish:
    """What somebody is about to promise."""

    what: str
    by: str
    """The deadline as it is said (`deadlines.md` B)."""
    kind: PromiseKind = PromiseKind.ANSWER
    to: str = ""
    """Whom it is promised to; empty for the incident's contact."""
    channel: str = "call"
    owner: str | None = None
    """Key or part of a name; `None` for whoever acts."""
    needed_by: datetime | None = None
    """The last moment at which keeping it still helps; aware."""
    needed_by_fact: str = ""
    """The fact of the playbook that holds that moment, where *needed_by* does not say it."""
    consent: str = ""
    """What the client agreed to beyond the usual contact window."""
    needs: tuple[str, ...] = ()
    """The colleagues it rests on, by key or part of a name."""
    client: bool = False
    """Whether the promise may be shown to the client."""
    under: str | None = None
    """The id of the promise to the client that this internal one helps to keep."""
    follows: str | None = None
    """The id of the promise it would take the place of, as agreed with the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a promise would mean, before it is made."""

    deadline: Deadline
    readback: str
    """The moment in both zones, how long that is, and the notes (`deadlines.md` B24)."""
    needed_by: datetime | None
    """The last moment at which keeping it still helps; aware."""
    feasibility: Feasibility
    """What could keep it from being kept, how much slack there is, and when to get up."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """The codes of the deadline's notes and of all obstacles (`deadlines.md` B25)."""
        codes = (*self.deadline.notes, *(each.code for each in self.feasibility.obstacles))
        return tuple(dict.fromkeys(codes))


def preview_promise(desk: Desk, incident_id: str | None, wish: PromiseWish) -> Preview:
    """Say what a promise would mean if it were made now; writes nothing.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
        NotFound: No such incident, owner or promise.
        NotUnder: It cannot be made for the promise that it names.
    """
    incident = find_incident(desk, incident_id) if incident_id else None
    account = account_of(desk, incident) if incident else None
    return _previewed(desk, incident, account, wish, _owner(desk, wish))


def make_promise(desk: Desk, incident_id: str, wish: PromiseWish) -> Incident:
    """Make a promise; it is the last one of the incident that is returned.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
        NotFound: No such incident, owner or promise.
        NotUnder: It cannot be made for the promise that it names.
        Refused: There is nothing promised, or the incident is closed.
    """

    def decide(incident: Incident) -> list[Line]:
        what = promised(desk, incident, account_of(desk, incident), wish)
        return [Line(what=what, client=wish.client)]

    return write(
        desk, incident_id, f"made a promise in {incident_id}", lambda it: decide(still_open(it))
    )


def promised(
    desk: Desk,
    incident: Incident,
    account: Account | None,
    wish: PromiseWish,
    *,
    number: int | None = None,
) -> Promised:
    """Work out the log's line for a promise.

    Args:
        desk: The desk.
        incident: Where it is promised.
        account: Its account, which may not be in its log yet.
        wish: What is promised.
        number: Which promise of the incident it becomes; `None` for the next one.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
        NotFound: No such owner or promise.
        NotUnder: It cannot be made for the promise that it names.
        Refused: There is nothing promised.
    """
    what = clean_line(wish.what)
    if not what:
        raise Refused("Say what is promised, such as `call with the plan`.")
    owner = _owner(desk, wish)
    preview = _previewed(desk, incident, account, wish, owner)
    deadline = preview.deadline
    contact = contact_of(account, incident.contact)
    under, before = _parent(incident, wish), _replaced(incident, wish)
    return Promised(
        promise=number or next_number(incident),
        what=what,
        kind=wish.kind,
        to=_to(account, clean_line(wish.to)) or (contact.name if contact else ""),
        channel=wish.channel,
        owner=owner.key,
        phrase=clean_line(wish.by),
        due=deadline.due,
        zone=client_calendar(account, owner).zone,
        wall=deadline.wall,
        wall_zone=deadline.zone,
        tzdata=deadline.tzdata,
        needed_by=preview.needed_by,
        needed_by_fact=wish.needed_by_fact,
        consent=clean(wish.consent).strip(),
        warnings=preview.warnings,
        needs=tuple(each.key for each in _needed(desk, wish)),
        follows=before.number if before else None,
        under=under.number if under else None,
    )


def client_calendar(account: Account | None, owner: Person) -> Calendar:
    """Give the client's calendar; for a caller nobody knows, default hours in the owner's zone."""
    if account is not None:
        return account.calendar
    return Calendar.from_mapping({"zone": owner.calendar.zone})


def next_number(incident: Incident) -> int:
    """Give the number of an incident's next promise; a number is never given out again."""
    return 1 + sum(isinstance(entry.what, Promised) for entry in incident.entries)


def still_open(incident: Incident) -> Incident:
    """Give the incident back if it is open.

    Raises:
        Refused: It is closed.
    """
    if not incident.is_open:
        raise Refused(
            f"Incident {incident.id} is closed: `recover reopen {incident.id}` takes it up again."
        )
    return incident


def _to(account: Account | None, typed: str) -> str:
    """Give the full name of the contact that is meant, or the name as typed."""
    known = contact_of(account, find_contact(account, typed)) if typed else None
    return known.name if known else typed


def _owner(desk: Desk, wish: PromiseWish) -> Person:
    """Find who will own the promise."""
    if wish.owner is None:
        return desk.who
    return find_person(desk, wish.owner)


def _parent(incident: Incident | None, wish: PromiseWish) -> Promise | None:
    """Find the promise to the client that this one would be made for.

    Raises:
        NotFound: The incident has no such promise.
        NotUnder: This one cannot be made for it.
    """
    if wish.under is None:
        return None
    parent = promise_inside(incident, wish.under)
    insist_on_parent(parent, wish.kind)
    return parent


def _replaced(incident: Incident | None, wish: PromiseWish) -> Promise | None:
    """Find the promise that this one would take the place of."""
    return None if wish.follows is None else promise_inside(incident, wish.follows)


def _previewed(
    desk: Desk,
    incident: Incident | None,
    account: Account | None,
    wish: PromiseWish,
    owner: Person,
) -> Preview:
    """Resolve the deadline and weigh it."""
    now = desk.now()
    client = client_calendar(account, owner)
    before = _replaced(incident, wish)
    deadline = resolve(
        clean(wish.by),
        now,
        client=client,
        owner=owner.calendar,
        date_order=desk.settings.date_order,
    )
    useful = wish.needed_by
    if useful is None and incident is not None:
        useful = needed_by(desk, incident, account, wish.needed_by_fact)
    return Preview(
        deadline=deadline,
        needed_by=useful,
        readback=readback(
            deadline,
            client=client,
            owner=owner.calendar,
            now=now,
            whose="you" if owner.key == desk.who.key else printable(owner.name),
        ),
        feasibility=feasibility(
            desk,
            due=deadline.due,
            account=account,
            contact=contact_of(account, incident.contact) if incident else None,
            client=client,
            owner=owner,
            channel=wish.channel,
            consent=clean(wish.consent).strip(),
            needs=_needed(desk, wish),
            internal=rests_on(incident, before) if incident and before else (),
            under=_parent(incident, wish),
            needed_by=useful,
            to_client=wish.kind is not PromiseKind.INTERNAL,
        ),
    )


def _needed(desk: Desk, wish: PromiseWish) -> list[Person]:
    """Find the colleagues a promise rests on."""
    return [find_person(desk, each) for each in wish.needs]
