"""Two people at one book: both stay, one wins, and the second is told who was first."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recover.domain.entry import Decision, Kept, Noted, Outcome
from recover.domain.errors import RecoverError, Refused
from recover.services.accounts import AccountDetails, set_account, set_contact
from recover.services.answering import accept_handover, withdraw_offer
from recover.services.closing import close_incident, reopen_incident
from recover.services.contact_wishes import Wishes, set_wishes
from recover.services.deciding import AlreadyDecided, add_demand, decide_demand
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_account, find_demand, find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.healing import follow_up, plan_follow_ups
from recover.services.listening import Caller, listen
from recover.services.meanwhile import ChangedMeanwhile
from recover.services.people import PersonDetails, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line, mark, strike
from recover.services.settling import (
    NewTerms,
    attempt_promise,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.taking_up import TakeWish, take_up
from recover.services.undoing import undo
from tests.services.conftest import Sit

START = "2026-10-22T17:10-07:00"
FIRST = "2026-10-22T17:12-07:00"
SECOND = "2026-10-22T17:14-07:00"
TERMS = NewTerms(by="tomorrow noon", reason="late")


@pytest.fixture
def matter(desk: Desk) -> Desk:
    """Mara's desk, with an incident that has one of everything to be second at."""
    listen(desk, Caller(account="northwind"), ["Your man mocked her."])
    log_line(desk, "1", "next agent: please call her back")
    add_demand(desk, "1", "who runs our account now?")
    make_promise(desk, "1", PromiseWish(what="call with the plan", by="tomorrow 8am"))
    listen(desk, Caller(account="ortega"), ["No order came."])
    plan_follow_ups(desk, "2")
    offer_handover(desk, "2", HandoverWish(to="priya"))
    return desk


class Race(NamedTuple):
    """What Priya does first, what Mara does second, and what she is told."""

    first: Callable[[Desk], object]
    second: Callable[[Desk], object]
    told: str


def _close(desk: Desk) -> object:
    return close_incident(desk, "2", outcome=Outcome.RETAINED)


def _reopen(desk: Desk) -> object:
    return reopen_incident(desk, "2")


def _closed_and_reopened(desk: Desk) -> object:
    return _close(desk), _reopen(desk)


RACES = {
    "keep": Race(
        lambda desk: keep_promise(desk, "1p1"),
        lambda desk: keep_promise(desk, "1p1"),
        "1p1 was kept by Priya",
    ),
    "withdraw after keep": Race(
        lambda desk: keep_promise(desk, "1p1"),
        lambda desk: withdraw_promise(desk, "1p1", "not needed"),
        "1p1 was kept by Priya",
    ),
    "renegotiate": Race(
        lambda desk: renegotiate_promise(desk, "1p1", TERMS),
        lambda desk: renegotiate_promise(desk, "1p1", TERMS),
        "1p1 was renegotiated by Priya",
    ),
    "attempt after withdraw": Race(
        lambda desk: withdraw_promise(desk, "1p1", "not needed"),
        lambda desk: attempt_promise(desk, "1p1"),
        "1p1 was withdrawn by Priya",
    ),
    "withdraw an offer": Race(
        lambda desk: accept_handover(desk, "2h1", "I call them"),
        lambda desk: withdraw_offer(desk, "2h1", "changed my mind"),
        "2h1 was accepted by Priya",
    ),
    "close": Race(_close, _close, "Incident 2 was closed by Priya"),
    "reopen": Race(_closed_and_reopened, _reopen, "Incident 2 was reopened by Priya"),
    "take up": Race(
        lambda desk: take_up(desk, "1e3", TakeWish(by="tomorrow 9am")),
        lambda desk: take_up(desk, "1e3", TakeWish(by="tomorrow 10am")),
        "1e3 was taken up by Priya",
    ),
    "follow-up": Race(
        lambda desk: follow_up(desk, "2f1"),
        lambda desk: follow_up(desk, "2f1"),
        "2f1 was done by Priya",
    ),
    "strike": Race(
        lambda desk: strike(desk, "1e2", "wrong"),
        lambda desk: strike(desk, "1e2", "wrong"),
        "1e2 was struck by Priya",
    ),
    "mark what is struck": Race(
        lambda desk: strike(desk, "1e2", "wrong"),
        lambda desk: mark(desk, "1e2", client=True),
        "1e2 was struck by Priya",
    ),
    "decide": Race(
        lambda desk: decide_demand(desk, "1d1", Decision.GRANTED),
        lambda desk: decide_demand(desk, "1d1", Decision.DECLINED, reason="no"),
        "1d1 was answered by Priya",
    ),
}


