"""Writing the whole book to one file that another machine can restore."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recover.domain.errors import Misused, Refused
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.noting_exports import note_export
from recover.storage.backup_file import write_backup

if TYPE_CHECKING:
    from recover.storage.manifest import Manifest

Tell = Callable[[float], object]
"""Told which part of the work is done, from 0 to 1; may be called in any thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A backup that is on disk, and was read back."""

    path: Path
    size: int
    """Bytes of the file."""
    manifest: "Manifest"
    """What it holds."""


def back_up(desk: Desk, file: str | None = None, on_progress: Tell | None = None) -> Written:
    """Write everything to one file, as it is at one moment, and read it back.

    Args:
        desk: The desk.
        file: A file that does not exist yet, or a folder that does; `None` for a file of a good
            name in the current folder.
        on_progress: Told how far it is.

    Raises:
        Refused: There is something of that name, or no such folder.
        Failed: The book cannot be read, or the disk would not take the file; there is no half one.
    """
    path = _target(desk, file)
    manifest = write_backup(
        desk.home,
        path,
        made=desk.recorded(),
        by=desk.who.key,
        on_wait=desk.tell,
        on_progress=on_progress,
    )
    note_export(desk, path, about="backup")
    return Written(path=path, size=path.stat().st_size, manifest=manifest)


def suggested_name(desk: Desk, folder: Path) -> str:
    """Give a name with the date that nothing in a folder has: `recover-2026-11-29.recover`."""
    stem = f"recover-{desk.recorded().astimezone():%Y-%m-%d}"
    name, count = f"{stem}.recover", 1
    while os.path.lexists(folder / name):
        count += 1
        name = f"{stem}-{count}.recover"
    return name


def _target(desk: Desk, file: str | None) -> Path:
    """Say which file it is to be."""
    if file is not None and not file.strip():
        raise Misused("Name a file, such as book.recover.")
    try:
        path = Path(file).expanduser().absolute() if file else Path.cwd()
        if path.is_dir():
            return path / suggested_name(desk, path)
        if not path.parent.is_dir():
            folder = printable(str(path.parent))
            raise Refused(f"There is no folder {folder}: make it first, or name another one.")
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refused(f"Cannot write {printable(file or '.')}: {why}.") from None
    return path
