"""Putting a backup in the place of the book: verified first, then committed, then moved.

Everything is unpacked beside the book, verified and synced. Then both journals are locked, what is
there is kept as a copy that lacks nothing, and the folder gets the name that says that it is the
book now (`recover.storage.moving`). So a restore that is killed has either not happened, or is
finished by whoever opens the book next.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic_ns

from recover.domain.errors import Failed, Refused
from recover.domain.text import printable
from recover.storage import disk, lock
from recover.storage.backup_file import Opened, Tell, opened
from recover.storage.copies import keep_copy, tidy
from recover.storage.errors import Damaged, Foreign, Newer, explained
from recover.storage.file import make
from recover.storage.generations import file_of, generations
from recover.storage.holding import held
from recover.storage.home_files import ARCHIVE, DIRECTORY, RESTORING, WORK, journals
from recover.storage.manifest import (
    EVERYTHING,
    DamagedBackup,
    Manifest,
    Member,
    NewerBackup,
    UnsoundBackup,
    generation_of,
    is_journal,
    journal_of,
)
from recover.storage.moving import DONE, NEW, PLAN, finish, move, plan_text, remove_tree
from recover.storage.outline import Contents, outlined
from recover.storage.pinning import examined, pinned

MADE = f"{RESTORING}.new-"
BEFORE = "before-restore"
_TRIES = 3
"""How often the copy of what is there is made anew, because others went on writing meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A backup that is unpacked beside the book, and verified; nothing is replaced yet."""

    home: Path
    folder: Path
    manifest: Manifest
    contents: Contents


def what_is_there(home: Path, covers: str = EVERYTHING) -> Contents:
    """Look through the book, damaged or not.

    Raises:
        Failed: It cannot be read at all, or another process held it for too long.
    """
    finish(home)
    with explained("read", str(home)), pinned(home, covers) as (pins, _):
        contents, _ = examined(pins, as_it_is=True, tell=lambda _: None)
    return contents


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


def put_in_place(
    ready: Ready,
    *,
    made: datetime,
    by: str,
    on_wait: Callable[[str], object] | None = None,
    on_progress: Tell | None = None,
) -> Path | None:
    """Make the unpacked backup the book; first keep a copy of what is there.

    Args:
        ready: What `unpacked` gave; its block still goes on.
        made: The moment it is, aware, UTC.
        by: The key of whoever acts.
        on_wait: Told in a sentence when another process keeps us waiting for a second.
        on_progress: Told how far the copy of what is there is.

    Returns:
        The copy; `None` when there was nothing to copy.

    Raises:
        Failed: It could not be done. Unless the sentence says that the next command goes on with
            it, nothing was replaced.
    """
    home = ready.home
    is_new = not journals(home)
    for tries in range(_TRIES):
        seen = _state(home)
        is_last = tries == _TRIES - 1
        kept = None
        if not is_new and not is_last:
            kept = keep_copy(
                home, BEFORE, made=made, by=by, on_wait=on_wait, on_progress=on_progress
            )
        with explained("replace", str(home)):
            for name in (DIRECTORY, WORK):
                if not generations(str(home / name)):
                    make(str(home / name))
                    seen = _state(home) if is_new else seen
            with held(home, on_wait=on_wait):
                if is_last:
                    kept = keep_copy(home, BEFORE, made=made, by=by, hold=False)
                if is_last or _state(home) == seen:
                    _commit(ready)
                    break
        is_new = False
        if kept is not None:
            kept.unlink(missing_ok=True)  # somebody has written since: it lacks that
    tidy(home)
    return kept


def _commit(ready: Ready) -> None:
    """Say that the folder is the book now, and move it into place."""
    home = ready.home
    disk.replace(str(ready.folder), str(home / RESTORING))
    try:
        disk.sync_folder(str(home))
        move(home)
    except OSError as error:
        raise Failed(
            f"The backup is unpacked in {home / RESTORING}, but could not be moved into place "
            f"({error.strerror}). The next command goes on with it."
        ) from error


def _state(home: Path) -> list[tuple[str, int, int]]:
    """What the journals are: their files and sizes."""
    found = []
    for path in journals(home):
        for generation in generations(str(path)):
            name = file_of(str(path), generation)
            info = disk.named(name)
            if info is not None:
                found.append((name, info.st_ino, info.st_size))
    return found


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
