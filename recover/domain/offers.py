"""What an offer covers as things stand, and whether it still asks for an answer."""

from datetime import datetime

from recover.domain.handover import Handover, HandoverState, handover_state
from recover.domain.incident import Incident
from recover.domain.promise import Promise, by_urgency


def covered(incident: Incident, handover: Handover) -> tuple[Promise, ...]:
    """Give the open promises that would change hands if it were accepted now, soonest first.

    They are its sender's: those its brief lists, or what was agreed in their place; nothing else,
    also with the incident itself: what nobody read back changes no hands.
    """
    named = _followed(incident, handover.promises)
    theirs = (
        each
        for each in incident.open_promises
        if each.owner == handover.sender and each.number in named
    )
    return tuple(sorted(theirs, key=by_urgency))


def carries(incident: Incident, handover: Handover) -> bool:
    """Say whether the incident itself would change hands with it."""
    return handover.whole and incident.is_open and incident.owner == handover.sender


def offer_state(incident: Incident, handover: Handover, now: datetime) -> HandoverState:
    """Say how an offer stands at *now*; one with nothing left in it counts as withdrawn."""
    state = handover_state(handover, now)
    if handover.answered_at is None and not (
        carries(incident, handover) or covered(incident, handover)
    ):
        return HandoverState.WITHDRAWN
    return state


def waiting_in(incident: Incident, now: datetime) -> tuple[Handover, ...]:
    """Give the offers of an incident that can still be answered, as they were made."""
    return tuple(
        each
        for each in incident.handovers
        if offer_state(incident, each, now) is HandoverState.OFFERED
    )


def lapsed_in(incident: Incident, now: datetime) -> tuple[Handover, ...]:
    """Give the offers that nobody answered in time, and whose work was offered to nobody since."""
    expired = [
        each
        for each in incident.handovers
        if offer_state(incident, each, now) is HandoverState.EXPIRED
    ]
    return tuple(each for each in expired if not _offered_since(incident, each))


def offer_of(incident: Incident, promise: Promise, now: datetime) -> Handover | None:
    """Give the offer that a promise waits in for an answer, or `None`."""
    if not incident.handovers or not promise.is_open:
        return None
    return next(
        (each for each in waiting_in(incident, now) if promise in covered(incident, each)),
        None,
    )


def offer_of_incident(incident: Incident, now: datetime) -> Handover | None:
    """Give the offer that the incident itself waits in, or `None`."""
    return next((each for each in waiting_in(incident, now) if carries(incident, each)), None)


def _followed(incident: Incident, numbers: tuple[int, ...]) -> set[int]:
    """Give the numbers of promises, and of what was agreed in their place."""
    found = set(numbers)
    for promise in incident.promises:
        if promise.follows is not None and int(promise.follows.partition("p")[2]) in found:
            found.add(promise.number)
    return found


def _offered_since(incident: Incident, handover: Handover) -> bool:
    """Say whether everything in an offer was offered again later."""
    later = [each for each in incident.handovers if each.number > handover.number]
    left = {each.number for each in covered(incident, handover)}
    for each in later:
        left -= {promise.number for promise in covered(incident, each)}
    whole = carries(incident, handover) and not any(carries(incident, each) for each in later)
    return not left and not whole
