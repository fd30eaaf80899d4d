"""An instruction to nobody stays its author's until somebody takes it up."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recover.domain.deadline import DeadlineError
from recover.domain.entry import Outcome, PromiseKind
from recover.domain.errors import NotFound, Refused
from recover.domain.instruction import unowned_instructions
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import find_incident, find_person
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line, strike
from recover.services.settling import keep_promise
from recover.services.taking_up import (
    LONGEST_DUTY,
    NobodyToOffer,
    NoInstruction,
    TakenAlready,
    TakeWish,
    receiver_of,
    take_up,
)
from recover.services.undoing import undo
from recover.services.unowned import stays_with, unowned_lines, written_to_nobody
from tests.services.conftest import Sit

NOTE = "NEXT AGENT: PLEASE MAKE SURE THE CUSTOMER IS NOTIFIED OF THE CANCELLED APPOINTMENT"
TONIGHT = TakeWish(by="today 8pm")


@pytest.fixture
def noted(desk: Desk) -> Desk:
    """Incident 1, of Ortega's, in which Mara has left such a note as 1e3."""
    listen(desk, Caller(account="ortega"), ["line not ready"])
    log_line(desk, "1", NOTE)
    return desk


def unowned(desk: Desk) -> list[int]:
    """Give the numbers of what is to nobody in incident 1."""
    return [each.number for each in unowned_instructions(find_incident(desk, "1"))]


def test_it_is_flagged_and_stays_its_authors(noted: Desk, sit: Sit) -> None:
    """Nothing is stored for it; whoever looks sees whose it is."""
    assert unowned(noted) == [3]
    assert written_to_nobody(find_incident(noted, "1")) == "1e3"
    (line,) = unowned_lines(noted)
    assert (line.id, line.text, stays_with(noted, line.entry)) == ("1e3", NOTE, "you")
    assert stays_with(sit("2026-10-22T18:00-07:00", "priya"), line.entry) == "Mara"


def test_kept_it_is_a_duty_of_whoever_takes_it(noted: Desk, sit: Sit) -> None:
    """By its moment on the client's clock; the note is nobody's no more."""
    taken = take_up(sit("2026-10-22T17:30-07:00", "priya"), "1e3", TONIGHT)

    promise = taken.promise
    assert (promise.id, promise.owner, promise.kind) == ("1p1", "priya", PromiseKind.DUTY)
    assert promise.what == "MAKE SURE THE CUSTOMER IS NOTIFIED OF THE CANCELLED APPOINTMENT"
    assert promise.due.isoformat() == "2026-10-23T01:00:00+00:00", "20:00 in Chicago"
    assert taken.offered_to is None
    assert find_incident(noted, "1").taken_up == {3: 1}
    assert unowned(noted) == []
    assert unowned_lines(noted) == []


def test_one_undo_takes_back_both_the_duty_and_the_tie(noted: Desk) -> None:
    """And the note is to nobody again."""
    take_up(noted, "1e3", TONIGHT)
    undo(noted)

    incident = find_incident(noted, "1")
    assert not incident.promises
    assert incident.taken_up == {}
    assert unowned(noted) == [3]
    assert take_up(noted, "1e3", TONIGHT).promise.id == "1p2", "numbers are never given out again"


def test_striking_the_note_clears_it(noted: Desk) -> None:
    """There is nothing to take up any more."""
    strike(noted, "1e3", "done meanwhile")

    assert unowned(noted) == []
    with pytest.raises(NoInstruction, match="struck or taken back"):
        take_up(noted, "1e3", TONIGHT)


def test_it_may_be_a_promise_that_is_there_already(noted: Desk) -> None:
    """Nothing new is promised then."""
    make_promise(noted, "1", PromiseWish(what="tell them", by="today 8pm", kind=PromiseKind.DUTY))
    taken = take_up(noted, "1e3", TakeWish(promise="1P1"))

    assert taken.promise.id == "1p1"
    assert len(taken.incident.promises) == 1
    assert unowned(noted) == []


def test_any_note_can_be_taken_up_and_worded_anew(noted: Desk) -> None:
    """What is recognised is less than what people mean."""
    log_line(noted, "1", "the depot has her old number")
    taken = take_up(noted, "1e4", TakeWish(by="tomorrow 9am", what=" give the depot her number "))

    assert taken.promise.what == "give the depot her number"


def test_a_long_note_is_cut_in_the_duty_only(noted: Desk) -> None:
    """The note itself stays as it was typed."""
    log_line(noted, "1", f"next agent please call her {'again and ' * 100}")
    taken = take_up(noted, "1e4", TONIGHT)

    assert len(taken.promise.what) <= LONGEST_DUTY
    assert taken.promise.what.startswith("Call her again")


