"""What was closed long ago leaves the lists of the day, and is found again from the search."""

from datetime import datetime

from recover.domain.entry import Outcome
from recover.services.archiving import put_away
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk
from recover.services.listening import Caller, listen
from recover.tui.work import BookChanged
from tests.tui.driving import driving, settle

LATER = datetime.fromisoformat("2026-12-24T10:00-08:00")


def put_one_away(desk: Desk, words: str) -> str:
    """An incident in the archive."""
    opened = listen(desk, Caller(account="ortega"), [words])
    close_incident(desk, opened.id, outcome=Outcome.RETAINED)
    assert put_away(desk.elsewhere(LATER, desk.who)) == [opened.id]
    return opened.id


async def test_closed_ones_of_the_archive_are_listed_and_searched(desk: Desk) -> None:
    """After those at hand; opened with Enter, and reopened into the open work."""
    put_one_away(desk, "install cancelled")
    listen(desk, Caller(account="northwind"), ["the line is dead"])
    async with driving(desk) as me:
        await me.press("2")
        assert "install cancelled" not in me.text
        await me.press("f")
        assert "install cancelled" in me.text
        assert "closed" in me.text
        await me.press("slash")
        await me.type("cancelled")
        assert "the line is dead" not in me.text
        await me.press("enter")
        assert "install cancelled" in me.text
        await me.press("escape", "f", "f")

    assert [each.id for each in desk.incidents()] == ["2"]


async def test_an_open_list_follows_what_comes_back(desk: Desk) -> None:
    """Found in the archive, then reopened: listed once, where it stands now."""
    number = put_one_away(desk, "install cancelled")
    async with driving(desk) as me:
        await me.press("2", "f", "f")
        assert me.text.count("install cancelled") == 1
        reopen_incident(desk, number)
        me.app.post_message(BookChanged())
        await settle(me.pilot)

        assert me.text.count("install cancelled") == 1


async def test_what_is_due_is_put_away_when_the_app_starts(desk: Desk) -> None:
    """Thirty days after its last word, by the clock of the desk."""
    opened = listen(desk, Caller(account="ortega"), ["install cancelled"])
    close_incident(desk, opened.id, outcome=Outcome.RETAINED)
    async with driving(desk.elsewhere(LATER, desk.who)) as me:
        await me.press("2", "f")

        assert "install cancelled" in me.text
    assert desk.incidents() == []
    desk.store.refresh()
