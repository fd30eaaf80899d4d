"""Until when keeping a promise still helps: read from the fact that holds that moment."""

from datetime import UTC, datetime

import pytest

from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, identify, listen
from recover.services.missing import questions
from recover.services.promising import PromiseWish, preview_promise
from recover.services.recording import learn_fact
from recover.services.settling import NewTerms, renegotiate_promise
from recover.services.typed_line import log_typed, read_line
from recover.services.undoing import undo
from recover.services.weighing import weigh

SATURDAY_TEN = datetime(2026, 10, 24, 15, tzinfo=UTC)
CALLED_OFF = Caller(account="ortega", playbook="cancelled-appointment")


def duty(incident: Incident) -> Promise:
    """What the playbook has promised."""
    (promise,) = incident.promises
    return promise


@pytest.mark.parametrize(
    "said", ["Sat 10am", "2026-10-24 10:00", "2026-10-24T10:00-05:00", "Sat 24 Oct, 10:00"]
)
def test_a_fact_learned_later_says_until_when_the_duty_helps(desk: Desk, said: str) -> None:
    """On the client's clock: Sat 10:00 CDT."""
    opened = listen(desk, CALLED_OFF, ["The line is not ready."])
    assert duty(opened).needed_by is None

    assert duty(learn_fact(desk, "1", "appointment", said)).needed_by == SATURDAY_TEN


def test_a_fact_known_at_the_start_counts_at_once(desk: Desk) -> None:
    """The duty is made with it."""
    opened = listen(desk, CALLED_OFF, facts=[("appointment", "Sat 10am")])

    assert duty(opened).needed_by == SATURDAY_TEN


def test_the_answer_to_the_playbooks_question_is_that_fact(desk: Desk) -> None:
    """Its number in the line of the app; the fact is kept under the question's words."""
    listen(desk, CALLED_OFF)
    log_typed(desk, "1", read_line("=1 Sat 10am", listening=True))

    assert duty(find_incident(desk, "1")).needed_by == SATURDAY_TEN


def test_a_caller_identified_later_gets_the_duty_with_its_moment(desk: Desk) -> None:
    """The fact was there before the account was."""
    listen(desk, Caller(playbook="cancelled-appointment"), facts=[("appointment", "Sat 10am")])

    assert duty(identify(desk, "1", account="ortega")).needed_by == SATURDAY_TEN


def test_a_corrected_fact_moves_it_and_undo_moves_it_back(desk: Desk) -> None:
    """The record keeps all three."""
    listen(desk, CALLED_OFF, facts=[("appointment", "Sat 10am")])
    learn_fact(desk, "1", "Appointment", "Sat noon")
    assert duty(find_incident(desk, "1")).needed_by == datetime(2026, 10, 24, 17, tzinfo=UTC)
    undo(desk)

    assert duty(find_incident(desk, "1")).needed_by == SATURDAY_TEN


@pytest.mark.parametrize("said", ["some time on Saturday", "soon", "yesterday", "Sat 25:00"])
def test_a_fact_that_is_no_moment_is_kept_and_asked_for_again(desk: Desk, said: str) -> None:
    """Nothing is guessed, nothing is lost, nothing is blocked."""
    listen(desk, CALLED_OFF)
    incident = learn_fact(desk, "1", "appointment", said)

    assert duty(incident).needed_by is None
    assert [each.value for each in incident.facts] == [said]
    wanted = "say it as a moment, such as Sat 10:00: when it was to be: day, hour, zone"
    assert wanted in questions(desk, incident).missing


def test_due_after_it_helps_is_said(desk: Desk) -> None:
    """While it is typed, and beside the promise when the fact comes later."""
    listen(desk, CALLED_OFF, facts=[("appointment", "today 19:30")])
    incident = find_incident(desk, "1")
    weighed = weigh(desk, incident, duty(incident))
    late = PromiseWish(what="call", by="Sat noon", needed_by=SATURDAY_TEN)

    assert weighed is not None
    assert "after_needed_by" in {each.code for each in weighed.obstacles}
    assert "after_needed_by" in preview_promise(desk, "1", late).warnings
    in_time = PromiseWish(what="call", by="Sat 10am", needed_by=SATURDAY_TEN)
    assert "after_needed_by" not in preview_promise(desk, "1", in_time).warnings


def test_a_new_moment_keeps_it(desk: Desk) -> None:
    """And a fact that changes afterwards still counts."""
    listen(desk, CALLED_OFF, facts=[("appointment", "Sat 10am")])
    renegotiate_promise(desk, "1p1", NewTerms(by="tomorrow noon", reason="nobody at home"))
    assert find_incident(desk, "1").promises[-1].needed_by == SATURDAY_TEN
    incident = learn_fact(desk, "1", "appointment", "Sat noon")

    assert incident.promises[-1].needed_by == datetime(2026, 10, 24, 17, tzinfo=UTC)
    assert incident.promises[0].needed_by == SATURDAY_TEN
