"""The end-of-day walk on a terminal, question by question."""

from collections.abc import Callable

from recover.cli.output import Output
from recover.cli.review_lines import item_lines, last_lines
from recover.domain.errors import RecoverError
from recover.services.answering import accept_handover, decline_handover
from recover.services.desk import Desk
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
        try:
            word = act(desk, ask, item)  # type: ignore[arg-type] # each takes its own kind
        except RecoverError as error:
            output.stream(f"  {error}")
            continue
        if word is not None:
            note_answer(desk, item.id, word)
            return
        output.stream("  That is none of the letters.")


def _promise(desk: Desk, ask: Ask, item: PromiseItem) -> str | None:
    """Ask about a promise; give what was answered, or `None` for no letter of these."""
    stands = "leave it for now" if item.needs_step else "it stands"
    letter = ask(_PROMISE_KEYS.format(enter=stands)).strip().casefold()
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
    match ask(_OFFER_KEYS).strip().casefold():
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
