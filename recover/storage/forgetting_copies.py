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
from recover.storage.history import field_sign, months_with, scan
from recover.storage.home_files import ARCHIVE, COPIES, DIRECTORY, WORK
from recover.storage.logs import Logs
from recover.storage.moving import NEW
from recover.storage.table_names import FORGOTTEN, INCIDENTS
from recover.storage.unpacking import Ready, unpacked

Document = dict[str, Any]
Gone = dict[int, set[str]]
"""The digests of the entries of forgotten incidents, by the numbers of those."""
_is_kept_aside = re.compile(r".+\.jsonl\.damaged-\d+|.+-format-\d+(?:-\d+)?\.jsonl").fullmatch


def forget_in_copies(home: Path, matter: Matter, tell: Tell = lambda _: None) -> list[str]:
    """Leave no trace of a client in the copies of a home folder.

    Returns:
        The files that were removed as a whole.

    Raises:
        Failed: It could not be done to the end: begin again.
    """
    gone = _forgotten(home)
    removed: list[str] = []
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


def _forget_in(home: Path, copy: Copy, matter: Matter, gone: Gone) -> None:
    """Write one copy anew, if anything of theirs is in it."""
    with unpacked(home, copy.path) as ready:
        inside = ready.folder / NEW
        theirs = _of_theirs(inside, matter, gone)
        if theirs is None:
            return
        forget_incidents(inside, theirs)
        forget_account(inside, theirs)
        _put_back(ready, copy)


def _of_theirs(inside: Path, matter: Matter, gone: Gone) -> Matter | None:
    """Say what there is of them in a copy; `None` for nothing.

    A number may have been another client's when the copy was made, if it was given out again after
    an older one was restored. So it is not the number that says whose an incident is, but its
    account there, or that it has the very entries of one that was forgotten.
    """
    with Book(inside / WORK) as work, Book(inside / DIRECTORY) as directory:
        logs = Logs(inside, work)
        wanted = [[field_sign("account", matter.account)]]
        every = chain(logs.at_hand(), logs.past(wanted))
        theirs = {int(each.id) for each in every if each.account == matter.account}
        theirs |= logs.forgotten()  # their lines may stand in its files still
        theirs |= {number for number, each in _held(work, inside) if _is_gone(number, each, gone)}
        is_known = any(each["key"] == matter.account for _, each in _rows(directory, "accounts"))
        ids = set(map(str, theirs))
        actions = chain(_rows(work, "actions"), _rows(directory, "actions"))
        is_told = any(tells_of(each, matter.account, ids) for _, each in actions)
    if not (theirs or is_known or is_told):
        return None
    months = frozenset(months_with(inside, theirs))
    return replace(matter, incidents=frozenset(theirs), months=months, sheet="")


def _rows(book: Book, table: str) -> list[tuple[int, Document]]:
    return book.table(table).raw_all()


def _held(work: Book, inside: Path) -> Iterator[tuple[int, Document]]:
    """Give every incident of a copy, and its number."""
    yield from _rows(work, INCIDENTS)
    yield from ((each.number, each.document) for each in scan(inside))


def _is_gone(number: int, document: Document, gone: Gone) -> bool:
    """Say whether an incident has an entry of the one of its number that was forgotten."""
    digests = gone.get(number, set())
    return bool(digests) and any(each in digests for _, each in seals_of(number, document))


def _forgotten(home: Path) -> Gone:
    """Give the digests of everything that was forgotten, by the numbers of the incidents."""
    with Book(home / WORK) as work:
        left = _rows(work, FORGOTTEN)
    return {number: {digest for _, digest in each["seals"]} for number, each in left}


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
