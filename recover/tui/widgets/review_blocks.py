"""What the end-of-day walk shows: one item with the last of its log, or how the day ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recover.domain.moments import distance
from recover.domain.telling import told
from recover.domain.text import count
from recover.domain.tomorrow import Call
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handovers import what_is_offered
from recover.services.review_words import whose
from recover.services.reviewing import Item, OfferItem, PromiseItem, blocking, todays_review
from recover.services.tomorrow import working_day
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.when import both_clocks, short_moment

_LAST = 6
"""How many lines of the log stand under an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the walk ends."""

    items: Sequence[Item]
    calls: Sequence[Call]


def item_blocks(desk: Desk, item: Item) -> tuple[Block, ...]:
    """Give an item, what is planned about it, and the last lines of its incident's log."""
    head = _offer(desk, item) if isinstance(item, OfferItem) else _promise(desk, item)
    return (*head, one(""), *_log(desk, item))


def _promise(desk: Desk, item: PromiseItem) -> Iterator[Block]:
    """Write a promise: what, by when on both clocks, whose, and what is planned."""
    promise, who = item.promise, desk.who
    late = promise.due < desk.now()
    yield one(promise.what, lead="! " if late else "", tone=Tone.LATE if late else Tone.STRONG)
    whom = f" · {promise.to}" if promise.to and promise.to != item.account else ""
    yield one(f"{promise.id} · {item.account}{whom} · {promise.channel}", tone=Tone.DIM)
    due = both_clocks(promise.due, promise.zone, who.calendar.zone)
    yield one(
        f"{due} · {distance(promise.due, desk.now())}", tone=Tone.LATE if late else Tone.PLAIN
    )
    yield one(whose(desk, item))
    yield _planned(desk, item)


def _planned(desk: Desk, item: PromiseItem) -> Block:
    """Say what is planned next, or that something has to be."""
    promise, own, now = item.promise, desk.who.calendar.zone, desk.now()
    if item.needs_step:
        back = f" {short_moment(item.back_at, own, now)}" if item.back_at else ""
        text = f"Needs a next step: due before its owner is next at work{back}. s sets one."
        return one(text, lead="! ", tone=Tone.WARN)
    step = promise.next_step
    if step is not None and step.at > now:
        return one(f"Next: {step.text}, {short_moment(step.at, own, now)} (you)", tone=Tone.GOOD)
    again = promise.attempts[-1].next_try if promise.attempts else None
    if again is not None and again > now:
        return one(f"Next try {both_clocks(again, promise.zone, own)}", tone=Tone.GOOD)
    return one("No next step yet; none is needed tonight.", tone=Tone.DIM)


def _offer(desk: Desk, item: OfferItem) -> Iterator[Block]:
    """Write an offer to whoever walks."""
    first = item.offer.first
    sender = person_name(desk, first.sender)
    yield one(f"{sender} hands you {what_is_offered(desk, item.offer)}", tone=Tone.STRONG)
    by = both_clocks(first.answer_by, first.zone, desk.who.calendar.zone)
    yield one(f"{first.id} · answer by {by}", tone=Tone.WARN)
    yield from (one(action, tone=Tone.DIM) for action in first.brief.actions)


def _log(desk: Desk, item: Item) -> Iterator[Block]:
    """Write the last lines of the incident, on the client's clock."""
    if isinstance(item, OfferItem):
        incident, zone_key = item.offer.parts[0][0], item.offer.first.zone
    else:
        incident, zone_key = item.incident, item.promise.zone
    yield one(f"LOG of incident {incident.id}", tone=Tone.HEADING)
    for entry in incident.timeline[-_LAST:]:
        local = entry.at.astimezone(zone(zone_key))
        text = told(incident, entry, lambda key: person_name(desk, key))
        lead = f"{local:%a %H:%M} {entry.kind:<9} "
        yield Block(lines=(Line(lead=lead, lead_tone=Tone.DIM, text=text),))


def ending_blocks(desk: Desk, ending: Ending) -> tuple[Block, ...]:
    """Give what keeps the day from being clear, then tomorrow's sheet."""
    return (*_state(desk, ending), one(""), *_sheet(desk, ending.calls))


def _state(desk: Desk, ending: Ending) -> Iterator[Block]:
    """Say whether the day is clear, or what keeps it from that."""
    held, own = blocking(list(ending.items)), desk.who.calendar.zone
    for item in held:
        due = short_moment(item.promise.due, item.promise.zone, desk.now())
        text = f"{item.promise.id} {item.promise.what} · due {due}"
        yield Block(lines=(Line(lead="! ", text=text, tone=Tone.WARN),), target=item.promise.id)
    if held:
        has = f"{count(len(held), 'promise')} without a next step"
        yield one(f"The day is not clear: {has}. Enter goes to it.", tone=Tone.STRONG)
        return
    cleared = todays_review(desk).cleared_at
    if cleared is not None:
        yield one(
            f"The day is clear since {short_moment(cleared, own, desk.now())}.", tone=Tone.GOOD
        )
    else:
        yield one("Everything has its next step: c marks the day clear.", tone=Tone.STRONG)


def _sheet(desk: Desk, calls: Sequence[Call]) -> Iterator[Block]:
    """Write tomorrow's sheet, in the order in which the clients' windows open."""
    begin, _ = working_day(desk)
    own, now = desk.who.calendar.zone, desk.now()
    day = begin.astimezone(zone(own))
    yield one(f"{day:%A} {day.day} {day:%B} · p writes it to a file", tone=Tone.HEADING)
    for call in calls:
        promise = call.promise
        opens = short_moment(call.opens, promise.zone, now) if call.opens else "never"
        agreed = ", agreed" if call.is_agreed and call.opens == promise.due else ""
        whom = f"{promise.channel} {promise.to or call.account} {call.address}".rstrip()
        due = short_moment(promise.due, promise.zone, now)
        what = f"{promise.id} {promise.what} · due {due}"
        early = Line(lead="  ! ", text="due before they may be reached", tone=Tone.WARN)
        yield Block(
            lines=(
                Line(lead=f"{opens}{agreed}  ", text=whom, tone=Tone.STRONG),
                Line(lead="  ", text=what, tone=Tone.DIM),
                *((early,) if call.is_shut and promise.due > now else ()),
            )
        )
    if not calls:
        yield one("Nothing is due, and nothing is planned.", tone=Tone.DIM)
