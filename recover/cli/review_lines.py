"""The end-of-day walk in words and for scripts."""

from collections.abc import Iterator

from recover.cli.handover_lines import offer_line
from recover.cli.handover_shapes import offer_shape
from recover.cli.shapes import Shape, promise_shape
from recover.cli.stamps import stamp
from recover.domain.moments import distance, in_both, moment
from recover.domain.telling import told
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.review_words import whose
from recover.services.reviewing import Item, OfferItem, PromiseItem
from recover.services.windows import window_text

_LAST = 3
"""How many lines of the log stand under an item."""


def item_shape(desk: Desk, item: Item) -> Shape:
    """Give an item of the walk: all that a promise or a handover has, and how it stands today."""
    if isinstance(item, OfferItem):
        return {"item": "handover", "answered": item.answer} | offer_shape(desk, item.offer)
    promise = item.promise
    return promise_shape(promise, item.incident, desk.now()) | {
        "item": "promise",
        "needs_next_step": item.needs_step,
        "owner_back": stamp(item.back_at, promise.zone),
        "window": window_text(desk, item.incident, promise),
        "answered": item.answer,
    }


def item_lines(desk: Desk, item: Item) -> Iterator[str]:
    """Say what an item is about, and how it stands."""
    if isinstance(item, OfferItem):
        first = item.offer.first
        by = in_both(first.answer_by, first.zone, desk.who.calendar.zone)
        yield f"  {offer_line(desk, item.offer)}"
        yield f"    answer by {by}"
        return
    yield from _promise_lines(desk, item)


def _promise_lines(desk: Desk, item: PromiseItem) -> Iterator[str]:
    """Say what was promised, by when on both clocks, whose it is and what is planned."""
    promise = item.promise
    late = promise.due < desk.now()
    whom = f" · {promise.to}" if promise.to and promise.to != item.account else ""
    yield f"{'!' if late else ' '} {promise.id} {promise.what} · {item.account}{whom}"
    due = in_both(promise.due, promise.zone, desk.who.calendar.zone)
    yield f"    {due} · {distance(promise.due, desk.now())}"
    yield f"    {whose(desk, item)}"
    yield f"    {_planned(desk, item)}"


def _planned(desk: Desk, item: PromiseItem) -> str:
    """Say what is planned next, or that something has to be."""
    promise, own = item.promise, desk.who.calendar.zone
    if item.needs_step:
        back = f" ({moment(item.back_at, own)})" if item.back_at else ""
        return f"needs a next step: it is due before its owner is next at work{back}"
    step = promise.next_step
    if step is not None and step.at > desk.now():
        return f"next: {step.text}, {moment(step.at, own)} (you)"
    again = promise.attempts[-1].next_try if promise.attempts else None
    if again is not None and again > desk.now():
        return f"next try {in_both(again, promise.zone, own)}"
    return "no next step yet"


def last_lines(desk: Desk, item: Item) -> Iterator[str]:
    """Give the last lines of the log of an item's incident."""
    incident = item.incident if isinstance(item, PromiseItem) else item.offer.parts[0][0]
    clock = zone(_zone_of(item))
    for entry in incident.timeline[-_LAST:]:
        local = entry.at.astimezone(clock)
        text = told(incident, entry, lambda key: person_name(desk, key))
        yield f"      {local:%a %H:%M} {entry.kind}: {text}"


def _zone_of(item: Item) -> str:
    """Give the client's zone."""
    return item.promise.zone if isinstance(item, PromiseItem) else item.offer.first.zone
