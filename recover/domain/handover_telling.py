"""Saying in one sentence what an entry about work that changes hands holds."""

from collections.abc import Callable

from recover.domain.entry import Entry
from recover.domain.handing import (
    Accepted,
    Declined,
    NextStepSet,
    Offered,
    OfferWithdrawn,
    Rebriefed,
    TakenOff,
    TakenUp,
    Told,
)
from recover.domain.incident import Incident
from recover.domain.moments import moment


def told_of_hands(incident: Incident, entry: Entry, name: Callable[[str], str]) -> str:
    """Say what happened, without its moment, author and kind; moments on the client's clock."""
    match entry.what:
        case Offered(handover=number) as offer:
            what = "the incident" if offer.whole else _listed(incident, offer.promises)
            back = f"until {moment(offer.until, offer.zone)}" if offer.until else ""
            by = f"answer by {moment(offer.answer_by, offer.zone)}"
            return _joined(f"{incident.id}h{number} {what} offered to {name(offer.to)}", back, by)
        case Accepted(handover=number, promises=promises, readback=readback):
            hers = f" with {_listed(incident, promises)}" if promises else ""
            return _joined(f"{incident.id}h{number} accepted{hers}", f'"{readback}"')
        case Declined(handover=number, reason=reason):
            return _joined(f"{incident.id}h{number} declined", reason)
        case OfferWithdrawn(handover=number, reason=reason):
            return _joined(f"{incident.id}h{number} taken back", reason)
        case Rebriefed(handover=number, actions=actions):
            return f"{incident.id}h{number} now holds: {'; '.join(actions)}"
        case NextStepSet(promise=number, text=text, at=at):
            promise = incident.promise(number)
            when = f", {moment(at, promise.zone)}" if promise else ""
            return f"{incident.id}p{number} next: {text}{when}"
        case Told(person=person, reason=reason):
            return f"{name(person)} was told: {reason}"
        case TakenUp(entry=number, promise=promise):
            return f"{incident.id}e{number} is {incident.id}p{promise} now"
        case TakenOff(person=person, reason=reason):
            return _joined(f"{name(person)} does not work for the account any more", reason)
    return ""


def _listed(incident: Incident, promises: tuple[int, ...]) -> str:
    """Name the promises by their ids."""
    return ", ".join(f"{incident.id}p{number}" for number in promises)


def _joined(first: str, *more: str) -> str:
    """Put what is not empty into one sentence."""
    return "; ".join([first, *filter(None, more)])
