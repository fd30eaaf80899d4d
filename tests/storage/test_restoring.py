"""A restore has happened or it has not, whatever comes in between; and it can be taken back."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from recover.domain.errors import Failed, Refused
from recover.storage import restoring
from recover.storage.backup_file import write_backup
from recover.storage.book import Book
from recover.storage.copies import copies, keep_copy
from recover.storage.manifest import OPEN_WORK
from recover.storage.outline import lacking
from recover.storage.restoring import put_in_place, unpacked, what_is_there
from recover.storage.store import Store
from tests.storage.homes import (
    NOW,
    back_up,
    compact,
    entry,
    fill,
    fill_all,
    held_by,
    restore,
    stepping,
)

ROOT = Path(__file__).parents[2]
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from tests.storage.homes import back_up, held_by, restore, stepping

base, what = Path(sys.argv[1]), sys.argv[2]
old, new, seen = held_by(base / "home"), held_by(base / "other"), set()
step = 0
while True:
    trial = base / "trial"
    shutil.copytree(base / "home", trial)
    target = base / "made.recover"
    child = os.fork()
    if not child:
        def die(number):
            if number == step:
                os.kill(os.getpid(), signal.SIGKILL)
        with stepping(die):
            back_up(trial, target) if what == "backup" else restore(trial, base / "other.recover")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    found = held_by(trial)
    assert found in (old, new), (step, found)
    seen.add(found == new)
    assert not (trial / "restoring").exists(), step
    if what == "backup":
        assert found == old
        if target.exists():
            restore(base / "fresh", target)
            assert held_by(base / "fresh") == old
            shutil.rmtree(base / "fresh")
    else:
        restore(trial, base / "other.recover")
        assert held_by(trial) == new
        assert not list(trial.glob("restoring*")), step
    target.unlink(missing_ok=True)
    shutil.rmtree(trial)
    step += 1
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        assert status == 0, status
        break
print(step, sorted(seen))
"""
APP = """
import sys
from pathlib import Path
from recover.storage.store import Store
home = Path(sys.argv[1]).parent / "home"
store = Store(home)
for line in sys.stdin:
    if line.strip() == "write":
        with store.exclusive():
            store._work.table("incidents").insert({"log": []})
    elif line.strip() == "refresh":
        store.refresh()
    print([number for number, _ in store._work.table("incidents").raw_all()], flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with something of every kind in it."""
    fill_all(tmp_path / "home", "old")
    return tmp_path / "home"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The backup of another home folder, of whose journals one has been compacted."""
    fill_all(tmp_path / "other", "newer")
    compact(tmp_path / "other" / "directory.jsonl")
    back_up(tmp_path / "other", tmp_path / "other.recover")
    return tmp_path / "other.recover"


def test_on_a_clean_machine_everything_is_as_it_was(home: Path, tmp_path: Path) -> None:
    """Byte for byte, private, and without a copy of nothing."""
    back_up(home, tmp_path / "one.recover")
    fresh = tmp_path / "a" / "fresh"
    kept = restore(fresh, tmp_path / "one.recover")

    assert kept is None
    files = sorted(each.relative_to(home) for each in home.rglob("*"))
    assert sorted(each.relative_to(fresh) for each in fresh.rglob("*")) == files
    for each in files:
        mode = 0o700 if (home / each).is_dir() else 0o600
        assert (fresh / each).stat().st_mode & 0o777 == mode
        assert (home / each).is_dir() or (fresh / each).read_bytes() == (home / each).read_bytes()


def test_a_full_backup_replaces_everything_and_can_be_taken_back(home: Path, other: Path) -> None:
    """Months, settings and playbooks that are not in it go; a draft that is there never does."""
    before = held_by(home)
    kept = restore(home, other)

    assert held_by(home) == held_by(other.with_suffix(""))
    assert sorted(each.name for each in (home / "archive").iterdir()) == [
        "2026-05.jsonl",
        "2026-09.jsonl",
    ]
    assert len(list((home / "drafts").iterdir())) == 2
    assert kept is not None
    assert [each.path for each in copies(home)] == [kept]

    restore(home, kept)
    assert held_by(home) == before
    assert len(copies(home)) == 2


def test_a_copy_of_the_open_work_leaves_the_archive(home: Path, other: Path) -> None:
    """And the playbooks; the settings are part of it."""
    before = held_by(home)
    target = other.with_name("daily.recover")
    write_backup(other.with_suffix(""), target, made=NOW, by="mara", covers=OPEN_WORK)
    restore(home, target)
    after, new = held_by(home), held_by(other.with_suffix(""))

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"work.jsonl", "directory.jsonl", "settings.toml", "notify.toml"}
    assert all(after[name] == new[name] for name in changed)
    assert len(list((home / "drafts").iterdir())) == 1


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_whoever_is_killed_leaves_the_old_book_or_the_new_one(
    home: Path, other: Path, what: str
) -> None:
    """Before every step that changes something on the disk, in a real process."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.parent), what],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=240,
        check=False,
    )
    assert done.stderr == ""
    steps, seen = done.stdout.split(" ", 1)

    assert other.exists()
    assert int(steps) >= (8 if what == "backup" else 40)
    assert json.loads(seen.lower()) == ([False] if what == "backup" else [False, True])


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_step(home: Path, other: Path, tmp_path: Path, code: int) -> None:
    """One sentence; the old book, or, once it was said that it is gone on with, the new one."""
    old, new = held_by(home), held_by(other.with_suffix(""))
    outcomes = set()
    step = steps = 0
    while step <= steps:
        trial = tmp_path / "trial"
        shutil.copytree(home, trial)

        def fail(number: int, at: int = step) -> None:
            if number == at:
                raise OSError(code, os.strerror(code))

        with stepping(fail) as done:
            said = attempt(trial, other)
        steps = max(steps, len(done))
        if "goes on with it" in said or not said:
            assert held_by(trial) == new, (step, said)
        else:
            assert held_by(trial) == old, (step, said)
        outcomes.add((bool(said), held_by(trial) == new))
        restore(trial, other)
        assert held_by(trial) == new
        assert not list(trial.glob("restoring*"))
        shutil.rmtree(trial)
        step += 1

    assert outcomes == {(True, False), (True, True), (False, True)}


