"""Opening an incident: part of a name and Enter, and as little as one Enter."""

import pytest

from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import Desk
from recover.services.looking import incidents
from tests.tui.driving import HOSTILE, UNSEEN, driving


def the_one(desk: Desk) -> Incident:
    """Give the only incident there is."""
    (found,) = incidents(desk)
    return found


async def test_n_and_enter_listen_to_somebody_unknown(desk: Desk, size: tuple[int, int]) -> None:
    """Unknown callers are real: nothing has to be typed."""
    async with driving(desk, size) as me:
        await me.press("n", "enter")
        await me.type("hello")
        await me.press("enter")

        assert "hello" in me.text

    assert (the_one(desk).account, the_one(desk).contact) == (None, None)
    assert the_one(desk).title == "hello"


async def test_a_part_of_the_name_is_enough(desk: Desk, size: tuple[int, int]) -> None:
    """The list follows the typing; Enter takes its first line, and what is typed then is heard."""
    async with driving(desk, size) as me:
        await me.press("n")
        await me.type("nor")
        assert "Northwind · R. Hale" in me.text
        await me.press("enter")
        await me.type("she is in tears")
        await me.press("enter")

    assert the_one(desk).account == "northwind"
    assert the_one(desk).contact is None
    assert the_one(desk).title == "she is in tears"


async def test_keys_typed_faster_than_the_list_is_drawn_still_count(desk: Desk) -> None:
    """Enter right behind the name means the name, not the list as it stood before."""
    async with driving(desk) as me:
        await me.press("n", "o", "r", "t", "enter")

    assert the_one(desk).account == "ortega"


async def test_the_arrows_choose_the_contact(desk: Desk) -> None:
    """The account's contacts stand right behind it."""
    async with driving(desk) as me:
        await me.press("n")
        await me.type("nor")
        await me.press("down", "enter")

    assert (the_one(desk).account, the_one(desk).contact) == ("northwind", "r-hale")


async def test_a_contacts_name_finds_the_contact(desk: Desk) -> None:
    """Who calls says their own name, not always the company's."""
    async with driving(desk) as me:
        await me.press("n")
        await me.type("hale")
        await me.press("enter")

    assert (the_one(desk).account, the_one(desk).contact) == ("northwind", "r-hale")


async def test_a_name_nobody_has_is_kept_as_the_contact(desk: Desk) -> None:
    """What was typed is not lost because it is not on record."""
    async with driving(desk) as me:
        await me.press("n")
        await me.type("Mr Zed")
        assert "somebody not on record: Mr Zed" in me.text
        await me.press("enter")

    assert (the_one(desk).account, the_one(desk).contact) == (None, "Mr Zed")


async def test_tab_reaches_the_playbook_and_the_urgency(desk: Desk) -> None:
    """What can be left as it is comes after what cannot."""
    async with driving(desk) as me:
        await me.press("n", "tab", "p", "tab", "y", "enter")

    assert the_one(desk).playbook == "personal-affront"
    assert the_one(desk).urgent


async def test_escape_opens_nothing(desk: Desk) -> None:
    """Leaving the question leaves no trace."""
    async with driving(desk) as me:
        await me.press("n", "a", "escape")

        assert "Who is it" not in me.text

    assert incidents(desk) == []


async def test_two_quick_enters_open_one_incident(desk: Desk) -> None:
    """An impatient finger opens nothing twice."""
    async with driving(desk) as me:
        await me.press("n", "enter", "enter")

    assert len(incidents(desk)) == 1


async def test_a_refusal_keeps_the_dialog_and_what_was_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes nothing is told in the dialog; the name is still there."""
    from recover.domain.errors import Failed
    from recover.tui.dialogs import opening

    def refuse(*_: object) -> Incident:
        raise Failed("Cannot write: the disk is full; free some space and try again.")

    monkeypatch.setattr(opening, "listen", refuse)
    async with driving(desk) as me:
        await me.press("n")
        await me.type("Mr Zed")
        await me.press("enter")

        assert "the disk is full" in me.text
        assert "Mr Zed" in me.text


async def test_hostile_names_stand_in_the_list_as_text(desk: Desk) -> None:
    """What accounts and callers are called is not markup, and no control either."""
    for number, text in enumerate(HOSTILE):
        add_account(desk, AccountDetails(name=f"Zz{number} {text}", zone="America/Chicago"))

    async with driving(desk) as me:
        await me.press("n")
        await me.type("zz")
        assert all(f"Zz{number}" in me.text for number in range(len(HOSTILE)))
        assert not {each for each in UNSEEN if each != "\n"} & set(me.text)
        await me.press("enter")

    assert the_one(desk).account.startswith("zz0")  # type: ignore[union-attr] # known by now
