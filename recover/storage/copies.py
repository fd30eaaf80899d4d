"""The copies in a home folder: one a day, and one before anything that is hard to take back.

`2026-11-29.recover` holds the open work as it was before the first change of that day;
`2026-11-29T101500Z-before-restore.recover` holds everything. Ten of each kind are kept.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from recover.domain.errors import Failed, RecoverError, Refused
from recover.storage import disk, lock
from recover.storage.backup_file import write_backup
from recover.storage.backup_reading import Tell, manifest_of
from recover.storage.errors import Damaged, Foreign, Newer
from recover.storage.home_files import COPIES, DIRECTORY, WORK, journals
from recover.storage.manifest import OPEN_WORK, Manifest

ENDING = ".recover"
KEPT = 10
"""How many copies of each kind are kept."""
DAILY = "daily"
_TRIES = 5
"""How often another name is chosen."""
_is_daily = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.recover", re.ASCII).fullmatch
_is_before = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z-before-[a-z-]+(?:-[0-9]+)?\.recover", re.ASCII
).fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy on disk."""

    name: str
    """Without its ending."""
    path: Path
    size: int
    manifest: Manifest | None
    """`None` when it cannot be read."""
    why_not: str
    """Why it cannot be read, or be restored; else empty."""


def daily_path(home: Path, day: date) -> Path:
    """Where the copy of a day is."""
    return home / COPIES / f"{day.isoformat()}{ENDING}"


def keep_copy(
    home: Path,
    why: str,
    *,
    made: datetime,
    by: str,
    hold: bool = True,
    on_wait: Callable[[str], object] | None = None,
    on_progress: Tell | None = None,
) -> Path:
    """Keep a copy of everything; older ones stay until `tidy` is called.

    Journals that cannot be read are kept byte for byte; such a copy is not restored, but nothing
    that was in it is lost.

    Args:
        home: The home folder.
        why: What is about to be done: `before-` and a word.
        made: The moment it is, aware, UTC.
        by: The key of whoever acts.
        hold: Whether the locks have to be taken; not where the caller holds them.
        on_wait: Told in a sentence when another process keeps us waiting for a second.
        on_progress: Told how far it is.

    Raises:
        Failed: The disk would not take it, or another process held the book for too long.
    """
    _make_folder(home)
    path = _free(home, f"{made:%Y-%m-%dT%H%M%SZ}-{why}")

    def write(*, as_it_is: bool) -> None:
        write_backup(
            home,
            path,
            made=made,
            by=by,
            why=why,
            as_it_is=as_it_is,
            hold=hold,
            on_wait=on_wait,
            on_progress=on_progress,
        )

    for _ in range(_TRIES):
        try:
            write(as_it_is=False)
        except (Damaged, Foreign, Newer):
            write(as_it_is=True)
            return path
        except Refused:  # another process has just taken the name
            if not os.path.lexists(path):
                raise
            path = _free(home, f"{made:%Y-%m-%dT%H%M%SZ}-{why}")
        else:
            return path
    raise Failed(f"No name is free in {home / COPIES} for a copy. Try again.")


def _free(home: Path, stem: str) -> Path:
    """Give a name that no copy has."""
    path, count = home / COPIES / f"{stem}{ENDING}", 1
    while os.path.lexists(path):
        count += 1
        path = home / COPIES / f"{stem}-{count}{ENDING}"
    return path


def keep_daily_copy(home: Path, day: date, *, made: datetime, by: str) -> bool:
    """Keep a copy of the open work as it is, unless there is one of that day; remove old ones.

    Returns:
        Whether there is one now; not where there is nothing to copy yet.

    Raises:
        Failed: The disk would not take it, or the book cannot be read.
    """
    path = daily_path(home, day)
    if os.path.lexists(path):
        return True
    if not {home / WORK, home / DIRECTORY} & set(journals(home)):
        return False
    _make_folder(home)
    try:
        write_backup(home, path, made=made, by=by, why=DAILY, covers=OPEN_WORK)
    except Refused:
        if not os.path.lexists(path):  # else another process was quicker
            raise
    tidy(home)
    return True


def copies(home: Path) -> list[Copy]:
    """List the copies, the newest first.

    Raises:
        Failed: The folder cannot be read.
    """
    try:
        names = [name for name in disk.names_in(str(home / COPIES)) if name.endswith(ENDING)]
    except OSError as error:
        raise Failed(f"Cannot read {home / COPIES}: {error.strerror}.") from None
    found = [_copy(home / COPIES / name) for name in names if not name.startswith(".")]
    return sorted(found, key=_age, reverse=True)


def tidy(home: Path) -> None:
    """Remove the oldest copies of each kind, and what killed processes have left half written."""
    folder = home / COPIES
    with suppress(OSError):
        names = sorted(disk.names_in(str(folder)), reverse=True)
        for is_of_kind in (_is_daily, _is_before):
            for name in [each for each in names if is_of_kind(each)][KEPT:]:
                disk.remove(str(folder / name))
        for name in names:
            if name.startswith(".recover-") and name.endswith(".new"):
                _remove_left(str(folder / name))


def _remove_left(path: str) -> None:
    """Remove a file that nobody is writing any more."""
    fd, _ = disk.open_existing(path)
    try:
        if lock.attempt(fd):
            disk.remove(path)
    finally:
        os.close(fd)


def _make_folder(home: Path) -> None:
    try:
        disk.make_folder(os.path.realpath(home / COPIES))
    except OSError as error:
        raise Failed(f"Cannot make {home / COPIES}: {error.strerror}.") from None


def _copy(path: Path) -> Copy:
    """Read what a copy says about itself."""
    manifest, why_not = None, ""
    try:
        manifest = manifest_of(path)
    except RecoverError as error:
        why_not = str(error)
    if manifest is not None and manifest.unsound:
        why_not = manifest.unsound[0]
    info = disk.named(str(path))
    return Copy(
        name=path.name.removesuffix(ENDING),
        path=path,
        size=info.st_size if info else 0,
        manifest=manifest,
        why_not=why_not,
    )


def _age(copy: Copy) -> tuple[float, str]:
    """Sort by the moment it was made; what cannot be read comes last."""
    return (copy.manifest.made.timestamp() if copy.manifest else 0.0, copy.name)
