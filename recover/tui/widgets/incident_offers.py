"""What is on offer in an incident: to whoever looks, to others, or back without an answer."""

from collections.abc import Iterator

from recover.domain.handover import Handover
from recover.domain.offers import (
    carries,
    covered,
    lapsed_in,
    offer_of,
    waiting_in,
)
from recover.domain.promise import Promise
from recover.domain.text import count
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.incident_state import IncidentState, both_clocks, short_moment


def offer_blocks(state: IncidentState) -> Iterator[Block]:
    """Give the offers to whoever looks, then the incident on offer, then what came back."""
    for offer in offers_to_me(state):
        yield one(f"OFFERED TO YOU by {state.name(offer.sender)}", tone=Tone.HEADING)
        yield Block(lines=tuple(_offered(state, offer)), target=offer.id)
    for offer in waiting_in(state.incident, state.now):
        if offer.to != state.me and carries(state.incident, offer):
            text = f"offered to {state.name(offer.to)} until {_until(state, offer)}"
            yield one(f"THIS INCIDENT {text}", tone=Tone.HEADING)
    for offer in lapsed_in(state.incident, state.now):
        back = "you" if offer.sender == state.me else state.name(offer.sender)
        text = f"{offer.id} back with {back}: {state.name(offer.to)} did not answer"
        yield one(text, lead="! ", tone=Tone.WARN)


def offers_to_me(state: IncidentState) -> tuple[Handover, ...]:
    """Give the offers that whoever looks can answer."""
    waiting = waiting_in(state.incident, state.now)
    return tuple(each for each in waiting if each.to == state.me)


def offered_line(state: IncidentState, promise: Promise) -> Iterator[Line]:
    """Say to whom a promise is offered, and until when they answer."""
    offer = offer_of(state.incident, promise, state.now)
    if offer is not None and offer.to != state.me:
        text = f"offered to {state.name(offer.to)}, answer by {_until(state, offer)}"
        yield Line(lead="  ", text=text, tone=Tone.WARN)
    if promise.lent is not None:
        back = short_moment(promise.lent.until, state.own_zone)
        text = f"back to {state.name(promise.lent.back_to)} {back}"
        yield Line(lead="  ", text=text, tone=Tone.DIM)


def _offered(state: IncidentState, offer: Handover) -> Iterator[Line]:
    """Write one offer to whoever looks."""
    promises = covered(state.incident, offer)
    parts = ["the incident"] if carries(state.incident, offer) else []
    parts += [count(len(promises), "promise")] if promises else []
    yield Line(text=" and ".join(parts), tone=Tone.STRONG)
    yield Line(lead="  ", text=f"answer by {_until(state, offer)} · h answers", tone=Tone.WARN)


def _until(state: IncidentState, offer: Handover) -> str:
    """Write until when to answer, on both clocks."""
    return both_clocks(offer.answer_by, state.zone, state.own_zone)