@pytest.mark.parametrize("race", RACES.values(), ids=RACES)
def test_the_second_is_told_who_was_first_and_when(matter: Desk, sit: Sit, race: Race) -> None:
    """By name, with the moment and how long ago that was; nothing is written for the second."""
    race.first(sit(FIRST, "priya"))
    before = [len(each.entries) for each in matter.store.incidents()]

    with pytest.raises(Refused) as refused:
        race.second(sit(SECOND, "mara"))

    said = str(refused.value)
    assert race.told in said
    assert "Thu 22 Oct 2026" in said
    assert ", 2 min ago" in said or ", 1 min ago" in said
    assert [len(each.entries) for each in matter.store.incidents()] == before


def test_what_was_taken_back_says_who_took_it_back(matter: Desk, sit: Sit) -> None:
    """Priya made the promise and thought better of it, while Mara was about to keep it."""
    priya = sit(FIRST, "priya")
    make_promise(priya, "2", PromiseWish(what="call", by="tomorrow 9am"))
    mara = sit(SECOND, "mara")
    undo(priya)

    with pytest.raises(RecoverError, match=r"2p1 was taken back by Priya on"):
        keep_promise(mara, "2p1")
    assert matter.incident("2").promises == ()


@pytest.mark.usefixtures("matter")
def test_an_answer_that_was_read_or_is_meant_again_may_be_replaced(sit: Sit) -> None:
    """Whoever has read the first answer knows what they replace; so does whoever gave it."""
    priya, mara = sit(FIRST, "priya"), sit(SECOND, "mara")
    decide_demand(priya, "1d1", Decision.GRANTED)
    decide_demand(priya, "1d1", Decision.PARTLY)
    with pytest.raises(AlreadyDecided) as refused:
        decide_demand(mara, "1d1", Decision.DECLINED, reason="no")
    decide_demand(mara, "1d1", Decision.DECLINED, reason="no", seen=refused.value.demand)
    assert find_demand(mara, "1d1")[1].decision is Decision.DECLINED

    decide_demand(priya, "1d1", Decision.GRANTED, again=True)
    assert find_demand(mara, "1d1")[1].decision is Decision.GRANTED


def test_two_edits_of_one_account_keep_both(desk: Desk, sit: Sit) -> None:
    """Each window writes what was changed in it, whatever it showed of the rest."""
    seen = find_account(desk, "ortega")
    priya = sit(FIRST, "priya")
    set_account(priya, "ortega", AccountDetails(phone="+1 7", zone="America/Denver"), seen=seen)
    set_contact(priya, "ortega", "Lee", phone="+1 8", seen=seen)
    set_wishes(priya, "ortega", Wishes(windows={"call": "mon-fri 10:00-12:00"}), seen=seen)

    set_account(desk, "ortega", AccountDetails(value=Decimal(5), hours="mon 9-12"), seen=seen)
    set_contact(desk, "ortega", "Ito", phone="+1 9", seen=seen)
    after = set_wishes(desk, "ortega", Wishes(windows={"sms": "mon-fri 10:00-12:00"}), seen=seen)

    assert (after.phone, after.value) == ("+1 7", Decimal(5))
    assert after.calendar.zone == "America/Denver"
    assert "hours" in after.calendar.to_mapping()
    assert sorted(each.name for each in after.contacts) == ["Ito", "Lee"]
    assert sorted(channel for channel, _ in after.windows) == ["call", "sms"]


