"""What an escalation came to, and what is offered at once to a client who asks for a manager."""

from recover.cli.shapes import Shape
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.escalating import ASKS, escalated_now, is_asked_for, offered_call
from recover.services.finding import person_name


def offer_shape(desk: Desk, incident: Incident) -> Shape:
    """Give how grave the matter is, who was told only now, and the promise to offer.

    `None` for nobody told, and while nothing has to be offered.
    """
    offer = offered_call(desk, incident)
    promise = {"what": offer.what, "owner": offer.owner, "by": offer.by} if offer else None
    return {"severity": incident.severity, "offer": promise} | escalation_shape(incident)


def escalation_shape(incident: Incident) -> Shape:
    """Give who was told by what was done last, and why; `to` is `None` where nobody could be."""
    found = escalated_now(incident)
    return {"escalated": {"to": found[0], "reason": found[1]} if found else None}


def escalation_lines(desk: Desk, incident: Incident) -> list[str]:
    """Say what an escalation by what was done last came to."""
    found = escalated_now(incident)
    if found is None:
        return []
    from recover.services.relationship import why_escalated

    person, reason = found
    if person is None:
        return [
            f"Severity is {incident.severity} {why_escalated(reason)}, and nobody else is on "
            "record to tell: name a lead with `recover person set NAME --lead`."
        ]
    graver = "" if reason == ASKS else f"; severity is {incident.severity}"
    return [f"Escalated to {person_name(desk, person)} {why_escalated(reason)}{graver}."]


def offer_lines(desk: Desk, incident: Incident) -> list[str]:
    """Say that a matter is graver now, and how to promise what is offered."""
    told = escalation_lines(desk, incident)
    if not is_asked_for(incident):
        return told
    offer = offered_call(desk, incident)
    if offer is None and told:
        return told
    if offer is None:
        return [
            f"Severity is {incident.severity}: they ask for a manager, and nobody leads the team "
            "on record: `recover person set NAME --lead`."
        ]
    words = f'"{offer.what}" --owner {offer.owner} --by "{offer.by}"'
    return [
        *told,
        f"Severity is {incident.severity}: they ask for a manager. "
        f"Offer it now: `recover promise {incident.id} {words}`.",
    ]
