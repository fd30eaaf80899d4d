"""An exported incident is read back as it was, once, or refused with a sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recover.export.report import Audience
from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import Desk, open_desk
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.importing_record import OtherAccount, import_record
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.redoing import redo
from recover.services.undoing import undo
from recover.services.writing_out import Look, save_report
from recover.storage.record_file import BadRecord
from tests.export import lumen
from tests.hostile import EVERY

WISH = ExportWish(about=About.INCIDENT, incident="1", audience=Audience.INTERNAL)


def exported(desk: Desk, target: Path) -> Path:
    """Write the record of incident 1."""
    return save_report(desk, make_draft(desk, WISH).report, Look(format="json"), str(target))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a matter with everything in it."""
    desk = lumen.told(tmp_path / "there")
    path = exported(desk, tmp_path / "1.json")
    desk.close()
    return path


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """An empty book elsewhere."""
    return open_desk(home=str(tmp_path / "here"), at=lumen.NOW, environment={})


def test_an_incident_comes_back_equal_and_exports_to_the_same_bytes(
    tmp_path: Path, record: Path, here: Desk
) -> None:
    """Log, account and people; every moment and author."""
    there = open_desk(home=str(tmp_path / "there"), at=lumen.NOW, environment={}, person="max")
    taken = import_record(here, str(record))

    assert (taken.incident, taken.is_new, taken.account) == ("1", True, "Lumen Optics")
    assert here.incident("1") == there.incident("1")
    assert exported(here, tmp_path / "again.json").read_bytes() == record.read_bytes()


def test_whoever_is_spoken_of_comes_along(record: Path, here: Desk) -> None:
    """Also who never wrote or owned anything: else nobody would know that it is a name."""
    import_record(here, str(record))

    assert {"Dana Cole", "Raj Patel"} <= {each.name for each in here.store.people()}


def test_twice_adds_nothing_and_a_dry_run_neither(record: Path, here: Desk) -> None:
    """Also when something was logged here since."""
    would = import_record(here, str(record), dry_run=True)
    assert would.is_new
    assert here.incidents() == []
    import_record(here, str(record))
    log_line(here, "1", "and one more thing")

    assert import_record(here, str(record)).entries == 0
    assert len(here.incidents()) == 1


def test_importing_again_completes_what_was_interrupted(
    tmp_path: Path, record: Path, here: Desk
) -> None:
    """A full disk or a kill after the incident and before the account leaves the one without it."""
    first = import_record(here, str(record))
    here.close()
    directory = tmp_path / "here" / "directory.jsonl"
    directory.write_bytes(directory.read_bytes().splitlines(keepends=True)[0])
    again = open_desk(home=str(tmp_path / "here"), at=lumen.NOW, environment={})

    would = import_record(again, str(record), dry_run=True)
    assert again.store.accounts() == []
    done = import_record(again, str(record))

    assert (done.entries, done.is_new, done.account) == (0, False, first.account)
    assert done.people == would.people == first.people
    assert [each.name for each in again.store.accounts()] == [first.account]
    assert len(again.incidents()) == 1


def test_what_was_logged_there_since_is_added(tmp_path: Path, record: Path, here: Desk) -> None:
    """And nothing a second time; a promise is never there twice."""
    import_record(here, str(record))
    there = open_desk(home=str(tmp_path / "there"), at=lumen.NOW, environment={}, person="max")
    log_line(there, "1", "one more thing")
    later = exported(there, tmp_path / "later.json")
    first, again = (import_record(here, str(later)) for _ in range(2))

    assert (first.entries, first.is_new, again.entries) == (1, False, 0)
    assert here.incident("1").entries == there.incident("1").entries
    assert import_record(here, str(record)).entries == 0


def test_a_number_that_is_taken_gives_another_one(record: Path, here: Desk) -> None:
    """The handovers in it go by the new number, and importing it again still adds nothing."""
    listen(here, Caller(), ["something else"])
    taken = import_record(here, str(record))

    assert (taken.incident, taken.was) == ("2", "1")
    assert [each.batch for each in here.incident("2").handovers] == ["2h1", "2h2"]
    assert import_record(here, str(record)).entries == 0


def test_undo_takes_it_back_and_it_can_come_again(record: Path, here: Desk) -> None:
    """As a new one; the record keeps both."""
    import_record(here, str(record))
    undo(here)
    assert here.incident("1").is_void
    assert not here.store.accounts()
    assert not here.store.people()

    assert import_record(here, str(record)).incident == "2"