def attempt(home: Path, file: Path) -> str:
    """Restore; why it could not be done, or nothing."""
    try:
        restore(home, file)
    except (Failed, Refused) as error:
        return str(error)
    return ""


def test_what_is_refused_leaves_the_home_as_it_was(home: Path, other: Path) -> None:
    """A backup of which one byte is another one."""
    before = {each: each.read_bytes() for each in home.rglob("*") if each.is_file()}
    whole = other.read_bytes()
    for place in range(0, len(whole), len(whole) // 40):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        other.write_bytes(changed)
        assert attempt(home, other)

    assert {each: each.read_bytes() for each in home.rglob("*") if each.is_file()} == before


def test_what_killed_restores_have_left_is_removed(home: Path, other: Path) -> None:
    """But not what another one is unpacking just now."""
    left = home / "restoring.new-1-1"
    (left / "new").mkdir(parents=True)
    (left / "plan.json").touch()
    (home / "restoring.done-1-1").mkdir()
    (home / "restoring.new-2-2").mkdir()
    with unpacked(home, other) as ready:
        assert list(home.glob("restoring*")) == [ready.folder]
        with unpacked(home, other):
            assert ready.folder.exists()
        put_in_place(ready, made=NOW, by="mara")

    assert not list(home.glob("restoring*"))


def test_a_damaged_book_is_kept_as_it_is_and_replaced(home: Path, other: Path) -> None:
    """The copy holds every byte of it, and is not restored by mistake."""
    path = home / "work.jsonl"
    path.write_bytes(path.read_bytes().replace(b"old1", b"0ld1", 1))
    bad = path.read_bytes()
    assert what_is_there(home).unsound
    kept = restore(home, other)

    assert held_by(home) == held_by(other.with_suffix(""))
    assert kept is not None
    assert "was damaged when it was copied" in attempt(home, kept)
    assert copies(home)[0].why_not
    import zipfile

    with zipfile.ZipFile(kept) as archive:
        assert archive.read("work.jsonl") == bad


def test_journals_that_are_links_are_not_replaced(home: Path, other: Path) -> None:
    """Their files may be on another disk; what to do is said."""
    elsewhere = home.parent / "elsewhere.jsonl"
    (home / "work.jsonl").rename(elsewhere)
    (home / "work.jsonl").symlink_to(elsewhere)

    assert "is a link to" in attempt(home, other)
    assert not list(home.glob("restoring*"))
    back_up(home, home.parent / "linked.recover")
    restore(home.parent / "fresh", home.parent / "linked.recover")
    found: Any = held_by(home.parent / "fresh")
    assert len(found["work.jsonl"]["incidents"]) == 2


def test_a_folder_that_is_a_link_gives_way(home: Path, other: Path, tmp_path: Path) -> None:
    """Nothing is written through it, and what it leads to stays."""
    elsewhere = tmp_path / "elsewhere"
    (home / "playbooks").rename(elsewhere)
    (home / "playbooks").symlink_to(elsewhere)
    restore(home, other)

    assert [each.name for each in elsewhere.iterdir()] == ["old.toml"]
    assert not (home / "playbooks").is_symlink()
    assert [each.name for each in (home / "playbooks").iterdir()] == ["newer.toml"]


def test_an_open_book_finds_the_other_one(home: Path, other: Path) -> None:
    """Also where an incident of the same number has a log of the same length."""
    store = Store(home)
    assert store._work.table("incidents").raw(1) is not None  # noqa: SLF001 - without a domain log
    restore(home, other)

    assert store.refresh()
    document = store._work.table("incidents").raw(1)  # noqa: SLF001 - as above
    assert document is not None
    assert document["log"][0]["what"]["text"] == "newer1"
    with store.exclusive():
        store._work.table("incidents").insert({"log": [entry(1, "after")]})  # noqa: SLF001 - as above
    store.close()
    with Book(home / "work.jsonl") as book:
        assert len(book.table("incidents").raw_all()) == 3


def test_another_process_goes_on_in_the_other_book(
    home: Path, other: Path, run: Callable[..., Popen[str]]
) -> None:
    """It may write at once; nothing goes into the file that is gone."""
    fill(home, "third")
    app = run(APP)

    def ask(what: str) -> list[int]:
        assert app.stdin is not None
        assert app.stdout is not None
        app.stdin.write(f"{what}\n")
        app.stdin.flush()
        return list(json.loads(app.stdout.readline()))

    assert ask("look") == [1, 2, 3]
    restore(home, other)
    assert ask("write") == [1, 2, 4]
    restore(home, other)
    assert ask("refresh") == [1, 2]

    with unpacked(home, other) as ready:  # as if killed at the very moment of the commit
        ready.folder.rename(home / "restoring")
    assert ask("refresh") == [1, 2]
    assert not (home / "restoring").exists()


def test_what_is_written_while_the_copy_is_made_is_in_the_copy(
    home: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others go on writing until the locks are held; each such write is in the copy that stays."""
    written: list[str] = []

    def then_write(*arguments: Any, **options: Any) -> Path:
        path = keep_copy(*arguments, **options)
        if options.get("hold", True):
            written.append(f"late{len(written)}")
            fill(home, written[-1])
        return path

    monkeypatch.setattr(restoring, "keep_copy", then_write)
    kept = restore(home, other)
    monkeypatch.undo()

    assert len(written) == 3
    assert [each.path for each in copies(home)] == [kept]
    assert kept is not None
    restore(home, kept)
    found: Any = held_by(home)
    accounts = [each["name"] for _, each in found["directory.jsonl"]["accounts"]]
    assert set(written) <= set(accounts)


def test_what_would_go_is_counted(home: Path, tmp_path: Path) -> None:
    """Whole incidents, and later lines of those that the backup has."""
    back_up(home, tmp_path / "one.recover")
    fill(home, "third")
    with Book(home / "work.jsonl") as book:
        book.table("incidents").append(1, "log", [entry(3, "a"), entry(4, "b")])
    with unpacked(home, tmp_path / "one.recover") as ready:
        missing = lacking(what_is_there(home), ready.contents, archive=True)
        nothing = lacking(ready.contents, what_is_there(home), archive=True)

    assert (missing.incidents, missing.entries) == (1, 2)
    assert (nothing.incidents, nothing.entries) == (0, 0)


WRITER = """
import sys
from pathlib import Path
from recover.storage.store import Store
store = Store(Path(sys.argv[1]).parent / "home")
number = 0
for _ in sys.stdin:
    for _ in range(25):
        number += 1
        with store.exclusive():
            store._work.table("pairs").insert({"n": number})
        print(number, flush=True)
"""


def test_nothing_acknowledged_is_lost_while_a_book_is_replaced(
    home: Path, other: Path, run: Callable[..., Popen[str]]
) -> None:
    """What another process writes all the time is in the copy, or in the book afterwards."""
    writer = run(WRITER)
    assert writer.stdin is not None
    assert writer.stdout is not None
    acknowledged, kept = [], []
    for _ in range(4):
        writer.stdin.write("go\n")
        writer.stdin.flush()
        acknowledged.append(int(writer.stdout.readline()))
        kept.append(restore(home, other))
        acknowledged += [int(writer.stdout.readline()) for _ in range(24)]
    found = numbers(home)
    for copy in kept:
        assert copy is not None
        fresh = home.parent / copy.stem
        restore(fresh, copy)
        found |= numbers(fresh)

    assert acknowledged == list(range(1, 101))
    assert set(acknowledged) <= found


def numbers(home: Path) -> set[int]:
    """What the writer has written into a book."""
    with Book(home / "work.jsonl") as book:
        return {each["n"] for _, each in book.table("pairs").raw_all()}
