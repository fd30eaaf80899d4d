"""What is being typed outlives the app that it was typed in."""

import json
import stat
from pathlib import Path

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk, open_desk
from recover.services.drafting import DraftSheet, dismiss_drafts, drafts_left
from tests.tui.driving import UNSEEN, driving


def sheets(desk: Desk) -> list[Path]:
    """Give the files with drafts on disk."""
    return sorted((desk.home / "drafts").glob("*.json"))


def leave_behind(desk: Desk, incident_id: str, text: str) -> None:
    """Do what an app does that types and ends without logging."""
    sheet = DraftSheet(desk)
    sheet.keep({incident_id: text})
    sheet.close()


def test_a_sheet_in_use_is_not_offered(desk: Desk, incident: Incident) -> None:
    """Two windows do not take each other's typing; the lock decides, not a process number."""
    sheet = DraftSheet(desk)
    sheet.keep({incident.id: "half a line"})

    assert drafts_left(desk) == []

    sheet.close()
    (draft,) = drafts_left(desk)
    assert (draft.name, draft.text) == (incident.id, "half a line")


def test_nothing_is_left_when_nothing_is_typed(desk: Desk, incident: Incident) -> None:
    """An emptied line takes its files away."""
    sheet = DraftSheet(desk)
    sheet.keep({incident.id: "half a line"})
    sheet.keep({incident.id: " "})

    assert list((desk.home / "drafts").iterdir()) == []


def test_drafts_are_private_and_whole(desk: Desk, incident: Incident, hostile: str) -> None:
    """0600, valid, exactly what was typed; no half-written file stays behind."""
    leave_behind(desk, incident.id, hostile)

    (path,) = sheets(desk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert json.loads(path.read_text()) == {incident.id: hostile}
    assert [each.text for each in drafts_left(desk)] == [hostile]


def test_a_dismissed_draft_is_gone(desk: Desk, incident: Incident) -> None:
    """Throwing it away removes the files."""
    leave_behind(desk, incident.id, "half a line")
    (draft,) = drafts_left(desk)
    dismiss_drafts(desk, draft.sheet)

    assert list((desk.home / "drafts").iterdir()) == []


def test_what_is_no_draft_stops_nothing(desk: Desk, incident: Incident) -> None:
    """Damaged and foreign files are passed over; the good one is still offered."""
    leave_behind(desk, incident.id, "half a line")
    bad = (b"{", b"[1]", b'{"1": 5}', b"\xff", b'{"keep/1p1": {"evidence": 5}}', b'{"a/": {}}')
    for name, content in enumerate(bad):
        (desk.home / "drafts" / f"{name}.json").write_bytes(content)
        (desk.home / "drafts" / f"{name}.lock").touch()

    assert [each.text for each in drafts_left(desk)] == ["half a line"]


def test_lines_and_forms_stand_on_one_sheet(desk: Desk, incident: Incident) -> None:
    """A sheet of an older app, which knew lines only, is read the same way."""
    leave_behind(desk, incident.id, "half a line")
    sheet = DraftSheet(desk)
    sheet.keep({incident.id: "another", "keep/1p1": {"evidence": "reached", "who": ""}})
    sheet.close()

    found = {(each.name, each.text, each.is_form) for each in drafts_left(desk)}
    assert found == {
        (incident.id, "half a line", False),
        (incident.id, "another", False),
        ("keep/1p1", "reached", True),
    }


async def test_the_next_start_offers_it_and_enter_takes_it_up(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """The text stands in the line of its incident, and Enter there logs it."""
    leave_behind(desk, incident.id, "they want it by noon")
    async with driving(desk, size) as me:
        assert "Typed, and not saved" in me.text
        assert "they want it" in me.text
        await me.press("enter")
        assert "they want it by noon" in me.text
        await me.press("enter")

    again = open_desk(home=str(desk.home), person="mara", environment={})
    assert "they want it by noon" in str(again.store.incident(incident.id).entries[-1].what)
    assert sheets(desk) == []
    again.close()


async def test_d_throws_it_away(desk: Desk, incident: Incident) -> None:
    """Dismissed means gone, on the screen and on disk."""
    leave_behind(desk, incident.id, "half a line")
    async with driving(desk) as me:
        await me.press("d")
        assert "Typed, and not saved" not in me.text

    assert sheets(desk) == []


async def test_later_keeps_it_for_its_incident_and_for_the_next_start(
    desk: Desk, incident: Incident
) -> None:
    """Esc decides nothing: the line has it when the incident is opened, and so has the disk."""
    leave_behind(desk, incident.id, "half a line")
    async with driving(desk) as me:
        await me.press("escape", "enter")
        assert "half a line" in me.text

    assert [each.text for each in drafts_left(desk)] == ["half a line"]


async def test_what_was_typed_while_opening_is_kept(desk: Desk) -> None:
    """The name is offered again, selected: typing replaces it, and opening it leaves nothing."""
    async with driving(desk) as me:
        await me.press("n")
        await me.type("Mr Zed")

    async with driving(desk) as me:
        assert "listen (new)" in me.text
        await me.press("enter")
        assert "somebody not on record: Mr Zed" in me.text
        await me.press("escape", "escape", "n")
        await me.type("nor")
        assert "Northwind · R. Hale" in me.text
        await me.press("enter")
        assert "heard" in me.text

    assert drafts_left(desk) == []


@pytest.mark.usefixtures("incident")
async def test_leaving_keeps_what_stands_in_the_line(desk: Desk) -> None:
    """The app may go at any moment: the text is on disk when it has gone."""
    async with driving(desk) as me:
        await me.press("enter")
        await me.type("half a li")

    assert [each.text for each in drafts_left(desk)] == ["half a li"]


async def test_hostile_drafts_of_forms_are_shown_as_text(desk: Desk, hostile: str) -> None:
    """In the list, in the form, and where they can only be read."""
    sheet = DraftSheet(desk)
    sheet.keep({f"promise/9/{hostile}": {"what": hostile}, "account/": {"name": hostile}})
    sheet.close()
    async with driving(desk) as me:
        for keys in ((), ("home", "enter"), ("escape", "end", "enter")):
            await me.press(*keys)
            assert not {each for each in UNSEEN if each != "\n"} & set(me.text)


async def test_enter_twice_opens_a_form_once(desk: Desk, promised: Incident) -> None:
    """The second one is for the form."""
    sheet = DraftSheet(desk)
    sheet.keep({f"keep/{promised.id}p1": {"evidence": "they have it"}})
    sheet.close()
    async with driving(desk) as me:
        assert "Typed, and not saved" in me.text
        await me.press("enter", "enter")

        assert "OPEN PROMISES 0" in me.text
        assert "Keep 1p1" not in me.text
