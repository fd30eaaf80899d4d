"""Trying what a book needs of a folder: writing, syncing, and locks that hold."""

import os
from contextlib import suppress
from pathlib import Path

from recover.storage import disk, lock


def try_out(folder: Path) -> str | None:
    """Write, sync and lock a file of its own in a folder, and remove it.

    Returns:
        What does not work, in half a sentence; `None` when all does.

    Raises:
        OSError: It cannot be written to.
    """
    path = str(folder / f".recover-probe-{os.getpid()}-{os.urandom(4).hex()}")
    first = disk.create(path)
    try:
        disk.write_at(first, 0, b"probe")
        try:
            disk.sync(first)
            disk.sync_folder(str(folder))
        except OSError as error:
            return f"what is written cannot be brought safely to the disk ({error.strerror})"
        return _try_locks(path, first)
    finally:
        os.close(first)
        with suppress(OSError):
            disk.remove(path)


def _try_locks(path: str, first: int) -> str | None:
    """Take a lock, and see that a second one is refused until it is let go."""
    second, _ = disk.open_existing(path)
    try:
        if not lock.attempt(first):
            return "a file cannot be locked"
        if lock.attempt(second):
            return "a lock there does not keep others out"
        lock.release(first)
        return None if lock.attempt(second) else "a lock there is not let go of again"
    except OSError as error:
        return f"a file cannot be locked ({error.strerror})"
    finally:
        os.close(second)
