"""Moves into the archive: whatever is interrupted, nothing is lost and nothing is there twice."""

import errno
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recover.domain.entry import Closed, Entry, Happening, Heard, Opened, Outcome
from recover.domain.errors import RecoverError
from recover.storage.history import find, scan
from recover.storage.store import Store
from recover.storage.verification import verify
from tests.storage.conftest import Faults

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
INCIDENTS = 4
MOVE = {"2026-01": [1, 2], "2026-02": [3]}


def entries(words: str) -> list[Entry]:
    """A whole log: opened, heard, closed."""
    happened: tuple[Happening, ...] = (
        Opened(
            account="acme",
            contact=None,
            channel="call",
            department="",
            playbook="blank",
            playbook_version=1,
            severity="normal",
            urgent=False,
        ),
        Heard(text=words),
        Closed(outcome=Outcome.RETAINED, guideline=None, purpose=None, text=""),
    )
    return [
        Entry(number=number, at=START, recorded=START, by="ana", what=what, action=1)
        for number, what in enumerate(happened, 1)
    ]


def filled(home: Path) -> Path:
    """A home with four closed incidents in the open work."""
    store = Store(home)
    for number in range(1, INCIDENTS + 1):
        with store.exclusive():
            store.logs.take_in(number, entries(f"words of {number}"))
    store.close()
    return home


def move(home: Path) -> None:
    """Put three of them away, into two months, and close the last one's door behind."""
    store = Store(home)
    try:
        with store.exclusive():
            at_hand = {int(each.id) for each in store.incidents()}
            chosen = {m: [n for n in numbers if n in at_hand] for m, numbers in MOVE.items()}
            store.logs.put_away({month: numbers for month, numbers in chosen.items() if numbers})
    finally:
        store.close()


def everything(home: Path) -> dict[str, tuple[Entry, ...]]:
    """All logs, each found once, by the ids of their incidents."""
    store = Store(home)
    try:
        found = [*store.incidents(), *store.logs.past()]
        assert len({each.id for each in found}) == len(found)
        return {each.id: each.entries for each in sorted(found, key=lambda each: each.id)}
    finally:
        store.close()


def holds(home: Path, before: dict[str, tuple[Entry, ...]]) -> None:
    """Nothing lost, nothing twice, the chain whole; and what was begun can be finished."""
    assert everything(home) == before
    assert verify(home).problems == ()
    move(home)
    assert everything(home) == before
    assert verify(home).problems == ()
    assert sorted(past.number for past in scan(home)) == [1, 2, 3]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_any_write_side_call_may_fail(tmp_path: Path, faults: Faults, code: int) -> None:
    """Every call in turn: a sentence, or it was done all the same."""
    call, was_reached = 0, True
    while was_reached:
        home = filled(tmp_path / str(call))
        before = everything(home)
        faults.fail(call, lambda: OSError(code, "it fails"))
        with suppress(RecoverError):
            move(home)
        was_reached = len(faults.calls) > call
        faults.heal()
        holds(home, before)
        call += 1

    assert call > 12


KILLED = """
import sys
from pathlib import Path
from tests.storage.deadly import die_at
from tests.storage.test_archive_moves import move
die_at(int(sys.argv[2]), sys.argv[3])
move(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_step(tmp_path: Path, when: str) -> None:
    """A real process, killed before, within and after each call."""
    deaths = 0
    while True:
        home = filled(tmp_path / str(deaths))
        before = everything(home)
        program = [sys.executable, "-c", KILLED, str(home), str(deaths), when]
        code = subprocess.run(program, check=False, cwd=Path(__file__).parents[2]).returncode
        holds(home, before)
        if code == 0:
            break
        deaths += 1

    assert deaths > 12


def test_two_that_move_at_once_move_each_once(tmp_path: Path) -> None:
    """The second waits for the first, and finds nothing left to move."""
    home = filled(tmp_path / "home")
    before = everything(home)
    program = "from tests.storage.test_archive_moves import move\nimport pathlib, sys\n"
    program += "move(pathlib.Path(sys.argv[1]))"
    movers = [
        subprocess.Popen([sys.executable, "-c", program, str(home)], cwd=Path(__file__).parents[2])
        for _ in range(4)
    ]

    assert [mover.wait() for mover in movers] == [0] * len(movers)
    holds(home, before)


def test_a_torn_last_line_of_an_archive_counts_for_nothing(tmp_path: Path) -> None:
    """What was being written when somebody was killed is in the open work still."""
    home = filled(tmp_path / "home")
    before = everything(home)
    move(home)
    path = home / "archive" / "2026-01.jsonl"
    whole = path.read_bytes()
    with path.open("ab") as file:
        file.write(b'{"sum":"00000000","n":9,"ops":[["put","incidents",1,{"log":[')

    assert everything(home) == before
    assert find(home, 1) is not None
    path.write_bytes(whole)
    holds(home, before)


def test_a_damaged_line_of_an_archive_is_named(tmp_path: Path) -> None:
    """Never skipped without a word, and never taken for what was written."""
    home = filled(tmp_path / "home")
    move(home)
    path = home / "archive" / "2026-01.jsonl"
    whole = path.read_bytes()
    more = whole.splitlines(keepends=True)
    path.write_bytes(whole.replace(b"words of 2", b"works of 2") + more[1])

    with pytest.raises(RecoverError, match=r"2026-01\.jsonl is damaged at byte"):
        list(scan(home))


def test_a_line_longer_than_a_piece_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines are put together from pieces of any size, at any boundary."""
    home = filled(tmp_path / "home")
    move(home)
    expected = [(past.number, past.document) for past in scan(home)]

    for size in (*range(1, 40), 1000):
        monkeypatch.setattr("recover.storage.archive_bytes._CHUNK", size)
        assert [(past.number, past.document) for past in scan(home)] == expected
