"""A book of format 1, without seals: read as it is, and brought up to date with a change."""

import errno
import json
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from recover.domain.entry import Entry, Noted
from recover.domain.errors import RecoverError
from recover.storage.lines import line
from recover.storage.store import Store
from recover.storage.verification import verify
from tests.storage.conftest import Faults
from tests.storage.test_archive_moves import KILLED, everything, filled


def as_of_format_1(home: Path) -> Path:
    """Make the open work what the version before the chain would have written."""
    path = home / "work.jsonl"
    lines = []
    for text in path.read_text().splitlines():
        record = json.loads(text)
        del record["sum"]
        if "format" in record:
            record["format"] = 1
        record["ops"] = [each for each in record.get("ops", []) if each[1] != "chain"]
        for operation in record["ops"]:
            for entry in _entries(operation):
                del entry["seal"]
        if not record["ops"]:
            del record["ops"]
        lines.append(line(json.dumps(record, ensure_ascii=False, separators=(",", ":"))[1:]))
    path.write_bytes(b"".join(lines))
    return home


def _entries(operation: list[Any]) -> list[Any]:
    """The entries that an operation writes."""
    match operation:
        case ["put", "incidents", _, {"log": log}] | ["append", "incidents", _, "log", log]:
            return list(log)
    return []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Four incidents in an open work of format 1."""
    return as_of_format_1(filled(tmp_path / "home"))


def note(home: Path, words: str) -> None:
    """Add a note to incident 1."""
    store = Store(home)
    try:
        with store.exclusive():
            incident = store.incident("1")
            at = datetime(2026, 2, 1, tzinfo=UTC)
            number = len(incident.entries) + 1
            what = Noted(text=words)
            entry = Entry(number=number, at=at, recorded=at, by="ana", what=what, action=number)
            store.logs.append(incident, [entry])
    finally:
        store.close()


def test_reading_changes_nothing(home: Path) -> None:
    """It is read as it is, and `verify` says what will happen."""
    path = home / "work.jsonl"
    before, names = path.read_bytes(), sorted(home.iterdir())

    assert len(everything(home)) == 4
    found = verify(home)

    assert found.problems == ()
    assert found.told == (
        "The entries are not sealed yet: the next change of the book seals them.",
    )
    assert (path.read_bytes(), sorted(home.iterdir())) == (before, names)


def test_the_first_change_seals_it_and_keeps_what_it_was(home: Path) -> None:
    """Byte for byte, among the copies; what stood in it is the same."""
    before, logs = (home / "work.jsonl").read_bytes(), everything(home)
    note(home, "after")

    assert {id_: log[: len(logs[id_])] for id_, log in everything(home).items()} == logs
    assert verify(home).problems == ()
    assert verify(home).entries == 4 * 3 + 1
    kept = list((home / "copies").iterdir())
    assert [each.read_bytes() for each in kept] == [before]
    assert kept[0].name.startswith("work-20")
    assert kept[0].name.endswith("-format-1.jsonl")
    assert kept[0].stat().st_mode & 0o777 == 0o600
    assert not (home / "work.jsonl").exists()
    note(home, "again")
    assert len(list((home / "copies").iterdir())) == 1


def test_whoever_has_it_open_reads_it_anew(home: Path) -> None:
    """Another process' book holds the seals, too, and goes on with the chain."""
    other = Store(home)
    assert len(other.incidents()) == 4
    note(home, "by somebody else")

    assert other.refresh()
    assert len(other.incident("1").entries) == 4
    other.close()
    note(home, "and once more")
    assert verify(home).problems == ()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_any_write_side_call_may_fail(tmp_path: Path, faults: Faults, code: int) -> None:
    """Until the last step the old file is the book; the change can be made again."""
    call, was_reached = 0, True
    while was_reached:
        home = as_of_format_1(filled(tmp_path / str(call)))
        logs = everything(home)
        faults.fail(call, lambda: OSError(code, "it fails"))
        with suppress(RecoverError):
            note(home, "lost")
        was_reached = len(faults.calls) > call
        faults.heal()
        holds(home, logs)
        call += 1

    assert call > 8


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_step(tmp_path: Path, when: str) -> None:
    """A real process, killed before, within and after each call."""
    program = KILLED.replace("test_archive_moves import move", "test_upgrading import note as move")
    program = program.replace("move(Path(sys.argv[1]))", "move(Path(sys.argv[1]), 'lost')")
    deaths = 0
    while True:
        home = as_of_format_1(filled(tmp_path / str(deaths)))
        logs = everything(home)
        words = [sys.executable, "-c", program, str(home), str(deaths), when]
        code = subprocess.run(words, check=False, cwd=Path(__file__).parents[2]).returncode
        holds(home, logs)
        if code == 0:
            break
        deaths += 1

    assert deaths > 8


def holds(home: Path, logs: dict[str, tuple[Entry, ...]]) -> None:
    """What stood there stands there, and the book goes on, sealed."""
    assert {id_: log[: len(logs[id_])] for id_, log in everything(home).items()} == logs
    note(home, "kept")
    assert verify(home).problems == ()
    assert everything(home)["1"][-1].what == Noted(text="kept")
