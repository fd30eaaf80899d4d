"""Laws that hold whatever people do, in whatever order."""

import tempfile
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from recover.domain.entry import Outcome
from recover.domain.errors import RecoverError
from recover.domain.incident import Incident
from recover.domain.promise import Standing, standing
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk, open_desk
from recover.services.listening import Caller, hear, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import strike
from recover.services.settling import (
    NewTerms,
    attempt_promise,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.undoing import undo

NUMBERS = st.integers(min_value=1, max_value=6)
START = "2026-03-06T15:00-05:00"


class Walk(RuleBasedStateMachine):
    """Anything anybody may do with one incident, across a change of the clocks."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk: Desk = open_desk(home=self.folder.name, at=START, environment={})
        self.acknowledged: list[tuple[Any, ...]] = []

    def teardown(self) -> None:
        """Remove the book."""
        self.desk.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """Somebody calls."""
        self.desk.who = add_person(self.desk, PersonDetails(name="Max", zone="America/New_York"))
        self._done(listen(self.desk, Caller(), ["listen"]))

    def _done(self, incident: Incident) -> None:
        """Note what was acknowledged."""
        self.acknowledged = [(each.number, each.kind, each.at) for each in incident.entries]

    def _tried(self, verb: Any, *arguments: Any, **named: Any) -> None:
        """Do something that may be refused; a refusal writes nothing."""
        try:
            self._done(verb(self.desk, *arguments, **named))
        except RecoverError:
            self._done(self.desk.store.incident("1"))

    @rule(minutes=st.integers(min_value=1, max_value=3000))
    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.desk.ahead += timedelta(minutes=minutes)

    @rule()
    def log(self) -> None:
        """The client speaks."""
        self._tried(hear, "1", ["more"])

    @rule(by=st.sampled_from(["in 30 minutes", "tomorrow 2:30am", "next business day", "soon"]))
    def promise(self, by: str) -> None:
        """Something is promised."""
        self._tried(make_promise, "1", PromiseWish(what="call", by=by))

    @rule(number=NUMBERS)
    def keep(self, number: int) -> None:
        """A promise is kept."""
        self._tried(keep_promise, f"1p{number}")

    @rule(number=NUMBERS)
    def attempt(self, number: int) -> None:
        """Nobody answers."""
        self._tried(attempt_promise, f"1p{number}")

    @rule(number=NUMBERS)
    def renegotiate(self, number: int) -> None:
        """A new moment is agreed."""
        self._tried(renegotiate_promise, f"1p{number}", NewTerms(by="in 2 days", reason="late"))

    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        """A promise is taken back."""
        self._tried(withdraw_promise, f"1p{number}", "not needed")

    @rule(number=NUMBERS)
    def strike_line(self, number: int) -> None:
        """A line is struck."""
        self._tried(strike, f"1e{number}", "wrong")

    @rule()
    def close(self) -> None:
        """The matter ends."""
        self._tried(close_incident, "1", outcome=Outcome.RETAINED)

    @rule()
    def reopen(self) -> None:
        """The matter goes on."""
        self._tried(reopen_incident, "1")

    @rule()
    def take_back(self) -> None:
        """Somebody thinks better of it; never of the opening, which the rules build on."""
        done = [each for each in self.desk.store.actions.of("max") if each.undone_at is None]
        if not done or done[0].sentence.startswith(("opened", "added")):
            return
        undo(self.desk)
        self._done(self.desk.store.incident("1"))

    @invariant()
    def what_was_acknowledged_is_there_for_everybody(self) -> None:
        """Another process reads exactly the entries that were acknowledged, without a gap."""
        if not self.acknowledged:
            return
        other = open_desk(home=self.folder.name, at=START, environment={})
        read = other.store.incident("1")
        other.close()
        assert [(each.number, each.kind, each.at) for each in read.entries] == self.acknowledged
        assert [each.number for each in read.entries] == list(range(1, len(read.entries) + 1))

    @invariant()
    def every_promise_has_one_owner_one_moment_and_one_ending(self) -> None:
        """No promise goes missing: it is open, it ended once, or one and only one follows it."""
        if not self.acknowledged:
            return
        incident = self.desk.store.incident("1")
        now = self.desk.now()
        for promise in incident.promises:
            endings = [promise.kept_at, promise.withdrawn_at, promise.renegotiated_at]
            assert promise.owner == "max"
            assert sum(each is not None for each in endings) == (0 if promise.is_open else 1)
            assert promise.due > promise.made_at
            if promise.successor is not None:
                followers = [each for each in incident.promises if each.follows == promise.id]
                assert [each.id for each in followers] == [promise.successor]
            if promise.kept_at is not None and promise.kept_at > promise.due:
                assert standing(promise, now) is Standing.KEPT_LATE
        assert incident.is_open or not incident.open_promises


Walk.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestWalk = Walk.TestCase
