"""Keeping everybody out of both journals for a moment, whatever state they are in."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from recover.storage import disk
from recover.storage.file import JournalFile
from recover.storage.generations import file_of, generations
from recover.storage.home_files import DIRECTORY, WORK
from recover.storage.lines import parsed

_LONGEST_LAST_LINE = 4096
"""Bytes that are enough for the line that leads to the next generation."""


@contextmanager
def held(home: Path, *, on_wait: Callable[[str], object] | None = None) -> Iterator[None]:
    """Hold the exclusive locks of the directory and the open work, where they are on disk.

    Nothing is read but the ends of the files: what is damaged can be held as well.

    Raises:
        Locked: Somebody else holds one of them, and does not come to an end.
        OSError: A file cannot be opened or locked.
    """
    with ExitStack() as stack:
        for name in (DIRECTORY, WORK):  # the order in which every change takes them
            file = _hold(os.path.realpath(home / name), on_wait)
            if file is not None:
                stack.callback(file.close)
        yield


def current(path: str) -> int | None:
    """The generation of the journal at *path* that is the current one; `None` without a file.

    Raises:
        OSError: It cannot be read.
    """
    generation = _lowest(path)
    while generation is not None:
        fd = -1
        with suppress(FileNotFoundError):  # it was compacted and removed in between
            fd, _ = disk.open_existing(file_of(path, generation))
        if fd < 0:
            generation = _lowest(path)
            continue
        try:
            following = _goes_on(fd)
        finally:
            os.close(fd)
        if following is None or not os.path.lexists(file_of(path, following)):
            return generation
        generation = following
    return None


def _hold(path: str, on_wait: Callable[[str], object] | None) -> JournalFile | None:
    """Lock the current file of a journal; the caller closes it."""
    while (generation := current(path)) is not None:
        try:
            file = JournalFile.open(file_of(path, generation), generation)
        except FileNotFoundError:
            continue
        try:
            file.lock(shared=False, on_wait=on_wait)
            if file.in_place() and current(path) == generation:
                return file
        except BaseException:
            file.close()
            raise
        file.close()
    return None


def _lowest(path: str) -> int | None:
    """The lowest generation on disk."""
    found = generations(path)
    return found[0] if found else None


def _goes_on(fd: int) -> int | None:
    """The generation that the last line of a file leads to, if it leads to one."""
    size = os.fstat(fd).st_size
    end = disk.read_from(fd, max(size - _LONGEST_LAST_LINE, 0))
    if not end.endswith(b"\n"):
        return None
    record = parsed(end[:-1].rpartition(b"\n")[2])
    following = record.get("next") if record else None
    return following if isinstance(following, int) else None
