"""A damaged journal: named with its place, and repaired with everything that can be read."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from recover.domain.errors import Failed, Refused
from recover.storage import disk, journal
from recover.storage.book import Book
from recover.storage.errors import Damaged, Newer
from recover.storage.file import make
from recover.storage.generations import generations
from recover.storage.inspection import Condition, look_at
from recover.storage.lines import Header, header_line, line
from recover.storage.repair import RepairPlan, plan_repair, repair
from recover.storage.store import Store

if TYPE_CHECKING:
    from tests.storage.conftest import Faults

OPENED = {
    "account": None,
    "contact": None,
    "channel": "call",
    "department": "",
    "playbook": "blank",
    "playbook_version": 1,
    "severity": "normal",
    "urgent": False,
}
INCIDENTS = (1, 2, 3)
LENGTH = 4
"""Lines of each incident."""


@pytest.fixture(autouse=True)
def without_syncing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut would show whether a sync was real, and each takes milliseconds."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)  # noqa: ARG005


def entry(number: int, kind: str, **what: object) -> dict[str, Any]:
    """Write an entry as it stands in a log, with a field of a later day."""
    return {
        "number": number,
        "at": "2026-10-22T17:10:00+00:00",
        "recorded": "2026-10-22T17:10:00+00:00",
        "by": "mara",
        "kind": kind,
        "client": False,
        "action": number,
        "what": what,
        "seal": [number, "salt", "link"],
    }


def text(incident: int, number: int) -> str:
    """What line *number* of an incident says."""
    return f"line {number} of {incident} ✓"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Three incidents of four lines each, written in turns."""
    path = tmp_path / "home" / "work.jsonl"
    with Book(path) as book:
        table = book.table("incidents")
        for _ in INCIDENTS:
            table.insert({"log": [entry(1, "opened", **OPENED)]})
        for number in range(2, LENGTH + 1):
            for incident in INCIDENTS:
                note = entry(number, "note", text=text(incident, number))
                table.append(incident, "log", [note])
    return path


