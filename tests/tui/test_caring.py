"""Looking after the data in the app: where it is, whether it holds, and what is put away."""

from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.message import Message

from recover.domain.entry import Outcome
from recover.domain.incident import Incident
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.verifying import Verified, verify_book
from recover.tui.commands import Place, commands_in
from recover.tui.dialogs import verify as verify_dialog
from recover.tui.long_work import Tell, read_long
from recover.tui.widgets.bars import FooterLine
from tests.hostile import CORPUS
from tests.tui.driving import driving, palette, settle, settle_messages, words
from tests.tui.hostile_book import PLAIN, describe, looks, unsafe

LATER = datetime.fromisoformat("2026-12-24T10:00-08:00")
MIXED = " ~ ".join(text for texts in CORPUS.values() for text in texts[:1] if 0 < len(text) < 200)


pytestmark = pytest.mark.usefixtures("elsewhere")


def closed(desk: Desk, number: int) -> list[str]:
    """Incidents that are over, one after the other."""
    ids = []
    for each in range(number):
        opened = listen(desk, Caller(account="ortega"), [f"matter {each}"])
        close_incident(desk, opened.id, outcome=Outcome.RETAINED)
        ids.append(opened.id)
    return ids


async def test_the_place_says_where_the_data_is_and_when_it_was_copied(
    desk: Desk, incident: Incident, home: Path, size: tuple[int, int]
) -> None:
    """In one line; a backup made from there is known at once."""
    assert incident.is_open
    async with driving(desk, size) as me:
        await palette(me, "look after the data")
        page = "".join(me.text.split())
        assert f"{home}·copiedtoday" in page
        assert "no backup known" in words(me)
        await me.press("b", "enter")

        (made,) = Path.cwd().iterdir()
        page = "".join(me.text.split())
        assert "·backeduptoday" in page
        assert f"to{made}" in page
        await me.press("escape")
        assert "Look after the data" not in me.text


async def test_every_way_to_care_has_a_key_a_name_and_a_line_in_the_help(
    desk: Desk, size: tuple[int, int]
) -> None:
    """At most six keys in the footer; each of them opens something that Esc leaves."""
    headings = {
        "b": "Back up the book",
        "r": "Restore from a copy",
        "v": "Verify the record",
        "a": "Put away closed incidents",
        "f": "Forget a client: whom?",
    }
    assert {key for each in commands_in(Place.DATA) for key in each.keys} == {
        *headings,
        "l",
        "escape",
    }
    async with driving(desk, size) as me:
        await palette(me, "look after the data")
        footer = str(me.app.screen.query_one(FooterLine).render())
        assert footer == "b Backup  r Restore  v Verify  a Archive  f Forget  ? Help"
        for key, heading in headings.items():
            await me.press(key)
            assert f" {heading} " in me.text
            await me.press("escape")
        assert "Look after the data" in me.text
        await me.press("question_mark")
        for command in commands_in(Place.DATA):
            assert command.title[:35] in me.text
        assert me.text.count("Verify the record") == 1
        await me.press("escape", "escape")
        for name, heading in (("verify the record", "v"), ("put away", "a"), ("forget a cl", "f")):
            await palette(me, name)
            assert f" {headings[heading]} " in me.text
            await me.press("escape")


async def test_what_holds_is_said_and_the_head_can_be_copied_and_compared(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """A head of another record is not led through; what is no head is refused where it stands."""
    head = verify_book(desk.home).head
    async with driving(desk, size) as me:
        await palette(me, "verify the record")
        assert f"Everything holds: 2 journals, 1 incident, {len(incident.entries)}" in words(me)
        assert head in me.text
        await me.press("c")
        assert me.app.clipboard == head
        await me.press("tab")
        await me.type(head)
        await me.press("enter")
        assert "It leads through the head you noted" in words(me)
        await me.press("backspace")
        await me.type("0" if head[-1] != "0" else "1")
        await me.press("enter")
        assert "The chain does not go through that head" in words(me)
        await me.press("backspace", "enter")
        assert "A head is a number, a colon and 32 digits" in words(me)
        assert head[:-1] in me.text


async def test_what_does_not_hold_is_named(desk: Desk, incident: Incident) -> None:
    """A journal in which somebody has changed a letter is named with its place."""
    log_line(desk, incident.id, "another line after it")
    path = desk.home / "work.jsonl"
    async with driving(desk) as me:
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b"mocked", b"smiled"))
        await palette(me, "verify the record")
        path.write_bytes(whole)

        assert "! " in me.text
        assert "work.jsonl" in "".join(me.text.split())
        assert "in the record is not what was written" in words(me)
        assert "Everything holds" not in me.text


