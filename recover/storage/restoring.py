"""Putting a backup in the place of the book: verified first, then committed, then moved.

Everything is unpacked beside the book, verified and synced. Then both journals are locked, what is
there is kept as a copy that lacks nothing, and the folder gets the name that says that it is the
book now (`recover.storage.moving`). So a restore that is killed has either not happened, or is
finished by whoever opens the book next.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from recover.domain.errors import Failed
from recover.storage import disk
from recover.storage.backup_reading import Tell
from recover.storage.copies import keep_copy, tidy
from recover.storage.errors import explained
from recover.storage.file import make
from recover.storage.generations import file_of, generations
from recover.storage.holding import held
from recover.storage.home_files import DIRECTORY, RESTORING, WORK, journals
from recover.storage.manifest import EVERYTHING
from recover.storage.moving import finish, move
from recover.storage.outline import Contents
from recover.storage.pinning import examined, pinned
from recover.storage.unpacking import Ready, unpacked

__all__ = ["Ready", "put_in_place", "unpacked", "what_is_there"]

BEFORE = "before-restore"
_TRIES = 3
"""How often the copy of what is there is made anew, because others went on writing meanwhile."""


def what_is_there(home: Path, covers: str = EVERYTHING) -> Contents:
    """Look through the book, damaged or not.

    Raises:
        Failed: It cannot be read at all, or another process held it for too long.
    """
    finish(home)
    with explained("read", str(home)), pinned(home, covers) as (pins, _):
        contents, _ = examined(pins, as_it_is=True, tell=lambda _: None)
    return contents


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
    is_bare = _is_bare(home)
    _make_missing(home)
    for _ in range(_TRIES):
        seen, kept = _state(home), None
        if not is_bare:
            kept = keep_copy(
                home, BEFORE, made=made, by=by, on_wait=on_wait, on_progress=on_progress
            )
        with explained("replace", str(home)), held(home, on_wait=on_wait):
            if _state(home) == seen:
                _commit(ready)
                break
        if kept is not None:
            kept.unlink(missing_ok=True)  # somebody has written since: it lacks that
        is_bare = False
    else:
        with explained("replace", str(home)), held(home, on_wait=on_wait):
            kept = keep_copy(home, BEFORE, made=made, by=by, hold=False)
            _commit(ready)
    tidy(home)
    return kept


def _commit(ready: Ready) -> None:
    """Say that the folder is the book now, and move it into place; too late to be interrupted."""
    home = ready.home
    disk.replace(str(ready.folder), str(home / RESTORING))
    try:
        disk.sync_folder(str(home))
        move(home)
    except KeyboardInterrupt:
        if os.path.lexists(home / RESTORING):
            move(home)
    except OSError as error:
        raise Failed(
            f"The backup is unpacked in {home / RESTORING}, but could not be moved into place "
            f"({error.strerror}). The next command goes on with it."
        ) from error


def _is_bare(home: Path) -> bool:
    """Say whether there is nothing yet of which a copy could be kept."""
    with explained("read", str(home)), pinned(home, EVERYTHING) as (pins, _):
        return not pins


def _make_missing(home: Path) -> None:
    """Make the journals that are not there, empty, so that both can be locked."""
    with explained("write to", str(home)):
        for name in (DIRECTORY, WORK):
            if not generations(str(home / name)):
                make(os.path.realpath(home / name))


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
