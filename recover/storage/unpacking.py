"""Unpacking a backup beside the book, and verifying all of it, before anything is replaced."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns

from recover.domain.errors import Refused
from recover.domain.text import printable
from recover.storage import disk, lock
from recover.storage.backup_reading import Opened, Tell, opened
from recover.storage.errors import Damaged, Foreign, Newer, explained
from recover.storage.file import make
from recover.storage.home_files import ARCHIVE, DIRECTORY, RESTORING, WORK
from recover.storage.manifest import (
    DamagedBackup,
    Manifest,
    Member,
    NewerBackup,
    UnsoundBackup,
    generation_of,
    is_journal,
    journal_of,
)
from recover.storage.moving import DONE, NEW, PLAN, finish, plan_text, remove_tree
from recover.storage.outline import Contents, outlined

MADE = f"{RESTORING}.new-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A backup that is unpacked beside the book, and verified; nothing is replaced yet."""

    home: Path
    folder: Path
    manifest: Manifest
    contents: Contents


@contextmanager
def unpacked(home: Path, file: Path, *, on_progress: Tell | None = None) -> Iterator[Ready]:
    """Unpack a backup beside the book, and verify all of it; it is gone when the block ends.

    Raises:
        NotABackup, DamagedBackup, NewerBackup, UnsoundBackup: It is not to be restored.
        Refused: The book is not where it could be replaced.
        Failed: The disk would not take it.
    """
    finish(home)
    with opened(file) as backup:
        if backup.manifest.unsound:
            raise UnsoundBackup(backup.shown, backup.manifest.unsound[0])
        _check_place(home)
        with explained("unpack the backup in", str(home)):
            disk.make_folder(os.path.realpath(home))
            _sweep(home)
            _check_room(home, backup.manifest.total)
            folder = home / f"{MADE}{os.getpid()}-{monotonic_ns()}"
            folder.mkdir(mode=disk.FOLDER_MODE)
        try:
            with explained("unpack the backup in", str(folder)):
                fd = disk.create(str(folder / PLAN))
            try:
                lock.attempt(fd)  # for as long as it is held, nobody takes this for left behind
                yield _unpack(home, folder, fd, backup, on_progress)
            finally:
                os.close(fd)
        finally:
            remove_tree(folder)


def _unpack(home: Path, folder: Path, fd: int, backup: Opened, tell: Tell | None) -> Ready:
    """Write every member to disk, and see that its journals replay."""
    manifest, contents, done = backup.manifest, Contents(), 0
    names = [each.name for each in manifest.members]
    with explained("unpack the backup in", str(folder)):
        for member in manifest.members:
            path = folder / NEW / member.name
            disk.make_folder(str(path.parent))
            _write(path, backup, member)
            if is_journal(member.name):
                _replay(path, member.name, contents, backup.shown)
            done += member.size
            if tell is not None:
                tell(done / max(manifest.total, 1))
        for name in (WORK, DIRECTORY):
            if name not in map(journal_of, names):
                make(str(folder / NEW / name))
                names.append(name)
        for each in {(folder / NEW / name).parent for name in names} | {folder / NEW, folder}:
            disk.sync_folder(str(each))
        disk.write_at(fd, 0, plan_text(manifest.covers, names))
        disk.sync(fd)
    return Ready(home=home, folder=folder, manifest=manifest, contents=contents)


def _write(path: Path, backup: Opened, member: Member) -> None:
    """Write one member to disk."""
    fd, position = disk.create(str(path)), 0
    try:
        for chunk in backup.chunks(member):
            disk.write_at(fd, position, chunk)
            position += len(chunk)
        disk.sync(fd)
    finally:
        os.close(fd)


def _replay(path: Path, name: str, contents: Contents, shown: str) -> None:
    """See that a journal can be read to its end, and count what it holds."""
    data = path.read_bytes()
    try:
        outline, good = outlined(data, str(path), generation_of(name))
    except Newer as error:
        raise NewerBackup(shown, f"{name}: {error.what}") from None
    except (Damaged, Foreign):
        raise DamagedBackup(shown, f"{name} in it cannot be read") from None
    if good != len(data):
        raise DamagedBackup(shown, f"{name} in it ends in the middle of a line")
    contents.add(journal_of(name), outline)


def _check_place(home: Path) -> None:
    """Refuse to replace journals that are links to somewhere else."""
    inside = Path(os.path.realpath(home))
    for name in (WORK, DIRECTORY, ARCHIVE):
        there = os.path.realpath(home / name)
        if there != str(inside / name):
            raise Refused(
                f"{home / name} is a link to {printable(there)}: put what it leads to in its "
                "place, then restore."
            )


def _check_room(home: Path, size: int) -> None:
    """Refuse to begin where the disk has no room."""
    from shutil import disk_usage

    free = disk_usage(home).free
    if size > free:
        raise Refused(
            f"The backup needs {size >> 20} MiB and there are {free >> 20} MiB free in {home}: "
            "free some space and try again. Nothing was changed."
        )


def _sweep(home: Path) -> None:
    """Remove what restores that are over have left."""
    for name in disk.names_in(str(home)):
        if name.startswith(DONE) or (name.startswith(MADE) and _is_left(home / name)):
            remove_tree(home / name)


def _is_left(folder: Path) -> bool:
    """Say whether the process that unpacked into a folder is gone."""
    with suppress(OSError):
        fd, _ = disk.open_existing(str(folder / PLAN))
        try:
            return lock.attempt(fd)
        finally:
            os.close(fd)
    with suppress(OSError):
        folder.rmdir()  # killed before it began, or beginning just now
    return False
