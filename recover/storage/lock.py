"""One lock per file, held by the operating system: it dies with whoever held it.

There is no lock file. Where `flock` exists it lies on the file itself and readers share it;
on Windows it lies on one byte far behind the data, and readers take turns.
"""

import os
import sys
import time
from collections.abc import Callable

from recover.storage.errors import Locked

SAY_SO_AFTER = 1.0
"""Seconds of waiting before a person is told."""
GIVE_UP_AFTER = 10.0
"""Seconds of waiting before the answer is no."""
_SHORTEST_PAUSE = 0.0003
_LONGEST_PAUSE = 0.005
_BYTE = 0x7FFF0000
"""Where the locked byte lies on Windows: beyond any journal, within the 31 bits of the call."""

if sys.platform == "win32":
    import msvcrt

    def _try(fd: int, shared: bool) -> bool:  # noqa: ARG001 - there is no shared lock there
        os.lseek(fd, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def release(fd: int) -> None:
        """Let go of the lock on *fd*."""
        os.lseek(fd, _BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(fd: int, shared: bool) -> bool:
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(fd, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(fd: int) -> None:
        """Let go of the lock on *fd*."""
        fcntl.flock(fd, fcntl.LOCK_UN)


def attempt(fd: int) -> bool:
    """Take the lock on an open file for oneself if nobody has it, without waiting; say if so."""
    return _try(fd, shared=False)


def acquire(
    fd: int, path: str, *, shared: bool = False, on_wait: Callable[[str], object] | None = None
) -> None:
    """Take the lock on an open file, waiting for it if somebody else has it.

    Args:
        fd: The open file.
        path: Its name, for the sentences.
        shared: Enough for reading; excludes writers only.
        on_wait: Told in a sentence, once, when the waiting has lasted `SAY_SO_AFTER`; always before
            it is given up, however long this process was kept from looking.

    Raises:
        Locked: It was not to be had within `GIVE_UP_AFTER`.
        OSError: The file cannot be locked at all.
    """
    if _try(fd, shared):
        return
    began = time.monotonic()
    pause = _SHORTEST_PAUSE
    said = on_wait is None
    while not _try(fd, shared):
        waited = time.monotonic() - began
        if not said and waited >= SAY_SO_AFTER and on_wait is not None:
            said = True
            on_wait(f"Waiting for another recover that is using {path}.")
        if waited >= GIVE_UP_AFTER:
            raise Locked(path, GIVE_UP_AFTER)
        # Different lengths for different processes, so that the same one does not always lose.
        time.sleep(pause * (1 + (os.getpid() ^ time.monotonic_ns() >> 10) % 8 / 8))
        pause = min(pause * 2, _LONGEST_PAUSE)
