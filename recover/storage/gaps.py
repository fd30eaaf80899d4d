"""Places of the chain that are known to be empty: given up, or not to be read any more.

They stand in the table `gaps` of the open work, `{"from": 12, "to": 15, "why": "restored"}`, and
`verify` says how many there are: nobody can use them to take something out without its being told.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from recover.storage.book import Book
from recover.storage.chain import HEAD
from recover.storage.history import scan
from recover.storage.table_names import CHAIN, FORGOTTEN, GAPS, INCIDENTS

Document = dict[str, Any]
RESTORED = "restored"
"""A copy from before they were written was put back."""
DAMAGED = "damaged"
"""A file was repaired in which they could not be read."""


def places_of(documents: Iterable[Document]) -> Iterator[int]:
    """Give the places of the entries of incidents, and of what forgotten ones have left."""
    for document in documents:
        for entry in document.get("log", ()):
            match entry.get("seal"):
                case [int(place), *_]:
                    yield place
        for place, _ in document.get("seals", ()):
            yield place
        yield from range(document.get("from", 1), document.get("to", 0) + 1)


def declare(work: Book, home: Path, why: str) -> None:
    """Write down which places of the chain are empty; nothing where there is none.

    Args:
        work: The open work, of which the caller holds the lock.
        home: The home folder that has the archive beside it.
        why: `RESTORED` or `DAMAGED`.

    Raises:
        Failed: The archive cannot be read, or the disk would not take it.
    """
    head = work.table(CHAIN).raw(HEAD)
    if head is None:
        return
    tables = (work.table(name).raw_all() for name in (INCIDENTS, FORGOTTEN, GAPS))
    here = (document for table in tables for _, document in table)
    past = (each.document for each in scan(home))
    for gap in gaps_in(head["entries"], chain(here, past), why):
        work.table(GAPS).insert(gap)


def gaps_in(head: int, documents: Iterable[Document], why: str) -> list[Document]:
    """Give what is to stand in the table, so that every place up to the head is accounted for.

    Args:
        head: The place of the newest entry.
        documents: Incidents, what forgotten ones have left, and gaps that are known already.
        why: `RESTORED` or `DAMAGED`.
    """
    taken = bytearray(head + 2)
    taken[0] = taken[head + 1] = 1
    for place in places_of(documents):
        if 0 < place <= head:
            taken[place] = 1
    gaps = []
    start = taken.find(0)
    while start >= 0:
        end = taken.find(1, start)
        gaps.append({"from": start, "to": end - 1, "why": why})
        start = taken.find(0, end)
    return gaps
