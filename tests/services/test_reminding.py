"""Reminders of one's own: held until the window opens, to get up, or at a chosen moment (E8)."""

from datetime import UTC, datetime

import pytest

from recover.domain.deadline import DeadlineError
from recover.domain.entry import ReminderKind
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.reminding import (
    NothingToWaitFor,
    hold_promise,
    remind_as_suggested,
    reminder_lines,
    wake_for,
)
from recover.services.settling import AlreadySettled, attempt_promise, keep_promise
from recover.services.undoing import undo
from tests.services.conftest import Sit

FRIDAY_NINE = datetime(2026, 10, 23, 16, tzinfo=UTC)
QUARTER_TO_FIVE = datetime(2026, 10, 23, 11, 45, tzinfo=UTC)


@pytest.fixture
def promised(desk: Desk) -> Desk:
    """1p1 to Northwind by Fri 08:00 in Los Angeles, which needs Priya, in New York from 08:00."""
    listen(desk, Caller(account="northwind"))
    wish = PromiseWish(
        what="the plan", by="tomorrow 8am", needs=("priya",), consent="before you open is fine"
    )
    make_promise(desk, "1", wish)
    return desk


@pytest.fixture
def noon(desk: Desk) -> Desk:
    """1p1 to Northwind by Fri noon, three hours after the window opens."""
    listen(desk, Caller(account="northwind"))
    make_promise(desk, "1", PromiseWish(what="the plan", by="tomorrow noon", needs=("priya",)))
    return desk


def set_ones(desk: Desk) -> list[tuple[datetime, ReminderKind, str]]:
    """The reminders of 1p1: when, why, whose."""
    (promise,) = find_incident(desk, "1").promises
    return [(each.at, each.kind, each.by) for each in promise.reminders]


def test_a_held_promise_waits_for_the_window(noon: Desk, sit: Sit) -> None:
    """The reminder stands at the window's next opening, and belongs to who held it."""
    late = sit("2026-10-22T21:00-07:00", "priya")
    hold_promise(late, "1p1")

    assert set_ones(late) == [(FRIDAY_NINE, ReminderKind.HOLD, "priya")]
    assert [each.reminder.at for each in reminder_lines(late)] == [FRIDAY_NINE]
    assert not reminder_lines(noon)


def test_holding_twice_is_holding_once(noon: Desk, sit: Sit) -> None:
    """Also an hour later."""
    hold_promise(sit("2026-10-22T21:00-07:00"), "1p1")
    hold_promise(sit("2026-10-22T22:00-07:00"), "1p1")

    assert len(set_ones(noon)) == 1


def test_a_window_that_opens_too_late_holds_nothing(promised: Desk, sit: Sit) -> None:
    """Nine is after eight; once it is overdue, the next opening is the best there is."""
    with pytest.raises(NothingToWaitFor, match="after 1p1 is due"):
        hold_promise(sit("2026-10-22T21:00-07:00"), "1p1")
    hold_promise(sit("2026-10-23T08:30-07:00"), "1p1")

    assert set_ones(promised) == [(FRIDAY_NINE, ReminderKind.HOLD, "mara")]


def test_an_open_window_holds_nothing_back(promised: Desk) -> None:
    """Nor does one that never opens."""
    with pytest.raises(NothingToWaitFor, match="open now"):
        hold_promise(promised, "1p1")
    with pytest.raises(NothingToWaitFor, match="never opens"):
        hold_promise(promised, "1p1", channel="visit")

    assert not set_ones(promised)


def test_story_5_up_for_the_colleagues_with_one_key(promised: Desk, sit: Sit) -> None:
    """Step 5: New York opens at 05:00 PDT, so up at 04:45, and never moved."""
    remind_as_suggested(promised, "1p1")

    assert set_ones(promised) == [(QUARTER_TO_FIVE, ReminderKind.WAKE_UP, "mara")]
    (line,) = reminder_lines(sit("2026-10-23T06:00-07:00"))
    assert line.reminder.at == QUARTER_TO_FIVE


def test_one_key_holds_when_nobody_has_to_be_waited_for(noon: Desk, sit: Sit) -> None:
    """After Priya has opened only the window is left."""
    remind_as_suggested(sit("2026-10-23T06:00-07:00"), "1p1")

    assert set_ones(noon) == [(FRIDAY_NINE, ReminderKind.HOLD, "mara")]


def test_a_moment_of_ones_own_is_read_on_ones_own_clock(promised: Desk, sit: Sit) -> None:
    """Priya's seven in the morning is in New York."""
    wake_for(sit("2026-10-22T21:00-04:00", "priya"), "1p1", "tomorrow 7am")

    assert set_ones(promised) == [
        (datetime(2026, 10, 23, 11, tzinfo=UTC), ReminderKind.OWN, "priya")
    ]


def test_a_reminder_ends_with_its_promise_or_with_a_try(promised: Desk, sit: Sit) -> None:
    """A try before it changes nothing; one after it is what it was for."""
    wake_for(promised, "1p1")
    attempt_promise(sit("2026-10-23T04:00-07:00"), "1p1")
    assert len(reminder_lines(promised)) == 1
    attempt_promise(sit("2026-10-23T05:00-07:00"), "1p1")
    assert not reminder_lines(promised)

    wake_for(sit("2026-10-23T05:01-07:00"), "1p1", "in 1 hour")
    assert len(reminder_lines(promised)) == 1
    keep_promise(sit("2026-10-23T05:30-07:00"), "1p1")
    assert not reminder_lines(promised)


def test_undo_takes_a_reminder_back(promised: Desk) -> None:
    """The promise stays."""
    wake_for(promised, "1p1")
    undo(promised)

    assert not set_ones(promised)
    assert find_incident(promised, "1").open_promises


def test_there_has_to_be_a_moment_and_something_to_do(promised: Desk) -> None:
    """Nothing suggested, nothing understood, nothing left to do: a sentence each."""
    make_promise(promised, "1", PromiseWish(what="invoice", by="tomorrow noon"))
    with pytest.raises(NothingToWaitFor, match="name the moment"):
        wake_for(promised, "1p2")
    with pytest.raises(DeadlineError):
        wake_for(promised, "1p2", "early")
    keep_promise(promised, "1p2")
    with pytest.raises(AlreadySettled):
        wake_for(promised, "1p2", "tomorrow 7am")
