"""Write the book anew, as short as it can be, under the next name.

At every instant one file is the current one: the new file counts only once the old file's last
line says so, and that line is written like any other, after the new file is safe on disk.
"""

import os
from collections.abc import Iterator
from contextlib import suppress

from recover.storage import disk
from recover.storage.errors import Damaged, Foreign, OutcomeUnknown
from recover.storage.file import JournalFile
from recover.storage.generations import file_of, generations
from recover.storage.lines import (
    Header,
    continuation_line,
    header_line,
    is_transaction,
    parsed,
    row_line,
)
from recover.storage.plain import encoded
from recover.storage.reader import Reader
from recover.storage.replay import Replay

_CHUNK = 1 << 20


def compact(file: JournalFile, path: str, replay: Replay) -> JournalFile:
    """Write what *replay* holds into the next generation, and make that the current one.

    Only under the exclusive lock of *file*, which was read to its end.

    Args:
        file: The current file of the journal; the caller closes it.
        path: The journal, under the name of its first generation.
        replay: All that it holds.

    Returns:
        The new file, locked exclusively.

    Raises:
        OSError: It could not be done, and the old file is current still.
        OutcomeUnknown: Which one is current will show at the next reading.
    """
    generation = file.generation + 1
    target = file_of(path, generation)
    refuse_a_second(path, file.generation, replay.number)
    with suppress(FileNotFoundError):
        disk.remove(target)
    fresh = JournalFile.create(target, generation)
    try:
        fresh.fill(snapshot(replay, generation))
        disk.sync_folder(disk.folder_of(target))
        fresh.lock(shared=False)
        file.append(continuation_line(generation, fresh.reader.position))
    except BaseException as error:
        fresh.close()
        if not isinstance(error, OutcomeUnknown):
            with suppress(OSError):  # a leftover does no harm: the next attempt removes it
                disk.remove(target)
        raise
    return fresh


def refuse_a_second(path: str, generation: int, number: int) -> None:
    """See that no file of a later generation holds what the current one does not.

    That happens when somebody puts an old copy back beside the file that came after it.

    Args:
        path: The journal, under the name of its first generation.
        generation: The current one.
        number: Its last transaction.

    Raises:
        Foreign: There is such a file.
    """
    for later in generations(path):
        if later > generation:
            target = file_of(path, later)
            if later > generation + 1 or not _is_attempt(target, later, number):
                raise Foreign(target, f"{file_of(path, generation)} does not lead to it")


def _is_attempt(target: str, generation: int, number: int) -> bool:
    """Whether a file is what an interrupted compaction left, up to transaction *number*."""
    fd, _ = disk.open_existing(target)
    try:
        data = disk.read_from(fd, 0)
    finally:
        os.close(fd)
    records = (parsed(text) for text in data.split(b"\n"))
    if any(record is not None and is_transaction(record) for record in records):
        return False
    try:
        return Reader(target, generation).header(data).last <= number
    except Damaged:
        return True
    except Foreign:
        return not data.strip(b"\0")


def snapshot(replay: Replay, generation: int) -> Iterator[bytes]:
    """The text of the new file, in pieces of about a megabyte."""
    rows = replay.rows()
    header = Header(generation=generation, last=replay.number, rows=len(rows))
    lines = [header_line(header)]
    size = 0
    for row, operation in enumerate(rows, 1):
        lines.append(row_line(row, encoded(operation)))
        size += len(lines[-1])
        if size >= _CHUNK:
            yield b"".join(lines)
            lines, size = [], 0
    yield b"".join(lines)
