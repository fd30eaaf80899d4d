"""Backing up and restoring in the app, by the palette and the keyboard alone."""

from pathlib import Path

import pytest

from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, add_account
from recover.services.backing_up import back_up
from recover.services.desk import Desk, open_desk
from recover.services.keeping import keep_copy
from recover.services.listening import Caller, listen
from tests.tui.driving import driving, palette, words

pytestmark = pytest.mark.usefixtures("elsewhere")


async def test_the_book_is_backed_up_by_name(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """The file is named already; what was written is said."""
    assert incident.is_open
    async with driving(desk, size) as me:
        await palette(me, "back up the book")
        assert "Back up the book" in me.text
        assert "client words" in words(me)
        await me.press("enter")

        (made,) = Path.cwd().iterdir()
        assert made.name.startswith("recover-")
        assert "Backed up to" in me.text
        assert back_up(desk, "another.recover").manifest.counts["incidents"] == 1


async def test_a_file_that_is_there_is_not_written_over(desk: Desk) -> None:
    """The form stays, and says why."""
    Path("mine.recover").write_text("mine")
    async with driving(desk) as me:
        await palette(me, "back up the book")
        await me.type("mine.recover")
        await me.press("enter")

        assert "is there already" in words(me)
        assert Path("mine.recover").read_text() == "mine"


async def test_a_copy_is_compared_and_put_back(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """What would go is said, once it is asked; the app shows the other book at once."""
    keep_copy(desk, "before-forget")
    listen(desk, Caller(account="ortega"), ["The trucks are late."])
    async with driving(desk, size) as me:
        await palette(me, "restore from a copy")
        assert "before forget" in me.text
        assert "a file from elsewhere" in me.text
        await me.press("enter")
        assert "Not in the backup: 1 whole incident" in words(me)
        await me.press("n")
        assert len(desk.incidents()) == 2
        await me.press("enter")
        await me.press("y")

        assert [each.id for each in desk.incidents()] == [incident.id]
        assert "Restored the book of" in words(me)
        await me.press("2")
        assert "trucks" not in me.text


async def test_a_restore_from_a_file_can_be_taken_back(desk: Desk, home: Path) -> None:
    """From an incident that the other book does not have; the copy made before brings it back."""
    other = open_desk(home=str(home.with_name("other")), environment={"RECOVER_USER": "mara"})
    add_account(other, AccountDetails(name="Elsewhere", zone="Europe/London"))
    back_up(other, "other.recover")
    other.close()
    gone = listen(desk, Caller(account="ortega"), ["The trucks are late."])
    async with driving(desk) as me:
        me.app.open_incident(gone.id)
        await me.press("escape")
        await palette(me, "restore from a copy")
        await me.press("end", "enter")
        await me.type("other.recover")
        await me.press("enter")
        await me.press("y")
        assert [each.name for each in desk.store.accounts()] == ["Elsewhere"]
        assert desk.incidents() == []
        await palette(me, "restore from a copy")
        assert "before restore" in me.text
        await me.press("enter")
        await me.press("y")

        assert [each.id for each in desk.incidents()] == [gone.id]


async def test_what_is_no_backup_is_refused_in_the_form(desk: Desk) -> None:
    """And what was typed stays."""
    Path("x.txt").write_text("hello")
    async with driving(desk) as me:
        await palette(me, "restore from a copy")
        await me.press("end", "enter")
        await me.type("x.txt")
        await me.press("enter")
        assert "is no backup of recover" in words(me)
        await me.press("escape", "escape")

        assert "Restore" not in me.text


async def test_a_damaged_copy_is_listed_as_such(desk: Desk, incident: Incident) -> None:
    """And cannot be put back."""
    assert incident.is_open
    path = keep_copy(desk, "before-forget")
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    (path.parent / "2026-01-01.recover").write_text("[b]no[/b]\x1b]0;x\x07")
    async with driving(desk) as me:
        await palette(me, "restore from a copy")
        assert "! cannot be put back" in me.text
        await me.press("enter")

        assert "is damaged" in words(me)
        assert len(desk.incidents()) == 1
