"""Forgetting a client in the copies of a book: each is unpacked, and written anew without them.

A copy that cannot be unpacked cannot be searched either, so it goes; so do single files that were
kept aside, such as what an interrupted write or a damaged journal has left.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recover.storage import disk
from recover.storage.backup_file import write_backup
from recover.storage.book import Book
from recover.storage.copies import ENDING, Copy, copies
from recover.storage.errors import explained
from recover.storage.forgetting import Matter, Tell, forget_account, forget_incidents
from recover.storage.history import months_with
from recover.storage.home_files import ARCHIVE, COPIES, DIRECTORY, WORK
from recover.storage.moving import NEW
from recover.storage.unpacking import Ready, unpacked


def forget_in_copies(home: Path, matter: Matter, tell: Tell = lambda _: None) -> None:
    """Leave no trace of a client in the copies of a home folder.

    Raises:
        Failed: It could not be done to the end: begin again.
    """
    for copy in copies(home):
        tell(f"the copy {copy.name}")
        if copy.manifest is None or copy.manifest.unsound:
            with explained("remove", str(copy.path)):
                disk.remove(str(copy.path))
        else:
            _forget_in(home, copy, matter)
    with explained("remove what was kept aside in", str(home)):
        for path in _kept_aside(home):
            disk.remove(str(path))


def _forget_in(home: Path, copy: Copy, matter: Matter) -> None:
    """Write one copy anew, if anything of theirs is in it."""
    with unpacked(home, copy.path) as ready:
        inside = ready.folder / NEW
        theirs = _of_theirs(inside, matter)
        if theirs is None:
            return
        forget_incidents(inside, theirs)
        forget_account(inside, theirs)
        _put_back(ready, copy)


def _of_theirs(inside: Path, matter: Matter) -> Matter | None:
    """Say what there is of them in a copy; `None` for nothing."""
    with Book(inside / WORK) as work, Book(inside / DIRECTORY) as directory:
        at_hand = dict(work.table("incidents").raw_all())
        keys = {each["key"] for _, each in directory.table("accounts").raw_all()}
    numbers = set(matter.incidents)
    months = months_with(inside, numbers)
    if matter.account not in keys and not months and numbers.isdisjoint(at_hand):
        return None
    return replace(matter, incidents=frozenset(numbers), months=frozenset(months), sheet="")


def _put_back(ready: Ready, copy: Copy) -> None:
    """Write what was unpacked in the place of the copy it comes from, as of the same moment."""
    manifest = ready.manifest
    made = copy.path.with_name(f".recover-{os.getpid()}-{copy.name}.new")
    write_backup(
        ready.folder / NEW,
        made,
        made=manifest.made,
        by=manifest.by,
        why=manifest.why,
        covers=manifest.covers,
    )
    with explained("replace", str(copy.path)):
        disk.replace(str(made), str(copy.path))
        disk.sync_folder(str(copy.path.parent))


def _kept_aside(home: Path) -> Iterator[Path]:
    """Give the single files that hold lines of a journal and are none."""
    for folder in (home, home / ARCHIVE):
        for name in disk.names_in(str(folder)):
            if ".jsonl.torn-" in name or ".jsonl.new-" in name:
                yield folder / name
    for name in disk.names_in(str(home / COPIES)):
        path = home / COPIES / name
        if not name.endswith(ENDING) and not name.startswith(".") and path.is_file():
            yield path
