"""Forgetting a client in the app, by the keyboard alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from recover.domain.entry import Outcome
from recover.domain.incident import Incident
from recover.services import forgetting
from recover.services.archiving import put_away
from recover.services.backing_up import back_up
from recover.services.closing import close_incident
from recover.services.desk import Desk, open_desk
from recover.services.drafting import DraftSheet, drafts_left
from recover.services.forgetting import forget_account
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.verifying import verify_book
from recover.storage.forgetting_copies import forget_in_copies
from recover.tui.widgets.line import LineInput
from recover.tui.work import BookChanged
from tests.tui.driving import Driver, driving, palette, settle, settle_messages, words
from tests.tui.test_archive import LATER

pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture
def other(desk: Desk, incident: Incident) -> Incident:
    """A matter of another client, in which Northwind is named; and a backup of everything."""
    opened = listen(desk, Caller(account="ortega"), ["The trucks are late."])
    log_line(desk, opened.id, "as at Northwind")
    back_up(desk, "mine.recover")
    assert incident.account == "northwind"
    return opened


@pytest.fixture
def another_app(home: Path) -> Iterator[DraftSheet]:
    """Another app that runs, with nothing typed in it yet."""
    desk = open_desk(home=str(home), environment={"RECOVER_USER": "mara"})
    sheet = DraftSheet(desk)
    yield sheet
    sheet.close()
    desk.close()


def on_disk(home: Path) -> str:
    """Everything that stands in files that are no backup, casefolded."""
    texts = [path.read_text() for path in home.rglob("*.json*")]
    return "\n".join(texts).casefold()


async def agree(me: Driver) -> None:
    """Type the key, and Enter."""
    await me.type("northwind")
    await me.press("enter")


@pytest.mark.parametrize("way", ["the palette", "the place of the data", "the accounts"])
async def test_a_client_is_forgotten(
    desk: Desk, other: Incident, home: Path, size: tuple[int, int], way: str
) -> None:
    """What there is is shown, the key is typed, and what only a person can delete is listed."""
    async with driving(desk, size) as me:
        if way == "the accounts":
            await me.press("3", "F")
        else:
            if way == "the palette":
                await palette(me, "forget a client")
            else:
                await palette(me, "look after the data")
                await me.press("f")
            await me.type("north")
            await me.press("enter")
        assert "Northwind: 1 incident with" in words(me)
        assert f"Still named in incidents of others, which stay as they are: {other.id}e" in words(
            me
        )
        assert "mine.recover" in "".join(me.text.split()).replace("│", "")
        await me.type("northwin")
        await me.press("enter")
        assert "Nothing was forgotten: type northwind" in words(me)
        assert "mocked" in on_disk(home)
        await me.type("d")
        await me.press("enter")

        assert "Forgotten: Northwind, 1 incident with" in words(me)
        assert "which only you can delete" in words(me)
        assert "mine.recover" in "".join(me.text.split()).replace("│", "")
        await me.press("escape")
        assert "Northwind" not in me.text
        assert ("Look after the data" in me.text) is (way == "the place of the data")
        for place in "123":
            await me.press(place)
            assert "Northwind" not in me.text
            assert "mocked" not in me.text

    assert "mocked" not in on_disk(home)
    assert [each.id for each in desk.incidents()] == [other.id]
    assert verify_book(home).problems == ()


async def test_what_is_typed_in_this_app_is_no_hindrance(
    desk: Desk, other: Incident, home: Path
) -> None:
    """What is theirs goes, in memory and on disk; what is another's stays, and is offered."""
    async with driving(desk) as me:
        for number, text in (("1", "half a line of theirs"), (other.id, "half a line of others")):
            me.app.open_incident(number)
            await settle(me.pilot)
            await me.type(text)
            await me.press("escape", "escape", "escape")
        me.app.drafts.flush()
        (sheet,) = (home / "drafts").glob("*.json")
        assert set(json.loads(sheet.read_text())) == {"1", other.id}
        await me.press("3", "F")
        await agree(me)
        assert "Forgotten: Northwind" in words(me)
        assert json.loads(sheet.read_text()) == {other.id: "half a line of others"}
        assert me.app.drafts.text("1") == ""
        assert me.app.drafts.text(other.id) == "half a line of others"

    assert [each.text for each in drafts_left(desk)] == ["half a line of others"]


