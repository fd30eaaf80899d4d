"""What becomes of a promise: kept, tried, renegotiated, withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recover.domain.entry import (
    Attempted,
    Happening,
    Kept,
    PromiseKind,
    Renegotiated,
    Withdrawn,
)
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.promise import Promise, retry_from, standing
from recover.domain.resting import stands_under
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, find_promise, person_of
from recover.services.writing import Line, write

# Most promises are simply kept: what reads and weighs a new moment is loaded when one is agreed.
if TYPE_CHECKING:
    from recover.services.promising import Preview, PromiseWish

Ending = Callable[[Promise], Happening]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """What is agreed instead; what is `None` stays as it was promised."""

    by: str
    reason: str
    what: str | None = None
    channel: str | None = None
    consent: str = ""


class AlreadySettled(Refused):
    """The promise has ended before; says how, when and by whom."""

    kind = "already_settled"


def keep_promise(desk: Desk, promise_id: str, evidence: str = "") -> Incident:
    """Mark a promise as kept now.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
    """
    proof = clean(evidence).strip()
    return _settle(desk, promise_id, "kept", lambda each: Kept(promise=each.number, evidence=proof))


def withdraw_promise(desk: Desk, promise_id: str, reason: str) -> Incident:
    """Take a promise back.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        Refused: No reason is given.
    """
    why = clean(reason).strip()
    if not why:
        raise Refused(f"Say why {promise_id} is withdrawn: add --reason.")
    return _settle(
        desk, promise_id, "withdrew", lambda each: Withdrawn(promise=each.number, reason=why)
    )


def attempt_promise(desk: Desk, promise_id: str, note: str = "") -> Incident:
    """Log that the client was tried and not reached; plans the next try.

    That is inside the contact window, unless the client agreed to be contacted outside it.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
    """
    from recover.services.feasibility import next_contact
    from recover.services.reaching import agreed_note

    said = clean(note).strip()

    def tried(incident: Incident, promise: Promise) -> list[Line]:
        account = account_of(desk, incident)
        contact = contact_of(account, incident.contact)
        earliest = retry_from(promise, desk.now())
        next_try = (
            earliest
            if promise.kind is PromiseKind.INTERNAL
            or agreed_note(promise, promise.channel, desk.now())
            else next_contact(desk, account, contact, promise.channel, earliest)
        )
        return [Line(what=Attempted(promise=promise.number, note=said, next_try=next_try))]

    found, promise = find_promise(desk, promise_id)
    return write(
        desk,
        found.id,
        f"logged an attempt at {promise.id}",
        lambda incident: tried(incident, open_one(desk, incident, promise.number)),
    )


def renegotiate_promise(desk: Desk, promise_id: str, terms: NewTerms) -> Incident:
    """Agree a new moment: the promise ends, and a new one takes its place.

    Before its due moment the old one is renegotiated; after it, it stays missed.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        DeadlineError: The phrase does not mean one exact moment ahead.
        Refused: No reason is given.
    """
    from recover.services.promising import promised

    why = clean(terms.reason).strip()
    if not why:
        raise Refused(f"Say why {promise_id} is renegotiated: add --reason.")

    def replaced(incident: Incident, promise: Promise) -> list[Line]:
        wish = _wish(desk, incident, promise, terms)
        successor = promised(desk, incident, account_of(desk, incident), wish)
        ended = Renegotiated(promise=promise.number, successor=successor.promise, reason=why)
        lines = [Line(what=ended), Line(what=successor, client=promise.client)]
        if incident.handovers:
            from recover.services.rebriefing import rebriefed

            lines += rebriefed(desk, incident, promise, lines)
        return lines

    found, promise = find_promise(desk, promise_id)
    return write(
        desk,
        found.id,
        f"renegotiated {promise.id}",
        lambda incident: replaced(incident, open_one(desk, incident, promise.number)),
    )


def preview_terms(desk: Desk, promise_id: str, terms: NewTerms) -> "Preview":
    """Say what the new terms of a promise would mean if they were agreed now; writes nothing.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    from recover.services.promising import preview_promise

    incident, promise = find_promise(desk, promise_id)
    open_one(desk, incident, promise.number)
    return preview_promise(desk, incident.id, _wish(desk, incident, promise, terms))


def _wish(desk: Desk, incident: Incident, promise: Promise, terms: NewTerms) -> "PromiseWish":
    """Say what is promised under the new terms; what it helps to keep counts while it is open."""
    from recover.services.promising import PromiseWish

    above = stands_under(incident, promise)
    # Who is not on record cannot promise anything: then whoever agrees the new moment does.
    owner = promise.owner if person_of(desk, promise.owner) else None
    return PromiseWish(
        what=terms.what or promise.what,
        by=terms.by,
        kind=promise.kind,
        to=promise.to,
        channel=terms.channel or promise.channel,
        owner=owner,
        needed_by=promise.needed_by,
        needed_by_fact=promise.needed_by_fact,
        consent=terms.consent,
        needs=promise.needs,
        client=promise.client,
        under=above.id if above is not None and above.is_open else None,
        follows=promise.id,
    )


def _settle(desk: Desk, promise_id: str, verb: str, ending: Ending) -> Incident:
    """End a promise in one line."""
    found, promise = find_promise(desk, promise_id)
    return write(
        desk,
        found.id,
        f"{verb} {promise.id}",
        lambda incident: [Line(what=ending(open_one(desk, incident, promise.number)))],
    )


def open_one(desk: Desk, incident: Incident, number: int) -> Promise:
    """Give the promise of that number if it can still be acted on.

    Raises:
        AlreadySettled: It has ended, or was taken back.
        Refused: It had not been promised yet.
    """
    promise = incident.promise(number)
    if promise is None:
        from recover.services.firsts import promise_taken_back

        raise AlreadySettled(promise_taken_back(desk, incident, number))
    if desk.now() < promise.made_at:
        made = moment(promise.made_at, promise.zone)
        raise Refused(f"{promise.id} was promised on {made}: nothing became of it before that.")
    if promise.is_open:
        return promise
    raise AlreadySettled(_ended(desk, incident, promise))


def _ended(desk: Desk, incident: Incident, promise: Promise) -> str:
    """Say how, when and by whom a promise was ended."""
    ending = (Kept, Withdrawn, Renegotiated)
    authors = [
        entry.by
        for entry in incident.counting
        if isinstance(entry.what, ending) and entry.what.promise == promise.number
    ]
    from recover.services.firsts import by_whom

    who = by_whom(desk, authors[-1], promise.settled_at or desk.now(), promise.zone)
    state = standing(promise, desk.now())
    if promise.successor:
        return f"{promise.id} was renegotiated by {who}: {promise.successor} stands in its place."
    word = "withdrawn" if promise.withdrawn_at else state.value.replace("_", " ")
    return f"{promise.id} was {word} by {who}: nothing is left to do."
