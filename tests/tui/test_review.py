"""The end of the day in the app: one promise at a time, at most two keys each."""

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.promising import PromiseWish, make_promise
from recover.services.reviewing import todays_review
from tests.tui.driving import UNSEEN, driving, words

EVENING = "2026-10-22T18:00-07:00"


async def test_a_promise_due_before_i_am_back_keeps_the_day_from_being_clear(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """Enter leaves it; the end says what is missing, and goes to it; with a step c clears."""
    async with driving(desk, size) as me:
        await me.press("e")
        assert "End of day · 1 of 1" in me.text
        assert "name the new AE and the plan" in me.text
        assert "Needs a next step: due before its owner is next at work" in words(me)
        await me.press("enter")
        assert "The day is not clear: 1 promise without a next step" in words(me)
        await me.press("c")
        assert "The day is not clear: 1p1 (due Fri 23 Oct 2026 08:00 PDT)" in words(me)
        await me.press("enter", "s")
        assert "Next step for 1p1" in me.text
        await me.type("consult New York")
        await me.press("down")
        await me.type("tomorrow 4:45am")
        await me.press("enter")
        assert "Everything has its next step: c marks the day clear." in words(me)
        await me.press("c")
        assert "The day is clear since today 17:10 PDT." in words(me)

    (promise,) = find_incident(desk, promised.id).promises
    assert promise.next_step is not None
    assert promise.next_step.text == "consult New York"
    assert todays_review(desk).cleared_at == desk.now()


async def test_ten_promises_take_at_most_two_keys_each(desk: Desk, incident: Incident) -> None:
    """Where nothing has changed it is one."""
    for number in range(10):
        wish = PromiseWish(what=f"call number {number}", by=f"2026-11-{number + 3:02} 10:00")
        make_promise(desk, incident.id, wish)
    async with driving(desk) as me:
        await me.press("e")
        for number in range(10):
            assert f"{number + 1} of 10" in me.text
            assert f"call number {number}" in me.text
            await me.press("enter")

        assert "Everything has its next step" in words(me)
    assert [each.word for each in todays_review(desk).answers] == ["stands"] * 10


async def test_it_is_left_and_goes_on_from_there(desk: Desk, promised: Incident) -> None:
    """Also in another app; b goes back."""
    make_promise(desk, promised.id, PromiseWish(what="send the minutes", by="tomorrow 3pm"))
    make_promise(desk, promised.id, PromiseWish(what="write it up", by="2026-11-03 10:00"))
    async with driving(desk) as me:
        await me.press("e", "s")
        await me.type("be up")
        await me.press("down")
        await me.type("tomorrow 4:45am")
        await me.press("enter")
        assert "2 of 3" in me.text
        await me.press("escape")
        assert "OPEN PROMISES 3" in me.text
    async with driving(desk) as me:
        await me.press("e")
        assert "send the minutes" in me.text
        await me.press("b")
        assert "Next: be up, Fri 04:45 PDT (you)" in words(me)


async def test_what_ends_in_the_walk_is_gone_from_it(desk: Desk, promised: Incident) -> None:
    """Kept, renegotiated, handed over: each is an answer."""
    make_promise(desk, promised.id, PromiseWish(what="send the minutes", by="tomorrow 3pm"))
    async with driving(desk) as me:
        await me.press("e", "k")
        await me.type("they have it")
        await me.press("enter")
        assert "send the minutes" in me.text
        assert "1 of 1" in me.text
        await me.press("h", "enter")
        assert "1h1 is offered to Priya" in words(me)
        assert "Everything has its next step" in words(me)

    assert [each.word for each in todays_review(desk).answers] == ["kept", "handed over"]
    first, second = find_incident(desk, promised.id).promises
    assert (first.kept_at is not None, second.owner) == (True, "mara")


async def test_leaving_a_form_of_the_walk_answers_nothing(desk: Desk, promised: Incident) -> None:
    """The same promise is asked about."""
    assert promised.open_promises
    async with driving(desk) as me:
        await me.press("e", "k", "escape")

        assert "1 of 1" in me.text
        assert "name the new AE" in me.text
    assert todays_review(desk).answers == ()


async def test_tomorrows_sheet_goes_into_a_file(
    desk: Desk, promised: Incident, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order in which their windows open."""
    assert promised.open_promises
    monkeypatch.chdir(str(tmp_path))
    async with driving(desk) as me:
        await me.press("e", "enter")
        assert "Friday 23 October" in me.text
        assert "Fri 09:00 PDT call R. Hale" in words(me)
        assert "due before they may be reached" in words(me)
        await me.press("p", "enter")
        assert "Written to tomorrow.txt." in words(me)
        await me.press("p", "enter")
        assert "is there already" in words(me)


async def test_hostile_words_are_shown_as_they_are(
    desk: Desk, incident: Incident, hostile: str, size: tuple[int, int]
) -> None:
    """In the walk and on the sheet."""
    unseen = {each for each in UNSEEN if each != "\n"}
    make_promise(desk, incident.id, PromiseWish(what=hostile, by="tomorrow 3pm"))
    async with driving(desk, size) as me:
        await me.press("e")
        assert "1 of 1" in me.text
        assert not unseen & set(me.text)
        await me.press("enter")
        assert "End of day" in me.text
        assert not unseen & set(me.text)


async def test_nothing_open_is_said_so(desk: Desk) -> None:
    """And the day can be marked clear."""
    async with driving(desk) as me:
        await me.press("e")
        assert "Nothing is due, and nothing is planned." in words(me)
        await me.press("c")
        assert "The day is clear since" in words(me)
