"""Laws of ownership that hold whatever people do, in whatever order."""

import os
import tempfile
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from recover.domain.entry import Outcome
from recover.domain.errors import RecoverError
from recover.domain.folding import fold
from recover.domain.handing import Accepted, TakenOff
from recover.domain.handover import HandoverState
from recover.domain.offers import covered, offer_state, waiting_in
from recover.domain.stage import Stage
from recover.services.accounts import AccountDetails, add_account
from recover.services.answering import accept_handover, decline_handover, withdraw_offer
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk, open_desk
from recover.services.due_reminders import say_reminders
from recover.services.finding import find_incident, find_person, find_promise
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.settling import (
    NewTerms,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.taking_off import RemovalWish, take_off
from recover.services.undoing import undo

START = "2026-03-06T10:00-05:00"
PEOPLE = st.sampled_from(["max", "raj", "lee"])
INCIDENTS = st.sampled_from(["1", "2"])
PROMISES = st.builds("{}p{}".format, INCIDENTS, st.integers(min_value=1, max_value=4))
SUBJECTS = PROMISES | INCIDENTS | st.sampled_from(["acme", "all"])
HANDOVERS = st.builds("{}h{}".format, INCIDENTS, st.integers(min_value=1, max_value=5))
UNTIL = st.sampled_from(["", "", "in 2 days"])


class Hands(RuleBasedStateMachine):
    """Three people, one account, two matters: anything may be offered, answered and taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk: Desk = open_desk(home=self.folder.name, at=START, environment={})
        self.heard: set[tuple[str, str, datetime]] = set()

    def teardown(self) -> None:
        """Remove the book."""
        self.desk.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """Two matters, with a promise in each."""
        for name, zone in (
            ("Max", "America/New_York"),
            ("Raj", "America/Los_Angeles"),
            ("Lee", "Asia/Kathmandu"),
        ):
            add_person(self.desk, PersonDetails(name=name, zone=zone))
        self.desk.who = find_person(self.desk, "max")
        add_account(self.desk, AccountDetails(name="Acme", zone="America/Los_Angeles", owner="max"))
        for incident in ("1", "2"):
            listen(self.desk, Caller(account="acme"), ["listen"])
            make_promise(self.desk, incident, PromiseWish(what="call", by="in 3 days"))

    def _tried(self, who: str, verb: Any, *arguments: Any, **named: Any) -> None:
        """Do something as somebody; a refusal is a sentence, and writes nothing."""
        before = self._lengths()
        self.desk.who = find_person(self.desk, who)
        try:
            verb(self.desk, *arguments, **named)
        except RecoverError:
            assert self._lengths() == before

    def _lengths(self) -> list[int]:
        return [len(each.entries) for each in self.desk.incidents()]

    @rule(who=PEOPLE, subject=SUBJECTS, to=PEOPLE, until=UNTIL)
    def offer(self, who: str, subject: str, to: str, until: str) -> None:
        """Offer anything to anybody."""
        self._tried(who, offer_handover, subject, HandoverWish(to=to, until=until))

    @rule(who=PEOPLE, handover=HANDOVERS)
    def accept(self, who: str, handover: str) -> None:
        """Accept what may not be theirs to accept; what they accept is theirs at once."""
        before = self._lengths()
        self._tried(who, accept_handover, handover, "mine from now on")
        if self._lengths() != before:
            found = find_incident(self.desk, handover.partition("h")[0])
            taken = found.handover(int(handover.partition("h")[2]))
            assert taken is not None
            assert taken.accepted_at == self.desk.now()
            for number in taken.promises:
                promise = found.promise(number)
                assert promise is not None
                assert promise.owner == who
            assert not taken.whole or found.owner == who

    @rule(who=PEOPLE, handover=HANDOVERS)
    def decline(self, who: str, handover: str) -> None:
        """Decline it."""
        self._tried(who, decline_handover, handover, "no time")

    @rule(who=PEOPLE, handover=HANDOVERS)
    def take_the_offer_back(self, who: str, handover: str) -> None:
        """Withdraw it."""
        self._tried(who, withdraw_offer, handover, "changed my mind")

    @rule(who=PEOPLE, person=PEOPLE, to=PEOPLE | st.just(""))
    def remove(self, who: str, person: str, to: str) -> None:
        """Take somebody off the account."""
        self._tried(who, take_off, person, "acme", RemovalWish(to=to, readback="all of it"))

    @rule(who=PEOPLE, incident=INCIDENTS)
    def promise(self, who: str, incident: str) -> None:
        """Promise something more."""
        self._tried(who, make_promise, incident, PromiseWish(what="write", by="in 40 hours"))

    @rule(who=PEOPLE, promise=PROMISES)
    def keep(self, who: str, promise: str) -> None:
        """Keep a promise, whoever owns it."""
        self._tried(who, keep_promise, promise)

    @rule(who=PEOPLE, promise=PROMISES)
    def withdraw(self, who: str, promise: str) -> None:
        """Withdraw a promise."""
        self._tried(who, withdraw_promise, promise, "called off")

    @rule(who=PEOPLE, promise=PROMISES)
    def renegotiate(self, who: str, promise: str) -> None:
        """Agree another moment."""
        self._tried(who, renegotiate_promise, promise, NewTerms(by="in 5 days", reason="late"))

    @rule(who=PEOPLE, incident=INCIDENTS)
    def close(self, who: str, incident: str) -> None:
        """Close a matter."""
        self._tried(who, close_incident, incident, outcome=Outcome.UNKNOWN)

    @rule(who=PEOPLE, incident=INCIDENTS)
    def reopen(self, who: str, incident: str) -> None:
        """Take it up again."""
        self._tried(who, reopen_incident, incident, "once more")

    @rule(who=PEOPLE)
    def undo(self, who: str) -> None:
        """Take back what somebody did last."""
        self._tried(who, undo)

    @rule(who=PEOPLE)
    def remind(self, who: str) -> None:
        """Say what is due to somebody: nothing they have heard before, and only what is open."""
        self.desk.who = find_person(self.desk, who)
        for due in say_reminders(self.desk):
            assert (who, due.item, due.at) not in self.heard
            self.heard.add((who, due.item, due.at))
            if due.stage in (Stage.BEFORE, Stage.DUE, Stage.OVERDUE):
                assert find_promise(self.desk, due.id)[1].owner == who

    @rule(minutes=st.integers(min_value=1, max_value=60 * 30))
    def wait(self, minutes: int) -> None:
        """Time goes by: offers expire, what was lent goes back."""
        self.desk = self.desk.elsewhere(self.desk.now() + timedelta(minutes=minutes), self.desk.who)

    @invariant()
    def everything_has_one_owner_on_record(self) -> None:
        """No orphan, at any moment."""
        known = {each.key for each in self.desk.store.people()}
        for incident in self.desk.incidents():
            assert incident.owner in known
            assert all(promise.owner in known for promise in incident.promises)

    @invariant()
    def the_record_explains_every_owner(self) -> None:
        """Whoever has a promise made it, accepted it in their words, or lent it and has it back."""
        for incident in self.desk.incidents():
            takers: dict[int, set[str]] = {}
            lenders: dict[int, set[str]] = {}
            for entry in incident.counting:
                if isinstance(entry.what, Accepted):
                    handover = incident.handover(entry.what.handover)
                    assert handover is not None
                    assert entry.by == handover.to
                    assert entry.what.readback
                    for number in entry.what.promises:
                        takers.setdefault(number, set()).add(handover.to)
                        if handover.until is not None:
                            lenders.setdefault(number, set()).add(handover.sender)
            for promise in incident.promises:
                number, chain = promise.number, {promise.made_by}
                while number is not None:
                    chain |= takers.get(number, set()) | lenders.get(number, set())
                    before = incident.promise(number)
                    follows = before.follows if before else None
                    number = int(follows.partition("p")[2]) if follows else None  # type: ignore[assignment]
                    earlier = incident.promise(number) if number is not None else None
                    chain |= {earlier.made_by} if earlier else set()
                assert promise.owner in chain

    @invariant()
    def a_promise_waits_in_one_offer_at_most(self) -> None:
        """Two people cannot both be asked to take the same thing over."""
        now = self.desk.now()
        for incident in self.desk.incidents():
            waiting = waiting_in(incident, now)
            offered = [each.id for offer in waiting for each in covered(incident, offer)]
            assert len(offered) == len(set(offered))

    @invariant()
    def an_answer_is_final(self) -> None:
        """An offer that was answered is not waiting, and its state says who answered."""
        for incident in self.desk.incidents():
            for handover in incident.handovers:
                answers = (handover.accepted_at, handover.declined_at, handover.withdrawn_at)
                assert sum(each is not None for each in answers) <= 1
                waiting = offer_state(incident, handover, self.desk.now()) is HandoverState.OFFERED
                assert not (waiting and handover.answered_by)

    @invariant()
    def nobody_leaves_with_open_work(self) -> None:
        """Whoever was taken off had nothing open there at that moment."""
        for incident in self.desk.incidents():
            for entry in incident.counting:
                if isinstance(entry.what, TakenOff):
                    then = fold(incident.id, incident.entries[: entry.number]).as_of(entry.at)
                    gone = entry.what.person
                    assert then.owner != gone
                    assert all(each.owner != gone for each in then.open_promises)


TestHands = Hands.TestCase
TestHands.settings = settings(
    max_examples=int(os.environ.get("RECOVER_LAW_EXAMPLES", "60")),
    stateful_step_count=30,
    deadline=None,
)
