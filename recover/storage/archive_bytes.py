"""The bytes of the archive: which file a month stands in, and its lines, the last one first.

No lock is taken: a line counts only with the newline that ends it and with its checksum, and
nothing that was written is changed.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from recover.storage import disk
from recover.storage.errors import explained
from recover.storage.generations import file_of, generations
from recover.storage.home_files import month_path, months
from recover.storage.lines import parsed

_CHUNK = 1 << 18


def month_files(home: Path) -> list[tuple[str, str]]:
    """Give the current file of every month, the newest month first.

    Raises:
        Failed: The archive cannot be read.
    """
    with explained("read", str(home)):
        return [(month, _current(home, month, found)) for month, found in months(home).items()]


def month_file(home: Path, month: str) -> str:
    """Give the current file of one month.

    Raises:
        Failed: The archive cannot be read.
    """
    with explained("read", str(home)):
        return _current(home, month, generations(str(month_path(home, month))))


def lines_of(path: str) -> Iterator[bytes]:
    """Give the lines of a file, the last one first, without what ends them.

    What stands behind the last newline is no line: it was never acknowledged.

    Raises:
        Failed: The file cannot be read.
    """
    with _opened(path) as fd:
        lines = _backwards(fd, os.fstat(fd).st_size)
        next(lines, None)
        yield from lines


def pieces_of(path: str, overlap: int) -> Iterator[bytes]:
    """Give a file piece by piece; each begins with the last bytes of the one before.

    Raises:
        Failed: The file cannot be read.
    """
    with _opened(path) as fd:
        at, before = 0, b""
        while chunk := disk.read_at(fd, at, _CHUNK):
            piece = before + chunk
            yield piece
            at, before = at + len(chunk), piece[-overlap:] if overlap else b""


def size_of(path: str) -> int:
    """How many bytes a file has; 0 when it is not there."""
    info = disk.named(path)
    return 0 if info is None else info.st_size


def _current(home: Path, month: str, found: list[int]) -> str:
    """Give the file that the lowest generation leads to; that of the first, where there is none."""
    path = str(month_path(home, month))
    for generation, following in pairwise(found):
        last = next(lines_of(file_of(path, generation)), b"")
        record = parsed(last)
        if record is None or record.get("next") != following:
            return file_of(path, generation)
    return file_of(path, found[-1] if found else 1)


@contextmanager
def _opened(path: str) -> Iterator[int]:
    """Open a file for reading."""
    with explained("read", path):
        fd, _ = disk.open_existing(path)
        try:
            yield fd
        finally:
            os.close(fd)


def _backwards(fd: int, size: int) -> Iterator[bytes]:
    """Give what stands between the newlines, from the end to the beginning."""
    rest: list[bytes] = []
    while size > 0:
        step = min(_CHUNK, size)
        size -= step
        first, newline, after = disk.read_at(fd, size, step).partition(b"\n")
        if not newline:
            rest.append(first)
            continue
        yield from reversed(_joined(after, rest).split(b"\n"))
        rest = [first]
    yield _joined(b"", rest)


def _joined(start: bytes, rest: Iterable[bytes]) -> bytes:
    """Put together what was read from the end to the beginning."""
    return start + b"".join(reversed(list(rest)))
