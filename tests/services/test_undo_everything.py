"""Everything that changes something on disk comes back in one step, and again in one step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from recover.domain.entry import Decision, Outcome, Phase, Restored, Undone
from recover.domain.errors import Refused
from recover.services.accounts import (
    AccountDetails,
    add_account,
    set_account,
    set_contact,
    set_seat,
)
from recover.services.answering import accept_handover, decline_handover, withdraw_offer
from recover.services.closing import close_incident, reopen_incident
from recover.services.contact_wishes import NewAgreement, Wishes, agree_contact, set_wishes
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.due_reminders import claim
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.healing import follow_up, plan_follow_ups
from recover.services.holidays import clear_holidays, import_holidays
from recover.services.importing import import_accounts
from recover.services.listening import Caller, contacted, finish_listening, hear, identify, listen
from recover.services.people import PersonDetails, add_person, set_away, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line, mark, move_to, read_back, strike
from recover.services.redoing import redo
from recover.services.reminding import wake_for
from recover.services.reviewing import mark_clear, note_answer
from recover.services.routing import Route
from recover.services.settling import (
    NewTerms,
    attempt_promise,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.snoozing import snooze, stop_reminders
from recover.services.stepping import set_next_step
from recover.services.taking_off import RemovalWish, take_off
from recover.services.taking_up import TakeWish, take_up
from recover.services.undoing import ChangedSince, undo
from tests.services.conftest import Sit

HOLIDAYS = "2026-11-26\n2026-12-25\n"
START = "2026-10-22T17:10-07:00"
LATER = "2026-10-22T17:12-07:00"


def _ready(desk: Desk, sit: Sit) -> None:
    """Put one of everything on record, so that there is something to change."""
    listen(desk, Caller(account="northwind", contact="hale"), ["Your man mocked her."])
    log_line(desk, "1", "next agent: please call her back")
    add_demand(desk, "1", "who runs our account now?")
    add_demand(desk, "1", "I want to speak to your boss")
    make_promise(desk, "1", PromiseWish(what="call with the plan", by="tomorrow 8am"))
    listen(desk, Caller(account="ortega"), ["No order came."])
    plan_follow_ups(desk, "2")
    close_incident(desk, "2", outcome=Outcome.RETAINED)
    listen(desk, Caller(account="ortega"), ["Again no order came."])
    import_holidays(desk, account="ortega", text=HOLIDAYS, source="a list")
    priya = sit(START, "priya")
    set_account(priya, "ortega", AccountDetails(owner="priya"))
    listen(priya, Caller(account="ortega"), ["The invoice is wrong."])
    make_promise(priya, "4", PromiseWish(what="a new invoice", by="tomorrow noon"))
    offer_handover(priya, "4p1", HandoverWish(to="mara"))
    offer_handover(desk, "3", HandoverWish(to="priya"))
    listen(desk, Caller(), ["Who is this?"])
    add_demand(desk, "5", "a refund")


def state(desk: Desk) -> Any:
    """Give what the book adds up to, without the record of how it came to be."""
    incidents = [
        (
            replace(each, entries=(), undone=frozenset()),
            [entry for entry in each.counting if not isinstance(entry.what, Undone | Restored)],
        )
        for each in desk.incidents()
        if not each.is_void
    ]
    records = desk.store.records
    today = date(2026, 10, 22)
    review = records.review("mara", today)
    spoken = [
        (each.item, each.quiet_until, each.stopped)
        for each in records.spoken("mara").values()
        if each.quiet_until is not None or each.stopped
    ]
    return (
        incidents,
        desk.store.accounts(),
        sorted(desk.store.people(), key=lambda each: each.key),
        (review.answers, review.cleared_at) if review else ((), None),
        sorted(spoken),
    )


def _sheet(desk: Desk) -> None:
    path = Path(desk.home) / "clients.csv"
    path.write_text("name,zone,phone\nHarbour,Europe/London,1\nOrtega,America/Chicago,+1 5\n")
    import_accounts(desk, str(path))


def _walked(desk: Desk) -> None:
    keep_promise(desk, "1p1", "done")
    note_answer(desk, "1p1", "kept")


AGREED = NewAgreement(words="text me", channel="sms", until="tomorrow 9am")
TERMS = NewTerms(by="tomorrow noon", reason="late")
CHANGES: dict[str, Callable[[Desk], object]] = {
    "listen": lambda desk: listen(desk, Caller(account="northwind"), ["again"]),
    "hear": lambda desk: hear(desk, "1", ["again"]),
    "finished": lambda desk: finish_listening(desk, "1"),
    "identify": lambda desk: identify(desk, "5", account="northwind"),
    "contacted": lambda desk: contacted(desk, "1", channel="call"),
    "readback": lambda desk: read_back(desk, "1", confirmed=True),
    "log": lambda desk: log_line(desk, "1", "a note"),
    "fact": lambda desk: learn_fact(desk, "1", "since when", "Monday"),
    "demand": lambda desk: add_demand(desk, "1", "a refund"),
    "decide": lambda desk: decide_demand(desk, "1d1", Decision.PARTLY, reason="soon"),
    "decide, with a route": lambda desk: decide_demand(
        desk, "1d2", Decision.GRANTED, route=Route(to="priya", by="tomorrow 10am")
    ),
    "promise": lambda desk: make_promise(desk, "1", PromiseWish(what="call", by="tomorrow 9am")),
    "keep": lambda desk: keep_promise(desk, "1p1", "done"),
    "attempt": lambda desk: attempt_promise(desk, "1p1", "no answer"),
    "renegotiate": lambda desk: renegotiate_promise(desk, "1p1", TERMS),
    "withdraw": lambda desk: withdraw_promise(desk, "1p1", "not needed"),
    "next": lambda desk: set_next_step(desk, "1p1", "ask Dan", "tomorrow 7am"),
    "wake": lambda desk: wake_for(desk, "1p1", "tomorrow 7am"),
    "take": lambda desk: take_up(desk, "1e3", TakeWish(by="tomorrow 9am")),
    "take, and offer": lambda desk: take_up(desk, "1e3", TakeWish(by="tomorrow 9am", to="priya")),
    "handover": lambda desk: offer_handover(desk, "all", HandoverWish(to="priya")),
    "accept": lambda desk: accept_handover(desk, "4h1", "I send the invoice"),
    "decline": lambda desk: decline_handover(desk, "4h1", "I am away"),
    "withdraw an offer": lambda desk: withdraw_offer(desk, "3h1", "it is done"),
    "remove, and take over": lambda desk: take_off(
        desk, "priya", "ortega", RemovalWish(to="mara", readback="all of it")
    ),
    "phase": lambda desk: move_to(desk, "1", Phase.DELIVER),
    "heal": lambda desk: plan_follow_ups(desk, "1"),
    "follow-up": lambda desk: follow_up(desk, "2f1", "all is well"),
    "close": lambda desk: close_incident(desk, "3", outcome=Outcome.RETAINED),
    "reopen": lambda desk: reopen_incident(desk, "2"),
    "mark": lambda desk: mark(desk, "1e2", client=True),
    "strike": lambda desk: strike(desk, "1e2", "wrong"),
    "account add": lambda desk: add_account(desk, AccountDetails(name="Vireo", zone="UTC")),
    "account set": lambda desk: set_account(desk, "ortega", AccountDetails(value=Decimal(5))),
    "account contact": lambda desk: set_contact(desk, "northwind", "Hale", phone="+1 2"),
    "account seat": lambda desk: set_seat(desk, "ortega", "AE", date(2026, 10, 1)),
    "account wishes": lambda desk: set_wishes(desk, "ortega", Wishes(also_zones=["UTC"])),
    "account agree": lambda desk: agree_contact(desk, "ortega", AGREED),
    "account holidays": lambda desk: import_holidays(
        desk, account="northwind", text=HOLIDAYS, source="a list"
    ),
    "account holidays --clear": lambda desk: clear_holidays(desk, account="ortega"),
    "import": _sheet,
    "person add": lambda desk: add_person(desk, PersonDetails(name="Dan", zone="UTC")),
    "person set": lambda desk: set_person(desk, "mara", PersonDetails(lead=True)),
    "person away": lambda desk: set_away(desk, "mara", date(2026, 11, 2), "priya"),
    "person holidays": lambda desk: import_holidays(
        desk, person="priya", text=HOLIDAYS, source="a list"
    ),
    "review: stands": lambda desk: note_answer(desk, "1p1", "stands"),
    "review: kept": _walked,
    "snooze": lambda desk: snooze(desk, "1p1", "in 2 hours"),
    "snooze --stop": lambda desk: stop_reminders(desk, "1p1"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_one_step_back_and_one_step_forth(
    desk: Desk, sit: Sit, change: Callable[[Desk], object]
) -> None:
    """The book adds up to what it did before, and to what it did after."""
    _ready(desk, sit)
    later = sit(LATER)
    before = state(later)
    change(later)
    after = state(later)
    assert after != before

    undo(later)
    assert state(later) == before
    redo(later)

    assert state(later) == after


def test_a_clear_day_is_not_clear_again(desk: Desk, sit: Sit) -> None:
    """The mark comes off alone; what was kept before it stays kept."""
    _ready(desk, sit)
    keep_promise(desk, "1p1", "done")
    before = state(desk)
    mark_clear(desk, team=False)
    assert undo(desk).sentence == "marked the day clear"

    assert state(desk) == before


def test_a_reminder_that_was_said_stays_said(desk: Desk, sit: Sit) -> None:
    """The snooze is over with it: taking it back would be a story."""
    _ready(desk, sit)
    snooze(desk, "1p1", "in 2 hours")
    later = sit("2026-10-22T20:10-07:00")
    assert claim(later, "1p1", later.now())

    with pytest.raises(ChangedSince, match="you were reminded of 1p1 since"):
        undo(later)


def test_an_import_leaves_what_is_used_and_says_so(desk: Desk, sit: Sit) -> None:
    """One action; the new client is gone unless somebody works for it."""
    _sheet(desk)
    listen(sit(START, "priya"), Caller(account="harbour"), ["Where is it?"])

    done = undo(desk)

    assert done.sentence == "imported accounts from clients.csv"
    assert done.stays == ("account harbour stays: incident 1 is about it.",)
    assert [each.phone for each in desk.store.accounts() if each.key == "ortega"] == [
        "+1 312 555 0119"
    ]


def test_what_others_changed_elsewhere_in_an_account_stays(desk: Desk, sit: Sit) -> None:
    """Only what the action changed goes back; where both changed the same, it is refused."""
    set_account(desk, "ortega", AccountDetails(value=Decimal(5)))
    set_account(sit(START, "priya"), "ortega", AccountDetails(phone="+1 7"))
    undo(desk)
    ortega = next(each for each in desk.store.accounts() if each.key == "ortega")
    assert (ortega.value, ortega.phone) == (None, "+1 7")

    set_account(desk, "ortega", AccountDetails(value=Decimal(6)))
    set_account(sit(START, "priya"), "ortega", AccountDetails(value=Decimal(7)))
    with pytest.raises(ChangedSince, match=r"account ortega was changed since \(yearly value\)"):
        undo(desk)


def test_redo_is_refused_once_something_new_was_done(desk: Desk, sit: Sit) -> None:
    """It would come back into another story."""
    _ready(desk, sit)
    undo(desk)
    log_line(desk, "1", "a note")

    with pytest.raises(Refused, match="you have done something since"):
        redo(desk)
    undo(desk)
    assert redo(desk).sentence == "logged a line in 1"
    with pytest.raises(Refused, match="you have done something since"):
        redo(desk)


def test_an_acceptance_is_not_brought_back_once_the_offer_ran_out(desk: Desk, sit: Sit) -> None:
    """By then its sender has been told that the work is theirs."""
    _ready(desk, sit)
    later = sit(LATER)
    accept_handover(later, "4h1", "I send the invoice")
    undo(later)

    with pytest.raises(ChangedSince, match=r"4h1 .* has run out since"):
        redo(sit("2026-11-22T17:10-07:00"))
