"""A matter becomes graver when the client asks for a manager; a named one is offered at once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from recover.domain.entry import Demanded, Entry, Heard, Promised, Raised
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.severity import asks_for_a_manager, raised
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, person_of
from recover.services.writing import Line

if TYPE_CHECKING:
    from recover.services.promising import PromiseWish

AT_ONCE = "in 30 minutes"
"""By when a manager's call is offered, unless they are not at work."""

_AFTER_OPENING = timedelta(minutes=30)


def escalation_lines(incident: Incident, *texts: str) -> list[Line]:
    """Give what the client's words add to the log: a graver severity, once in an incident."""
    known = any(isinstance(entry.what, Raised) for entry in incident.counting)
    if known or not any(map(asks_for_a_manager, texts)):
        return []
    reason = "they ask for a manager"
    return [Line(what=Raised(severity=raised(incident.severity), reason=reason))]


def is_asked_for(incident: Incident) -> bool:
    """Say whether the client asked for a manager, and nobody else's call was promised since."""
    asked = False
    for entry in incident.counting:
        if _asks(entry):
            asked = True
        elif isinstance(entry.what, Promised) and entry.what.owner != incident.owner:
            asked = False
    return asked and incident.is_open


def manager_for(desk: Desk, incident: Incident) -> Person | None:
    """Give the named person to offer: of those who lead the team, and the backup of who carries it.

    Whoever is at work now comes first, then whoever is soonest; for somebody who is away their
    cover stands in. `None` when nobody but whoever acts would be left.
    """
    owner = person_of(desk, incident.owner)
    backup = person_of(desk, owner.backup) if owner and owner.backup else None
    asked = [each for each in desk.store.people() if each.lead]
    there = [_there(desk, each) for each in (*asked, *([backup] if backup else []))]
    found = [each for each in there if each is not None and each.key != desk.who.key]
    return min(found, key=lambda each: _opens(desk, each), default=None)


def offered_call(desk: Desk, incident: Incident) -> "PromiseWish | None":
    """Give the promise that a named manager calls, as soon as they can, while one is asked for.

    `None` when nobody asks, or no manager is on record.
    """
    manager = manager_for(desk, incident) if is_asked_for(incident) else None
    if manager is None:
        return None
    from recover.services.promising import PromiseWish

    account = account_of(desk, incident)
    contact = contact_of(account, incident.contact)
    whom = contact.name if contact else incident.contact or "the client"
    by, opens = AT_ONCE, _opens(desk, manager)
    if opens > desk.now():
        clock = (account.calendar if account else manager.calendar).tzinfo
        by = f"{(opens + _AFTER_OPENING).astimezone(clock):%Y-%m-%d %H:%M}"
    return PromiseWish(what=f"{manager.name} calls {whom}", by=by, owner=manager.key)


def _asks(entry: Entry) -> bool:
    """Say whether an entry is the client asking for a manager."""
    match entry.what:
        case Heard(text=text) | Demanded(text=text):
            return asks_for_a_manager(text)
        case Raised():
            return True
    return False


def _there(desk: Desk, person: Person) -> Person | None:
    """Give a person, or whoever covers for them while they are away."""
    from recover.domain.absence import absence

    if not absence(person, desk.now()):
        return person
    cover = person_of(desk, person.cover) if person.cover else None
    return cover if cover is not None and not absence(cover, desk.now()) else None


def _opens(desk: Desk, person: Person) -> datetime:
    """Say when a person is at work, from now on; far off if they never are."""
    from recover.domain.dependence import opening

    return opening(person.calendar, desk.now()) or desk.now() + timedelta(days=366)
