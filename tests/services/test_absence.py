"""Whoever is away keeps no promise and opens no door, and their cover is named."""

from datetime import date

import pytest

from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_away
from recover.services.promising import Preview, PromiseWish, preview_promise

MONDAY = date(2026, 10, 26)


@pytest.fixture
def away(desk: Desk) -> Desk:
    """Priya is away until Monday, and Sam covers."""
    add_person(desk, PersonDetails(name="Sam", zone="America/New_York"))
    set_away(desk, "priya", MONDAY, "sam")
    listen(desk, Caller(account="northwind"))
    return desk


def needing_her(desk: Desk, by: str) -> Preview:
    """What a promise that needs Priya would mean now."""
    return preview_promise(desk, "1", PromiseWish(what="the plan", by=by, needs=("priya",)))


def owned_by_her(desk: Desk, by: str) -> Preview:
    """What a promise of Priya's would mean now."""
    return preview_promise(desk, "1", PromiseWish(what="the plan", by=by, owner="priya"))


def test_a_colleague_who_is_away_opens_when_they_are_back(away: Desk) -> None:
    """Friday's promise cannot rest on her, Monday's can from her first hour on."""
    friday = needing_her(away, "tomorrow noon")
    monday = needing_her(away, "Monday noon")

    (asleep,) = (e for e in friday.feasibility.obstacles if e.code == "colleague_asleep")
    assert "Priya (away until Mon 26 Oct 2026, Sam covers) opens Mon 26 Oct" in asleep.text
    assert "colleague_asleep" not in monday.warnings
    assert "05:00 PDT: 7 h of slack" in " ".join(e.text for e in monday.feasibility.obstacles)


def test_an_owner_who_is_away_is_said_with_their_cover(away: Desk) -> None:
    """Only for what is due before they are back."""
    friday = owned_by_her(away, "tomorrow noon")
    monday = owned_by_her(away, "Monday noon")

    assert "owner_away" in friday.warnings
    (obstacle,) = (e for e in friday.feasibility.obstacles if e.code == "owner_away")
    assert "away until Mon 26 Oct 2026, Sam covers" in obstacle.text
    assert "owner_away" not in monday.warnings


def test_who_is_back_is_not_away(away: Desk) -> None:
    """The day they are back is the first one at work."""
    set_away(away, "priya", date(2026, 10, 22))

    assert "owner_away" not in owned_by_her(away, "tomorrow noon").warnings
    assert find_person(away, "priya").away_until == date(2026, 10, 22)