@pytest.fixture
def compacted(work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, compacted, with a line behind the snapshot; gives the current file."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 3)
    with Book(work) as book:
        book.table("incidents").append(1, "log", [entry(5, "note", text="before")])
        monkeypatch.undo()
        book.table("incidents").append(1, "log", [entry(6, "note", text="after")])
    assert generations(str(work)) == [2]
    return work.with_name("work.g2.jsonl")


def logs(path: Path) -> dict[int, list[dict[str, Any]]]:
    """The logs in a book, by incident; every one of them has to mean something."""
    directory = path.with_name("directory.jsonl")
    if not directory.exists():
        make(str(directory))
    store = Store(path.parent)
    assert all(each.entries for each in store.incidents())
    store.close()
    with Book(path) as book:
        return {number: each["log"] for number, each in book.table("incidents").raw_all()}


def mend(path: Path) -> RepairPlan:
    """Repair a journal; what was there must be kept byte for byte, and the good one must be."""
    before = {each.name: each.read_bytes() for each in path.parent.glob("*.jsonl")}
    plan = plan_repair(path.parent, path)
    repair(plan)

    assert [kept.read_bytes() for _, kept in plan.keeps] == [
        before[Path(file).name] for file, _ in plan.keeps
    ]
    assert all(kept.stat().st_mode & 0o777 == 0o600 for _, kept in plan.keeps)
    assert look_at(path).condition is Condition.GOOD
    return plan


def assert_honest(before: dict[int, list[dict[str, Any]]], path: Path, plan: RepairPlan) -> None:
    """What stands there is what was written, or says that it is lost; what is lost was named.

    Only of an end that is lost, with its incident's number, nobody can say whose end it is.
    """
    named = " ".join(each.what for each in plan.salvage.losses)
    after = logs(path)
    for incident, log in before.items():
        if after.get(incident) == log:
            continue
        assert plan.salvage.missing
        is_shorter = after.get(incident, []) == log[: len(after.get(incident, []))]
        assert is_shorter or f"incident {incident}" in named
        for number, found in enumerate(after.get(incident, ()), start=1):
            assert found["number"] == number
            is_ours = found["by"] == "recover"
            assert is_ours or found in log
    assert after.keys() <= before.keys()


@pytest.mark.parametrize("flip", [0x01, 0x20])
def test_any_damaged_byte_is_named_and_repaired(work: Path, flip: int) -> None:
    """Either all lines are there, or it is named where not; then all but the bad line is there."""
    good, before = work.read_bytes(), logs(work)
    last_line = good.rindex(b"\n", 0, -1) + 1
    for place in range(0, len(good), 3 if flip == 1 else 17):
        damaged = bytearray(good)
        damaged[place] ^= flip
        work.write_bytes(damaged)
        look = look_at(work)
        if place == len(good) - 1:
            assert look.condition is Condition.TORN
            assert look.byte == last_line
            continue
        assert look.condition is Condition.DAMAGED
        assert look.byte <= place
        assert f"byte {look.byte}" in look.why
        assert look.line == good.count(b"\n", 0, look.byte) + 1
        with pytest.raises(Damaged, match="recover doctor --repair"):
            Book(work)
        assert work.read_bytes() == damaged

        plan = mend(work)
        assert_honest(before, work, plan)
        missing = sum(map(len, before.values())) - sum(
            found in before[number] for number, log in logs(work).items() for found in log
        )
        assert missing <= 1
        shutil.rmtree(work.parent)
        work.parent.mkdir()


def test_any_damaged_byte_of_a_snapshot(compacted: Path, work: Path) -> None:
    """Rows that are lost are named; the others are kept, and so is what stands behind them."""
    good, before = compacted.read_bytes(), logs(work)
    last_line = good.rindex(b"\n", 0, -1) + 1
    for place in range(0, last_line, 11):
        damaged = bytearray(good)
        damaged[place] ^= 1
        compacted.write_bytes(damaged)
        assert look_at(work).condition is Condition.DAMAGED

        plan = mend(work)
        assert_honest(before, work, plan)
        assert generations(str(work)) == [3]
        shutil.rmtree(work.parent)
        work.parent.mkdir()


def test_lines_dropped_doubled_and_swapped(work: Path) -> None:
    """What is dropped is lost and named; what is doubled or swapped costs nothing."""
    lines, before = work.read_bytes().splitlines(keepends=True), logs(work)
    for place, (one, two) in enumerate(pairwise(lines[1:]), start=1):
        for changed, is_whole in (
            ([*lines[:place], *lines[place + 1 :]], False),
            ([*lines[:place], one, *lines[place:]], True),
            ([*lines[:place], two, one, *lines[place + 2 :]], True),
        ):
            work.write_bytes(b"".join(changed))
            assert look_at(work).condition is Condition.DAMAGED

            plan = mend(work)
            assert plan.salvage.is_whole is is_whole
            assert_honest(before, work, plan)
            shutil.rmtree(work.parent)
            work.parent.mkdir()


def test_several_places_and_newlines_that_are_gone(work: Path) -> None:
    """Every line that is good by its checksum is found, wherever it begins."""
    lines, before = work.read_bytes().splitlines(keepends=True), logs(work)
    glued = [each.replace(b"\n", b" ") for each in lines]
    glued[4] = b"\0" * 512
    glued[9] = glued[9][:20] + b"\xff\xfe" + glued[9][22:]
    work.write_bytes(b"junk".join(glued) + lines[-1])

    plan = mend(work)
    assert_honest(before, work, plan)
    assert plan.salvage.missing[0].startswith("2 changes")
    after = logs(work)
    lost = [found for log in after.values() for found in log if found["by"] == "recover"]
    assert {found["what"]["text"] for found in lost} == {
        "This line could not be read after the file was damaged; what it said is not known."
    }
    assert len(lost) == 2


def test_an_incident_that_lost_its_opening(work: Path) -> None:
    """It stays, says so, and its number is not given out again."""
    lines = work.read_bytes().splitlines(keepends=True)
    work.write_bytes(b"".join([*lines[:3], b"x" * 40 + b"\n", *lines[4:]]))

    mend(work)
    log = logs(work)[3]
    assert [each["kind"] for each in log] == ["opened", "note", "note", "note", "note"]
    assert [each["what"]["text"] for each in log[1:4]] == [text(3, number) for number in (2, 3, 4)]
    assert "has to be said again" in log[-1]["what"]["text"]
    with Book(work) as book:
        assert book.table("incidents").next_id() > 3


def test_an_id_that_may_have_been_given_out_is_not_given_out_again(work: Path) -> None:
    """The last incident is lost with every line of it: its number is spared."""
    with Book(work) as book:
        book.table("incidents").insert({"log": [entry(1, "opened", **OPENED)]})
        book.table("incidents").append(1, "log", [entry(5, "note", text="later")])
    lines = work.read_bytes().splitlines(keepends=True)
    work.write_bytes(b"".join([*lines[:-2], b'{"sum":"no\n', lines[-1]]))

    mend(work)
    with Book(work) as book:
        assert book.table("incidents").raw(4) is None
        assert book.table("incidents").next_id() == 5


def test_words_whose_promise_is_lost_are_kept_in_a_note(work: Path) -> None:
    """What can be read and no longer means anything stays readable."""
    before = work.read_bytes()
    with Book(work) as book:
        book.table("incidents").append(1, "log", [entry(5, "note", text="lost")])
        # An answer that only makes sense with its handover.
        answer = entry(6, "accepted", handover=7, readback="I call at nine")
        book.table("incidents").append(1, "log", [answer])
    lines = work.read_bytes().splitlines(keepends=True)
    work.write_bytes(before + b"?\n" + lines[-1])

    mend(work)
    last = logs(work)[1][-1]
    assert last["number"] == 6
    assert "I call at nine" in str(last["what"])


def copy_of(home: Path, name: str) -> None:
    """Make a dated copy, as recover makes one a day."""
    (home / "copies").mkdir(exist_ok=True)
    with zipfile.ZipFile(home / "copies" / name, "w") as file:
        file.writestr("manifest.json", "{}")
        for path in home.glob("*.jsonl"):
            file.write(path, path.name)


def test_a_lost_line_is_taken_from_a_copy(work: Path) -> None:
    """Of the same journal: exactly the line that was lost, and nothing is missing."""
    copy_of(work.parent, "2026-10-22.recover")
    with Book(work) as book:
        book.table("incidents").append(2, "log", [entry(5, "note", text="after the copy")])
    before = logs(work)
    work.write_bytes(work.read_bytes().replace(text(2, 3).encode(), b"?" * 9))

    plan = mend(work)
    assert plan.salvage.is_whole
    assert logs(work) == before


def test_lost_rows_are_taken_from_an_older_copy(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of before the compaction: what it has is kept, what came later and is lost is said."""
    copy_of(work.parent, "2026-10-22.recover")
    monkeypatch.setattr(journal, "COMPACT_AFTER", 3)
    with Book(work) as book:
        book.table("incidents").append(2, "log", [entry(5, "note", text="after the copy")])
    monkeypatch.undo()
    current = work.with_name("work.g2.jsonl")
    with Book(work) as book:
        book.table("incidents").append(2, "log", [entry(6, "note", text="at last")])
    lines = current.read_bytes().splitlines(keepends=True)
    row = next(n for n, each in enumerate(lines) if b'"incidents",2,{' in each)
    lines[row] = b"\0" * len(lines[row])
    current.write_bytes(b"".join(lines))

    plan = mend(work)
    log = logs(work)[2]
    assert [each["what"].get("text") for each in log[1:4]] == [text(2, n) for n in (2, 3, 4)]
    assert "could not be read" in log[4]["what"]["text"]
    assert log[5]["what"]["text"] == "at last"
    assert [each.what for each in plan.salvage.losses] == ["incident 2"]


@pytest.mark.parametrize(
    "junk", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 60], ids=("empty", "text", "torn")
)
def test_a_copy_that_is_none_is_passed_over(work: Path, junk: bytes) -> None:
    """A damaged copy does not stop a repair."""
    copy_of(work.parent, "2026-10-22.recover")
    (work.parent / "copies" / "2026-10-23.recover").write_bytes(junk)
    before = logs(work)
    work.write_bytes(work.read_bytes().replace(text(2, 3).encode(), b"?" * 9))

    mend(work)
    assert logs(work) == before


def test_a_copy_of_another_book_is_left_alone(work: Path, tmp_path: Path) -> None:
    """Nothing of somebody else's comes into this one."""
    other = tmp_path / "other" / "work.jsonl"
    with Book(other) as book:
        for _ in range(9):
            book.table("incidents").insert({"log": [entry(1, "opened", **OPENED)]})
    copy_of(other.parent, "2026-10-22.recover")
    shutil.copytree(other.parent / "copies", work.parent / "copies")
    lines, before = work.read_bytes().splitlines(keepends=True), logs(work)
    work.write_bytes(b"".join([*lines[:5], b"?\n", *lines[6:]]))

    plan = mend(work)
    after = logs(work)
    assert after.keys() >= before.keys()
    assert [each["what"] for each in after[3]] == [each["what"] for each in before[3]]
    assert plan.salvage.missing


def test_newer_lines_are_not_repaired(work: Path) -> None:
    """What a later version wrote is left as it is."""
    lines = work.read_bytes().splitlines(keepends=True)
    for newer in (
        [lines[0], b"?\n", line('"n":2,"ops":[["merge","incidents",1]]}'), *lines[3:]],
        [header_line(Header(generation=1, last=0, rows=0)).replace(b'format":', b'format":9')],
    ):
        work.write_bytes(b"".join(newer))
        with pytest.raises(Newer):
            plan_repair(work.parent, work)
        assert work.read_bytes() == b"".join(newer)


def test_a_beginning_that_is_zeros_is_damage(work: Path) -> None:
    """Not somebody else's file: the good lines behind it say whose it is."""
    data, before = work.read_bytes(), logs(work)
    head = data.index(b"\n") + 1
    work.write_bytes(b"\0" * head + data[head:])
    with pytest.raises(Damaged):
        Book(work)

    plan = mend(work)
    assert plan.salvage.is_whole
    assert logs(work) == before


def test_somebody_who_has_it_open_reads_the_good_one(work: Path) -> None:
    """Also in the middle of what they were reading."""
    book = Book(work)
    lines = work.read_bytes().splitlines(keepends=True)
    with work.open("r+b") as file:
        file.seek(len(b"".join(lines[:5])) + 30)
        file.write(b"????")
    with work.open("ab") as file:
        file.write(b'{"sum":"half')

    mend(work)
    book.table("incidents").append(1, "log", [entry(5, "note", text="on")])
    assert logs(work)[1][-1]["what"]["text"] == "on"
    book.close()


def test_what_was_changed_meanwhile_is_looked_at_again(work: Path) -> None:
    """Nothing is done that nobody was shown."""
    data = work.read_bytes()
    work.write_bytes(data.replace(text(2, 3).encode(), b"?" * 9))
    plan = plan_repair(work.parent, work)
    work.write_bytes(data)

    with pytest.raises(Refused, match="changed meanwhile"):
        repair(plan)
    assert work.read_bytes() == data


def disk_full() -> OSError:
    import errno

    return OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("error", [disk_full, KeyboardInterrupt])
def test_any_write_of_a_repair_may_fail(
    work: Path, faults: "Faults", error: Callable[[], BaseException]
) -> None:
    """Afterwards it is damaged still, or good; a second attempt gives the same as the first."""
    good, before = work.read_bytes(), logs(work)
    damaged = good.replace(text(2, 3).encode(), b"?" * 9)
    for call in range(1, 40):
        shutil.rmtree(work.parent)
        work.parent.mkdir()
        work.write_bytes(damaged)
        plan = plan_repair(work.parent, work)
        faults.fail(call - 1, error)
        try:
            repair(plan)
        except (Failed, KeyboardInterrupt):
            pass
        else:
            break
        finally:
            faults.heal()
        if look_at(work).condition is not Condition.GOOD:
            assert work.read_bytes() == damaged
            mend(work)
        after = logs(work)
        assert after[1] == before[1]
        assert [each["by"] for each in after[2]] == ["mara", "mara", "recover", "mara"]
    assert call > 5
    assert look_at(work).condition is Condition.GOOD


def test_an_incident_of_which_nothing_is_left_is_named(compacted: Path, work: Path) -> None:
    """Its row is zeros: its number is missing among those that were given out."""
    lines = compacted.read_bytes().splitlines(keepends=True)
    row = next(n for n, each in enumerate(lines) if b'"incidents",2,{' in each)
    lines[row] = b"\0" * len(lines[row])
    compacted.write_bytes(b"".join(lines))

    plan = mend(work)
    assert [each.what for each in plan.salvage.losses] == ["incident 2"]
    assert logs(work).keys() == {1, 3}
    with Book(work) as book:
        assert book.table("incidents").next_id() == 4


def test_what_has_no_log_stays_without_one(work: Path) -> None:
    """A document that only a tombstone is left of is not given a log again."""
    with Book(work) as book:
        book.table("incidents").put(2, {"forgotten": True})
        book.table("incidents").append(1, "log", [entry(5, "note", text="on")])
    work.write_bytes(work.read_bytes().replace(text(1, 3).encode(), b"?" * 9))

    plan_repair(work.parent, work)
    repair(plan_repair(work.parent, work))
    with Book(work) as book:
        assert book.table("incidents").raw(2) == {"forgotten": True}


def test_a_directory_is_repaired_without_a_trace_of_incidents(tmp_path: Path) -> None:
    """Accounts that lost a change are named by their keys."""
    path = tmp_path / "directory.jsonl"
    with Book(path) as book:
        accounts = book.table("accounts")
        for key in ("northwind", "lumen"):
            accounts.insert({"key": key, "name": key})
        accounts.put(1, {"key": "northwind", "name": "changed"})
        accounts.put(2, {"key": "lumen", "name": "last"})
    path.write_bytes(path.read_bytes().replace(b"changed", b"chanced"))

    plan = plan_repair(tmp_path, path)
    repair(plan)
    assert [each.what for each in plan.salvage.losses] == ["account northwind"]
    with Book(path) as book:
        assert book.tables() == {"accounts"}
        assert [each["name"] for _, each in book.table("accounts").raw_all()] == [
            "northwind",
            "last",
        ]


KILLED = """
import sys
from pathlib import Path
from recover.storage.repair import plan_repair, repair
from tests.storage.deadly import die_at

path = Path(sys.argv[2])
die_at(int(sys.argv[3]))
repair(plan_repair(path.parent, path))
"""


def test_a_repair_that_is_killed(work: Path, run: Callable[..., subprocess.Popen[str]]) -> None:
    """Before each of its calls: it is damaged still, or good, and a second attempt mends it."""
    good, before = work.read_bytes(), logs(work)
    damaged = good.replace(text(2, 3).encode(), b"?" * 9)
    for call in range(40):
        shutil.rmtree(work.parent)
        work.parent.mkdir()
        work.write_bytes(damaged)
        if run(KILLED, work, call).wait() == 0:
            break
        if look_at(work).condition is not Condition.GOOD:
            assert work.read_bytes() == damaged
            mend(work)
        after = logs(work)
        assert (after[1], after[3]) == (before[1], before[3])
        assert [each["by"] for each in after[2]] == ["mara", "mara", "recover", "mara"]
    assert call > 5


def test_a_folder_of_copies_that_is_a_link_is_refused(work: Path, tmp_path: Path) -> None:
    """Nothing is written where it leads to."""
    (tmp_path / "else").mkdir()
    (work.parent / "copies").symlink_to(tmp_path / "else")
    damaged = work.read_bytes().replace(text(2, 3).encode(), b"?" * 9)
    work.write_bytes(damaged)

    with pytest.raises(Refused, match="is a link"):
        repair(plan_repair(work.parent, work))
    assert work.read_bytes() == damaged
    assert not list((tmp_path / "else").iterdir())


def test_a_repair_waits_for_nobody_who_was_killed(
    work: Path, run: Callable[..., subprocess.Popen[str]]
) -> None:
    """A lock dies with its process."""
    holder = run(
        "import sys, time\n"
        "from recover.storage.file import JournalFile\n"
        "file = JournalFile.open(sys.argv[2], 1); file.lock(shared=False)\n"
        "print('held', flush=True); sys.stdin.read()",
        work,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    work.write_bytes(work.read_bytes().replace(text(2, 3).encode(), b"?" * 9))

    mend(work)
    assert disk.names_in(str(work.parent / "copies")) == ["work.jsonl.damaged-1"]


def test_several_bad_lines_at_the_end_are_more_than_an_interrupted_write(work: Path) -> None:
    """They were acknowledged: named as damage, and filled from a copy as far as that goes."""
    copy_of(work.parent, "2026-10-22.recover")
    before = logs(work)
    lines = work.read_bytes().splitlines(keepends=True)
    work.write_bytes(
        b"".join([*lines[:-2], *(each.replace(b"line", b"l1ne") for each in lines[-2:])])
    )
    look = look_at(work)
    assert look.condition is Condition.DAMAGED
    assert "its last 2 lines" in look.why

    plan = mend(work)
    assert logs(work) == before
    assert {each.what for each in plan.salvage.losses} == {"incident 2", "incident 3"}
