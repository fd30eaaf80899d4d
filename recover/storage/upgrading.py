"""A journal of an older format is written anew in the present one, before anything is added to it.

What stood there is kept first, byte for byte, among the copies of its folder.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from recover.storage import disk
from recover.storage.compaction import compact
from recover.storage.file import JournalFile
from recover.storage.home_files import COPIES
from recover.storage.new_file import write_new
from recover.storage.replay import Operation, Replay

Upgrade = Callable[[Replay], list[Operation]]
"""Looks at what a journal of an older format holds, and gives what has to be done to it."""


def upgraded(
    file: JournalFile, path: str, replay: Replay, upgrade: Upgrade
) -> tuple[JournalFile, Replay]:
    """Write what *replay* holds, brought up to the present format, into the next generation.

    Only under the exclusive lock of *file*, which was read to its end. Until the last step the old
    file is the current one and *replay* is what it holds.

    Returns:
        The new file, locked exclusively, and what it holds.

    Raises:
        OSError, Failed: It could not be done; everything is as it was.
    """
    _keep(file, path)
    newer = Replay()
    newer.number = replay.number
    newer.do(replay.rows())
    newer.do(upgrade(newer))
    return compact(file, path, newer), newer


def _keep(file: JournalFile, path: str) -> None:
    """Copy the file as it is, under a name with the day it was changed last."""
    folder = Path(path).parent / COPIES
    disk.make_folder(str(folder))
    changed = datetime.fromtimestamp(Path(file.path).stat().st_mtime, UTC)
    stem = f"{Path(path).stem}-{changed:%Y-%m-%d}-format-{file.reader.written_as}"
    free = (folder / f"{stem}{'' if n == 1 else f'-{n}'}.jsonl" for n in range(1, 1000))
    write_new(next(each for each in free if not os.path.lexists(each)), file.contents())
