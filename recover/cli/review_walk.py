"""The end-of-day walk on a terminal, question by question."""

from collections.abc import Callable, Iterator

from recover.cli.output import Output
from recover.cli.review_lines import item_lines, last_lines
from recover.domain.errors import RecoverError
from recover.domain.moments import in_both, moment
from recover.services.answering import accept_handover, decline_handover
from recover.services.desk import Desk
from recover.services.finding import find_promise, person_name
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.reviewing import (
    Item,
    NotClear,
    OfferItem,
    PromiseItem,
    left_to_ask,
    mark_clear,
    note_answer,
    review_items,
)
from recover.services.settling import (
    NewTerms,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.sheets import sheet_lines
from recover.services.stepping import set_next_step

Ask = Callable[[str], str]
"""Asks for one line; raises `EOFError` at the end of the input."""

_PROMISE_KEYS = (
    "Enter {enter} · s next step · k keep · r renegotiate · h hand over · w release · q later"
)
_OFFER_KEYS = "a accept · d decline · Enter leave it · q later"


class Later(Exception):
    """The walk is left; it goes on from here another time."""


def walk(desk: Desk, output: Output, ask: Ask, *, team: bool | None) -> None:
    """Go through everything that is open, then try to mark the day clear.

    Args:
        desk: The desk.
        output: Where it is shown, at once.
        ask: Asks for one line.
        team: Everybody's promises, or one's own; `None` for the team's if whoever acts leads it.
    """
    waiting = left_to_ask(review_items(desk, team=team))
    try:
        for place, item in enumerate(waiting, start=1):
            output.stream(f"{place} of {len(waiting)}")
            for line in (*item_lines(desk, item), *last_lines(desk, item)):
                output.stream(line)
            _answer(desk, output, ask, item)
    except (Later, EOFError):
        output.stream("Left here; `recover review` goes on with what is not answered yet.")
        return
    _end(desk, output, team)


def _answer(desk: Desk, output: Output, ask: Ask, item: Item) -> None:
    """Ask until there is an answer that holds."""
    act = _offer if isinstance(item, OfferItem) else _promise
    while True:
        output.stream(f"  {_keys(item)}")
        try:
            word = act(desk, ask, item)  # type: ignore[arg-type] # each takes its own kind
        except RecoverError as error:
            output.stream(f"  {error}")
            continue
        if word is not None:
            note_answer(desk, item.id, word)
            for line in _came_of(desk, item, word):
                output.stream(f"  {line}")
            return
        output.stream("  That is none of the letters.")


def _keys(item: Item) -> str:
    """Name the letters that answer an item."""
    if isinstance(item, OfferItem):
        return _OFFER_KEYS
    return _PROMISE_KEYS.format(enter="leave it for now" if item.needs_step else "it stands")


def _came_of(desk: Desk, item: Item, word: str) -> Iterator[str]:
    """Say what came of an answer, with the exact moment where there is one."""
    if isinstance(item, OfferItem):
        yield f"{item.id} {word}"
        return
    incident, promise = find_promise(desk, item.id)
    own = desk.who.calendar.zone
    if word == "next step" and promise.next_step is not None:
        at = promise.next_step.at
        yield f"{item.id} next: {promise.next_step.text}, {moment(at, own)} (you)"
        if at > promise.due > desk.now():
            yield f"! That is after it is due, {moment(promise.due, promise.zone)}."
    elif word == "renegotiated" and promise.successor is not None:
        _, new = find_promise(desk, promise.successor)
        yield f"{new.id} by {in_both(new.due, new.zone, own)}"
    elif word == "handed over":
        first = incident.handovers[-1]
        to, by = person_name(desk, first.to), moment(first.answer_by, first.zone)
        yield f"{first.id} offered to {to}, answer by {by}; yours until they accept"
    elif word in ("kept", "released"):
        yield f"{item.id} {'kept' if word == 'kept' else 'withdrawn'}"


def _promise(desk: Desk, ask: Ask, item: PromiseItem) -> str | None:
    """Ask about a promise; give what was answered, or `None` for no letter of these."""
    letter = ask("").strip().casefold()
    promise_id = item.id
    match letter:
        case "":
            return "left" if item.needs_step else "stands"
        case "l":
            return "left"
        case "q":
            raise Later
        case "s":
            set_next_step(desk, promise_id, ask("what is next"), ask("when"))
            return "next step"
        case "k":
            keep_promise(desk, promise_id, ask("how do we know (may be empty)"))
            return "kept"
        case "r":
            terms = NewTerms(by=ask("now by"), reason=ask("why"))
            renegotiate_promise(desk, promise_id, terms)
            return "renegotiated"
        case "h":
            offer_handover(desk, promise_id, HandoverWish(to=ask("to whom")))
            return "handed over"
        case "w":
            withdraw_promise(desk, promise_id, ask("why"))
            return "released"
    return None


def _offer(desk: Desk, ask: Ask, item: OfferItem) -> str | None:
    """Ask about an offer to whoever walks."""
    match ask("").strip().casefold():
        case "":
            return "left"
        case "q":
            raise Later
        case "a":
            accept_handover(desk, item.id, ask("what you take over, in your own words"))
            return "accepted"
        case "d":
            decline_handover(desk, item.id, ask("why"))
            return "declined"
    return None


def _end(desk: Desk, output: Output, team: bool | None) -> None:
    """Mark the day clear if it is, and show tomorrow's sheet."""
    try:
        mark_clear(desk, team=team)
        output.stream("The day is clear.")
    except NotClear as held:
        output.stream(str(held))
    output.stream("")
    for line in sheet_lines(desk, team=team):
        output.stream(line)
