"""The JSON that scripts rely on (`cli.md`, shapes). Fields may be added, never changed.

Moments are ISO 8601 with offset, on the client's clock.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from recover.cli.stamps import hours, stamp
from recover.domain.demand import Demand
from recover.domain.entry import (
    WORDS,
    Attempted,
    Decided,
    Demanded,
    Entry,
    FollowedUp,
    FollowUpPlanned,
    Kept,
    Marked,
    Needed,
    Overrode,
    Promised,
    ReminderSet,
    Renegotiated,
    Struck,
    Withdrawn,
)
from recover.domain.healing import Touch
from recover.domain.incident import Incident
from recover.domain.promise import Promise, kept_of, margin_minutes, standing
from recover.domain.resting import rests_on, slack_under, stands_under
from recover.services.desk import Desk
from recover.services.finding import account_of

Shape = dict[str, Any]


def client_zone(desk: Desk, incident: Incident) -> str:
    """Give the client's zone; while the caller is unknown, that of whoever acts."""
    account = account_of(desk, incident)
    return account.calendar.zone if account else desk.who.calendar.zone


def promise_shape(promise: Promise, incident: Incident, now: datetime) -> Shape:
    """Give a promise as it stands at *now*.

    `rests_on` has the ids of the internal promises under it, and `slack_hours` the time from the
    last of them that is still open to its own moment.

    Args:
        promise: The promise.
        incident: The incident it was made in.
        now: The asking moment.
    """
    above = stands_under(incident, promise)
    return {
        "id": promise.id,
        "incident": promise.incident,
        "account": incident.account,
        "what": promise.what,
        "kind": promise.kind.value,
        "to": promise.to,
        "channel": promise.channel,
        "owner": promise.owner,
        "phrase": promise.phrase,
        "due": stamp(promise.due, promise.zone),
        "zone": promise.zone,
        "state": standing(promise, now).value,
        "settled": stamp(promise.settled_at, promise.zone),
        "margin_minutes": margin_minutes(promise),
        "attempts": len(promise.attempts),
        "next_try": stamp(promise.attempts[-1].next_try, promise.zone)
        if promise.attempts
        else None,
        "offered_to": _offered_to(promise, incident, now) if incident.handovers else None,
        "lent": {
            "back_to": promise.lent.back_to,
            "until": stamp(promise.lent.until, promise.zone),
        }
        if promise.lent
        else None,
        "next_step": {
            "text": promise.next_step.text,
            "at": stamp(promise.next_step.at, promise.zone),
        }
        if promise.next_step
        else None,
        "warnings": list(promise.warnings),
        "needed_by": stamp(promise.needed_by, promise.zone),
        "consent": promise.consent,
        "reminders": [
            {"at": stamp(each.at, promise.zone), "kind": each.kind.value, "by": each.by}
            for each in promise.reminders
        ],
        "evidence": promise.evidence,
        "reason": promise.reason,
        "follows": promise.follows,
        "successor": promise.successor,
        "made": stamp(promise.made_at, promise.zone),
        "client": promise.client,
        "under": above.id if above else None,
        "rests_on": [each.id for each in rests_on(incident, promise)],
        "slack_hours": hours(slack_under(incident, promise)),
    }


def _offered_to(promise: Promise, incident: Incident, now: datetime) -> str | None:
    """Give the person key of whoever a promise is offered to; `None` when it waits for nobody."""
    from recover.domain.offers import offer_of

    offer = offer_of(incident, promise, now)
    return offer.to if offer else None


def demand_shape(demand: Demand, zone_key: str) -> Shape:
    """Give a demand and our answer to it."""
    return {
        "id": demand.id,
        "incident": demand.incident,
        "text": demand.text,
        "at": stamp(demand.at, zone_key),
        "decision": demand.decision.value,
        "reason": demand.reason,
        "alternative": demand.alternative,
        "decided": stamp(demand.decided_at, zone_key),
        "decided_by": demand.decided_by,
        "client": demand.client,
    }


