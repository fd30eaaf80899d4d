"""Looking at a journal without touching it: what state it is in, and where it stops being good."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recover.domain.errors import Failed
from recover.storage import disk, lock
from recover.storage.compaction import refuse_a_second
from recover.storage.errors import Damaged, Foreign, Newer, reason
from recover.storage.generations import file_of, generations
from recover.storage.good_lines import good_lines, header_in
from recover.storage.reader import Reader
from recover.storage.replay import Replay

_PATIENCE = 1.0
"""Seconds after which whoever holds a journal holds it for long."""


class Condition(StrEnum):
    """How a journal is."""

    GOOD = "good"
    TORN = "torn"
    """The last write was interrupted before it was acknowledged."""
    DAMAGED = "damaged"
    NEWER = "newer"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    """The system would not let us read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLook:
    """What one look at a journal found."""

    path: Path
    """The journal, under the name of its first generation."""
    file: str
    """The file that the rest is about: the current one, or the bad one."""
    condition: Condition
    replay: Replay
    """What it holds, as far as it is good."""
    byte: int = 0
    """Where the first bad line begins, counted from 0."""
    line: int = 0
    """Its number, counted from 1."""
    why: str = ""
    """The sentence of whatever is wrong; empty for a good or a torn one."""
    size: int = 0
    """Bytes of the current file; of a torn one, the torn bytes count too."""
    leftovers: tuple[str, ...] = ()
    """Files of later generations that an interrupted compaction has left."""


def look_at(path: Path) -> JournalLook:
    """Look at the journal at *path*, which has at least one file."""
    found = _look(path)
    if found.condition in (Condition.TORN, Condition.DAMAGED):
        # Somebody may have been in the middle of a write: look again when nobody is.
        with _shared(found.file):
            found = _look(path)
    return found


def holder_of(path: str) -> int | None:
    """The process that keeps others from a file for long: its number, or 0 when it is unknown.

    Returns:
        `None` when nobody does.

    Raises:
        OSError: The file cannot be opened, or not be locked at all.
    """
    from time import monotonic, sleep

    fd, _ = disk.open_existing(path)
    try:
        end = monotonic() + _PATIENCE
        while not lock.attempt(fd):
            if monotonic() > end:
                return _process_with(os.fstat(fd).st_ino)
            sleep(0.01)
        lock.release(fd)
    finally:
        os.close(fd)
    return None


def _process_with(inode: int) -> int:
    """The process that has locked a file, as far as this system tells; 0 when it does not."""
    try:
        table = Path("/proc/locks").read_text("ascii")
    except (OSError, ValueError):
        return 0
    for line in table.splitlines():
        words = line.split()
        if len(words) > 5 and words[5].rpartition(":")[2] == str(inode) and words[4].isdigit():
            return int(words[4])
    return 0


class _shared:  # noqa: N801 - it reads as a word before a block
    """Keep writers from a file for a moment, if that can be had at once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._fd = -1

    def __enter__(self) -> None:
        try:
            self._fd, _ = disk.open_existing(self._path)
            lock.acquire(self._fd, self._path, shared=True)
        except (OSError, Failed):
            return

    def __exit__(self, *_: object) -> None:
        if self._fd >= 0:
            os.close(self._fd)


def _look(path: Path) -> JournalLook:
    """Read it from the beginning."""
    file = file_of(str(path), generations(str(path))[0])
    reader, replay, data = Reader(file, 0), Replay(), b""
    try:
        for generation in generations(str(path)):
            reader, replay = Reader(file_of(str(path), generation), generation), Replay()
            data = read_file(reader.path)
            reader.feed(data, replay)
            if reader.continues_at is None:
                break
        refuse_a_second(str(path), reader.generation, replay.number)
        _insist_on_the_next(reader)
    except (Failed, OSError, KeyError, TypeError, AttributeError, IndexError) as error:
        return _bad(path, reader, replay, data, error)
    return JournalLook(
        path=path,
        file=reader.path,
        condition=Condition.TORN if reader.rest else Condition.GOOD,
        replay=replay,
        byte=reader.position,
        line=_line_at(data, reader.position),
        size=len(data),
        leftovers=tuple(
            file_of(str(path), each) for each in generations(str(path)) if each > reader.generation
        ),
    )


def _insist_on_the_next(reader: Reader) -> None:
    """See that the file which the last one leads to is there."""
    if reader.continues_at is not None:
        raise Damaged(reader.path, reader.position, "the file it goes on in is not there")


def _bad(path: Path, reader: Reader, replay: Replay, data: bytes, error: Exception) -> JournalLook:
    """Say how a journal is that could not be read to its end."""
    file, byte, why = reader.path, reader.position, str(error)
    match error:
        case Newer():
            condition = Condition.NEWER
        case Foreign() if not _was_a_journal(data):
            condition = Condition.FOREIGN
        case OSError():
            condition, why = Condition.UNREADABLE, f"Cannot read {file}: {reason(error)}."
        case Damaged():
            condition, byte = Condition.DAMAGED, error.byte
        case _:
            condition, why = (
                Condition.DAMAGED,
                str(Damaged(file, byte, "it does not say there what was written")),
            )
    return JournalLook(
        path=path,
        file=file,
        condition=condition,
        replay=replay,
        byte=byte,
        line=_line_at(data, byte),
        why=why,
        size=len(data),
    )


def _was_a_journal(data: bytes) -> bool:
    """Whether a file that does not begin like a journal of its name is one all the same."""
    return header_in(data) is None and next(good_lines(data), None) is not None


def read_file(path: str) -> bytes:
    """Read a whole file, following no link.

    Raises:
        OSError: It cannot be read.
    """
    fd, _ = disk.open_existing(path)
    try:
        return disk.read_from(fd, 0)
    finally:
        os.close(fd)


def _line_at(data: bytes, byte: int) -> int:
    """The number of the line that a byte stands in, counted from 1."""
    return data.count(b"\n", 0, byte) + 1
