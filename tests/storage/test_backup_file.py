"""A backup is what the book was at one moment, whole, and nothing else is taken for one."""

import errno
import io
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from recover.domain.errors import Failed, Refused
from recover.storage import manifest as manifest_module
from recover.storage import pinning
from recover.storage.backup_file import write_backup
from recover.storage.backup_reading import SEAL_SIZE, opened, seal
from recover.storage.manifest import DamagedBackup, NewerBackup, NotABackup
from tests.storage.homes import (
    NOW,
    back_up,
    compact,
    fill,
    fill_all,
    held_by,
    restore,
    stepping,
)

WRITER = """
import sys
from pathlib import Path
from recover.storage.book import Book
home = Path(sys.argv[1]).parent / "home"
with Book(home / "work.jsonl") as work, Book(home / "directory.jsonl") as directory:
    number = 0
    while True:
        number += 1
        with directory.exclusive(), work.exclusive():
            work.table("pairs").insert({"n": number})
            directory.table("pairs").insert({"n": number})
        print(number, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with something of every kind in it."""
    fill_all(tmp_path / "home", "old")
    return tmp_path / "home"


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(home, tmp_path / "book.recover")
    return tmp_path / "book.recover"


def everything_in(file: Path) -> dict[str, bytes]:
    """Read every member of a backup."""
    with opened(file) as found:
        return {each.name: b"".join(found.chunks(each)) for each in found.manifest.members}


def test_it_holds_everything_and_says_so(home: Path, backup: Path) -> None:
    """Private; the manifest is the first member; any zip program reads it."""
    with opened(backup) as found:
        made = found.manifest
    with zipfile.ZipFile(backup) as archive:
        names = archive.namelist()
        assert archive.testzip() is None

    assert names[0] == "manifest.json"
    assert set(names[1:]) == {
        str(each.relative_to(home)) for each in home.rglob("*") if each.is_file()
    }
    assert all(data == (home / name).read_bytes() for name, data in everything_in(backup).items())
    assert made.counts == {"incidents": 2, "archived": 0, "accounts": 2, "people": 0}
    assert made.latest == "2026-11-02T10:00:00Z"
    assert made.numbers["work.jsonl"] == 2
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [each.name for each in backup.parent.iterdir() if each.name != "home"] == [backup.name]


def test_of_a_compacted_journal_the_current_file_is_taken(home: Path, tmp_path: Path) -> None:
    """Also when the file before it could not be removed."""
    compact(home / "work.jsonl")
    whole = (home / "work.g2.jsonl").read_bytes()
    assert (home / "work.jsonl").exists()
    back_up(home, tmp_path / "one.recover")
    assert everything_in(tmp_path / "one.recover")["work.g2.jsonl"] == whole
    assert "work.jsonl" not in everything_in(tmp_path / "one.recover")

    restore(tmp_path / "fresh", tmp_path / "one.recover")
    assert held_by(tmp_path / "fresh") == held_by(home)


def test_a_torn_last_line_is_left_off(home: Path, tmp_path: Path) -> None:
    """Only whole good lines are taken; the file itself is not touched."""
    whole = (home / "work.jsonl").read_bytes()
    (home / "work.jsonl").write_bytes(whole + b'{"sum":"torn')
    back_up(home, tmp_path / "one.recover")

    assert everything_in(tmp_path / "one.recover")["work.jsonl"] == whole
    assert (home / "work.jsonl").read_bytes() == whole + b'{"sum":"torn'


