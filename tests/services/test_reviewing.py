"""No day ends with a promise that has no next step."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from recover.domain.absence import at_work
from recover.domain.deadline import DeadlineError
from recover.domain.errors import RecoverError, Refused
from recover.domain.review import has_step_ahead, next_at_work
from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.answering import accept_handover
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_incident, find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.review_words import whose
from recover.services.reviewing import (
    NotClear,
    OfferItem,
    PromiseItem,
    left_to_ask,
    mark_clear,
    note_answer,
    review_items,
    todays_review,
)
from recover.services.settling import AlreadySettled, attempt_promise, keep_promise
from recover.services.sheets import save_sheet, sheet_lines
from recover.services.stepping import set_next_step
from recover.services.tomorrow import tomorrows_sheet
from recover.services.undoing import undo

Sit = Callable[..., Desk]
NUMBERS = st.integers(min_value=1, max_value=5)
EVENING = "2026-10-22T18:00-07:00"


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """1p1 due Fri 08:00 PDT, when Mara is back; 2p1 due Fri 16:00 CDT in Chicago."""
    listen(desk, Caller(account="northwind", contact="hale"), ["You mocked her."])
    make_promise(desk, "1", PromiseWish(what="call with the plan", by="tomorrow 8am"))
    listen(desk, Caller(account="ortega"), ["Where is my install?"])
    make_promise(desk, "2", PromiseWish(what="new date", by="tomorrow 4pm"))
    return desk


def ids(desk: Desk, **more: Any) -> list[str]:
    """The items of the walk."""
    return [each.id for each in review_items(desk, **more)]


@pytest.mark.usefixtures("owed")
def test_the_walk_is_soonest_first_and_says_what_is_missing(sit: Sit) -> None:
    """What is due before one is back has no next step yet."""
    items = review_items(sit(EVENING))

    assert [each.id for each in items] == ["1p1", "2p1"]
    assert [each.needs_step for each in items if isinstance(each, PromiseItem)] == [True, False]


def test_a_day_is_not_clear_without_the_next_step(owed: Desk, sit: Sit) -> None:
    """It says which promise, and how; with the step it is, and the record is kept."""
    evening = sit(EVENING)
    with pytest.raises(NotClear, match=r"1p1 .due Fri 23 Oct 2026 08:00 PDT. is due") as held:
        mark_clear(evening)
    assert held.value.candidates == ("1p1",)
    assert todays_review(evening).cleared_at is None

    set_next_step(evening, "1p1", "be up, ask Priya for the name", "tomorrow 4:45am")
    mark_clear(evening)

    assert todays_review(evening).cleared_at == evening.now()
    (promise,) = find_incident(owed, "1").promises
    assert promise.next_step is not None
    assert promise.next_step.at.isoformat() == "2026-10-23T11:45:00+00:00"


@pytest.mark.usefixtures("owed")
def test_a_try_plans_the_next_one(sit: Sit) -> None:
    """Tried and not reached: the next try stands as the next step."""
    evening = sit(EVENING)
    attempt_promise(evening, "1p1", "mailbox full")

    assert mark_clear(evening).cleared_at == evening.now()


@pytest.mark.usefixtures("owed")
def test_the_walk_is_left_and_taken_up_again(sit: Sit) -> None:
    """What was left comes again while it is in the way; tomorrow everything does."""
    evening = sit(EVENING)
    note_answer(evening, "1p1", "left")
    note_answer(evening, "2p1", "stands")
    assert [each.id for each in left_to_ask(review_items(evening))] == ["1p1"]

    set_next_step(evening, "1p1", "be up", "tomorrow 4:45am")
    assert left_to_ask(review_items(evening)) == []
    tomorrow = sit("2026-10-23T07:00-07:00")
    assert [each.id for each in left_to_ask(review_items(tomorrow))] == ["1p1", "2p1"]
    assert [each.word for each in todays_review(evening).answers] == ["left", "stands"]


@pytest.mark.usefixtures("owed")
def test_another_answer_unclears_the_day(sit: Sit) -> None:
    """The record says what was said last."""
    evening = sit(EVENING)
    set_next_step(evening, "1p1", "be up", "tomorrow 4:45am")
    mark_clear(evening)
    note_answer(evening, "2p1", "stands")

    assert todays_review(evening).cleared_at is None


def test_a_lead_walks_over_the_teams(owed: Desk, sit: Sit) -> None:
    """Or over their own; everybody else over what is theirs."""
    make_promise(owed, "1", PromiseWish(what="the tape", by="tomorrow noon", owner="priya"))

    assert ids(sit(EVENING)) == ["1p1", "2p1"]
    assert ids(sit(EVENING, "priya")) == ["1p2"]
    set_person(owed, "mara", PersonDetails(lead=True))
    assert ids(sit(EVENING)) == ["1p1", "1p2", "2p1"]
    assert ids(sit(EVENING), team=False) == ["1p1", "2p1"]


def test_what_is_offered_to_me_is_asked_about(owed: Desk, sit: Sit) -> None:
    """And what I offered stays mine to see to, until it is accepted."""
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    hers = [each for each in review_items(sit(EVENING, "priya")) if isinstance(each, OfferItem)]
    assert [each.id for each in hers] == ["1h1"]
    (mine, _) = review_items(sit(EVENING))
    assert isinstance(mine, PromiseItem)
    assert "offered to Priya, who has not accepted" in whose(sit(EVENING), mine)
    with pytest.raises(NotClear):
        mark_clear(sit(EVENING))

    accept_handover(sit(EVENING, "priya"), "1h1", "by eight")
    assert mark_clear(sit(EVENING)).cleared_at is not None


def test_the_owners_hours_count_not_mine(owed: Desk, sit: Sit) -> None:
    """Priya opens at 05:00 PDT, before it is due: hers needs no step."""
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    accept_handover(sit(EVENING, "priya"), "1h1", "by eight")
    set_person(owed, "mara", PersonDetails(lead=True))

    items = review_items(sit(EVENING))
    assert not any(isinstance(each, PromiseItem) and each.needs_step for each in items)


@pytest.mark.parametrize(("text", "by"), [("", "tomorrow 5am"), ("call", "soon"), ("call", "9am")])
def test_a_step_without_text_or_moment_is_refused(owed: Desk, text: str, by: str) -> None:
    """Unless the moment is one: 9am is."""
    if text and by == "9am":
        set_next_step(owed, "1p1", text, by)
    else:
        with pytest.raises((Refused, DeadlineError)):
            set_next_step(owed, "1p1", text, by)


def test_a_step_of_what_has_ended_is_refused_and_one_can_be_taken_back(owed: Desk) -> None:
    """As everything that is written down."""
    set_next_step(owed, "1p1", "call", "tomorrow 5am")
    undo(owed)
    assert find_incident(owed, "1").promises[0].next_step is None
    keep_promise(owed, "1p1")
    with pytest.raises(AlreadySettled):
        set_next_step(owed, "1p1", "call", "tomorrow 5am")


def test_tomorrows_sheet_goes_by_the_clients_windows(owed: Desk, sit: Sit) -> None:
    """Chicago opens two hours before Los Angeles; what was agreed goes by its own moment."""
    wish = PromiseWish(what="early call", by="tomorrow 5am", consent="before you open is fine")
    make_promise(owed, "1", wish)
    make_promise(owed, "1", PromiseWish(what="next month", by="2026-11-20 10:00"))
    calls = tomorrows_sheet(sit(EVENING))

    assert [(each.promise.id, each.is_agreed, each.is_shut) for each in calls] == [
        ("1p2", True, False),
        ("2p1", False, False),
        ("1p1", False, True),
    ]
    assert [each.address for each in calls] == [
        "+1 213 555 0143",
        "+1 312 555 0119",
        "+1 213 555 0143",
    ]


@pytest.mark.usefixtures("owed")
def test_the_sheet_is_written_once_and_privately(sit: Sit, tmp_path: Any) -> None:
    """Nothing is overwritten; the second try says so."""
    lines = sheet_lines(sit(EVENING))
    path = save_sheet(str(tmp_path / "tomorrow.txt"), lines)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text().splitlines()[0] == "Fri 23 Oct 2026, for Mara"
    with pytest.raises(Refused, match="is there already"):
        save_sheet(str(path), lines)
    with pytest.raises(Refused, match="Cannot write"):
        save_sheet(str(tmp_path / "nowhere" / "tomorrow.txt"), lines)


class Evenings(RuleBasedStateMachine):
    """Two people, two clients, some evenings: promises, steps, tries and walks in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk: Desk = open_desk(
            home=self.folder.name, at="2026-03-06T15:00-05:00", environment={}
        )

    def teardown(self) -> None:
        """Remove the book."""
        self.desk.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """A matter in Los Angeles."""
        add_person(self.desk, PersonDetails(name="Max", zone="America/New_York", lead=True))
        add_person(self.desk, PersonDetails(name="Lee", zone="Asia/Kathmandu"))
        self.desk.who = find_person(self.desk, "max")
        add_account(self.desk, AccountDetails(name="Acme", zone="America/Los_Angeles", phone="1"))
        set_contact(self.desk, "acme", "K.")
        listen(self.desk, Caller(account="acme"), ["listen"])

    def _tried(self, verb: Any, *arguments: Any) -> None:
        try:
            verb(self.desk, *arguments)
        except RecoverError:
            return

    @rule(hours=st.integers(min_value=1, max_value=90), owner=st.sampled_from(["max", "lee"]))
    def promise(self, hours: int, owner: str) -> None:
        """Promise something."""
        self._tried(make_promise, "1", PromiseWish(what="x", by=f"in {hours} hours", owner=owner))

    @rule(
        number=st.integers(min_value=1, max_value=5), hours=st.integers(min_value=1, max_value=40)
    )
    def step(self, number: int, hours: int) -> None:
        """Plan the next step."""
        self._tried(set_next_step, f"1p{number}", "call", f"in {hours} hours")

    @rule(number=NUMBERS)
    def attempt(self, number: int) -> None:
        """Try, and reach nobody."""
        self._tried(attempt_promise, f"1p{number}")

    @rule(number=NUMBERS)
    def keep(self, number: int) -> None:
        """Keep it."""
        self._tried(keep_promise, f"1p{number}")

    @rule()
    def clear(self) -> None:
        """Mark the day clear, if it is: nothing due before its owner is back lacks its step."""
        try:
            mark_clear(self.desk)
        except NotClear:
            return
        now = self.desk.now()
        for incident in self.desk.incidents():
            for promise in incident.open_promises:
                hours = at_work(find_person(self.desk, promise.owner), now)
                back = next_at_work(hours, now)
                assert back is not None
                assert promise.due > back or has_step_ahead(promise, now)

    @rule(minutes=st.integers(min_value=1, max_value=60 * 20))
    def wait(self, minutes: int) -> None:
        """Time goes by."""
        self.desk = self.desk.elsewhere(self.desk.now() + timedelta(minutes=minutes), self.desk.who)


TestEvenings = Evenings.TestCase
TestEvenings.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
