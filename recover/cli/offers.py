"""What is offered at once to a client who asks for a manager."""

from recover.cli.shapes import Shape
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.escalating import is_asked_for, offered_call


def offer_shape(desk: Desk, incident: Incident) -> Shape:
    """Give how grave the matter is, and the promise to offer; `None` while nobody has to."""
    offer = offered_call(desk, incident)
    promise = {"what": offer.what, "owner": offer.owner, "by": offer.by} if offer else None
    return {"severity": incident.severity, "offer": promise}


def offer_lines(desk: Desk, incident: Incident) -> list[str]:
    """Say that a matter is graver now, and how to promise what is offered."""
    if not is_asked_for(incident):
        return []
    offer = offered_call(desk, incident)
    if offer is None:
        return [
            f"Severity is {incident.severity}: they ask for a manager, and nobody leads the team "
            "on record: `recover person set NAME --lead`."
        ]
    words = f'"{offer.what}" --owner {offer.owner} --by "{offer.by}"'
    return [
        f"Severity is {incident.severity}: they ask for a manager. "
        f"Offer it now: `recover promise {incident.id} {words}`."
    ]
