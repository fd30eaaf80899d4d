"""In the place of accounts: wishes, agreements, holidays."""

from datetime import date

import pytest

from recover.services.desk import Desk
from recover.services.finding import find_account, find_person
from tests.tui.driving import driving, words


async def test_wishes_are_written_down_and_shown(desk: Desk, size: tuple[int, int]) -> None:
    """What is empty is no wish; what is on record stands in the form."""
    async with driving(desk, size) as me:
        await me.press("3", "o")
        await me.type("mon-fri 10am-4pm")
        await me.press("enter")
        assert "calls closed until Fri 10:00" in words(me)
        assert "only mon-fri 10:00-16:00 by call" in words(me)
        await me.press("o")
        assert "mon-fri 10:00-16:00" in me.text

    assert find_account(desk, "northwind").windows == (("call", "mon-fri 10:00-16:00"),)


async def test_hours_that_mean_nothing_stay_in_the_form(desk: Desk) -> None:
    """With a sentence; nothing is changed."""
    async with driving(desk) as me:
        await me.press("3", "o")
        await me.type("noonish")
        await me.press("enter")

        assert "noonish" in me.text
        assert "! Hours" in me.text

    assert not find_account(desk, "northwind").windows


async def test_an_agreement_is_read_back_while_it_is_typed(
    desk: Desk, size: tuple[int, int]
) -> None:
    """On the client's clock; a refused end offers others with a key each."""
    async with driving(desk, size) as me:
        await me.press("3", "y")
        await me.type("text me")
        await me.press("tab", "tab")
        await me.type("tomorow 9am")
        assert "F2 tomorrow 9am" in words(me)
        await me.press("f2")
        assert "until Fri 23 Oct 2026 09:00 PDT" in words(me)
        await me.press("enter")

        assert "agreed to call until Fri 23 Oct 2026 09:00 PDT" in words(me)

    assert find_account(desk, "northwind").agreed[0].words == "text me"


async def test_holidays_are_typed_or_pasted_and_cleared(desk: Desk) -> None:
    """Said before it is done; u takes the clearing back."""
    async with driving(desk) as me:
        await me.press("3", "h")
        await me.type("2026-11-26 Thanksgiving 2026-12-25")
        assert "Would be added: 2 holidays; known until Fri 25 Dec 2026." in words(me)
        await me.press("enter")
        assert "holidays 2, known until 25 Dec 2026" in words(me)
        await me.press("h", "tab", "tab", "tab", "c", "enter")
        assert not find_account(desk, "northwind").calendar.holidays
        await me.press("u")

    found = find_account(desk, "northwind")
    assert found.calendar.holidays == {date(2026, 11, 26), date(2026, 12, 25)}


async def test_one_of_us_has_holidays_too(desk: Desk) -> None:
    """The person under the cursor; a file that is not there is a sentence."""
    async with driving(desk) as me:
        await me.press("3", "end", "h")
        await me.type("nowhere.ics")
        await me.press("enter")
        assert "! " in me.text
        await me.press("ctrl+u")
        await me.type("2026-11-26")
        await me.press("enter")

    assert date(2026, 11, 26) in find_person(desk, "priya").calendar.holidays


@pytest.mark.parametrize("key", ["o", "y", "h"])
async def test_with_nothing_chosen_it_says_what_to_choose(empty_desk: Desk, key: str) -> None:
    """On a book with nobody in it."""
    async with driving(empty_desk) as me:
        await me.press("3", key)

        assert "is chosen: move to" in words(me)
