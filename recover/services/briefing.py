"""The brief of a handover, filled in from the log (I-PASS)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from recover.domain.demand import Demand
from recover.domain.entry import Decision
from recover.domain.handover import Brief
from recover.domain.incident import Incident
from recover.domain.moments import moment, zone_text
from recover.domain.person import Person
from recover.domain.promise import Promise, Standing, standing
from recover.domain.text import shorten
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, person_name
from recover.services.relationship import ordinal, relationship

_KNOWN = 3
"""How many of the phrases about a client stand in a brief."""
_FACTS = 3
_LONGEST = 80


def brief_of(
    desk: Desk,
    incident: Incident,
    promises: Sequence[Promise],
    sender: str,
    receiver: Person,
    *,
    whole: bool,
) -> Brief:
    """Fill in the brief of a handover as things stand; the read-back is the receiver's.

    Args:
        desk: The desk.
        incident: What it is about.
        promises: Those offered, soonest first.
        sender: The person key of whoever owns them.
        receiver: Who is to take them over; moments stand on their clock, too.
        whole: Whether the incident itself is offered, with the demands that have no answer.
    """
    return Brief(
        severity=_severity(desk, incident),
        summary=_summary(desk, incident)
        + _goes_back(desk, incident, receiver.calendar.zone, receiver) * whole,
        actions=(
            *(_action(desk, each, receiver) for each in promises),
            *(
                f"{each.id} answer: {shorten(each.text, _LONGEST)}"
                for each in _unanswered(incident)
                if whole
            ),
        ),
        contingency=_contingency(desk, incident, promises, sender, receiver),
    )


def _severity(desk: Desk, incident: Incident) -> str:
    """Say how grave it is, and what the client is worth."""
    worth = (
        each
        for each in relationship(desk, incident).phrases()
        if not each.endswith(("open promise", "open promises"))
    )
    return " · ".join([incident.severity, *islice(worth, _KNOWN)])


def _summary(desk: Desk, incident: Incident) -> str:
    """Say what happened, what they want, and what is known."""
    account = account_of(desk, incident)
    zone_key = account.calendar.zone if account else desk.who.calendar.zone
    times = len(incident.contacts)
    since = f"{moment(incident.opened_at, zone_key)}{f', {ordinal(times)} contact' * (times > 1)}"
    title = shorten(incident.title, _LONGEST)
    parts = [f'"{title}" ({since}).' if title else f"Opened {since}."]
    wants = [f"{shorten(each.text, _LONGEST)} ({each.decision})" for each in incident.demands]
    if wants:
        parts.append(f"They want: {'; '.join(wants)}.")
    known = [f"{each.name}: {shorten(each.value, _LONGEST)}" for each in incident.facts[-_FACTS:]]
    if known:
        parts.append(f"Known: {'; '.join(known)}.")
    return " ".join(parts)


def _action(desk: Desk, promise: Promise, receiver: Person) -> str:
    """Say what is to be done, by when on both clocks, and what is next."""
    late = ", overdue" if standing(promise, desk.now()) is Standing.MISSED else ""
    whom = f" {promise.to}" if promise.to else ""
    due = two_clocks(promise.due, promise.zone, receiver)
    step = promise.next_step
    ahead = step is not None and step.at > desk.now()
    following = (
        f"; next: {step.text}, {two_clocks(step.at, promise.zone, receiver)}"
        if (step is not None and ahead)
        else ""
    )
    back = _goes_back(desk, promise, promise.zone, receiver)
    return f"{promise.id} {promise.what}, {promise.channel}{whom} by {due}{late}{following}{back}"


def _goes_back(desk: Desk, work: Promise | Incident, zone_key: str, receiver: Person) -> str:
    """Say when something that is lent goes back, and to whom; empty for what is not."""
    if work.lent is None:
        return ""
    when = two_clocks(work.lent.until, zone_key, receiver)
    return f"; on loan, goes back to {person_name(desk, work.lent.back_to)} {when}"


def two_clocks(instant: datetime, zone_key: str, person: Person) -> str:
    """Write a moment on the client's clock, and on that of one of us where it differs."""
    there, here = instant.astimezone(zone(zone_key)), instant.astimezone(person.calendar.tzinfo)
    if there.utcoffset() == here.utcoffset():
        return moment(instant, zone_key)
    day = "" if there.date() == here.date() else f"{here:%a} "
    clock = f"{day}{here:%H:%M} {zone_text(here, person.calendar.zone)}"
    return f"{moment(instant, zone_key)} = {clock} ({person.name})"


def _unanswered(incident: Incident) -> list[Demand]:
    """Give the demands without an answer."""
    return [each for each in incident.demands if each.decision is Decision.OPEN]


def _contingency(
    desk: Desk, incident: Incident, promises: Sequence[Promise], sender: str, receiver: Person
) -> str:
    """Say what to tell the client if they are the first to call."""
    first = next(iter(promises), None)
    late = first is not None and standing(first, desk.now()) is Standing.MISSED
    return if_they_call(desk, incident, first, sender, receiver, late=late)


def if_they_call(
    desk: Desk,
    incident: Incident,
    first: Promise | None,
    sender: str,
    receiver: Person,
    *,
    late: bool,
) -> str:
    """Say what to tell the client if they are the first to call, about the promise due first.

    Args:
        desk: The desk.
        incident: What it is about.
        first: The promise that is due first; `None` when nothing is promised.
        sender: The person key of whoever owns it.
        receiver: Who is to take it over; its moment stands on their clock, too.
        late: Whether it is late.
    """
    contact = contact_of(account_of(desk, incident), incident.contact)
    who = contact.name if contact else incident.contact or "the client"
    asks = f"ask {person_name(desk, sender)}"
    if first is None:
        return f"If {who} calls first: listen, log it, and {asks}."
    due = two_clocks(first.due, first.zone, receiver)
    if late:
        said = f'"{first.what}" was due {due} and is late'
        return f"If {who} calls first: {said}; say so, agree a new moment, and {asks}."
    return f'If {who} calls first: "{first.what}" is promised by {due}; then {asks}.'
