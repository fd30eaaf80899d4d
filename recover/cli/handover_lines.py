"""Handovers in words: offers, briefs and answers for people."""

from collections.abc import Iterator

from recover.domain.handover import Handover
from recover.domain.moments import distance, in_both
from recover.domain.offers import offer_state
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handing_over import Prepared
from recover.services.handovers import Offer, what_is_offered

ELEMENTS = 5
"""Of a brief (I-PASS)."""


def prepared_lines(prepared: Prepared) -> Iterator[str]:
    """Show an offer that is not made."""
    for matter, brief in zip(prepared.matters, prepared.briefs, strict=True):
        yield f"Incident {matter.incident.id}, for {prepared.to.name}:"
        yield f"  severity     {brief.severity}"
        yield f"  summary      {brief.summary}"
        for number, action in enumerate(brief.actions):
            yield f"  {'' if number else 'actions':<12} {action}"
        yield f"  contingency  {brief.contingency}"
        yield f"  {brief.score} of {ELEMENTS}; the read-back is {prepared.to.name}'s."
    zone = prepared.matters[0].zone
    by = in_both(prepared.answer_by, zone, prepared.to.calendar.zone, whose=prepared.to.name)
    yield f"Answer by {by}. Nothing was offered."


def offered_lines(desk: Desk, offer: Offer) -> Iterator[str]:
    """Say what is offered, and what happens next."""
    first = offer.first
    receiver = person_name(desk, first.to)
    yield f"{first.id} offered to {receiver}: {what_is_offered(desk, offer)}."
    until = in_both(first.answer_by, first.zone, desk.who.calendar.zone)
    yield f"It stays {_whose(desk, first)} until {receiver} accepts; answer by {until}."
    yield from _until_lines(desk, offer)
    yield from _brief_lines(offer)
    yield f'{receiver} answers: recover accept {first.id} --readback "..."'


def _until_lines(desk: Desk, offer: Offer) -> Iterator[str]:
    """Say when it goes back, if it is offered for a time only."""
    first = offer.first
    if first.until is not None:
        back = in_both(first.until, first.zone, desk.who.calendar.zone)
        yield f"It goes back to {person_name(desk, first.sender)} {back}."


def _brief_lines(offer: Offer) -> Iterator[str]:
    """Write the brief of every part."""
    for _, part in offer.parts:
        brief = part.brief
        yield f"  {part.id}  severity {brief.severity}"
        yield f"    {brief.summary}"
        yield from (f"    {action}" for action in brief.actions)
        yield f"    {brief.contingency}"
        if brief.readback:
            yield f'    read back: "{brief.readback}"'
        yield f"    brief {brief.score} of {ELEMENTS}"


def _whose(desk: Desk, handover: Handover) -> str:
    """Say whose it is until it is accepted."""
    mine = handover.sender == desk.who.key
    return "yours" if mine else f"{person_name(desk, handover.sender)}'s"


def taken_lines(desk: Desk, offer: Offer) -> Iterator[str]:
    """List what whoever accepted has to do from now on."""
    taken = [incident.promise(n) for incident, part in offer.parts for n in part.promises]
    for promise in sorted((each for each in taken if each), key=lambda each: each.due):
        due = in_both(promise.due, promise.zone, desk.who.calendar.zone)
        yield f"  {promise.id} {promise.what}: {due}, {distance(promise.due, desk.now())}"
    if offer.first.until is not None:
        back = in_both(offer.first.until, offer.first.zone, desk.who.calendar.zone)
        yield f"It goes back to {person_name(desk, offer.first.sender)} {back}."


def list_lines(desk: Desk, waiting: list[Offer], lapsed: list[Offer]) -> Iterator[str]:
    """List offers, one line each."""
    for offer in waiting:
        yield f"{offer_line(desk, offer)}, answer by {_answer_by(desk, offer.first)}"
    for offer in lapsed:
        sender = person_name(desk, offer.first.sender)
        yield f"! {offer_line(desk, offer)}: nobody answered, it is back with {sender}"
    if not waiting and not lapsed:
        yield "No offer waits for an answer. `recover handover WHAT --to PERSON` makes one."


def _answer_by(desk: Desk, handover: Handover) -> str:
    """Write until when to answer, on both clocks."""
    return in_both(handover.answer_by, handover.zone, desk.who.calendar.zone)


def offer_line(desk: Desk, offer: Offer) -> str:
    """Say who offers what to whom: `12h1 Sam to you: Acme: 2 promises`."""
    first = offer.first
    to = "you" if first.to == desk.who.key else person_name(desk, first.to)
    sender = "you" if first.sender == desk.who.key else person_name(desk, first.sender)
    return f"{first.id} {sender} to {to}: {what_is_offered(desk, offer)}"


def one_lines(desk: Desk, offer: Offer) -> Iterator[str]:
    """Show one offer with its brief."""
    incident, first = offer.parts[0]
    state = offer_state(incident, first, desk.now()).value
    yield f"{offer_line(desk, offer)} ({state}), answer by {_answer_by(desk, first)}"
    yield from _until_lines(desk, offer)
    yield from _brief_lines(offer)
    if first.reason:
        yield f"  {first.reason}"
