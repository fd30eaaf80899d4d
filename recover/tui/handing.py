"""Work that changes hands, in the app: one key offers it, answers an offer, or takes one back."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from textual import on
from textual.message import Message
from textual.screen import Screen

from recover.domain.handover import HandoverState
from recover.domain.offers import covered, offer_of, offer_of_incident, offer_state, waiting_in
from recover.services.desk import Desk
from recover.services.finding import find_incident, find_promise
from recover.services.handovers import Offer, find_handover, offer_around
from recover.tui.reminders import RemindingApp
from recover.tui.work import DeskApp, read

_HANDOVER = re.compile(r"[0-9]+h[0-9]+", re.ASCII)
_PROMISE = re.compile(r"[0-9]+p[0-9]+", re.ASCII)


class HandingReady(Message):
    """What is to be asked was looked up."""

    def __init__(
        self, make: Callable[[], Screen[Any]], then: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self.make = make
        self.then = then
        """Called when something came of it."""


class HandingLookedUp(Message):
    """The form stands there, or there is none: keys may go on."""


def hand_over(app: DeskApp, subject: str, then: Callable[[], None] | None = None) -> None:
    """Ask about handing something over: an incident, a promise, an account, or a handover's id.

    What is on offer to whoever acts is answered; what is on offer to somebody else can be taken
    back.

    Args:
        app: The app.
        subject: What it is about.
        then: Called when something came of it.
    """
    desk = app.desk
    app.opening = True
    read(
        app,
        lambda: HandingReady(_form(desk, subject), then),
        group="handing",
        then=HandingLookedUp,
    )


def _form(desk: Desk, subject: str) -> Callable[[], Screen[Any]]:
    """Look up which form it is, and what it begins with; for a reading thread."""
    offer = _offer(desk, subject)
    if offer is None:
        from recover.tui.dialogs.handover import HandoverDialog, offering

        return partial(HandoverDialog, offering(desk, _anew(desk, subject)))
    from recover.tui.dialogs.handover_answer import AnswerDialog, WithdrawOfferDialog

    mine = offer.first.to == desk.who.key
    return partial(AnswerDialog if mine else WithdrawOfferDialog, desk, offer)


def _anew(desk: Desk, subject: str) -> str:
    """Give what is offered anew where a subject is an offer that nobody answered."""
    if not _HANDOVER.fullmatch(subject):
        return subject
    incident, handover = find_handover(desk, subject)
    left = covered(incident, handover)
    return left[0].id if len(left) == 1 and not handover.whole else incident.id


def _offer(desk: Desk, subject: str) -> Offer | None:
    """Give the offer that a subject waits in, or `None`."""
    now = desk.now()
    if _HANDOVER.fullmatch(subject):
        incident, handover = find_handover(desk, subject)
        state = offer_state(incident, handover, now)
        return offer_around(desk, handover) if state is HandoverState.OFFERED else None
    if subject.isdigit():
        incident = find_incident(desk, subject)
        mine = (each for each in waiting_in(incident, now) if each.to == desk.who.key)
        found = next(mine, None) or offer_of_incident(incident, now)
    elif _PROMISE.fullmatch(subject):
        found = offer_of(*find_promise(desk, subject), now)
    else:
        found = None
    return offer_around(desk, found) if found else None


class HandingApp(RemindingApp):
    """An app that asks about handing work over."""

    @on(HandingReady)
    def _ask_about_handing(self, message: HandingReady) -> None:
        def told(result: object) -> None:
            if result is not None and message.then is not None:
                message.then()

        self.push_screen(message.make(), told)

    @on(HandingLookedUp)
    def _go_on(self) -> None:
        self.opening = False
