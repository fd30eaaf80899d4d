"""Nothing changes hands but what the receiver read back, and for as long as was agreed."""

from collections.abc import Callable

import pytest

from recover.domain.errors import Refused
from recover.services.accounts import AccountDetails, set_account
from recover.services.answering import NoReadback, accept_handover, decline_handover
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident, find_promise
from recover.services.handing_over import HandoverWish, offer_handover, prepare_handover
from recover.services.handovers import offers_lapsed
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import keep_promise
from recover.services.taking_off import RemovalWish, WorkLeft, keep_on, take_off
from recover.services.undoing import ChangedSince, undo

Sit = Callable[..., Desk]
LATER = "2026-10-22T18:00-07:00"


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """Mara's incident 1 at Northwind, which she looks after; 1p1 is due in five weeks."""
    add_person(desk, PersonDetails(name="Ben", zone="America/New_York"))
    set_account(desk, "northwind", AccountDetails(owner="mara"))
    listen(desk, Caller(account="northwind", contact="hale"), ["You mocked her."])
    make_promise(desk, "1", PromiseWish(what="visit them", by="2026-11-30 10:00"))
    return desk


def lent(desk: Desk, sit: Sit) -> None:
    """Priya has incident 1 until the 26th."""
    offer_handover(desk, "1", HandoverWish(to="priya", until="Oct 26"))
    accept_handover(sit(LATER, "priya"), "1h1", "I hold it till the 26th")


def test_an_expired_offer_does_not_slide_into_another_one(owed: Desk, sit: Sit) -> None:
    """Its promise is back with its sender, who is told, and stays when the other is accepted."""
    make_promise(owed, "1", PromiseWish(what="send the invoice", by="2026-11-02 16:00"))
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="in 1 hour"))
    offer_handover(owed, "1", HandoverWish(to="ben"))
    make_promise(owed, "1", PromiseWish(what="call at once", by="2026-11-03 16:00"))
    after = sit("2026-10-22T19:00-07:00")
    assert [each.first.id for each in offers_lapsed(after, "mara")] == ["1h1"]

    accept_handover(sit("2026-10-22T19:05-07:00", "ben"), "1h2", "the incident and the invoice")
    owners = [each.owner for each in find_incident(after, "1").promises]
    assert owners == ["mara", "ben", "mara"]


@pytest.mark.parametrize("words", ["\u200b\u200b", "\u2060", "...", "\u202e"])
def test_words_that_nobody_sees_are_none(owed: Desk, sit: Sit, words: str) -> None:
    """Neither to take work over nor to leave it."""
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    with pytest.raises(NoReadback):
        accept_handover(sit(LATER, "priya"), "1h1", words)
    with pytest.raises(Refused):
        decline_handover(sit(LATER, "priya"), "1h1", words)
    assert find_promise(owed, "1p1")[1].owner == "mara"


def test_a_loan_ends_at_its_moment_whoever_leaves(owed: Desk, sit: Sit) -> None:
    """What is lent out is still its lender's: they cannot be taken off meanwhile."""
    lent(owed, sit)
    with pytest.raises(WorkLeft):
        take_off(sit(LATER), "mara", "northwind", RemovalWish())

    assert find_promise(sit("2026-10-27T09:00-07:00"), "1p1")[1].owner == "mara"


def test_a_loan_that_is_passed_on_says_so(owed: Desk, sit: Sit) -> None:
    """In the brief that is read back."""
    lent(owed, sit)
    (brief,) = prepare_handover(sit(LATER, "priya"), "1", HandoverWish(to="ben")).briefs

    assert "on loan, goes back to Mara Mon 26 Oct 2026" in brief.actions[0]
    assert "on loan, goes back to Mara" in brief.summary


def test_a_loan_is_answered_before_it_is_over(owed: Desk, sit: Sit) -> None:
    """The answer is due when it would go back, at the latest."""
    wish = HandoverWish(to="priya", until="in 1 hour")
    prepared = prepare_handover(owed, "1", wish)
    assert prepared.answer_by == prepared.until
    offer_handover(owed, "1", wish)
    with pytest.raises(Refused):
        accept_handover(sit("2026-10-22T18:11-07:00", "priya"), "1h1", "too late")


def test_what_was_kept_on_loan_stays_whose_it_was(owed: Desk, sit: Sit) -> None:
    """The end of a loan moves only what is open."""
    lent(owed, sit)
    keep_promise(sit(LATER, "priya"), "1p1", "done")

    assert find_promise(sit("2026-10-27T09:00-07:00"), "1p1")[1].owner == "priya"


def test_an_account_goes_only_as_it_was_offered(owed: Desk, sit: Sit) -> None:
    """Not when somebody else looks after it by now."""
    offer_handover(owed, "northwind", HandoverWish(to="priya"))
    set_account(owed, "northwind", AccountDetails(owner="ben"))
    accept_handover(sit(LATER, "priya"), "1h1", "northwind is mine")

    assert find_account(owed, "northwind").owner == "ben"


def test_what_fell_due_is_not_given_back_by_undo(owed: Desk, sit: Sit) -> None:
    """It is offered back instead."""
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    accept_handover(sit(LATER, "priya"), "1h1", "mine")
    with pytest.raises(ChangedSince, match="1p1 has fallen due"):
        undo(sit("2026-12-01T12:00-08:00", "priya"))


def test_a_removal_can_be_called_off(owed: Desk, sit: Sit) -> None:
    """Then an acceptance completes nothing."""
    take_off(sit(LATER), "mara", "northwind", RemovalWish(to="priya"))
    keep_on(sit(LATER), "mara", "northwind")
    accept_handover(sit(LATER, "priya"), "1h1", "both are mine")
    log_line(owed, "1", "after that")

    assert find_incident(owed, "1").taken_off == ()
    with pytest.raises(Refused, match="not about to be taken off"):
        keep_on(owed, "mara", "northwind")


def test_nothing_to_offer_is_said_instead_of_leaving_an_account_to_nobody(desk: Desk) -> None:
    """Naming a receiver where nothing is open takes nobody off."""
    set_account(desk, "ortega", AccountDetails(owner="mara"))
    with pytest.raises(Refused, match="nothing to offer"):
        take_off(desk, "mara", "ortega", RemovalWish(to="priya"))
    assert find_account(desk, "ortega").owner == "mara"


def test_nobody_reads_back_for_somebody_else(owed: Desk, sit: Sit) -> None:
    """Not with the removal either; nothing is offered then."""
    with pytest.raises(Refused, match="only Priya can answer it"):
        take_off(
            sit(LATER), "mara", "northwind", RemovalWish(to="priya", readback="Priya does it all")
        )
    assert find_incident(owed, "1").handovers == ()
