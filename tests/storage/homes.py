"""Home folders for the tests of backups, and a disk on which each step can be made to go wrong."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from recover.storage import disk, new_file
from recover.storage.backup_file import write_backup
from recover.storage.book import Book
from recover.storage.generations import generations
from recover.storage.home_files import journals, month_path
from recover.storage.restoring import put_in_place, unpacked
from recover.storage.store import Store

NOW = datetime(2026, 11, 29, 10, 15, tzinfo=UTC)
STEPS: tuple[tuple[Any, str], ...] = (
    *((disk, name) for name in ("create", "write", "sync", "place", "replace", "remove")),
    *((disk, name) for name in ("sync_folder", "make_folder")),
    *((new_file, name) for name in ("create", "place")),
)
"""Every call that changes something on the disk."""


def entry(number: int, text: str) -> dict[str, object]:
    """An entry of a log as it stands in a journal."""
    moment = f"2026-11-{number:02}T10:00:00Z"
    return {
        "number": number,
        "at": moment,
        "recorded": moment,
        "by": "mara",
        "kind": "noted",
        "client": False,
        "action": number,
        "what": {"text": text},
    }


def fill(home: Path, *words: str) -> None:
    """Add an incident for each word to a book, and an account for each of its own."""
    home.mkdir(mode=0o700, exist_ok=True)
    with Book(home / "work.jsonl") as work, Book(home / "directory.jsonl") as directory:
        for word in words:
            work.table("incidents").insert({"log": [entry(1, word), entry(2, f"more of {word}")]})
            directory.table("accounts").insert({"key": word, "name": word})


def fill_all(home: Path, word: str) -> None:
    """Put something of every kind into a home folder."""
    fill(home, f"{word}1", f"{word}2")
    with Book(month_path(home, "2026-09")) as archive:
        archive.table("incidents").insert({"log": [entry(1, f"{word} old")]})
    with Book(month_path(home, f"2026-0{len(word)}")) as archive:
        archive.table("incidents").insert({"log": [entry(1, f"{word} older")]})
    for name, text in {
        "settings.toml": f'person = "{word}"\n',
        "notify.toml": f'urls = ["json://{word}"]\n',
        f"playbooks/{word}.toml": f'id = "{word}"\n',
        "templates/report.html": f"<p>{word}</p>\n",
    }.items():
        path = home / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
    (home / "drafts").mkdir(mode=0o700, exist_ok=True)
    (home / "drafts" / f"{len(word):016x}.json").write_text('{"1": "half a line"}')


def compact(path: Path) -> None:
    """Have a journal go over to its next generation, whose first one stays there."""
    with (
        patch("recover.storage.journal.COMPACT_AFTER", 0),
        patch("recover.storage.journal.remove_before"),
        Book(path) as book,
    ):
        table = book.table("filler")
        number = table.insert({})
        for change in range(200):
            table.update({"n": change}, doc_ids=[number])
            if generations(str(path)) == [1, 2]:
                return
    raise AssertionError(path)


def held_by(home: Path) -> dict[str, object]:
    """All that a home folder holds, as somebody who opens it finds it."""
    Store(home).close()
    found: dict[str, object] = {}
    for path in journals(home):
        with Book(path) as book:
            found[path.name] = {
                name: book.table(name).raw_all() for name in sorted(book.tables()) if name
            }
    for name in ("settings.toml", "notify.toml"):
        path = home / name
        found[name] = path.read_text() if path.exists() else None
    for name in ("playbooks", "templates"):
        found[name] = {each.name: each.read_text() for each in sorted((home / name).glob("*"))}
    return found


def back_up(home: Path, target: Path) -> None:
    """Write a backup of everything."""
    write_backup(home, target, made=NOW, by="mara")


def restore(home: Path, file: Path) -> Path | None:
    """Put a backup in the place of a book."""
    with unpacked(home, file) as ready:
        return put_in_place(ready, made=NOW, by="mara")


@contextmanager
def stepping(before: Callable[[int], None]) -> Iterator[list[str]]:
    """Call *before* with the number of each step that changes something, before it is done."""
    done: list[str] = []

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            done.append(name)
            before(len(done) - 1)
            return real(*arguments)

        return call

    patches = [patch.object(room, name, watched(name, getattr(room, name))) for room, name in STEPS]
    patches.append(patch.object(os, "fsync", lambda _: None))  # no power cut is tried here
    for each in patches:
        each.start()
    try:
        yield done
    finally:
        for each in patches:
            each.stop()