async def test_esc_stops_the_reading_and_enter_begins_again(
    desk: Desk, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how far it is; a reading that nobody wants says nothing any more."""
    assert incident.is_open
    go_on, ended = Event(), Event()

    def slowly(*arguments: Any, **named: Any) -> Verified:
        tell = named.pop("tell")

        def told(done: int, of: int) -> None:
            tell(done, of)
            go_on.wait()

        try:
            return verify_book(*arguments, **named, tell=told)
        finally:
            ended.set()

    monkeypatch.setattr(verify_dialog, "verify_book", slowly)
    async with driving(desk) as me:
        me.app.action_verify()
        while "1 of 2 journals" not in words(me):
            await settle_messages(me.app)
        assert "Esc stops" in me.text
        me.send("escape")
        await settle_messages(me.app)
        assert "Stopped before the end" in words(me)
        go_on.set()
        assert ended.wait(10)
        await settle(me.pilot)
        assert "Everything holds" not in words(me)
        await me.press("enter")
        assert "Everything holds" in words(me)
        await me.press("escape")
        assert "Verify the record" not in me.text


class _Done(Message):
    """It came to its end."""


async def test_long_work_that_is_not_wanted_stops_where_it_says_how_far_it_is(desk: Desk) -> None:
    """It is asked at each word, and nothing is posted for it."""
    begun, go_on, ended = Event(), Event(), Event()
    reached = []

    def look(tell: Tell) -> Message:
        begun.set()
        go_on.wait()
        try:
            reached.append("before")
            tell("half")
            reached.append("after")
        finally:
            ended.set()
        return _Done()

    async with driving(desk) as me:
        read_long(me.app.screen, look, group="long")
        while not begun.is_set():
            await settle_messages(me.app)
        (worker,) = [each for each in me.app.workers if each.group == "long"]
        worker.cancel()
        go_on.set()
        assert ended.wait(10)

    assert reached == ["before"]


async def test_what_would_be_put_away_is_shown_first(desk: Desk, size: tuple[int, int]) -> None:
    """Nothing has gone before Enter; then it is in the archive, and said."""
    ids = closed(desk, 3)
    months = desk.home / "archive"
    async with driving(desk, size) as me:
        await palette(me, "put away closed")
        assert "no closed incident has rested" in words(me)
        await me.press("enter")
        assert "Put away closed incidents" in me.text
        await me.press("backspace", "backspace")
        assert "Type a number of days" in words(me)
        await me.type("0")
        assert "3 incidents would go to the archive:" in me.text
        assert "Ortega  matter 2" in me.text
        assert not months.exists()
        assert len(desk.store.incidents()) == 3
        await me.press("enter")
        assert "3 incidents put away:" in me.text
        assert "Ortega  matter 2" in me.text
        assert desk.store.incidents() == []
        assert [each.name for each in months.iterdir()] == ["2026-10.jsonl"]
        await me.press("escape")
        assert "put away" not in me.text

    assert [desk.store.incident(each).id for each in ids] == ids


async def test_putting_away_says_how_far_it_is_and_can_be_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has gone stays there, the rest is as it was."""
    monkeypatch.setattr("recover.services.archiving.BATCH", 1)
    closed(desk, 4)
    go_on = Event()
    move = desk.store.logs.put_away

    def slowly(months: Any) -> None:
        move(months)
        if len(desk.store.incidents()) == 2:
            go_on.wait()

    monkeypatch.setattr(type(desk.store.logs), "put_away", lambda _, months: slowly(months))
    async with driving(desk) as me:
        await palette(me, "put away closed")
        await me.press("backspace", "backspace")
        await me.type("0")
        me.send("enter")
        while "1 of 4" not in words(me):
            await settle_messages(me.app)
        me.send("escape")
        await settle_messages(me.app)
        assert "Put away closed incidents" in me.text
        go_on.set()
        await settle(me.pilot)
        assert "2 incidents put away:" in me.text
        assert "Stopped there; the rest is as it was." in words(me)

    assert len(desk.store.incidents()) == 2


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_no_name_and_no_path_bites(desk: Desk, size: tuple[int, int]) -> None:
    """In the list of clients, in what there is of them, in what would be put away."""
    describe(desk, "northwind", MIXED)
    closed(desk, 1)
    for text in CORPUS["markup"][:3]:
        opened = listen(desk, Caller(contact=text), [text, MIXED])
        close_incident(desk, opened.id, outcome=Outcome.RETAINED)
    path = Path("[b]no[/b] \x1b]0;x\x07.recover")
    async with driving(desk, size) as me:
        await palette(me, "look after the data")
        for keys in (
            ("b", "ctrl+u", *str(path.name).replace("\x1b", "").replace("\x07", ""), "enter"),
            ("v", "escape"),
            ("a", "backspace", "backspace", "0"),
            ("escape",),
            ("f",),
            ("enter",),
            ("x", "enter"),
            ("pagedown",),
            ("escape",),
        ):
            for key in keys:
                await me.press(key)
            assert not unsafe(me.app), keys
            assert looks(me.app) <= PLAIN, keys