def test_the_same_field_is_not_overwritten_unseen(desk: Desk, sit: Sit) -> None:
    """It says who, what and when; told again, it is replaced, and nothing else is."""
    seen = find_account(desk, "ortega")
    priya = sit(FIRST, "priya")
    set_account(priya, "ortega", AccountDetails(phone="+1 7", email="o@o.example"), seen=seen)
    mine = AccountDetails(phone="+1 9")

    with pytest.raises(ChangedMeanwhile, match=r"phone is now \+1 7, by Priya on") as refused:
        set_account(desk, "ortega", mine, seen=seen)
    assert find_account(desk, "ortega").phone == "+1 7"
    after = set_account(desk, "ortega", mine, seen=seen, over=refused.value.now)

    assert (after.phone, after.email) == ("+1 9", "o@o.example")


def test_what_changed_once_more_is_told_once_more(desk: Desk, sit: Sit) -> None:
    """A yes is a yes to what was shown, not to what came after it."""
    seen = find_person(desk, "priya")
    priya = sit(FIRST, "priya")
    set_person(priya, "priya", PersonDetails(email="one@x.example"))
    mine = PersonDetails(email="mine@x.example")
    with pytest.raises(ChangedMeanwhile) as refused:
        set_person(desk, "priya", mine, seen=seen)
    set_person(priya, "priya", PersonDetails(email="two@x.example"))

    with pytest.raises(ChangedMeanwhile, match=r"two@x\.example"):
        set_person(desk, "priya", mine, seen=seen, over=refused.value.now)


@pytest.fixture
def others(desk: Desk) -> Iterator[dict[str, Desk]]:
    """Two more desks at the same book, each with its own open files."""
    opened = {
        who: open_desk(home=str(desk.home), at=START, person=who, environment={})
        for who in ("mara", "priya")
    }
    yield opened
    for each in opened.values():
        each.close()


WHO = st.sampled_from(["mara", "priya"])
WHAT = st.sampled_from(["note", "promise", "keep", "withdraw", "phone", "value", "undo"])


def _do(desk: Desk, incident: str, what: str, number: int, text: str) -> None:
    """Do one thing at one of the desks."""
    promise = f"{incident}p{number}"
    acts: dict[str, Callable[[], object]] = {
        "note": lambda: log_line(desk, incident, text),
        "promise": lambda: make_promise(
            desk, incident, PromiseWish(what="call", by="tomorrow 9am")
        ),
        "keep": lambda: keep_promise(desk, promise),
        "withdraw": lambda: withdraw_promise(desk, promise, "not needed"),
        "phone": lambda: set_account(desk, "ortega", AccountDetails(phone=text)),
        "value": lambda: set_account(desk, "ortega", AccountDetails(value=Decimal(number))),
        "undo": lambda: undo(desk),
    }
    acts[what]()


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(WHO, WHAT, st.integers(1, 3)), max_size=16))
def test_whatever_two_do_in_turn_nothing_vanishes_and_one_wins(
    desk: Desk, others: dict[str, Desk], steps: list[tuple[str, str, int]]
) -> None:
    """Every acknowledged line is in the log, once; every promise has at most one ending."""
    incident = listen(desk, Caller(account="northwind"), ["one"]).id
    noted: list[str] = []
    for place, (who, what, number) in enumerate(steps):
        try:
            _do(others[who], incident, what, number, f"{who} {place}")
        except RecoverError:
            continue  # a refusal is an answer; anything else is not
        if what == "note":
            noted.append(f"{who} {place}")
    desk.store.refresh()
    found = desk.incident(incident)
    entries = found.entries

    assert [each.what.text for each in entries if isinstance(each.what, Noted)] == noted
    assert [each.number for each in entries] == list(range(1, len(entries) + 1))
    for each in found.promises:
        kept = [
            entry
            for entry in found.counting
            if isinstance(entry.what, Kept) and entry.what.promise == each.number
        ]
        assert len(kept) + (each.withdrawn_at is not None) <= 1
