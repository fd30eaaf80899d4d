"""A promise in the line: read back at every key, refused with phrases that work, then made."""

from datetime import UTC, datetime

import pytest

from recover.domain.entry import PromiseKind
from recover.domain.incident import Incident
from recover.domain.promise import Standing, standing
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.looking import incidents
from tests.tui.driving import driving
from tests.tui.incident_driving import walking

FRIDAY_EIGHT = datetime(2026, 10, 23, 15, tzinfo=UTC)


@pytest.fixture
def chicago(desk: Desk) -> Incident:
    """An incident with a client whose clock stands two hours before ours."""
    return listen(desk, Caller(account="ortega"), ["The line is not ready."])


async def test_from_n_to_the_first_promise_in_a_handful_of_keys(desk: Desk) -> None:
    """Besides the name and the promise itself: n, Enter, Enter. The goal was 12."""
    async with driving(desk) as me:
        await me.press("n")
        await me.type("north")
        await me.press("enter")
        await me.type("+ call with the plan by tomorrow 8am")
        await me.press("enter")

    promise = incidents(desk)[0].promises[0]
    assert (promise.what, promise.due) == ("call with the plan", FRIDAY_EIGHT)


async def test_the_moment_is_read_back_in_both_zones_while_typing(
    desk: Desk, chicago: Incident, size: tuple[int, int]
) -> None:
    """The client's clock first, then ours, then how long that is; nothing is written yet."""
    async with walking(desk, chicago, size) as me:
        await me.type("+ call with the plan by tomorrow 10am")

        assert "Fri 23 Oct 2026 10:00 CDT (client, America/Chicago) = 08:00 PDT (you)" in me.words
        assert "in 14 h 50 min" in me.words
        assert "Enter promises it" in me.text

    assert not find_incident(desk, chicago.id).promises


async def test_the_readback_follows_every_key(desk: Desk, chicago: Incident) -> None:
    """And goes when there is no promise in the line any more."""
    async with walking(desk, chicago) as me:
        await me.type("+ call by tomorrow 1")
        assert "13:00 CDT" in me.words
        await me.type("1")
        assert "11:00 CDT" in me.words
        await me.press("ctrl+u")

        assert "CDT (client" not in me.words


async def test_what_could_stop_it_is_said_before_it_is_promised(
    desk: Desk, chicago: Incident
) -> None:
    """A letter that arrives after it is due, with what would be in time instead."""
    async with walking(desk, chicago, (120, 40)) as me:
        await me.type("+ letter by tomorrow noon")

        assert "! " in me.text
        assert "letter" in me.words


@pytest.mark.parametrize("text", ["+ call by soon", "+ call by yesterday", "+ call"])
async def test_a_refused_moment_says_why_and_offers_phrases_by_key(
    desk: Desk, chicago: Incident, text: str
) -> None:
    """Enter writes nothing and loses nothing; F2 puts the first phrase in."""
    async with walking(desk, chicago) as me:
        await me.enter(text)

        assert me.line == text
        assert "F2 " in me.text
        assert "F4 " in me.text
        assert not find_incident(desk, chicago.id).promises

        await me.press("f2")
        assert me.line.startswith("+ call by ")
        assert "CDT (client, America/Chicago)" in me.words
        await me.press("enter")

    assert find_incident(desk, chicago.id).promises[0].what == "call"


async def test_a_line_refused_by_the_book_comes_back(desk: Desk, incident: Incident) -> None:
    """A fact without a value: the text is there again, with the reason."""
    async with walking(desk, incident) as me:
        await me.enter("=since when")

        assert me.line == "=since when"
        assert "A fact needs a name and a value" in me.words


async def test_the_promise_form_takes_over_what_was_typed(desk: Desk, chicago: Incident) -> None:
    """Ctrl+O from the line: everything else that may belong to it, read back as well."""
    async with walking(desk, chicago, (60, 20)) as me:
        await me.type("+ call with the plan by tomorrow 10am")
        await me.press("ctrl+o")

        assert "Fri 23 Oct 2026 10:00 CDT (client, America/Chicago)" in me.words

        await me.press("tab", "tab", "tab", "f")
        await me.press("tab", "tab", "tab", "tab", "tab", "tab")
        await me.type("early is fine")
        await me.press("enter")

        assert me.line == ""

    promise = find_incident(desk, chicago.id).promises[0]
    assert (promise.what, promise.kind) == ("call with the plan", PromiseKind.FIX)
    assert promise.consent == "early is fine"


