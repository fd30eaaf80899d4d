"""Moving an unpacked backup into its place, however often it takes.

The folder `restoring` in a home folder holds the files of a backup, all of them verified and on
disk, and a plan that names them. From the moment it has this name the book is what stands in it:
whoever finds it moves its files into place, and a move that was interrupted is gone on with by
the next one who opens the book. A journal is renamed over the one that is there, and only then its
other generations are removed, so that there is a book at every instant.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic_ns

from recover.domain.errors import Failed
from recover.storage import disk, lock
from recover.storage.errors import explained
from recover.storage.generations import file_of, generations
from recover.storage.holding import held
from recover.storage.home_files import ARCHIVE, DIRECTORY, RESTORING, WORK, months
from recover.storage.manifest import EVERYTHING, is_journal, journal_of
from recover.storage.pinning import DRAFTS, OWN_FOLDERS, SETTINGS

PLAN = "plan.json"
NEW = "new"
DONE = f"{RESTORING}.done-"


def finish(home: Path, *, on_wait: Callable[[str], object] | None = None) -> None:
    """Move what was committed into its place; nothing when another process has done so.

    Raises:
        Failed: It cannot be done now; the next one who opens the book tries again.
    """
    folder = home / RESTORING
    path = str(folder / PLAN)
    with explained("finish the restore in", str(folder)):
        try:
            fd, _ = disk.open_existing(path)
        except (FileNotFoundError, NotADirectoryError):
            return
        try:
            lock.acquire(fd, path, on_wait=on_wait)
            if is_at(fd, path):
                with held(home, on_wait=on_wait):
                    move(home)
        finally:
            os.close(fd)


def is_at(fd: int, path: str) -> bool:
    """Say whether a name still leads to an open file."""
    info, mine = disk.named(path), os.fstat(fd)
    return info is not None and (info.st_ino, info.st_dev) == (mine.st_ino, mine.st_dev)


def plan_text(covers: str, names: Sequence[str]) -> bytes:
    """Write the plan: what is replaced, and by which files."""
    return json.dumps({"covers": covers, "members": list(names)}).encode()


def move(home: Path) -> None:
    """Move everything into its place. Only under the locks of the plan and of both journals.

    Raises:
        OSError: It could not be done; doing it again goes on with it.
    """
    folder = home / RESTORING
    covers, names = _plan(folder)
    is_all = covers == EVERYTHING
    by_journal = {journal_of(name): name for name in names if is_journal(name)}
    bases = [DIRECTORY, WORK, *(each for each in by_journal if each.startswith(ARCHIVE))]
    if is_all:
        old = (f"{ARCHIVE}/{month}.jsonl" for month in months(home))
        bases += [each for each in old if each not in by_journal]
    for base in bases:
        _put_journal(home, base, by_journal.get(base))
    for name in SETTINGS:
        _put_file(home, name, is_planned=name in names, is_all=is_all)
    if is_all:
        for each in OWN_FOLDERS:
            _put_folder(home, each, is_planned=any(n.startswith(f"{each}/") for n in names))
        _add_drafts(home, names)
    for each in (ARCHIVE, *OWN_FOLDERS, DRAFTS, ""):
        if (home / each).is_dir():
            disk.sync_folder(str(home / each))
    _retire(home)


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours with all that is in it, its plan last; what cannot go stays."""
    from shutil import rmtree

    rmtree(folder / NEW, ignore_errors=True)
    rmtree(folder, ignore_errors=True)


def _plan(folder: Path) -> tuple[str, list[str]]:
    """Read the plan."""
    path = folder / PLAN
    try:
        plan = json.loads(path.read_bytes())
        return plan["covers"], plan["members"]
    except (ValueError, KeyError, TypeError):
        raise Failed(
            f"{path} is damaged, so the restore cannot be finished. The files of the backup are "
            f"in {folder / NEW}, what was there before is among the copies: put one of them in "
            "place by hand, then remove the folder."
        ) from None


def _put_journal(home: Path, base: str, name: str | None) -> None:
    """Put a journal in the place of the one that is there; `None` takes that one away."""
    path, target = str(home / base), ""
    if name is not None:
        target = str(home / name)
        made = str(home / RESTORING / NEW / name)
        if os.path.lexists(made):
            disk.make_folder(os.path.realpath(disk.folder_of(target)))
            disk.replace(made, target)
    for generation in generations(path):
        if file_of(path, generation) != target:
            disk.remove(file_of(path, generation))


def _put_file(home: Path, name: str, *, is_planned: bool, is_all: bool) -> None:
    """Put a file in its place; where everything is replaced, take away one that is not planned."""
    made = str(home / RESTORING / NEW / name)
    if os.path.lexists(made):
        disk.replace(made, str(home / name))
    elif is_all and not is_planned:
        with suppress(FileNotFoundError):
            disk.remove(str(home / name))


def _put_folder(home: Path, name: str, *, is_planned: bool) -> None:
    """Put a folder in its place; the one that was there goes, and a link to one as well."""
    made, gone = home / RESTORING / NEW / name, home / RESTORING / f"gone-{name}"
    if is_planned and not os.path.lexists(made):
        return  # done before it was interrupted
    if os.path.lexists(home / name) and not os.path.lexists(gone):
        disk.replace(str(home / name), str(gone))
    if is_planned:
        disk.replace(str(made), str(home / name))


def _add_drafts(home: Path, names: Sequence[str]) -> None:
    """Put the drafts that are not there beside those that are: nothing typed is taken away."""
    for name in names:
        made = str(home / RESTORING / NEW / name)
        if name.startswith(f"{DRAFTS}/") and os.path.lexists(made):
            disk.make_folder(os.path.realpath(home / DRAFTS))
            if not os.path.lexists(home / name):
                disk.replace(made, str(home / name))


def _retire(home: Path) -> None:
    """Take the name away that means that there is something to move; then remove the rest."""
    done = home / f"{DONE}{os.getpid()}-{monotonic_ns()}"
    disk.replace(str(home / RESTORING), str(done))
    disk.sync_folder(str(home))
    remove_tree(done)
