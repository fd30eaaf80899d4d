"""Taking up an instruction to nobody: from then on it is a promise that somebody owns."""

from dataclasses import dataclass

from recover.domain.entry import Noted, PromiseKind
from recover.domain.errors import Refused
from recover.domain.handing import TakenUp
from recover.domain.incident import Incident
from recover.domain.instruction import duty_in, unowned_instructions
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.text import clean_line
from recover.services.desk import Desk
from recover.services.escalating import lead_to_offer
from recover.services.finding import account_of, find_entry, find_person, promise_inside
from recover.services.firsts import taken_back_by, writer_of
from recover.services.one_go import in_one_go
from recover.services.promising import (
    Preview,
    PromiseWish,
    next_number,
    preview_promise,
    promised,
    still_open,
)
from recover.services.settling import open_one
from recover.services.writing import Line, write

LONGEST_DUTY = 200
"""How many characters of a note become what is promised, unless it is worded anew."""


class NoInstruction(Refused):
    """The entry is none that can be taken up."""

    kind = "no_instruction"


class TakenAlready(Refused):
    """Somebody has taken it up before."""

    kind = "already_taken"


class NobodyToOffer(Refused):
    """There is nobody it could be offered to."""

    kind = "nobody_to_offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWish:
    """How somebody wants to take an instruction up."""

    by: str = ""
    """The deadline of the new duty, as it is said; empty when *promise* is named."""
    promise: str = ""
    """The id of an open promise of the incident that it is already."""
    to: str = ""
    """Key or part of a name of whoever it is offered to; empty to keep it."""
    lead: bool = False
    """Whether it is offered to a lead of the team."""
    what: str = ""
    """The duty in other words than the note's."""
    channel: str = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An instruction that is a promise now."""

    incident: Incident
    promise: Promise
    offered_to: Person | None
    """Who was asked to take it over; whoever took it up owns it until they accept."""


def take_up(desk: Desk, entry_id: str, wish: TakeWish) -> Taken:
    """Make an instruction to nobody the duty of whoever acts, and offer it on if that is wished.

    The promise, the tie to the note and an offer are one action.

    Raises:
        NotFound: No such entry, promise or person.
        NoInstruction: The entry is no note, or counts no more.
        TakenAlready: Somebody has taken it up.
        NobodyToOffer: It would be offered to oneself, or no lead is on record.
        DeadlineError: The phrase does not mean one exact moment ahead.
        Refused: The incident is closed, the promise is settled, or no moment is given.
    """
    with desk.store.exclusive():
        found, number = find_entry(desk, entry_id)
        receiver = receiver_of(desk, wish)
        sentence = f"took up {found.id}e{number}"
        with in_one_go(desk, sentence):
            incident = write(desk, found.id, sentence, lambda it: _lines(desk, it, number, wish))
            promise = _promise_of(incident, number)
            if receiver is not None:
                offer(desk, promise.id, receiver.key)
                incident = desk.incident(incident.id)
    return Taken(incident=incident, promise=promise, offered_to=receiver)


def preview_take(desk: Desk, entry_id: str, wish: TakeWish) -> Preview:
    """Say what the duty would mean; writes nothing.

    Raises:
        NotFound: No such entry or person.
        NoInstruction: The entry is no note, or counts no more.
        TakenAlready: Somebody has taken it up.
        NobodyToOffer: It would be offered to oneself, or no lead is on record.
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    found, number = find_entry(desk, entry_id)
    note = _check(desk, found, number)
    from recover.services.receiving import with_receiver

    receiver = receiver_of(desk, wish)
    return with_receiver(desk, preview_promise(desk, found.id, _duty(note, wish)), receiver)


def receiver_of(desk: Desk, wish: TakeWish) -> Person | None:
    """Give whoever it would be offered to; `None` when it is kept.

    Raises:
        NotFound: Nobody has that name, or more than one does.
        NobodyToOffer: That is whoever acts, or no lead but them is on record.
    """
    if wish.lead:
        found = lead_to_offer(desk)
        if found is None:
            raise NobodyToOffer(
                "No lead but you is on record to offer it to: name one with "
                "`recover person set NAME --lead`, or keep it."
            )
        return found
    if not wish.to.strip():
        return None
    person = find_person(desk, clean_line(wish.to))
    if person.key == desk.who.key:
        raise NobodyToOffer(f"{person.name} is you: to keep it, name nobody.")
    return person


def offer(desk: Desk, promise_id: str, to: str) -> None:
    """Offer a promise to somebody; it stays its owner's until they accept.

    Args:
        desk: The desk.
        promise_id: The promise.
        to: Person key.

    Raises:
        Refused: It cannot be offered.
    """
    from recover.services.handing_over import HandoverWish, offer_handover

    offer_handover(desk, promise_id, HandoverWish(to=to))


def duty_of(text: str) -> str:
    """Give the duty that a note becomes, in the note's own words."""
    duty = duty_in(text)
    return duty if len(duty) <= LONGEST_DUTY else f"{duty[: LONGEST_DUTY - 1].rstrip()}\u2026"


def _lines(desk: Desk, incident: Incident, number: int, wish: TakeWish) -> list[Line]:
    """Give the duty, unless there is one already, and its tie to the note."""
    note = _check(desk, still_open(incident), number)
    if wish.promise.strip():
        named = promise_inside(incident, wish.promise)
        open_one(desk, incident, named.number)
        return [Line(what=TakenUp(entry=number, promise=named.number))]
    fresh = next_number(incident)
    duty = promised(desk, incident, account_of(desk, incident), _duty(note, wish), number=fresh)
    return [Line(what=duty), Line(what=TakenUp(entry=number, promise=fresh))]


def _duty(note: Noted, wish: TakeWish) -> PromiseWish:
    """Say what is promised."""
    return PromiseWish(
        what=wish.what.strip() or duty_of(note.text),
        by=wish.by,
        kind=PromiseKind.DUTY,
        channel=wish.channel,
    )


def _taker(desk: Desk, incident: Incident, number: int) -> str:
    """Say who took an instruction up, and when."""
    taken = (
        each
        for each in reversed(incident.counting)
        if isinstance(each.what, TakenUp) and each.what.entry == number
    )
    entry = next(taken, None)
    return f" by {writer_of(desk, incident, entry)}" if entry else ""


def _check(desk: Desk, incident: Incident, number: int) -> Noted:
    """Give the note that is to be taken up, recognised as an instruction or not.

    Raises:
        NoInstruction: The entry is no note, or counts no more.
        TakenAlready: Somebody has taken it up.
    """
    name, entry = f"{incident.id}e{number}", incident.entry(number)
    if entry is None or number in incident.struck | incident.undone:
        who = taken_back_by(desk, incident, number)
        raise NoInstruction(
            f"{name} was struck or taken back{f' by {who}' if who else ''}: "
            "nothing is left to take up."
        )
    if number in incident.taken_up:
        raise TakenAlready(
            f"{name} was taken up{_taker(desk, incident, number)}: "
            f"it is {incident.id}p{incident.taken_up[number]} now."
        )
    if not isinstance(entry.what, Noted):
        raise NoInstruction(
            f"{name} is no note, so there is nothing to take up: "
            f"promise what follows from it with `recover promise {incident.id}`.",
            candidates=[f"{incident.id}e{each.number}" for each in unowned_instructions(incident)],
        )
    return entry.what


def _promise_of(incident: Incident, number: int) -> Promise:
    """Give the promise that an entry has become."""
    return next(each for each in incident.promises if each.number == incident.taken_up[number])