async def test_another_app_with_something_typed_is_said_and_the_key_stays(
    desk: Desk, other: Incident, another_app: DraftSheet
) -> None:
    """Nothing is changed; once that is saved there, Enter goes on."""
    another_app.keep({other.id: "half"})
    async with driving(desk) as me:
        await me.press("3", "F")
        await agree(me)
        assert "! Another recover is open with something typed in it" in words(me)
        assert me.app.screen.query_one("#key", LineInput).value == "northwind"
        assert len(desk.incidents()) == 2
        another_app.keep({})
        await me.press("enter")

        assert "Forgotten: Northwind" in words(me)


async def test_it_cannot_be_left_while_it_works(
    desk: Desk, other: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what it does; Esc and Enter do nothing until it is over."""
    go_on = Event()

    real = forget_in_copies

    def slowly(*arguments: Any) -> list[str]:
        go_on.wait()
        return real(*arguments)

    monkeypatch.setattr(forgetting, "forget_in_copies", slowly)
    assert other.is_open
    async with driving(desk) as me:
        await me.press("3", "F")
        await me.type("northwind")
        me.send("enter")
        while "Forgetting: " not in words(me):
            await settle_messages(me.app)
        for key in ("escape", "enter", "x"):
            me.send(key)
            await settle_messages(me.app)
        assert "please wait" in me.text
        go_on.set()
        await settle(me.pilot)

        assert "Forgotten: Northwind" in words(me)


async def test_esc_forgets_nothing(desk: Desk, other: Incident) -> None:
    """From the choice and from what there is."""
    async with driving(desk) as me:
        await palette(me, "forget a client")
        await me.type("nobody at all")
        assert "No client is called that." in me.text
        await me.press("enter", "escape")
        await me.press("3", "F")
        await me.type("northwind")
        await me.press("escape")
        assert "Forget Northwind" not in me.text

    assert [each.id for each in desk.incidents()] == ["1", other.id]


@pytest.mark.parametrize("under", [(), ("escape", "p")])
async def test_an_open_incident_of_a_forgotten_client_is_left_with_a_sentence(
    desk: Desk, other: Incident, home: Path, under: tuple[str, ...]
) -> None:
    """Also when another process forgets them, and when a dialog lies over it."""
    async with driving(desk) as me:
        me.app.open_incident("1")
        await settle(me.pilot)
        await me.press(*under)
        elsewhere = open_desk(home=str(home), environment={"RECOVER_USER": "mara"})
        forget_account(elsewhere, "northwind")
        elsewhere.close()
        me.app.lookout.look()
        await settle(me.pilot)
        if under:
            await me.press("escape")

        assert "Incident 1 was forgotten on" in words(me)
        assert "mocked" not in me.text
        assert "The trucks are late." in me.text or "recover" in me.lines[0]
    assert [each.id for each in desk.incidents()] == [other.id]


async def test_a_list_in_which_they_were_found_in_the_archive_loses_them(
    desk: Desk, other: Incident
) -> None:
    """What was found before is not kept."""
    close_incident(desk, "1", outcome=Outcome.RETAINED)
    assert put_away(desk.elsewhere(LATER, desk.who)) == ["1"]
    async with driving(desk) as me:
        await me.press("2", "f", "f")
        assert "mocked" in me.text
        await me.press("3", "F")
        await agree(me)
        await me.press("escape", "2")
        assert "mocked" not in me.text
        assert "late" in me.text
        me.app.post_message(BookChanged())
        await settle(me.pilot)
        assert "mocked" not in me.text

    assert [each.id for each in desk.incidents()] == [other.id]