def incident_shape(desk: Desk, incident: Incident) -> Shape:
    """Give an incident as a list of incidents has it."""
    return {
        "id": incident.id,
        "account": incident.account,
        "title": incident.title,
        "phase": incident.phase.value,
        "opened": stamp(incident.opened_at, client_zone(desk, incident)),
        "owner": incident.owner,
        "open_promises": len(incident.open_promises),
        "contacts": len(incident.contacts),
        "contact": incident.contact,
        "playbook": incident.playbook,
        "severity": incident.severity,
        "urgent": incident.urgent,
    }


def listening_shape(desk: Desk, incident: Incident, missing: Sequence[str]) -> Shape:
    """Give what `listen` has opened, or added to."""
    zone_key = client_zone(desk, incident)
    return {
        "incident": incident.id,
        "account": incident.account,
        "opened": stamp(incident.opened_at, zone_key),
        "phase": incident.phase.value,
        "playbook": incident.playbook,
        "severity": incident.severity,
        "missing": list(missing),
        "contact": incident.contact,
        "promises": [promise_shape(promise, incident, desk.now()) for promise in incident.promises],
    }


def touch_shape(touch: Touch) -> Shape:
    """Give a follow-up, on the client's clock."""
    return {
        "id": touch.id,
        "incident": touch.incident,
        "at": stamp(touch.at, touch.zone),
        "offsets": list(touch.offsets),
        "done": stamp(touch.done_at, touch.zone),
        "note": touch.note,
    }


def show_shape(desk: Desk, incident: Incident, missing: Sequence[str]) -> Shape:
    """Give everything about an incident."""
    from recover.cli.unowned_shapes import unowned_shape
    from recover.domain.telling import told

    zone_key = client_zone(desk, incident)
    gone = incident.struck | incident.undone
    return incident_shape(desk, incident) | {
        "log": [
            {
                "id": f"{incident.id}e{entry.number}",
                "at": stamp(entry.at, zone_key),
                "recorded": stamp(entry.recorded, zone_key),
                "by": entry.by,
                "kind": entry.kind,
                "text": told(incident, entry),
                "client": entry.number in incident.shown,
                "struck": entry.number in gone,
                "undone": entry.number in incident.undone,
                "about": about(incident, entry),
            }
            for entry in incident.timeline
        ],
        "demands": [demand_shape(demand, zone_key) for demand in incident.demands],
        "promises": [promise_shape(promise, incident, desk.now()) for promise in incident.promises],
        "handovers": _handovers(desk, incident) if incident.handovers else [],
        "follow_ups": [touch_shape(each) for each in incident.follow_ups],
        **unowned_shape(incident),
        "facts": {fact.name: fact.value for fact in incident.facts},
        "missing": list(missing),
        "departments": list(incident.departments),
        "outcome": incident.outcome.value if incident.outcome else None,
        "guideline": verdict_word(incident.guideline),
        "purpose": verdict_word(incident.purpose),
        "finished": stamp(incident.finished_at, zone_key),
        "readback": stamp(incident.readback_at, zone_key),
        "closed": stamp(incident.closed_at, zone_key),
        "closing": incident.closing,
        "promises_kept": dict(
            zip(("kept", "of"), kept_of(incident.promises, desk.now()), strict=True)
        ),
    }


def _handovers(desk: Desk, incident: Incident) -> list[Shape]:
    """Give what was offered, as it stands now."""
    from recover.cli.handover_shapes import handover_shape

    return [handover_shape(desk, incident, each) for each in incident.handovers]


def verdict_word(met: bool | None) -> str | None:
    """Give a verdict in the words it was given in."""
    return None if met is None else "met" if met else "not-met"


def about(incident: Incident, entry: Entry) -> str | None:
    """Give the id of the promise, demand or entry that an entry is about."""
    match entry.what:
        case (
            Promised()
            | Kept()
            | Attempted()
            | Renegotiated()
            | Withdrawn()
            | Needed()
            | ReminderSet()
            | Overrode()
        ):
            return f"{incident.id}p{entry.what.promise}"
        case Demanded() | Decided():
            return f"{incident.id}d{entry.what.demand}"
        case FollowUpPlanned() | FollowedUp():
            return f"{incident.id}f{entry.what.follow_up}"
        case Struck(entry=number) | Marked(entry=number):
            return f"{incident.id}e{number}"
    if type(entry.what) in WORDS:
        return None
    from recover.cli.handover_shapes import about_hands

    return about_hands(incident, entry)
