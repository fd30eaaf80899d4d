"""Making open work of an earlier day fit what stands beside it, before it is put in place.

The archive stays as it is when a copy of the open work is restored, and whatever is restored, no
number of an incident may be given out a second time.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from recover.domain.errors import Failed
from recover.storage.book import Book
from recover.storage.chain import HEAD, START, head_of
from recover.storage.gaps import RESTORED, gaps_in
from recover.storage.generations import file_of
from recover.storage.history import scan
from recover.storage.holding import current
from recover.storage.home_files import DIRECTORY, WORK
from recover.storage.reader import Reader
from recover.storage.replay import Replay
from recover.storage.table import BookTable
from recover.storage.table_names import CHAIN, EXPORTS, FORGOTTEN, GAPS, INCIDENTS

Document = dict[str, Any]


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
        table = work.table(INCIDENTS)
        if keeps_archive:
            past = {each.number: each.document for each in scan(home)}
            away = [number for number, log in _logs(table) if _goes_on(past.get(number), log)]
            if away:
                table.remove(doc_ids=away)
            coming = max([coming, *(number + 1 for number in past)])
            _lead_on(work, list(past.values()))
        table.give_out_from(coming)
    _carry_exports(inside, home)


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


def _logs(table: BookTable) -> list[tuple[int, list[Document]]]:
    return [(number, document["log"]) for number, document in table.raw_all()]


def _goes_on(archived: Document | None, log: list[Document]) -> bool:
    """Say whether the archive has the same log, and all of it."""
    return archived is not None and archived["log"][: len(log)] == log


def _lead_on(work: Book, past: list[Document]) -> None:
    """Move the head behind everything that was sealed, and declare what is missing before it."""
    chain, gaps = work.table(CHAIN), work.table(GAPS)
    known = chain.raw(HEAD)
    here = [document for _, document in work.table(INCIDENTS).raw_all()]
    head = head_of(known, past)
    if head == (known or {"entries": 0, "link": START}):
        return
    if known is None:
        chain.insert(head)
    else:
        chain.put(HEAD, head)
    told = [each for name in (FORGOTTEN, GAPS) for _, each in work.table(name).raw_all()]
    for gap in gaps_in(head["entries"], [*here, *past, *told], RESTORED):
        gaps.insert(gap)
