"""The summary in the app: seen before it leaves, then saved, copied or opened."""

import os
import select
import sys
from pathlib import Path

import pytest

from recover.domain.incident import Incident
from recover.export.formats import FORMATS
from recover.services.desk import Desk
from recover.services.recording import learn_fact, log_line
from recover.services.undoing import undo
from tests.hostile import CORPUS, acts
from tests.tui.driving import Driver, driving


@pytest.fixture
def told(desk: Desk, promised: Incident) -> Incident:
    """The incident with a line for the client, one that is held back, and an internal one."""
    log_line(desk, promised.id, "Priya calls you tomorrow.", kind="said", client=True)
    log_line(desk, promised.id, "You will hear from HR.", kind="said", client=True)
    log_line(desk, promised.id, "INTERNAL he is on a warning")
    return promised


async def summary(me: Driver, *keys: str) -> None:
    """Go into the incident and ask for its summary."""
    await me.press("2", "enter", "escape", "E", *keys)


@pytest.mark.usefixtures("told")
async def test_what_will_leave_is_seen_with_what_stays(desk: Desk, size: tuple[int, int]) -> None:
    """For the client first; roles for names, and why a line is held back."""
    async with driving(desk, size) as me:
        await summary(me)
        assert "Northwind: what happened and what we promised" in me.text
        assert "[client]" in me.text
        assert "entries stay in the house" in me.text
        assert "1e5 is held back" in me.text
        await me.press(*["pagedown"] * 3)
        assert "A colleague calls you tomorrow." in " ".join(me.text.split())
        assert "INTERNAL" not in me.text


@pytest.mark.usefixtures("told")
async def test_each_key_turns_its_choice(desk: Desk) -> None:
    """For whom, as what, of what; what is not for the client says so."""
    async with driving(desk, (120, 40)) as me:
        await summary(me, "a")
        assert "Not for the client" in me.text
        await me.press("f", "f", "f", "f", "f", "f")
        assert '"schema": "recover.incident/1"' not in me.text
        await me.press("f", "f", "f")
        assert "# Incident 1" not in me.text
        await me.press("f", "f", "f", "f", "f")
        assert '"schema": "recover.incident/1"' in me.text
        await me.press("w")
        assert "internal" in me.text
        assert "all of Northwind" in me.text


@pytest.mark.usefixtures("told")
async def test_it_is_saved_where_one_says_and_never_over_another_file(
    desk: Desk, tmp_path: Path
) -> None:
    """The name stands there already; a file that is there is replaced only when that is chosen."""
    target = tmp_path / "for-them.html"
    async with driving(desk) as me:
        await summary(me, "s")
        assert "1-northwind.html" in me.text
        await me.press("ctrl+u")
        await me.type(str(target))
        await me.press("enter")
        assert "Written to" in me.text
        first = target.read_text()
        await me.press("s", "ctrl+u")
        await me.type(str(target))
        await me.press("enter")
        assert "is there already" in me.text
        await me.press("down", "right", "enter")
        assert "Save the summary" not in me.text

    assert "A colleague calls you tomorrow." in first
    assert "INTERNAL" not in first
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("told")
async def test_a_line_that_is_held_back_can_be_let_go(desk: Desk) -> None:
    """Each by itself, and taken back again."""
    async with driving(desk, (120, 40)) as me:
        await summary(me, "i")
        assert "Held back from the client" in me.text
        assert 'a personnel matter ("HR")' in me.text
        assert "You will hear from HR." in me.text
        await me.press("enter")
        assert "You will hear from HR." in me.text
        await me.press("i")
        assert "you let it go" in me.text
        await me.press("enter")
        assert "You will hear from HR." not in me.text


@pytest.mark.usefixtures("told")
async def test_copy_hands_over_what_is_shown(desk: Desk) -> None:
    """And nothing else."""
    async with driving(desk) as me:
        await summary(me, "c")
        copied = me.app.clipboard
        assert "Copied" in me.text

    assert "A colleague calls you tomorrow." in copied
    assert "INTERNAL" not in copied