def test_undo_leaves_what_is_used_meanwhile_and_redo_finds_it_there(
    record: Path, here: Desk
) -> None:
    """The client somebody works for stays, and so does whoever looks after it."""
    import_record(here, str(record))
    account, *_ = here.store.accounts()
    other = open_desk(home=str(here.home), person="max", environment={})
    used = listen(other, Caller(account=account.key), ["Where is it?"]).id
    other.close()

    done = undo(here)

    assert f"account {account.key} stays: incident {used} is about it." in done.stays
    assert any("stays" in each for each in done.stays[1:])
    redo(here)
    assert not here.incident("1").is_void
    assert here.store.accounts() == [account]


def test_another_client_of_that_key_is_not_mixed_up(record: Path, here: Desk) -> None:
    """Nothing is taken over."""
    add_account(here, AccountDetails(name="Lumen Foods", zone="UTC"), key="lumen-optics")

    with pytest.raises(OtherAccount, match="Lumen Foods here and Lumen Optics"):
        import_record(here, str(record))
    assert here.incidents() == []


def _set(*path: str | int, to: Any) -> Callable[[Any], None]:
    """Make a change of one place of the document."""

    def change(whole: Any) -> None:
        for step in path[:-1]:
            whole = whole[step]
        whole[path[-1]] = to

    return change


BROKEN: dict[str, Callable[[Any], None]] = {
    "schema gone": lambda whole: whole.pop("schema"),
    "newer": _set("schema", to="recover.incident/2"),
    "a report": _set("schema", to="recover.report/1"),
    "another thing": _set("schema", to=["x"]),
    "no number": _set("incident", to=1),
    "number zero": _set("incident", to="0"),
    "long number": _set("incident", to="1" * 30),
    "arabic number": _set("incident", to="١"),
    "no log": _set("log", to=[]),
    "log of words": _set("log", to=["x"]),
    "log is text": _set("log", to="x"),
    "entry gone": lambda whole: whole["log"].pop(3),
    "entries swapped": lambda whole: whole["log"].reverse(),
    "unknown kind": _set("log", 2, "kind", to="sung"),
    "text is a number": _set("log", 1, "what", "text", to=5),
    "text is none": _set("log", 1, "what", "text", to=None),
    "field gone": lambda whole: whole["log"][1]["what"].pop("text"),
    "field too many": _set("log", 1, "what", "colour", to="red"),
    "no moment": _set("log", 1, "at", to="yesterday"),
    "moment without zone": _set("log", 1, "at", to="2026-03-02T17:10:00"),
    "client is a word": _set("log", 1, "client", to="yes"),
    "author is a number": _set("log", 1, "by", to=7),
    "action is a truth": _set("log", 1, "action", to=True),
    "nul in a text": _set("log", 1, "what", "text", to="a\0b"),
    "first is no opening": lambda whole: whole["log"].__setitem__(0, whole["log"][1]),
    "account is a list": _set("account", to=[]),
    "account without zone": _set("account", "calendar", to={}),
    "account zone unknown": _set("account", "calendar", "zone", to="Mars/Olympus"),
    "people are words": _set("people", to=["max"]),
    "person without hours": _set("people", 0, "calendar", to=None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_record_that_is_not_sound_is_refused_whole(record: Path, here: Desk, name: str) -> None:
    """One sentence that names the file; nothing is written."""
    whole = json.loads(record.read_text())
    BROKEN[name](whole)
    record.write_text(json.dumps(whole))

    with pytest.raises(BadRecord) as refused:
        import_record(here, str(record))
    assert str(record) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert here.incidents() == []
    assert here.store.accounts() == []


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"[]", b"{", b"[" * 100_000, b'{"a": NaN}', b"\xff\xfe\x00", b"null", b'"x"'],
)
def test_what_is_no_record_is_refused(tmp_path: Path, here: Desk, content: bytes) -> None:
    """Whatever it is instead."""
    path = tmp_path / "x.json"
    path.write_bytes(content)

    with pytest.raises(BadRecord):
        import_record(here, str(path))


def test_every_text_that_bites_comes_back(tmp_path: Path, here: Desk) -> None:
    """As it was kept there."""
    there = open_desk(home=str(tmp_path / "there"), at=lumen.NOW, environment={})
    listen(there, Caller(), EVERY)
    path = exported(there, tmp_path / "x.json")

    import_record(here, str(path))
    assert here.incident("1").entries == there.incident("1").entries
