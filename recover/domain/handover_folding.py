"""Working out who owns what from the entries about work that changes hands."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

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
from recover.domain.handover import Brief, Handover, Loan
from recover.domain.promise import NextStep

if TYPE_CHECKING:
    from recover.domain.entry import Entry
    from recover.domain.promise import Promise


@dataclass(slots=True, kw_only=True)
class Hands:
    """Who carries an incident, and its handovers, while the log is gone through."""

    owner: str
    lent: Loan | None = None
    handovers: dict[int, Handover] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    """Person key and reason, as written."""
    taken_up: dict[int, int] = field(default_factory=dict)
    """The number of the promise that an instruction to nobody became, by its entry's number."""
    taken_off: list[str] = field(default_factory=list)
    """Person keys of whoever does not work for the account any more."""


def take(hands: Hands, promises: "dict[int, Promise]", incident_id: str, entry: "Entry") -> None:
    """Apply one entry; *promises* are those of the incident, by their numbers."""
    match entry.what:
        case Offered(handover=number) as offer:
            hands.handovers[number] = _made(incident_id, entry, offer)
        case Accepted(handover=number) as answer if number in hands.handovers:
            _accept(hands, promises, hands.handovers[number], entry, answer)
        case Declined(handover=number, reason=reason) if number in hands.handovers:
            hands.handovers[number] = replace(
                hands.handovers[number],
                declined_at=entry.at,
                answered_by=entry.by,
                reason=reason,
            )
        case OfferWithdrawn(handover=number, reason=reason) if number in hands.handovers:
            hands.handovers[number] = replace(
                hands.handovers[number],
                withdrawn_at=entry.at,
                answered_by=entry.by,
                reason=reason,
            )
        case Rebriefed(handover=number) as anew if number in hands.handovers:
            before = hands.handovers[number]
            brief = replace(before.brief, actions=anew.actions, contingency=anew.contingency)
            hands.handovers[number] = replace(before, brief=brief)
        case NextStepSet(promise=number, text=text, at=at) if number in promises:
            step = NextStep(text=text, at=at, by=entry.by, said_at=entry.at)
            promises[number] = replace(promises[number], next_step=step)
        case Told(person=person, reason=reason):
            hands.told.append((person, reason))
        case TakenUp(entry=number, promise=promise):
            hands.taken_up[number] = promise
        case TakenOff(person=person):
            hands.taken_off.append(person)


def _made(incident_id: str, entry: "Entry", offer: Offered) -> Handover:
    """Build the handover that an entry offers."""
    return Handover(
        incident=incident_id,
        number=offer.handover,
        sender=offer.sender,
        to=offer.to,
        promises=offer.promises,
        whole=offer.whole,
        account=offer.account,
        account_key=offer.account_key,
        batch=offer.batch,
        answer_by=offer.answer_by,
        zone=offer.zone,
        until=offer.until,
        brief=Brief(
            severity=offer.severity,
            summary=offer.summary,
            actions=offer.actions,
            contingency=offer.contingency,
        ),
        offered_at=entry.at,
        offered_by=entry.by,
    )


def _accept(
    hands: Hands,
    promises: "dict[int, Promise]",
    handover: Handover,
    entry: "Entry",
    answer: Accepted,
) -> None:
    """Let the work change hands."""
    hands.handovers[handover.number] = replace(
        handover,
        accepted_at=entry.at,
        answered_by=entry.by,
        promises=answer.promises,
        brief=replace(handover.brief, readback=answer.readback),
    )
    for number in answer.promises:
        if number in promises:
            held = promises[number]
            loan = _loan(handover, _running(held.lent, entry.at))
            promises[number] = replace(held, owner=handover.to, lent=loan)
    if handover.whole:
        hands.owner = handover.to
        hands.lent = _loan(handover, _running(hands.lent, entry.at))


def _running(loan: Loan | None, at: datetime) -> Loan | None:
    """Give a loan that is not over at a moment; what is over has gone back by then."""
    return loan if loan is not None and at < loan.until else None


def _loan(handover: Handover, before: Loan | None) -> Loan | None:
    """Say when it goes back: as agreed now, or as it was lent before, unless it is back already."""
    if handover.until is not None:
        return before or Loan(back_to=handover.sender, until=handover.until)
    return None if before is None or before.back_to == handover.to else before


def inherited(successor: "Promise", before: "Promise | None") -> "Promise":
    """Let what was agreed in the place of a promise on loan be on loan, too."""
    if before is None or before.owner != successor.owner:
        return successor
    if _running(before.lent, successor.made_at) is None:
        return successor
    return replace(successor, lent=before.lent)