def test_a_damaged_book_is_refused_by_name(home: Path, tmp_path: Path) -> None:
    """And no file is left behind; as it is, it can be kept, but not restored."""
    path = home / "work.jsonl"
    path.write_bytes(path.read_bytes().replace(b"old1", b"0ld1", 1))

    with pytest.raises(Failed, match=r"work\.jsonl is damaged at byte"):
        back_up(home, tmp_path / "one.recover")
    assert not list(tmp_path.glob("*.recover"))
    assert not list(tmp_path.glob(".recover*"))
    write_backup(home, tmp_path / "two.recover", made=NOW, by="mara", as_it_is=True)
    with pytest.raises(Refused, match="was damaged when it was copied"):
        restore(tmp_path / "fresh", tmp_path / "two.recover")
    assert everything_in(tmp_path / "two.recover")["work.jsonl"] == path.read_bytes()


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling"])
def test_nothing_is_written_over(home: Path, tmp_path: Path, kind: str) -> None:
    """Whatever has that name stays as it is; no link is followed."""
    path, other = tmp_path / "a", tmp_path / "other"
    other.write_text("mine")
    if kind == "file":
        path.write_text("mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(other if kind == "link" else tmp_path / "nowhere")

    with pytest.raises(Refused, match="is there already"):
        back_up(home, path)
    assert other.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "home", "other"]


def test_every_byte_counts(backup: Path, tmp_path: Path) -> None:
    """Whichever byte is another one, or missing at the end, the file is refused."""
    whole = backup.read_bytes()
    bad = tmp_path / "bad.recover"
    size = len(whole)
    for place in (*range(200), *range(200, size - 500, 7), *range(size - 500, size)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        bad.write_bytes(changed)
        with pytest.raises((DamagedBackup, NewerBackup, NotABackup)), opened(bad):
            pass
    for size in (0, 1, 30, 100, len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:size])
        with pytest.raises((DamagedBackup, NotABackup)), opened(bad):
            pass
    bad.write_bytes(whole + b"\0")
    with pytest.raises(DamagedBackup), opened(bad):
        pass


@pytest.mark.parametrize("kind", ["empty", "text", "zip", "folder", "pipe", "journal"])
def test_what_is_no_backup_is_called_so(home: Path, tmp_path: Path, kind: str) -> None:
    """With the reason in a sentence."""
    path = tmp_path / "other"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a", "b")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "journal":
        shutil.copy(home / "work.jsonl", path)
    else:
        path.write_text("" if kind == "empty" else "hello" * 100)

    with pytest.raises(NotABackup, match="is no backup of recover"), opened(path):
        pass


def sealed(members: list[tuple[zipfile.ZipInfo | str, bytes]], target: Path) -> Path:
    """Write a zip whose sum is right, whatever is in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = seal("0" * 64)
        for info, data in members:
            archive.writestr(info, data)
    whole = buffer.getvalue()[:-SEAL_SIZE]
    target.write_bytes(whole + seal(sha256(whole).hexdigest()))
    return target


def made_up(
    target: Path,
    members: dict[str, bytes],
    *,
    changes: dict[str, Any] | None = None,
    listed: list[dict[str, Any]] | None = None,
    info: Callable[[str], zipfile.ZipInfo | str] = str,
) -> Path:
    """Write a backup of one's own making, with the right sums unless told otherwise."""
    plain = {
        "recover": "backup",
        "format": 1,
        "made": NOW.isoformat(),
        "by": "mara",
        "version": "1",
        "why": "",
        "covers": "everything",
        "counts": {},
        "latest": "",
        "numbers": {},
        "unsound": [],
        "left_out": [],
        "members": [
            {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in members.items()
        ]
        if listed is None
        else listed,
        **(changes or {}),
    }
    manifest = ("manifest.json", json.dumps(plain).encode())
    return sealed([manifest, *((info(name), data) for name, data in members.items())], target)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "playbooks/../../evil",
        "playbooks/..",
        "playbooks\\..\\evil",
        "playbooks/.hidden",
        "C:evil",
        "evil",
        "copies/2026-01-01.recover",
        "restoring/plan.json",
        "drafts/../../x.json",
        "work.jsonl/x",
        "work.g1.jsonl",
        "archive/2026-10.g02.jsonl",
        "archive/2026-1x.jsonl",
        "archive/２０２６-10.jsonl",
        "settings.toml\n",
    ],
)
def test_a_name_that_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    """Wherever it would lead to; nothing is written."""
    bad = made_up(tmp_path / "bad", {name: b"x"})

    with pytest.raises(DamagedBackup):
        restore(tmp_path / "fresh", bad)
    assert [each.name for each in tmp_path.iterdir()] == ["bad"]


