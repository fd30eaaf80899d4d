"""After the fix: follow-ups at the playbook's distances, on the client's open days (F)."""

from datetime import date, time

import pytest

from recover.domain.errors import NotFound, Refused
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.healing import (
    beyond_the_list,
    follow_up,
    plan_follow_ups,
    touch_lines,
)
from recover.services.holidays import import_holidays
from recover.services.listening import Caller, listen
from recover.services.undoing import undo
from tests.services.conftest import Sit

FIXED = "2026-10-23T07:40-07:00"


@pytest.fixture
def fixed(desk: Desk, sit: Sit) -> Desk:
    """Mara's desk on Fri 23 Oct 07:40, when Northwind's matter is put right."""
    listen(desk, Caller(account="northwind", playbook="personal-affront"), ["She is in tears."])
    return sit(FIXED)


def days(incident: Incident) -> list[date]:
    """The dates of the follow-ups."""
    return [each.at.date() for each in incident.follow_ups]


def test_story_5_healing(fixed: Desk) -> None:
    """Step 9: Fri 30 Oct, Sun 22 Nov moved to Mon 23 Nov, and Fri 22 Jan 2027; each at ten."""
    incident = plan_follow_ups(fixed, "1")

    assert days(incident) == [date(2026, 10, 30), date(2026, 11, 23), date(2027, 1, 22)]
    assert [each.offsets for each in incident.follow_ups] == [("7",), ("30",), ("91",)]
    ours = fixed.who.calendar
    assert {ours.local(each.at).time() for each in incident.follow_ups} == {time(10)}


def test_planning_again_adds_nothing(fixed: Desk) -> None:
    """It says so; later, it adds the days that have none yet."""
    plan_follow_ups(fixed, "1")
    with pytest.raises(Refused, match="planned already"):
        plan_follow_ups(fixed, "1")

    assert len(find_incident(fixed, "1").follow_ups) == 3


def test_a_follow_up_is_done_once(fixed: Desk, sit: Sit) -> None:
    """With what came of it; the others stay ahead, soonest first."""
    plan_follow_ups(fixed, "1")
    later = sit("2026-10-30T10:05-07:00")
    follow_up(later, "1f1", "all is well")
    assert [each.touch.id for each in touch_lines(later)] == ["1f2", "1f3"]
    with pytest.raises(Refused, match="1f1 was done by Mara on Fri 30 Oct 2026"):
        follow_up(later, "1f1")

    first = find_incident(later, "1").follow_ups[0]
    assert (first.note, first.done_at) == ("all is well", later.now())


@pytest.mark.parametrize("unknown", ["1f9", "9f1", "1", "f", "1p1", ""])
def test_an_id_that_names_none(fixed: Desk, unknown: str) -> None:
    """It says how to find them."""
    plan_follow_ups(fixed, "1")
    with pytest.raises(NotFound):
        follow_up(fixed, unknown)


def test_undo_takes_the_plan_back_and_gives_no_number_twice(fixed: Desk) -> None:
    """As with promises."""
    plan_follow_ups(fixed, "1")
    undo(fixed)
    assert not find_incident(fixed, "1").follow_ups

    assert [each.id for each in plan_follow_ups(fixed, "1").follow_ups] == ["1f4", "1f5", "1f6"]


def test_one_beyond_the_known_holidays_is_said(fixed: Desk) -> None:
    """H4: check that day yourself."""
    import_holidays(fixed, account="northwind", text="2026-12-25 Christmas", source="list")
    incident = plan_follow_ups(fixed, "1")

    (caution,) = beyond_the_list(fixed, incident)
    assert "check Fri 22 Jan 2027" in caution


def test_a_holiday_moves_it_to_the_next_open_day(fixed: Desk) -> None:
    """Fri 30 Oct closed, so Mon 2 Nov."""
    import_holidays(fixed, account="northwind", text="2026-10-30 Closed", source="list")

    assert days(plan_follow_ups(fixed, "1"))[0] == date(2026, 11, 2)
