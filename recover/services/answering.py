"""The receiver's answer to an offer, and taking an offer back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recover.domain.errors import Refused
from recover.domain.handing import Accepted, Declined, OfferWithdrawn
from recover.domain.handover import Brief, Handover
from recover.domain.incident import Incident
from recover.domain.offers import covered
from recover.domain.text import clean, says_something
from recover.services.answerable import waiting_offer
from recover.services.desk import Desk
from recover.services.finding import account_of_key, person_name
from recover.services.handovers import Offer
from recover.services.one_go import in_one_go
from recover.services.writing import Decide, Line, write_several

if TYPE_CHECKING:
    from recover.domain.account import Account

Answer = Callable[[Incident, Handover], Line]


class NotReceiver(Refused):
    """Somebody else has to answer."""

    kind = "not_receiver"


class NoReadback(Refused):
    """Work does not change hands without the receiver's own words."""

    kind = "no_readback"


class ChangedBrief(Refused):
    """What is offered is not any more what whoever accepts has read."""

    kind = "changed_brief"


def accept_handover(
    desk: Desk, handover_id: str, readback: str, *, read: Sequence[Brief] | None = None
) -> Offer:
    """Take over what was offered, all of it, in one's own words; from now on it is one's own.

    Args:
        desk: The desk.
        handover_id: Such as `12h1`.
        readback: What is taken over, in the words of whoever acts.
        read: The briefs as they were read; `None` when nobody knows what was read.

    Raises:
        ChangedBrief: One of them is written anew since.
        NotFound: No handover has that id.
        NotReceiver: It was offered to somebody else.
        Answered: It was answered or withdrawn before, or has expired, also by what is on record.
        NoReadback: The read-back is empty.
    """
    words = clean(readback).strip()

    def accepted(incident: Incident, handover: Handover) -> Line:
        numbers = tuple(sorted(each.number for each in covered(incident, handover)))
        return Line(what=Accepted(handover=handover.number, promises=numbers, readback=words))

    with desk.store.exclusive():
        offer = _to_answer(desk, handover_id)
        if not says_something(words):
            raise NoReadback(
                f"Say in your own words what you take over with {handover_id}: add --readback."
            )
        if read is not None and any(part.brief not in read for _, part in offer.parts):
            raise ChangedBrief(
                f"{handover_id} has changed since you read it: read it again, then accept it."
            )
        from recover.services.taking_off import finish_removals

        sentence = f"accepted {offer.first.id}"
        with in_one_go(desk, sentence):
            done = _write(desk, sentence, offer, accepted, _account(desk, offer))
            finish_removals(desk, done)
    return done


def decline_handover(desk: Desk, handover_id: str, reason: str) -> Offer:
    """Leave what was offered with its sender, and say why.

    Raises:
        NotFound: No handover has that id.
        NotReceiver: It was offered to somebody else.
        Answered: It was answered or withdrawn before, or has expired.
        Refused: There is no reason.
    """
    why = clean(reason).strip()
    if not says_something(why):
        raise Refused(f"Say why {handover_id} is declined, so that its sender can go on from it.")

    def declined(_: Incident, handover: Handover) -> Line:
        return Line(what=Declined(handover=handover.number, reason=why))

    with desk.store.exclusive():
        offer = _to_answer(desk, handover_id)
        return _write(desk, f"declined {offer.first.id}", offer, declined)


def withdraw_offer(desk: Desk, handover_id: str, reason: str) -> Offer:
    """Take an offer back before it is answered.

    Raises:
        NotFound: No handover has that id.
        Answered: It was answered or withdrawn before, or has expired.
        Refused: There is no reason, or whoever acts is the one who has to answer.
    """
    why = clean(reason).strip()
    if not says_something(why):
        raise Refused(f"Say why the offer {handover_id} is taken back: add --reason.")

    def withdrawn(_: Incident, handover: Handover) -> Line:
        return Line(what=OfferWithdrawn(handover=handover.number, reason=why))

    with desk.store.exclusive():
        offer = waiting_offer(desk, handover_id)
        first = offer.first
        if desk.who.key == first.to and first.to not in (first.sender, first.offered_by):
            raise Refused(f"{first.id} was offered to you: accept or decline it.")
        return _write(desk, f"took the offer {first.id} back", offer, withdrawn)


def _to_answer(desk: Desk, handover_id: str) -> Offer:
    """Give an offer that whoever acts can answer."""
    offer = waiting_offer(desk, handover_id)
    receiver = person_name(desk, offer.first.to)
    if offer.first.to != desk.who.key:
        raise NotReceiver(
            f"{handover_id} was offered to {receiver}, and only {receiver} can answer it: "
            f"you are {desk.who.name}."
        )
    return offer


def _write(
    desk: Desk,
    sentence: str,
    offer: Offer,
    answer: Answer,
    account: "tuple[Account, Account] | None" = None,
) -> Offer:
    """Write the answer into the log of every incident of the offer."""

    def decide_for(handover: Handover) -> Decide:
        def decide(incident: Incident) -> Sequence[Line]:
            return [answer(incident, handover)]

        return decide

    plan = {incident.id: decide_for(handover) for incident, handover in offer.parts}
    written = write_several(desk, sentence, plan, account)
    parts = [
        (incident, incident.handover(before.number) or before)
        for incident, (_, before) in zip(written, offer.parts, strict=True)
    ]
    return Offer(parts=tuple(parts))


def _account(desk: Desk, offer: Offer) -> "tuple[Account, Account] | None":
    """Give the account as it is and with its new manager, where that goes with the offer."""
    handover = offer.first
    account = account_of_key(desk, handover.account_key) if handover.account_key else None
    if account is None or account.owner != handover.sender:
        return None
    return account, replace(account, owner=handover.to)
