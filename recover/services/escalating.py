"""A matter becomes graver when the client asks for a manager; a named one is offered at once."""

from typing import TYPE_CHECKING

from recover.domain.entry import Promised, Raised
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.severity import asks_for_a_manager, raised
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, person_of
from recover.services.writing import Line

if TYPE_CHECKING:
    from recover.services.promising import PromiseWish

AT_ONCE = "in 30 minutes"
"""By when a manager's call is offered, unless something else is agreed."""


def escalation_lines(incident: Incident, *texts: str) -> list[Line]:
    """Give what the client's words add to the log: a graver severity, once in an incident."""
    known = any(isinstance(entry.what, Raised) for entry in incident.counting)
    if known or not any(map(asks_for_a_manager, texts)):
        return []
    reason = "they ask for a manager"
    return [Line(what=Raised(severity=raised(incident.severity), reason=reason))]


def manager_for(desk: Desk, incident: Incident) -> Person | None:
    """Give the named person to offer: who leads the team, else the backup of who carries it.

    `None` when nobody but whoever acts would be left.
    """
    leads = (each for each in desk.store.people() if each.lead and each.key != desk.who.key)
    lead = next(leads, None)
    if lead is not None:
        return lead
    owner = person_of(desk, incident.owner)
    return person_of(desk, owner.backup) if owner and owner.backup else None


def offered_call(desk: Desk, incident: Incident) -> "PromiseWish | None":
    """Give the promise that a named manager calls, while they asked and nothing was promised since.

    `None` when they did not ask, or no manager is on record.
    """
    if not incident.is_open or not _is_unanswered(incident):
        return None
    manager = manager_for(desk, incident)
    if manager is None:
        return None
    from recover.services.promising import PromiseWish

    contact = contact_of(account_of(desk, incident), incident.contact)
    whom = contact.name if contact else incident.contact or "the client"
    return PromiseWish(what=f"{manager.name} calls {whom}", by=AT_ONCE, owner=manager.key)


def _is_unanswered(incident: Incident) -> bool:
    """Say whether the client asked for a manager after the last promise."""
    telling = [
        entry.what for entry in incident.counting if isinstance(entry.what, Raised | Promised)
    ]
    return bool(telling) and isinstance(telling[-1], Raised)