def link(name: str) -> zipfile.ZipInfo:
    """A member that would be a link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


SUM = sha256(b"x").hexdigest()
TOML = {"settings.toml": b"x"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "options",
    [
        {"members": TOML, "info": link},
        {"members": TOML, "listed": []},
        {"members": {}, "listed": [{"name": "settings.toml", "size": 1, "sha256": SUM}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": 2, "sha256": SUM}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": -1, "sha256": SUM}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": True, "sha256": SUM}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": 1, "sha256": "0" * 64}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": 1, "sha256": None}]},
        {"members": TOML, "listed": [{"name": "settings.toml", "size": 1, "sha256": SUM}] * 2},
        {"members": TOML, "listed": 3},
        {"members": TOML, "changes": {"covers": "nothing"}},
        {"members": TOML, "changes": {"made": "2026-11-29T10:00:00"}},
        {"members": TOML, "changes": {"format": 0}},
        {"members": TOML, "changes": {"counts": {"incidents": -1}}},
        {"members": TOML, "changes": {"unsound": None}},
        {"members": {"work.jsonl": b"x"}},
        {"members": {"work.jsonl": b""}},
        {"members": {"archive/2026-10.jsonl": b'{"sum":"00000000","recover":"journal"}\n'}},
        {"members": {"work.jsonl": b"", "work.g2.jsonl": b""}},
    ],
)
def test_what_does_not_add_up_is_refused(tmp_path: Path, options: dict[str, Any]) -> None:
    """Links, lies about sizes and sums, files twice or missing, journals that do not replay."""
    bad = made_up(tmp_path / "bad", **options)

    with pytest.raises(DamagedBackup):
        restore(tmp_path / "fresh", bad)
    assert not list((tmp_path / "fresh").glob("*"))


def test_the_same_member_twice_is_refused(tmp_path: Path) -> None:
    """A zip can hold two of one name, of which programs see one or the other."""
    listed = [{"name": "settings.toml", "size": 1, "sha256": SUM}]
    good = made_up(tmp_path / "good", TOML, listed=listed)
    with zipfile.ZipFile(good) as archive:
        text = archive.read("manifest.json")
    with pytest.warns(UserWarning, match="Duplicate"):
        bad = sealed(
            [("manifest.json", text), ("settings.toml", b"x"), ("settings.toml", b"x")],
            tmp_path / "bad",
        )

    with pytest.raises(DamagedBackup), opened(bad):
        pass


def test_a_bomb_is_refused_before_it_fills_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what it says of its size counts, nor what it does not say."""
    bomb = zipfile.ZipInfo("settings.toml")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    data = b"\0" * (64 << 20)
    honest = made_up(tmp_path / "honest", {"settings.toml": data}, info=lambda _: bomb)
    with pytest.raises(DamagedBackup, match="more than a book can"):
        restore(tmp_path / "fresh", honest)

    monkeypatch.setattr(manifest_module, "LARGEST_TOTAL", 1 << 20)
    member = zipfile.ZipInfo("work.jsonl")
    member.compress_type = zipfile.ZIP_DEFLATED
    large = made_up(tmp_path / "large", {"work.jsonl": data}, info=lambda _: member)
    with pytest.raises(DamagedBackup, match="more than a book can"):
        restore(tmp_path / "fresh", large)
    assert not list((tmp_path / "fresh").glob("*"))