@pytest.mark.parametrize(
    ("entry_id", "wish", "error", "says"),
    [
        ("1e2", TONIGHT, NoInstruction, "1e2 is no note"),
        ("1e9", TONIGHT, NotFound, "No entry '1e9'"),
        ("7e1", TONIGHT, NotFound, "7"),
        ("1p1", TONIGHT, NotFound, "names no entry"),
        ("1e3", TakeWish(by="soon"), DeadlineError, "soon"),
        ("1e3", TakeWish(), DeadlineError, "deadline"),
        ("1e3", TakeWish(promise="1p4"), NotFound, "has no promise '1p4'"),
        ("1e3", TakeWish(by="today 8pm", to="mara"), NobodyToOffer, "Mara is you"),
        ("1e3", TakeWish(by="today 8pm", to="zed"), NotFound, "No person 'zed'"),
        ("1e3", TakeWish(by="today 8pm", lead=True), NobodyToOffer, "No lead but you"),
    ],
)
def test_what_cannot_be_says_so_and_writes_nothing(
    noted: Desk, entry_id: str, wish: TakeWish, error: type[Exception], says: str
) -> None:
    """One sentence each."""
    before = find_incident(noted, "1").entries
    with pytest.raises(error, match=says):
        take_up(noted, entry_id, wish)

    assert find_incident(noted, "1").entries == before


def test_taken_up_once_and_by_one(noted: Desk, sit: Sit) -> None:
    """Whoever is second hears what it is now."""
    take_up(noted, "1e3", TONIGHT)
    with pytest.raises(TakenAlready, match="it is 1p1 now"):
        take_up(sit("2026-10-22T17:31-07:00", "priya"), "1e3", TONIGHT)


def test_a_settled_promise_or_a_closed_incident_takes_nothing_up(noted: Desk) -> None:
    """There would be nobody to see to it."""
    make_promise(noted, "1", PromiseWish(what="tell them", by="today 8pm"))
    keep_promise(noted, "1p1")
    with pytest.raises(Refused, match="1p1 was kept"):
        take_up(noted, "1e3", TakeWish(promise="1p1"))
    close_incident(
        noted, "1", outcome=Outcome.RETAINED, guideline=None, purpose=None, text="all well"
    )
    with pytest.raises(Refused, match="closed"):
        take_up(noted, "1e3", TONIGHT)
    assert unowned_lines(noted) == []


def test_who_sees_it_on_their_day(noted: Desk, sit: Sit) -> None:
    """Its author, and whoever carries the incident; nobody else."""
    log_line(sit("2026-10-22T17:20-07:00", "priya"), "1", "someone should call her")
    add_person(noted, PersonDetails(name="Ana", zone="America/New_York"))
    seen = {
        name: [each.id for each in unowned_lines(sit("2026-10-22T18:00-07:00", name))]
        for name in ("mara", "priya", "ana")
    }

    assert seen == {"mara": ["1e3", "1e4"], "priya": ["1e4"], "ana": []}


def test_the_lead_who_is_at_work_soonest_is_the_one(noted: Desk) -> None:
    """Never whoever acts."""
    set_person(noted, "mara", PersonDetails(lead=True))
    set_person(noted, "priya", PersonDetails(lead=True))

    found = receiver_of(noted, TakeWish(lead=True))
    assert found is not None
    assert found.key == "priya"


def test_offered_on_it_is_ones_own_until_they_accept(noted: Desk) -> None:
    """Taken back, both are: they were done in one go."""
    taken = take_up(noted, "1e3", TakeWish(by="today 8pm", to="priya"))

    (handover,) = taken.incident.handovers
    assert (handover.sender, handover.to, handover.promises) == ("mara", "priya", (1,))
    assert taken.promise.owner == "mara"
    assert unowned(noted) == []
    undo(noted)
    incident = find_incident(noted, "1")
    assert not incident.handovers
    assert incident.taken_up == {}


@settings(
    max_examples=25,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(["note", "plain", "take", "undo", "strike"]), max_size=12))
def test_a_note_is_to_nobody_exactly_while_it_counts_and_is_not_taken_up(
    desk: Desk, steps: list[str]
) -> None:
    """Whatever is done, in whatever order: each is unowned, or one promise's, or gone."""
    desk.who = find_person(desk, "mara")
    incident_id = listen(desk, Caller(account="ortega"), ["line not ready"]).id
    done = 0
    for step in steps:
        incident = find_incident(desk, incident_id)
        first = next(iter(unowned_instructions(incident)), None)
        done += 1
        if step in ("note", "plain"):
            log_line(desk, incident_id, NOTE if step == "note" else "line not ready")
        elif step == "undo" and done > 1:
            undo(desk)
            done -= 2
        elif step == "take" and first:
            take_up(desk, f"{incident_id}e{first.number}", TONIGHT)
        elif step == "strike" and first:
            strike(desk, f"{incident_id}e{first.number}", "logged twice")
        else:
            done -= 1

    incident = find_incident(desk, incident_id)
    notes = {each.number for each in incident.counting if each.kind == "note"}
    plain = {each.number for each in incident.counting if getattr(each.what, "text", "") != NOTE}
    unowned_now = {each.number for each in unowned_instructions(incident)}
    assert unowned_now | incident.taken_up.keys() == notes - plain
    assert not unowned_now & incident.taken_up.keys()
    assert set(incident.taken_up.values()) == {each.number for each in incident.promises}
