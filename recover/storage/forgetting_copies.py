"""Forgetting a client in the copies of a book: each is unpacked, and written anew without them.

A copy that cannot be unpacked cannot be searched either, so it goes; so do single files that were
kept aside, such as what an interrupted write or a damaged journal has left.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from recover.storage import disk
from recover.storage.actions import tells_of
from recover.storage.backup_file import write_backup
from recover.storage.book import Book
from recover.storage.copies import Copy, copies
from recover.storage.errors import explained
from recover.storage.forgetting import (
    Matter,
    Tell,
    forget_account,
    forget_incidents,
    seals_of,
)
from recover.storage.history import months_with, scan
from recover.storage.home_files import ARCHIVE, COPIES, DIRECTORY, WORK
from recover.storage.logs import Logs
from recover.storage.moving import NEW
from recover.storage.table_names import FORGOTTEN, INCIDENTS
from recover.storage.unpacking import Ready, unpacked

Document = dict[str, Any]
_is_kept_aside = re.compile(r".+\.jsonl\.damaged-\d+|.+-format-\d+(?:-\d+)?\.jsonl").fullmatch


def forget_in_copies(home: Path, matter: Matter, tell: Tell = lambda _: None) -> list[str]:
    """Leave no trace of a client in the copies of a home folder.

    Returns:
        The files that were removed as a whole.

    Raises:
        Failed: It could not be done to the end: begin again.
    """
    gone, removed = _forgotten(home), []
    for copy in copies(home):
        tell(f"the copy {copy.name}")
        if copy.manifest is None or copy.manifest.unsound:
            with explained("remove", str(copy.path)):
                disk.remove(str(copy.path))
            removed.append(str(copy.path))
        else:
            _forget_in(home, copy, matter, gone)
    with explained("remove what was kept aside in", str(home)):
        for path in _kept_aside(home):
            disk.remove(str(path))
            removed.append(str(path))
    return removed


def _forget_in(home: Path, copy: Copy, matter: Matter, gone: set[str]) -> None:
    """Write one copy anew, if anything of theirs is in it."""
    with unpacked(home, copy.path) as ready:
        inside = ready.folder / NEW
        theirs = _of_theirs(inside, matter, gone)
        if theirs is None:
            return
        forget_incidents(inside, theirs)
        forget_account(inside, theirs)
        _put_back(ready, copy)


def _of_theirs(inside: Path, matter: Matter, gone: set[str]) -> Matter | None:
    """Say what there is of them in a copy; `None` for nothing.

    A number may have been another client's when the copy was made, if it was given out again after
    an older one was restored. So it is not the number that says whose an incident is, but its
    account there, or that it has the very entries of one that was forgotten.
    """
    with Book(inside / WORK) as work, Book(inside / DIRECTORY) as directory:
        logs = Logs(inside, work)
        theirs = {int(each.id) for each in logs.at_hand() if each.account == matter.account}
        theirs |= {int(each.id) for each in logs.past() if each.account == matter.account}
        theirs |= logs.forgotten()  # their lines may stand in its files still
        for number, document in chain(work.table(INCIDENTS).raw_all(), _past(inside)):
            if not gone.isdisjoint(_digests(number, document)):
                theirs.add(number)
        is_known = matter.account in {
            key for _, each in directory.table("accounts").raw_all() if (key := each["key"])
        }
        is_told = any(
            tells_of(each, matter.account, set(map(str, theirs)))
            for book in (work, directory)
            for _, each in book.table("actions").raw_all()
        )
    if not (theirs or is_known or is_told):
        return None
    months = frozenset(months_with(inside, theirs))
    return replace(matter, incidents=frozenset(theirs), months=months, sheet="")


def _past(inside: Path) -> Iterator[tuple[int, Document]]:
    for each in scan(inside):
        yield each.number, each.document


def _digests(number: int, document: Document) -> Iterator[str]:
    """Give the digests of an incident's entries, as far as they are sealed."""
    return (digest for _, digest in seals_of(number, document))


def _forgotten(home: Path) -> set[str]:
    """Give the digests of everything that was forgotten."""
    with Book(home / WORK) as work:
        left = work.table(FORGOTTEN).raw_all()
    return {digest for _, each in left for _, digest in each["seals"]}


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
        if _is_kept_aside(name) and path.is_file():
            yield path
