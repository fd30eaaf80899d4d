"""Keys of a quick typist: none is lost, none reaches the wrong screen."""

import asyncio
from threading import Event

import pytest

from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.tui.dialogs.promise_renegotiate import RenegotiateDialog
from recover.tui.dialogs.readback import ReadbackDialog
from recover.tui.screens.incident import IncidentScreen
from recover.tui.widgets.line import LineInput
from tests.tui.driving import driving, settle


@pytest.mark.parametrize("enter", ["\r", "\n"])
async def test_what_is_typed_ahead_arrives_where_it_was_meant(desk: Desk, enter: str) -> None:
    """The dialog, the screen behind it and the new screen open while somebody types on."""
    words = ("nhale", "Your man mocked her.", "u k r x", "+ call by tomorrow 8am", "")
    keys = {"\r": "enter", "\n": "ctrl+j", " ": "space"}
    async with driving(desk) as me:
        for key in enter.join(words):
            me.send(keys.get(key, key))
        await settle(me.pilot)

        assert isinstance(me.app.screen, IncidentScreen)
        assert "due Fri 08:00" in me.text

    log = find_incident(desk, "1").entries
    assert [each.kind for each in log] == ["opened", "heard", "heard", "promise"]
    assert getattr(log[1].what, "text", "") == "Your man mocked her."
    assert getattr(log[2].what, "text", "") == "u k r x"
    assert find_incident(desk, "1").contact == "r-hale"


async def test_escape_and_a_letter_count_in_that_order(desk: Desk) -> None:
    """The letter acts as a command, and does not go into the line."""
    async with driving(desk) as me:
        await me.press("n", "enter")
        await me.type("since Monday")
        await me.press("enter")
        me.send("escape")
        me.send("b")
        await settle(me.pilot)
        assert isinstance(me.app.screen, ReadbackDialog)
        await me.press("escape", "i")

        assert me.app.screen.query_one("#text", LineInput).value == ""


async def test_a_letter_waits_for_what_was_done_before_it(desk: Desk) -> None:
    """However long the disk takes, r finds the promise that the line before it made."""
    async with driving(desk) as me:
        await me.press("n", "enter")
        await me.type("+ call by tomorrow noon")
        disk_is_back = Event()
        me.app.pen.submit(disk_is_back.wait, 30)
        for key in ("enter", "escape", "r"):
            me.send(key)
        while not me.app.holds_keys:
            await asyncio.sleep(0)
        disk_is_back.set()
        await settle(me.pilot)

        assert isinstance(me.app.screen, RenegotiateDialog)


async def test_tab_counts_in_the_order_it_was_pressed(desk: Desk) -> None:
    """Each text lands in the field it was meant for, however fast they come."""
    async with driving(desk) as me:
        await me.press("3", "a")
        for key in ("Q", "tab", "U", "T", "C", "tab", "tab", "tab", "5"):
            me.send(key)
        await settle(me.pilot)
        await me.press("enter")

    (added,) = (each for each in desk.store.accounts() if each.name == "Q")
    assert (added.calendar.zone, added.phone) == ("UTC", "5")


async def test_what_is_taken_back_is_what_stood_there(desk: Desk) -> None:
    """Backspace, and the keys that move, count in their order, too."""
    async with driving(desk) as me:
        await me.press("n", "enter")
        for key in ("a", "b", "backspace", "c", "left", "x", "home", "y", "end", "z", "enter"):
            me.send(key)
        await settle(me.pilot)

        assert "\u201cyaxcz\u201d" in me.text


async def test_a_form_that_is_refused_takes_keys_again(desk: Desk) -> None:
    """What was typed stays, and so does the keyboard."""
    async with driving(desk) as me:
        await me.press("n", "enter")
        await me.type("+ call by tomorrow noon")
        await me.press("enter", "escape", "r")
        await me.type("nonsense")
        await me.press("enter")
        await me.type("!")

        assert "nonsense!" in me.text