async def test_a_form_that_is_refused_keeps_what_was_typed(desk: Desk, chicago: Incident) -> None:
    """The reason stands in it."""
    async with walking(desk, chicago) as me:
        await me.press("escape", "p")
        await me.type("call")
        await me.press("tab")
        await me.type("soon")
        await me.press("enter")

        assert "names no moment" in me.words
        assert "soon" in me.text


async def test_the_moment_can_be_chosen_with_arrow_keys(desk: Desk, chicago: Incident) -> None:
    """Days and times on the client's clock, ours beside them; Enter puts them into the form."""
    async with walking(desk, chicago) as me:
        await me.press("escape", "p")
        await me.type("call")
        await me.press("f6")

        assert "09:00" in me.text
        assert "Fri 07:00 (you)" in me.text

        await me.press("down", "right", "down", "enter")
        assert "2026-10-24 09:30" in me.text
        await me.press("enter")

    promise = find_incident(desk, chicago.id).promises[0]
    assert promise.due == datetime(2026, 10, 24, 14, 30, tzinfo=UTC)


async def test_what_is_usually_promised_is_two_keys_away(desk: Desk) -> None:
    """The playbook's promise fills the form; nothing is promised before Enter."""
    mocked = listen(desk, Caller(account="northwind", playbook="personal-affront"), ["Hello."])

    async with walking(desk, mocked) as me:
        await me.press("alt+2")
        await me.press("escape", "p")

        assert "Take the person off the account" in me.text
        assert not find_incident(desk, mocked.id).promises

        await me.press("enter")

    assert find_incident(desk, mocked.id).promises[0].kind is PromiseKind.DUTY


async def test_a_new_moment_ends_the_old_promise(desk: Desk, promised: Incident) -> None:
    """Before it is due it is renegotiated; the new one stands in its place, read back live."""
    async with walking(desk, promised) as me:
        await me.press("escape", "r")
        await me.type("tomorrow noon")
        assert "Fri 23 Oct 2026 12:00 PDT" in me.words
        await me.press("enter")
        assert "Say why the moment changes" in me.words
        await me.press("tab")
        await me.type("Raj is late")
        await me.press("enter")

        assert "due Fri 12:00" in me.log

    old, new = find_incident(desk, promised.id).promises
    assert standing(old, desk.now()) is Standing.RENEGOTIATED
    assert (old.reason, new.follows) == ("Raj is late", old.id)


async def test_every_panel_of_the_walk_shows_what_is_owed(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """In Set expectations with readback and obstacles, in Deliver with its ending."""
    async with walking(desk, promised, size) as me:
        await me.press("alt+2")
        if size[0] < 72:
            await me.press("f5")
        assert "Fri 23 Oct 08:00 PDT · in 14 h 50 min" in me.panel
        assert "! outside the client's hours" in me.panel
        await me.press("alt+3", "escape", "k", "enter")

        assert "PROMISES: none open" in me.panel
        assert "kept, 14 h early" in me.panel


async def test_the_form_offers_phrases_on_the_same_keys(desk: Desk, chicago: Incident) -> None:
    """For a refused moment, and for the other reading of next Friday."""
    async with walking(desk, chicago) as me:
        await me.press("ctrl+o")
        await me.type("call")
        await me.press("tab")
        await me.type("at 8")
        assert "F2 at 8am F3 at 8pm" in me.words.replace("│", " ").replace("  ", " ")
        await me.press("f3")
        assert "20:00 CDT" in me.words
        await me.press("ctrl+u")
        await me.type("next Friday")
        assert "F2" in me.words
        await me.press("f2")

        assert "Fri 23 Oct 2026 17:00 CDT" in me.words


async def test_the_picker_offers_only_times_that_are(desk: Desk) -> None:
    """Neither what is over today, nor what the clock skips on the day it goes forward."""
    desk.held = datetime(2026, 3, 7, 22, 10, tzinfo=UTC)
    incident = listen(desk, Caller(account="ortega"))
    async with walking(desk, incident) as me:
        await me.press("ctrl+o", "f6", "right", "home")
        for skipped, shown in (("02:00", "01:30"), ("02:30", "03:00")):
            assert skipped not in me.text
            assert shown in me.text
        await me.press("left", "home", "right", "home")

        assert "Sat 7 Mar 2026 16:30 CST" in me.words
