"""Whether an offer still asks for an answer, and what came of it if it does not."""

from recover.domain.errors import Refused
from recover.domain.handover import Handover, HandoverState
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.offers import offer_state
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handovers import Offer, find_handover, offer_around


class Answered(Refused):
    """The offer asks for no answer any more; says what came of it, when and by whom."""

    kind = "already_answered"


def waiting_offer(desk: Desk, handover_id: str) -> Offer:
    """Give what still asks for an answer of an offer.

    Raises:
        NotFound: No handover has that id.
        Answered: It was answered or withdrawn before, or has expired, also by what is on record.
        Refused: It, or something in it, is on record only from a later moment on.
    """
    incident, handover = find_handover(desk, handover_id)
    offer = offer_around(desk, handover)
    now = desk.now()
    if now < handover.offered_at:
        when = moment(handover.offered_at, handover.zone)
        raise Refused(f"{handover.id} was offered on {when}: nobody answered it before that.")
    open_parts = [
        (each, part)
        for each, part in offer.parts
        if offer_state(each, part, now) is HandoverState.OFFERED
    ]
    if not open_parts:
        raise Answered(_answered(desk, incident, handover))
    _check_record(desk, offer)
    return Offer(parts=tuple(open_parts))


def _check_record(desk: Desk, offer: Offer) -> None:
    """See to it that an answer that is dated back does not contradict what is on record since."""
    first = offer.first
    for incident, _ in offer.parts:
        later = next((each for each in incident.counting if each.at > first.answer_by), None)
        if later is not None:
            when = moment(first.answer_by, first.zone)
            raise Answered(
                f"{first.id} expired {when}, before {incident.id}e{later.number} was logged, and "
                f"is back with {person_name(desk, first.sender)}: ask for a new offer."
            )
    for promise in offer.promises:
        if desk.now() < promise.made_at:
            made = moment(promise.made_at, promise.zone)
            raise Refused(f"{promise.id} was promised on {made}: nobody answered it before that.")


def _answered(desk: Desk, incident: Incident, handover: Handover) -> str:
    """Say what came of an offer, when and by whom."""
    state = offer_state(incident, handover, desk.now())
    sender = person_name(desk, handover.sender)
    if state is HandoverState.EXPIRED:
        when = moment(handover.answer_by, handover.zone)
        return (
            f"{handover.id} expired {when} without an answer and is back with {sender}: "
            "ask for a new offer."
        )
    if handover.answered_at is None:
        return f"{handover.id} has nothing left in it: what it offered has ended."
    word = "taken back" if state is HandoverState.WITHDRAWN else state.value
    from recover.services.firsts import by_whom

    who = by_whom(desk, handover.answered_by, handover.answered_at, handover.zone)
    return f"{handover.id} was {word} by {who}: nothing is left to answer."
