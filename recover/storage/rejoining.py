"""Making open work of an earlier day fit what stands beside it, before it is put in place.

The archive stays as it is when a copy of the open work is restored, and whatever is restored, no
number of an incident may be given out a second time.
"""

import os
from contextlib import suppress
from pathlib import Path

from recover.domain.errors import Failed
from recover.storage.book import Book
from recover.storage.chain import HEAD, START, head_of
from recover.storage.gaps import RESTORED, declare
from recover.storage.generations import file_of
from recover.storage.history import scan
from recover.storage.holding import current
from recover.storage.home_files import DIRECTORY, WORK
from recover.storage.reader import Reader
from recover.storage.replay import Replay
from recover.storage.table_names import CHAIN, EXPORTS, INCIDENTS


def rejoin(inside: Path, home: Path, *, keeps_archive: bool) -> None:
    """Bring restored open work up to what it will stand beside; both are held by the caller.

    What was closed and put away since the copy stays in the archive, with all it has. The chain
    goes on behind everything that was ever sealed; the places of what was written since, and is
    given up, become gaps that are told.

    Args:
        inside: The folder with the restored journals, which nobody else uses.
        home: The home folder as it is.
        keeps_archive: Whether the archive stays as it is.

    Raises:
        Failed: The archive cannot be read, or the disk would not take it.
    """
    coming = _coming_id(home)
    with Book(inside / WORK) as work, work.exclusive():
        if keeps_archive:
            coming = max(coming, _make_room(work, home))
        work.table(INCIDENTS).give_out_from(coming)
    _carry_exports(inside, home)


def _make_room(work: Book, home: Path) -> int:
    """Leave to the archive what it has, and lead the chain on behind it; one line in memory.

    Returns:
        A number that is above that of every incident there.
    """
    table, chain = work.table(INCIDENTS), work.table(CHAIN)
    known = chain.raw(HEAD)
    before = known or {"entries": 0, "link": START}
    head, coming, away = before, 1, []
    for past in scan(home):
        coming = max(coming, past.number + 1)
        head = head_of(head, [past.document])
        here = table.raw(past.number)
        if here is not None and past.document["log"][: len(here["log"])] == here["log"]:
            away.append(past.number)
    if away:
        table.remove(doc_ids=away)
    if head == before:
        return coming
    if known is None:
        chain.insert(head)
    else:
        chain.put(HEAD, head)
    declare(work, home, RESTORED)
    return coming


def _carry_exports(inside: Path, home: Path) -> None:
    """Keep on the list what was written out since: the files are there, whatever is restored."""
    now = _read_past_the_lock(home / DIRECTORY).documents(EXPORTS)
    with Book(inside / DIRECTORY) as directory, directory.exclusive():
        table = directory.table(EXPORTS)
        known = {each["path"] for _, each in table.raw_all()}
        for _, each in now:
            if each["path"] not in known:
                table.insert(each)


def _coming_id(home: Path) -> int:
    """The number that the next incident would get now; 1 where nobody can say."""
    return _read_past_the_lock(home / WORK).next_id(INCIDENTS)


def _read_past_the_lock(journal: Path) -> Replay:
    """Read what the caller holds, as far as it can be read."""
    path, replay = os.path.realpath(journal), Replay()
    generation = current(path)
    if generation is not None:
        file = file_of(path, generation)
        with suppress(Failed):
            Reader(file, generation).feed(Path(file).read_bytes(), replay)
    return replay
