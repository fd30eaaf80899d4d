"""The one table of commands, and what is derived from it."""

from collections import Counter

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.tui.commands import COMMANDS, Command, Place, commands_in, footer, key_name
from recover.tui.commands.command import FOOTER_MOST
from recover.tui.screens.doctor import DoctorScreen
from tests.tui.driving import driving

PLACES = (Place.TODAY, Place.INCIDENTS, Place.INCIDENT, Place.ACCOUNTS, Place.PLAYBOOKS)


def test_ids_are_unique() -> None:
    """Settings name keys by them."""
    counted = Counter(each.id for each in COMMANDS)

    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_key_means_one_thing_in_a_place(place: Place) -> None:
    """The place's own keys never clash with each other."""
    counted = Counter(key for each in commands_in(place) for key in each.keys)

    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_an_action_names_one_place_to_run_in(command: Command) -> None:
    """The app, the screen, or the widget that has the focus; a place in a place is none."""
    name = command.full_action.partition("(")[0]

    assert name.removeprefix("app.").removeprefix("screen.").isidentifier()


@pytest.mark.parametrize("place", [each for each in PLACES if each is not Place.INCIDENT])
def test_a_footer_holds_at_most_six_keys_and_the_help(place: Place) -> None:
    """Each with a label, and always the way to all the others."""
    shown = footer(place)

    assert len(shown) <= FOOTER_MOST
    assert all(each.label and each.keys for each in shown)
    assert "help" in [each.id for each in shown]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("n", "n"),
        ("slash", "/"),
        ("question_mark", "?"),
        ("ctrl+s", "Ctrl+S"),
        ("escape", "Esc"),
        ("f1", "F1"),
        ("pagedown", "PgDn"),
    ],
)
def test_keys_are_written_for_people(key: str, name: str) -> None:
    """As they are printed on a keyboard."""
    assert key_name(key) == name


async def test_the_help_lists_the_keys_of_the_place_first(
    desk: Desk, size: tuple[int, int]
) -> None:
    """And narrows as one types."""
    async with driving(desk, size) as me:
        await me.press("question_mark")
        assert me.text.index("On Today") < me.text.index("Keep the chosen promise")
        await me.type("take back")

        assert "Undo: take back" in me.text
        assert "Keep the chosen promise" not in me.text


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("1",), "On Today"),
        (("2",), "In the list of incidents"),
        (("2", "enter", "escape"), "In an incident"),
        (("3",), "Among accounts and people"),
        (("4",), "Among the playbooks"),
        (("e",), "At the end of the day"),
        (("ctrl+p", *"look after", "enter"), "Where the data is looked after"),
    ],
)
async def test_there_is_a_help_for_every_place(
    desk: Desk, promised: Incident, keys: tuple[str, ...], name: str
) -> None:
    """Its own keys first."""
    assert promised.open_promises
    async with driving(desk) as me:
        await me.press(*keys, "question_mark")

        assert name in me.text


async def test_enter_in_the_help_does_what_is_chosen(desk: Desk) -> None:
    """The help is a way to act, too."""
    async with driving(desk) as me:
        await me.press("question_mark")
        await me.type("kind of trouble")
        await me.press("enter")

        assert "personal-affront" in me.text


async def test_the_palette_does_what_the_keys_do(desk: Desk) -> None:
    """By name; and it can take no picture of the screen."""
    async with driving(desk) as me:
        await me.press("ctrl+p")
        await me.type("screenshot")
        assert "Save an SVG" not in me.text
        await me.press("escape", "ctrl+p")
        await me.type("go to accounts")
        await me.press("enter")

        assert "PEOPLE 2" in me.text


async def test_every_command_of_a_place_can_be_run(desk: Desk) -> None:
    """No row of the table names an action that is not there."""
    async with driving(desk) as me:
        for place, key in (
            ("today", "1"),
            ("incidents", "2"),
            ("accounts", "3"),
            ("playbooks", "4"),
            ("review", "e"),
        ):
            await me.press(key)
            for command in commands_in(Place(place)):
                name = command.action.split("(")[0]
                assert hasattr(me.app.screen, f"action_{name}"), command.id
        for command in commands_in(Place.DATA):
            name = command.action.split("(")[0]
            where = me.app if name.startswith("app.") else DoctorScreen
            assert hasattr(where, f"action_{name.removeprefix('app.')}"), command.id
        for command in commands_in(Place.EVERYWHERE):
            assert hasattr(me.app, f"action_{command.action.split('(')[0]}"), command.id
