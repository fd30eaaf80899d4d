"""The JSON of handovers (`cli.md`, shapes)."""

from recover.cli.shapes import Shape, client_zone
from recover.cli.stamps import stamp
from recover.domain.entry import Entry
from recover.domain.handover import Handover
from recover.domain.incident import Incident
from recover.domain.offers import offer_state
from recover.services.desk import Desk
from recover.services.handing_over import Prepared
from recover.services.handovers import Offer, what_is_offered
from recover.services.taking_off import Removal


def handover_shape(desk: Desk, incident: Incident, handover: Handover) -> Shape:
    """Give one handover as it stands now, moments on the client's clock."""
    brief = handover.brief
    alone = Offer(parts=((incident, handover),))
    zone_key = client_zone(desk, incident)
    return {
        "id": handover.id,
        "incident": handover.incident,
        "what": what_is_offered(desk, alone),
        "from": handover.sender,
        "to": handover.to,
        "state": offer_state(incident, handover, desk.now()).value,
        "brief": {
            "severity": brief.severity,
            "summary": brief.summary,
            "actions": list(brief.actions),
            "contingency": brief.contingency,
            "readback": brief.readback,
            "score": brief.score,
        },
        "answer_by": stamp(handover.answer_by, zone_key),
        "promises": [f"{handover.incident}p{number}" for number in handover.promises],
        "whole": handover.whole,
        "account": handover.account,
        "batch": handover.batch,
        "until": stamp(handover.until, zone_key),
        "offered": stamp(handover.offered_at, zone_key),
        "offered_by": handover.offered_by,
        "answered": stamp(handover.answered_at, zone_key),
        "answered_by": handover.answered_by or None,
        "reason": handover.reason,
    }


def offer_shape(desk: Desk, offer: Offer) -> Shape:
    """Give everything offered in one go: the first handover, and all of them as its `parts`."""
    parts = [handover_shape(desk, incident, handover) for incident, handover in offer.parts]
    return parts[0] | {"what": what_is_offered(desk, offer), "parts": parts}


def removal_shape(desk: Desk, removal: Removal) -> Shape:
    """Give how far it is that somebody is taken off an account."""
    return {
        "person": removal.person.key,
        "account": removal.account.key,
        "completed": removal.is_complete,
        "promises": [each.id for each in removal.promises],
        "incidents": list(removal.carried),
        "handovers": [offer_shape(desk, each) for each in removal.offers],
        "elsewhere": [each.id for each in removal.elsewhere],
        "owner": removal.account.owner,
        "seats": [
            {"role": each.role, "vacant_since": each.vacant_since.isoformat()}
            for each in removal.account.seats
        ],
    }


def prepared_shape(prepared: Prepared) -> Shape:
    """Give an offer that is not made, for scripts."""
    return {
        "from": prepared.sender,
        "to": prepared.to.key,
        "answer_by": stamp(prepared.answer_by, prepared.matters[0].zone),
        "until": stamp(prepared.until, prepared.matters[0].zone),
        "left_out": list(prepared.left_out),
        "briefs": [
            {
                "severity": brief.severity,
                "summary": brief.summary,
                "actions": list(brief.actions),
                "contingency": brief.contingency,
                "readback": "",
                "score": brief.score,
            }
            for brief in prepared.briefs
        ],
        "warnings": [each.code for each in prepared.cautions],
    }


def about_hands(incident: Incident, entry: Entry) -> str | None:
    """Give the id of the handover or the promise that an entry about changing hands is about."""
    for name, letter in (("handover", "h"), ("promise", "p")):
        number = getattr(entry.what, name, None)
        if isinstance(number, int):
            return f"{incident.id}{letter}{number}"
    return None