@pytest.mark.usefixtures("told")
async def test_open_gives_the_file_to_the_system(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With whatever it has for such a file; a system that has nothing says so."""
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    told = os.open(opened, os.O_RDONLY | os.O_NONBLOCK)
    opener.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", str(opener.parent))
    async with driving(desk) as me:
        await summary(me, "o", "ctrl+u")
        await me.type(str(tmp_path / "x.html"))
        await me.press("enter")
        assert select.select([told], [], [], 30)[0], "nothing was opened"
        assert os.read(told, 4096).decode().strip() == str(tmp_path / "x.html")
        os.close(told)
        opener.unlink()
        await me.press("o", "ctrl+u")
        await me.type(str(tmp_path / "y.html"))
        await me.press("enter")
        assert "Nothing here opens files by itself" in " ".join(me.text.split())

    assert (tmp_path / "y.html").exists()


@pytest.mark.usefixtures("incident")
async def test_where_nothing_may_leave_the_page_says_what_to_do(desk: Desk) -> None:
    """There is nothing to save, and saving says so."""
    async with driving(desk) as me:
        await summary(me)
        assert "Nothing in incident 1 is marked for the client" in me.text
        await me.press("s")
        assert "There is nothing to write" in me.text


@pytest.mark.usefixtures("promised")
async def test_today_offers_every_open_promise(desk: Desk) -> None:
    """And the chosen promise's incident beside it."""
    async with driving(desk, (120, 40)) as me:
        await me.press("E")
        assert "Open promises" in me.text
        assert "name the new AE and the plan" in me.text
        await me.press("escape", "3", "E")
        assert "all of Northwind" in me.text


async def test_text_that_bites_is_text(desk: Desk, incident: Incident) -> None:
    """Every string of the corpus, in every format: the page, its title and what is held back."""
    for kind, strings in CORPUS.items():
        log_line(desk, incident.id, "\n".join(strings), kind="heard", client=True)
        learn_fact(desk, incident.id, f"impact {kind}", strings[0], client=True)
        learn_fact(desk, incident.id, "impact", f"HR {strings[-1]}", client=True)
    async with driving(desk, (120, 40)) as me:
        await summary(me)
        for _ in FORMATS:
            for key in ("home", "pagedown", "end"):
                await me.press(key)
                assert acts(me.text) == frozenset()
                assert "Northwind" in me.text or "Nothing is ahead" in me.text
            await me.press("f")
        await me.press("i")
        assert acts(me.text) == frozenset()


@pytest.mark.usefixtures("told")
async def test_a_format_that_needs_what_is_not_here_says_so_in_the_form(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything stays, and another one can be chosen."""
    monkeypatch.setitem(sys.modules, "docx", None)
    async with driving(desk) as me:
        await summary(me, "f", "f", "s", "ctrl+u")
        await me.type(str(tmp_path / "x.docx"))
        await me.press("enter")
        assert "'recover[office]' adds it" in me.text.replace("`", "")

    assert list(tmp_path.glob("x*")) == []


@pytest.mark.usefixtures("told")
async def test_the_days_it_is_about_can_be_chosen(desk: Desk) -> None:
    """What is outside of them is not in it; a page that goes by no days says so."""
    async with driving(desk, (120, 40)) as me:
        await summary(me, "d")
        await me.type("2026-10-23")
        await me.press("enter")
        assert "Nothing that is marked for the client happened in that time" in me.text
        await me.press("d", "ctrl+u", "enter")
        assert "A colleague calls you tomorrow." in me.text
        await me.press("a", "d")
        assert "about no days" in me.text


@pytest.mark.usefixtures("told")
async def test_what_has_changed_since_it_was_seen_is_not_written(
    desk: Desk, tmp_path: Path
) -> None:
    """Another window added a line while the form was open."""
    target = tmp_path / "x.html"
    async with driving(desk) as me:
        await summary(me, "s", "ctrl+u")
        await me.type(str(target))
        log_line(desk, "1", "And one more thing.", kind="said", client=True)
        await me.press("enter")
        assert "It says something else now than you saw" in me.text

    assert not target.exists()


@pytest.mark.usefixtures("told")
async def test_a_wrong_ending_is_refused_in_the_form(desk: Desk, tmp_path: Path) -> None:
    """A web page is not called a Word file."""
    async with driving(desk) as me:
        await summary(me, "s", "ctrl+u")
        await me.type(str(tmp_path / "x.docx"))
        await me.press("enter")
        assert "is no html file" in " ".join(me.text.replace("│", " ").split())

    assert list(tmp_path.glob("x*")) == []


async def test_an_incident_that_was_taken_back_is_offered_no_summary(
    desk: Desk, incident: Incident
) -> None:
    """Its screen may still be there; what is left to choose is shown instead."""
    async with driving(desk) as me:
        await me.press("2", "enter", "escape")
        undo(desk)
        assert desk.incident(incident.id).is_void
        await me.press("E")
        assert "w of" in me.text
