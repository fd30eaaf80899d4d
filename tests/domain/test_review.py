"""What keeps a day from being clear."""

from datetime import UTC, datetime, timedelta

import pytest

from recover.domain.calendar import Calendar
from recover.domain.entry import PromiseKind
from recover.domain.promise import Attempt, NextStep, Promise
from recover.domain.review import has_step_ahead, needs_step, next_at_work

WEEK = ("mon", "tue", "wed", "thu", "fri")
MARA = Calendar.from_mapping(
    {
        "zone": "America/Los_Angeles",
        "hours": {day: [["08:00", "12:00"], ["13:00", "18:00"]] for day in WEEK},
        "holidays": ["2026-11-26"],
    }
)
NEVER = Calendar.from_mapping({"zone": "America/Los_Angeles", "hours": {}})
NOW = datetime.fromisoformat("2026-10-22T18:00-07:00")


def promise(due: str, **more: object) -> Promise:
    """A promise due at a moment."""
    given: dict[str, object] = {
        "incident": "1",
        "number": 1,
        "what": "call",
        "kind": PromiseKind.ANSWER,
        "to": "",
        "channel": "call",
        "owner": "mara",
        "phrase": "",
        "due": datetime.fromisoformat(due).astimezone(UTC),
        "zone": "America/Los_Angeles",
        "wall": None,
        "wall_zone": "America/Los_Angeles",
        "tzdata": "",
        "needed_by": None,
        "consent": "",
        "warnings": (),
        "made_at": NOW - timedelta(days=1),
        "made_by": "mara",
        "client": False,
    }
    return Promise(**(given | more))  # type: ignore[arg-type]


def step(at: str) -> NextStep:
    """A next step at a moment."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    return NextStep(text="ask Priya", at=moment, by="mara", said_at=NOW.astimezone(UTC))


@pytest.mark.parametrize(
    ("now", "back"),
    [
        ("2026-10-22T18:00-07:00", "2026-10-23T08:00-07:00"),
        ("2026-10-22T21:00-07:00", "2026-10-23T08:00-07:00"),
        ("2026-10-22T16:45-07:00", "2026-10-23T08:00-07:00"),
        ("2026-10-22T12:30-07:00", "2026-10-23T08:00-07:00"),
        ("2026-10-22T05:00-07:00", "2026-10-23T08:00-07:00"),
        ("2026-10-23T17:00-07:00", "2026-10-26T08:00-07:00"),
        ("2026-10-24T12:00-07:00", "2026-10-26T08:00-07:00"),
        ("2026-10-30T18:30-07:00", "2026-11-02T08:00-08:00"),
        ("2026-11-25T17:59-08:00", "2026-11-27T08:00-08:00"),
    ],
)
def test_next_at_work(now: str, back: str) -> None:
    """After today's last close: lunch is no end, nor is the morning before work; holidays count."""
    found = next_at_work(MARA, datetime.fromisoformat(now))

    assert found == datetime.fromisoformat(back)


def test_somebody_who_is_never_at_work() -> None:
    """Then everything open needs its next step."""
    assert next_at_work(NEVER, NOW) is None
    assert needs_step(promise("2030-01-01T00:00+00:00"), NEVER, NOW)


@pytest.mark.parametrize(
    ("due", "needs"),
    [
        ("2026-10-22T17:00-07:00", True),
        ("2026-10-22T20:00-07:00", True),
        ("2026-10-23T07:59-07:00", True),
        ("2026-10-23T08:00-07:00", True),
        ("2026-10-23T08:01-07:00", False),
        ("2026-10-26T08:00-07:00", False),
    ],
)
def test_what_is_due_before_one_is_back_needs_a_step(due: str, needs: bool) -> None:
    """Overdue or not; at the very opening nothing can be done any more."""
    assert needs_step(promise(due), MARA, NOW) is needs


@pytest.mark.parametrize(
    ("at", "ahead"),
    [
        ("2026-10-23T04:45-07:00", True),
        ("2026-10-22T18:01-07:00", True),
        ("2026-10-22T18:00-07:00", False),
        ("2026-10-22T12:00-07:00", False),
    ],
)
def test_a_step_counts_while_it_is_ahead(at: str, ahead: bool) -> None:
    """So does the next try after one that reached nobody."""
    tried = Attempt(at=NOW, note="", next_try=datetime.fromisoformat(at).astimezone(UTC))
    due = "2026-10-23T08:00-07:00"

    for each in (promise(due, next_step=step(at)), promise(due, attempts=(tried,))):
        assert has_step_ahead(each, NOW) is ahead
        assert needs_step(each, MARA, NOW) is not ahead


@pytest.mark.parametrize(
    ("due", "at", "ahead"),
    [
        ("2026-10-23T08:00-07:00", "2026-10-23T08:00-07:00", True),
        ("2026-10-23T08:00-07:00", "2026-10-23T08:01-07:00", False),
        ("2026-10-22T17:00-07:00", "2026-10-23T08:01-07:00", True),
    ],
)
def test_a_step_that_comes_too_late_is_none(due: str, at: str, ahead: bool) -> None:
    """After the due moment nothing keeps it; what is overdue can only be done late."""
    assert has_step_ahead(promise(due, next_step=step(at)), NOW) is ahead


def test_what_has_ended_needs_nothing() -> None:
    """Kept, withdrawn or renegotiated."""
    for ending in ("kept_at", "withdrawn_at", "renegotiated_at"):
        assert not needs_step(promise("2026-10-22T17:00-07:00", **{ending: NOW}), MARA, NOW)
