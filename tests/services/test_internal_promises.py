"""Internal promises under a promise to the client: what it rests on, and the slack (story 4)."""

from datetime import timedelta

import pytest

from recover.domain.entry import PromiseKind
from recover.domain.errors import NotFound
from recover.domain.incident import Incident
from recover.domain.resting import NotUnder, rests_on, slack_under, stands_under
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise, preview_promise
from recover.services.settling import (
    AlreadySettled,
    NewTerms,
    keep_promise,
    preview_terms,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.undoing import undo

ANSWER = PromiseWish(what="call with both answers", by="Friday 16:00", client=True)
HOUR = timedelta(hours=1)


def internal(by: str, under: str = "1p1", owner: str = "priya") -> PromiseWish:
    """What one of us owes for a promise to the client."""
    return PromiseWish(what="an answer", by=by, kind=PromiseKind.INTERNAL, under=under, owner=owner)


@pytest.fixture
def answers(desk: Desk) -> Desk:
    """1p1 to the client by Fri 16:00, and under it 1p2 by 12:00 and 1p3 by 15:00."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, ANSWER)
    make_promise(desk, incident.id, internal("Friday 12:00"))
    make_promise(desk, incident.id, internal("Friday 15:00"))
    return desk


def below(incident: Incident, number: int) -> list[str]:
    """The ids of what a promise rests on."""
    promise = incident.promise(number)
    assert promise is not None
    return [each.id for each in rests_on(incident, promise)]


def slack(incident: Incident, number: int) -> timedelta | None:
    """The slack of a promise."""
    promise = incident.promise(number)
    assert promise is not None
    return slack_under(incident, promise)


def test_story_4_a_promise_rests_on_two(answers: Desk) -> None:
    """Billing by 12:00 and Technical by 15:00 under 16:00: the slack is one hour."""
    incident = find_incident(answers, "1")

    assert [each.under for each in incident.promises] == [None, "1p1", "1p1"]
    assert (below(incident, 1), slack(incident, 1)) == (["1p2", "1p3"], HOUR)
    assert (below(incident, 2), slack(incident, 2)) == ([], None)


def test_the_slack_is_that_of_what_is_still_open(answers: Desk) -> None:
    """What was kept is listed and holds nothing up; what was withdrawn is gone."""
    kept = keep_promise(answers, "1p3", "done")
    assert (below(kept, 1), slack(kept, 1)) == (["1p2", "1p3"], 4 * HOUR)

    gone = withdraw_promise(answers, "1p2", "not needed")
    assert (below(gone, 1), slack(gone, 1)) == (["1p3"], None)
    undo(answers)
    assert below(find_incident(answers, "1"), 1) == ["1p2", "1p3"]


@pytest.mark.parametrize(
    ("by", "late"), [("Friday 15:59", False), ("Friday 16:00", False), ("Friday 16:01", True)]
)
def test_an_internal_promise_due_after_the_clients_is_warned_of(
    answers: Desk, by: str, late: bool
) -> None:
    """At the same moment is still in time. Whether the client can be reached does not matter."""
    preview = preview_promise(answers, "1", internal(by))
    made = make_promise(answers, "1", internal(by))

    assert ("internal_late" in preview.warnings) is late
    assert ("internal_late" in made.promises[-1].warnings) is late
    codes = {each.code for each in preview.feasibility.obstacles}
    assert codes <= {"internal_late", "outside_owner_hours", "owner_gone"}
    room = slack(made, 1)
    assert room is not None
    assert (room < timedelta(0)) is late


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (internal("Friday 15:00", under="1p2"), "1p2 is an internal promise itself: name 1p1"),
        (PromiseWish(what="x", by="Friday", under="1p1"), "Only an internal promise stands under"),
    ],
)
def test_only_an_internal_promise_stands_under_one_to_the_client(
    answers: Desk, wish: PromiseWish, sentence: str
) -> None:
    """Refused when it is looked at and when it is made; nothing is written."""
    for verb in (preview_promise, make_promise):
        with pytest.raises(NotUnder, match=sentence):
            verb(answers, "1", wish)
    assert len(find_incident(answers, "1").promises) == 3


@pytest.mark.parametrize("under", ["1p9", "2p1", "nothing", ""])
def test_a_promise_that_is_not_in_the_incident_is_unknown(answers: Desk, under: str) -> None:
    listen(answers, Caller(account="ortega"))
    make_promise(answers, "2", ANSWER)

    with pytest.raises(NotFound, match="Incident 1 has no promise"):
        make_promise(answers, "1", internal("Friday 15:00", under=under))


def test_what_has_ended_needs_no_help(answers: Desk) -> None:
    """A promise that was kept has nothing under it any more; a renegotiated one names its heir."""
    renegotiate_promise(answers, "1p1", NewTerms(by="Monday noon", reason="late"))
    with pytest.raises(NotUnder, match="name 1p4") as caught:
        make_promise(answers, "1", internal("Friday 15:00"))
    assert caught.value.candidates == ("1p4",)

    keep_promise(answers, "1p4", "reached")
    with pytest.raises(NotUnder, match="1p4 has ended"):
        make_promise(answers, "1", internal("Friday 15:00", under="1p4"))


def test_a_renegotiated_promise_rests_on_the_same(answers: Desk) -> None:
    """The new moment is weighed against them, before it is agreed and when it is."""
    early = NewTerms(by="Friday 14:00", reason="they leave early")
    late = NewTerms(by="Monday 11:00", reason="dependency late")
    assert preview_terms(answers, "1p1", late).feasibility.slack == 68 * HOUR
    assert "internal_late" in preview_terms(answers, "1p1", early).warnings

    moved = renegotiate_promise(answers, "1p1", early)

    assert "internal_late" in moved.promises[-1].warnings
    assert (below(moved, 1), below(moved, 4)) == ([], ["1p2", "1p3"])
    assert slack(moved, 4) == -HOUR
    with pytest.raises(AlreadySettled, match="1p4 stands in its place"):
        preview_terms(answers, "1p1", late)
    undo(answers)
    assert below(find_incident(answers, "1"), 1) == ["1p2", "1p3"]


def test_an_internal_promise_that_moves_stays_under_it(answers: Desk) -> None:
    """Its old moment counts no more; if the client's moved too, it is under the new one."""
    renegotiate_promise(answers, "1p1", NewTerms(by="Monday noon", reason="late"))
    moved = renegotiate_promise(answers, "1p3", NewTerms(by="Monday 10:00", reason="Provisioning"))

    assert moved.promises[-1].under == "1p4"
    assert stands_under(moved, moved.promises[1]) == moved.promise(4)
    assert (below(moved, 4), slack(moved, 4)) == (["1p2", "1p5"], 2 * HOUR)


def test_an_internal_promise_outlives_the_one_it_was_for(answers: Desk) -> None:
    """Once the client has their answer, it can still be moved, and stands for itself."""
    keep_promise(answers, "1p1", "reached")
    moved = renegotiate_promise(answers, "1p3", NewTerms(by="Monday", reason="for the record"))

    assert moved.promises[-1].under is None


def test_the_colleagues_it_needs_stay_too(desk: Desk) -> None:
    """A new moment is weighed with the same colleagues."""
    incident = listen(desk, Caller(account="northwind"))
    wish = PromiseWish(what="call", by="tomorrow 8am", needs=("priya",))
    make_promise(desk, incident.id, wish)

    moved = renegotiate_promise(desk, "1p1", NewTerms(by="tomorrow 7am", reason="they leave"))
    assert moved.promises[-1].needs == ("priya",)
    assert "slack" in moved.promises[-1].warnings