def test_a_newer_format_is_refused_by_name(home: Path, backup: Path, tmp_path: Path) -> None:
    """Of the backup, and of a journal in it."""
    newer = made_up(tmp_path / "newer", {}, changes={"format": 2, "members": "another shape"})
    with pytest.raises(NewerBackup, match="format 2"), opened(newer):
        pass

    from recover.storage.lines import FORMAT, line

    header = f'"recover":"journal","format":{FORMAT + 1},"generation":1,"last":0,"rows":0}}'
    journal = made_up(tmp_path / "journal", {"work.jsonl": line(header)})
    before = held_by(home)
    with pytest.raises(NewerBackup, match="format"):
        restore(home, journal)
    assert held_by(home) == before
    assert backup.exists()


def attempt(home: Path, target: Path) -> str:
    """Write a backup; why it could not be, or nothing."""
    try:
        back_up(home, target)
    except (Failed, Refused) as error:
        return str(error)
    return ""


def test_a_full_disk_at_any_step_leaves_nothing(home: Path, tmp_path: Path) -> None:
    """One sentence, no file, and the book as it was; with room again it works."""
    before = held_by(home)
    step = steps = 0
    while step <= steps:

        def full(number: int, at: int = step) -> None:
            if number == at:
                raise OSError(errno.ENOSPC, "No space left on device")

        target = tmp_path / f"{step}.recover"
        with stepping(full) as done:
            said = attempt(home, target)
        if said:
            assert "No space left" in said or "the disk is full" in said
            assert done[step] == "sync_folder" or not target.exists()
        else:
            assert len(done) <= step
        steps = max(steps, len(done))
        assert not list(tmp_path.glob(".recover*"))
        assert held_by(home) == before
        step += 1
    assert steps >= 5


def test_a_file_that_changes_meanwhile_is_noticed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings are not append-only: what was summed up is what has to be written."""
    real = pinning._sum  # noqa: SLF001 - the moment between the two readings

    def then_change(pin: pinning.Pin) -> str:
        total = real(pin)
        if pin.name == "settings.toml":
            (home / "settings.toml").write_text('person = "eve"\n')
        return total

    monkeypatch.setattr(pinning, "_sum", then_change)
    with pytest.raises(Failed, match="was changed while it was being copied"):
        back_up(home, tmp_path / "one.recover")
    assert not (tmp_path / "one.recover").exists()


def test_a_file_with_a_name_that_is_none_is_named(home: Path, tmp_path: Path) -> None:
    """Nothing is left out without a word; what nobody made on purpose is."""
    (home / "playbooks" / "a:b.toml").write_text("x")
    (home / "playbooks" / ".DS_Store").write_text("x")
    os.mkfifo(home / "templates" / "pipe")
    made = write_backup(home, tmp_path / "one.recover", made=NOW, by="mara")

    assert made.left_out == ["playbooks/a:b.toml", "templates/pipe"]


def test_backups_while_another_process_writes_are_of_one_moment(
    tmp_path: Path, run: Callable[..., Popen[str]]
) -> None:
    """Both journals are of the same moment, and hold all that was acknowledged before it."""
    home = tmp_path / "home"
    fill(home, "first")
    writer = run(WRITER)
    assert writer.stdout is not None
    writer.stdout.readline()
    seen = []
    for number in range(12):
        acknowledged = int(writer.stdout.readline())
        target = tmp_path / f"{number}.recover"
        back_up(home, target)
        fresh = tmp_path / f"fresh{number}"
        restore(fresh, target)
        held: Any = held_by(fresh)
        pairs = held["work.jsonl"]["pairs"]
        assert pairs == held["directory.jsonl"]["pairs"]
        assert [each["n"] for _, each in pairs] == list(range(1, len(pairs) + 1))
        assert len(pairs) >= acknowledged
        seen.append(len(pairs))
    writer.kill()
    rest = writer.stdout.read().split()

    assert seen == sorted(seen)
    assert seen[-1] > seen[0]
    held = held_by(home)
    assert len(held["work.jsonl"]["pairs"]) >= max([seen[-1], *map(int, rest[-1:])])
