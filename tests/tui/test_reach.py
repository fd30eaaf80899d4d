"""Getting in touch about a promise in the app: where, or why not and what can be done."""

from datetime import datetime

import pytest

from recover.domain.entry import ReminderKind
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.promising import PromiseWish, make_promise
from tests.tui.driving import driving, words

NIGHT = "2026-10-22T21:00-07:00"


@pytest.fixture
def night(desk: Desk, incident: Incident) -> Desk:
    """Mara's desk at 21:00, when the window is shut; 1p1 is due at noon the next day."""
    make_promise(desk, incident.id, PromiseWish(what="the plan", by="tomorrow noon"))
    desk.held = datetime.fromisoformat(NIGHT)
    return desk


async def test_inside_the_window_it_says_where_and_goes_on_to_what_became_of_it(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """The number, until when, and then k or t."""
    assert promised.open_promises
    async with driving(desk, size) as me:
        await me.press("l")
        assert "call Northwind · R. Hale: +1 213 555 0143" in words(me)
        assert "open until 20:00 PDT" in words(me)
        await me.press("t")
        assert "Tried, not reached" in me.text
        await me.press("escape", "l", "k")
        assert "Keep 1p1" in me.text
        await me.press("enter")

    assert not find_incident(desk, "1").open_promises


async def test_outside_it_the_reason_stands_there_and_h_holds_it(
    night: Desk, size: tuple[int, int]
) -> None:
    """A reminder at nine; Today shows it on one's own clock."""
    async with driving(night, size) as me:
        await me.press("l")
        assert "may not be called before Fri 23 Oct 2026 09:00 PDT" in words(me)
        await me.press("k")
        assert "Keep 1p1" not in me.text
        await me.press("h")

        assert "You are reminded of 1p1" in words(me)
        assert "REMINDERS 1" in me.text

    (promise,) = find_incident(night, "1").promises
    assert [each.kind for each in promise.reminders] == [ReminderKind.HOLD]


@pytest.mark.parametrize(("key", "agreed"), [("a", True), ("o", False)])
async def test_an_override_asks_for_the_words_first(night: Desk, key: str, agreed: bool) -> None:
    """Without them nothing is logged; with them it says where to call."""
    async with driving(night) as me:
        await me.press("l", key, "enter")
        assert "!" in me.text
        await me.type("call me whenever you know")
        await me.press("enter")

        assert "+1 213 555 0143" in words(me)
        assert "outside the contact window" in words(me)

    (promise,) = find_incident(night, "1").promises
    assert [(each.agreed, each.text) for each in promise.overrides] == [
        (agreed, "call me whenever you know")
    ]


async def test_leaving_writes_nothing(night: Desk) -> None:
    """Esc is always harmless."""
    before = len(find_incident(night, "1").entries)
    async with driving(night) as me:
        await me.press("l", "escape", "l", "a", "escape", "escape")

    assert len(find_incident(night, "1").entries) == before


async def test_it_is_there_in_an_incident_too(desk: Desk, promised: Incident) -> None:
    """The same key, for the chosen promise or the soonest."""
    assert promised.open_promises
    async with driving(desk) as me:
        await me.press("enter", "escape", "l")

        assert "call Northwind · R. Hale: +1 213 555 0143" in words(me)


async def test_without_a_promise_chosen_it_says_so(desk: Desk) -> None:
    """Nothing opens."""
    async with driving(desk) as me:
        await me.press("l")
        assert "No promise is chosen" in words(me)
        await me.press("z")

        assert "No promise is chosen" in words(me)
