"""A matter becomes graver when the client asks for a manager, or has to come back once too often.

Whoever is told of it is named, and on record once for each cause; to a client who asks for a
manager a named one is offered at once.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from recover.domain.entry import Contacted, Demanded, Entry, Heard, Promised, Raised
from recover.domain.errors import RecoverError
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

USUAL_CONTACTS = 3
"""The contact that raises it where no policy says."""
ASKS = "asks for a manager"
"""The cause, as `Told.reason` has it, when the client asks for a manager."""
_REASONS = {ASKS: "they ask for a manager"}
"""The causes whose words on a raised severity are others."""
_AFTER_OPENING = timedelta(minutes=30)


def escalation_lines(desk: Desk, incident: Incident, *texts: str, contacts: int = 0) -> list[Line]:
    """Give what an escalation adds to the log: a graver severity and who is told, once a cause.

    Where nobody was on record to tell, somebody is told the next time the cause is met.

    Args:
        desk: The desk.
        incident: The incident as it stands before.
        texts: The client's words.
        contacts: Which contact about this matter it is, the opening one is the first; 0 for none.
    """
    lines: list[Line] = []
    severity = incident.severity
    known = {each.what.reason for each in incident.counting if isinstance(each.what, Raised)}
    for cause in _causes(desk, texts, contacts):
        reason = _REASONS.get(cause, cause)
        if reason not in known:
            severity = raised(severity)
            lines.append(Line(what=Raised(severity=severity, reason=reason)))
        if all(cause != told for _, told in incident.told):
            lines += _told(to_tell(desk, incident), cause)
    return lines


def escalated_now(incident: Incident) -> tuple[str | None, str] | None:
    """Say who was told in what was done last (person key, `None` for nobody), and of what cause.

    `None` when nothing was escalated by it.
    """
    action = incident.entries[-1].action
    last = [entry.what for entry in incident.entries if entry.action == action]
    if incident.told:
        from recover.domain.handing import Told

        for each in last:
            if isinstance(each, Told):
                return each.person, each.reason
    causes = {reason: cause for cause, reason in _REASONS.items()}
    reasons = (each.reason for each in last if isinstance(each, Raised))
    return next(((None, causes.get(reason, reason)) for reason in reasons), None)


def to_tell(desk: Desk, incident: Incident) -> Person | None:
    """Give whoever is told: the backup of whoever carries the incident, else a lead of the team.

    For somebody who is away their cover stands in. Whoever acts knows it already, and is named
    only where nobody else is left; whoever carries it never. `None` when nobody is.
    """
    found = standing_behind(desk, incident.owner)
    return next((each for each in found if each.key != desk.who.key), next(iter(found), None))


def standing_behind(desk: Desk, owner: str) -> list[Person]:
    """Give who stands behind one of us: their backup, then the leads, the soonest at work first.

    For somebody who is away their cover stands in. Nobody stands behind themselves. It is the
    same whoever acts.
    """
    leads = sorted(_leads(desk), key=lambda each: _opens(desk, each))
    there = [_there(desk, each) for each in (*_backup(desk, owner), *leads)]
    return [each for each in there if each is not None and each.key != owner]


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
    return _soonest(desk, (*_leads(desk), *_backup(desk, incident.owner)))


def lead_to_offer(desk: Desk) -> Person | None:
    """Give the lead of the team who is at work soonest, or their cover; never whoever acts."""
    return _soonest(desk, _leads(desk))


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
        case Heard(text=text) | Demanded(text=text) | Contacted(text=text):
            return asks_for_a_manager(text)
        case Raised(reason=reason):
            return reason == _REASONS[ASKS]
    return False


def _causes(desk: Desk, texts: Iterable[str], contacts: int) -> Iterator[str]:
    """Give the causes that are met, as `Told.reason` has them."""
    if any(map(asks_for_a_manager, texts)):
        yield ASKS
    if contacts and contacts >= (most := _threshold(desk)):
        yield f"contact {most}"


def _threshold(desk: Desk) -> int:
    """Say which contact raises it; a policy that cannot be read keeps nobody from counting."""
    from recover.services.playbooks import policy_in_force

    try:
        return policy_in_force(desk).escalation.contacts
    except RecoverError:
        return USUAL_CONTACTS


def _told(person: Person | None, cause: str) -> list[Line]:
    """Give the line that says who was told; none while nobody is on record."""
    from recover.domain.handing import Told

    return [Line(what=Told(person=person.key, reason=cause))] if person else []


def _leads(desk: Desk) -> list[Person]:
    """Give those who lead the team."""
    return [each for each in desk.store.people() if each.lead]


def _backup(desk: Desk, key: str) -> list[Person]:
    """Give the backup of one of us, if one is on record."""
    owner = person_of(desk, key)
    backup = person_of(desk, owner.backup) if owner and owner.backup else None
    return [backup] if backup else []


def _soonest(desk: Desk, people: Iterable[Person]) -> Person | None:
    """Give whoever is at work soonest, but for whoever acts."""
    there = [_there(desk, each) for each in people]
    found = [each for each in there if each is not None and each.key != desk.who.key]
    return min(found, key=lambda each: _opens(desk, each), default=None)


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
