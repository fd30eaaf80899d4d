"""The copies that nobody has to think of: one a day, ten kept, and never in the way of the work."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from recover.domain.errors import Failed
from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import Desk, open_desk
from recover.services.keeping import DailyCopy, keep_copy
from recover.services.listening import Caller, listen
from recover.services.throwaway import throwaway_desk
from recover.storage import copies as copies_module
from recover.storage.backup_file import write_backup
from recover.storage.book import Book
from recover.storage.copies import KEPT, Copy, copies, keep_daily_copy, tidy
from recover.storage.manifest import Manifest
from tests.storage.homes import NOW, held_by, restore

DAY = date(2026, 11, 29)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a book in it."""
    desk = open_desk(home=str(tmp_path / "home"), environment={"RECOVER_USER": "mara"})
    add_account(desk, AccountDetails(name="One", zone="UTC"))
    desk.close()
    return tmp_path / "home"


@pytest.fixture
def desk_at() -> Callable[[Path], Desk]:
    """Open a desk whose machine is at noon of a day; what it has to say is in `said`."""

    def make(home: Path, day: date = DAY, said: list[str] | None = None) -> Desk:
        told = said if said is not None else []
        desk = open_desk(home=str(home), environment={"RECOVER_USER": "mara"})
        noon = datetime(day.year, day.month, day.day, 12).astimezone().astimezone(UTC)
        desk.store.before_change = DailyCopy(home, "mara", now=lambda: noon, tell=told.append)
        return desk

    return make


def held(copy: Copy) -> Manifest:
    """What a copy that can be read says it holds."""
    assert copy.manifest is not None
    return copy.manifest


def names(home: Path) -> list[str]:
    """The names in the folder of the copies."""
    return sorted(each.name for each in (home / "copies").iterdir())


def test_the_first_change_of_a_day_is_preceded_by_a_copy(
    home: Path, desk_at: Callable[..., Desk]
) -> None:
    """Of the book without it; the next change makes none, the next day another one."""
    before = held_by(home)
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        desk = desk_at(home, day)
        for _ in range(2):
            add_account(desk, AccountDetails(name=f"A{len(desk.store.accounts())}", zone="UTC"))
        desk.close()

    assert names(home) == ["2026-11-29.recover", "2026-11-30.recover"]
    newest, oldest = copies(home)
    assert [held(each).counts["accounts"] for each in (oldest, newest)] == [1, 5]
    assert held(oldest).covers == "open work"
    assert all((home / "copies" / each).stat().st_mode & 0o777 == 0o600 for each in names(home))
    restore(home, oldest.path)
    assert held_by(home) == before


def test_there_is_no_copy_of_nothing(tmp_path: Path, desk_at: Callable[..., Desk]) -> None:
    """The first change of all has nothing before it; the second one has."""
    desk = desk_at(tmp_path / "home")
    listen(desk, Caller(), ["first"])
    assert not (tmp_path / "home" / "copies").exists()
    listen(desk, Caller(), ["second"])
    desk.close()

    (copy,) = copies(tmp_path / "home")
    assert copy.manifest is not None
    assert copy.manifest.counts["incidents"] == 1


def test_reading_makes_no_copy(home: Path) -> None:
    """Neither does opening the book."""
    desk = open_desk(home=str(home), environment={})
    desk.store.accounts()
    desk.store.refresh()
    desk.close()

    assert not (home / "copies").exists()


def test_a_book_that_is_thrown_away_is_not_copied() -> None:
    """`recover demo` plays on a book of its own."""
    with throwaway_desk() as desk:
        for _ in range(3):
            listen(desk, Caller(), ["hello"])
        assert not (desk.home / "copies").exists()


@pytest.mark.parametrize("hindrance", ["file", "unreadable"])
def test_a_copy_that_cannot_be_made_stops_nothing(
    home: Path, desk_at: Callable[..., Desk], hindrance: str
) -> None:
    """It is said once a day, and the work goes on."""
    said: list[str] = []
    desk = desk_at(home, said=said)
    if hindrance == "file":
        (home / "copies").write_text("mine")
    else:
        os.mkfifo(home / "settings.toml")
        (home / "copies").symlink_to(home / "nowhere" / "at" / "all")
        (home / "nowhere").write_text("a file")
    for _ in range(3):
        add_account(desk, AccountDetails(name=f"A{len(desk.store.accounts())}", zone="UTC"))
    desk.close()

    assert len(said) == 1
    assert said[0].startswith("There is no copy of today's book: ")
    with Book(home / "directory.jsonl") as book:
        assert len(book.table("accounts").raw_all()) == 4


def test_two_who_begin_the_day_at_once_make_one_copy(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is second finds it there, and goes on."""

    def overtaken(*arguments: Any, **options: Any) -> object:
        write_backup(*arguments, **options)
        return write_backup(*arguments, **options)

    monkeypatch.setattr(copies_module, "write_backup", overtaken)
    assert keep_daily_copy(home, DAY, made=NOW, by="mara")
    assert names(home) == ["2026-11-29.recover"]


def test_ten_of_each_kind_are_kept(home: Path) -> None:
    """The newest ones; what the program did not make stays."""
    keep_daily_copy(home, DAY, made=NOW, by="mara")
    folder = home / "copies"
    one = folder / "2026-11-29.recover"
    days = [f"{DAY - timedelta(days=each)}.recover" for each in range(1, 15)]
    moments = [f"2026-11-{each:02}T101500Z-before-restore.recover" for each in range(1, 15)]
    mine = ["mine.recover", "2026-01-01-mine.recover", "work.jsonl.old"]
    for name in (*days, *moments, *mine):
        shutil.copy(one, folder / name)
    (folder / ".recover-1-00.new").write_text("half")
    tidy(home)

    assert names(home) == sorted([one.name, *days[: KEPT - 1], *moments[-KEPT:], *mine])


def test_a_copy_can_be_kept_before_anything(home: Path) -> None:
    """Of everything; two of the same second have names of their own."""
    first = copies_module.keep_copy(home, "before-forget", made=NOW, by="mara")
    second = copies_module.keep_copy(home, "before-forget", made=NOW, by="mara")
    desk = open_desk(home=str(home), environment={"RECOVER_USER": "mara"})
    third = keep_copy(desk, "before-undo")
    desk.close()

    assert first.name == "2026-11-29T101500Z-before-forget.recover"
    assert second.name == "2026-11-29T101500Z-before-forget-2.recover"
    assert third.name.endswith("Z-before-undo.recover")
    assert all(held(each).covers == "everything" for each in copies(home))


def test_copies_that_cannot_be_read_are_listed(home: Path) -> None:
    """Each with its reason; a link is not followed."""
    keep_daily_copy(home, DAY, made=NOW, by="mara")
    (home / "copies" / "bad.recover").write_text("bad")
    (home / "copies" / "link.recover").symlink_to(home / "copies" / "2026-11-29.recover")
    found = copies(home)

    assert [each.name for each in found] == ["2026-11-29", "link", "bad"]
    assert [bool(each.why_not) for each in found] == [False, True, True]


def test_a_folder_that_cannot_be_read_is_said(home: Path) -> None:
    """One sentence."""
    (home / "copies").write_text("mine")

    with pytest.raises(Failed, match="Cannot read"):
        copies(home)
