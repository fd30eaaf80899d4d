"""Reading everything, and proving it: every checksum, every number, every link of the chain.

One month of the archive is in memory at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recover.domain.errors import Failed
from recover.storage.book import Book
from recover.storage.chain import HEAD, START
from recover.storage.chain_places import Places
from recover.storage.errors import explained
from recover.storage.history import in_month
from recover.storage.home_files import DIRECTORY, WORK, journals, month_path, months
from recover.storage.missing import MissingJournal, missing_journal
from recover.storage.table_names import CHAIN, FORGOTTEN, GAPS, INCIDENTS
from recover.storage.verified_words import told_of

Tell = Callable[[int, int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was read, and what does not hold."""

    journals: int
    """How many journals were read to their ends."""
    incidents: int
    archived: int
    """How many of them are in the archive."""
    entries: int
    """How many entries the chain has, with those that were forgotten."""
    forgotten: int
    """How many of them were forgotten: the chain is followed over them."""
    lost: int
    """How many entries stand where damage has made others unreadable, and say so."""
    given_up: int
    """How many entries are gone because a copy was restored or a damaged file was repaired."""
    head: str
    """The place and the link of the newest entry, `1482:9f3c...`; empty without a chain."""
    problems: tuple[str, ...]
    """Each a sentence; none when everything holds."""
    told: tuple[str, ...]
    """What is as it should be and a person has to know: what is missing, and why."""


def verify(
    home: Path, *, against: tuple[int, str] | None = None, tell: Tell | None = None
) -> Verified:
    """Read every journal of a home folder from its first byte to its last.

    Args:
        home: The home folder.
        against: The place and the link of a head that was noted earlier.
        tell: Told how many of how many journals have been read.

    Raises:
        Failed: The folder cannot be read.
    """
    with explained("read", str(home)):
        total = len(journals(home))
        put_away = months(home)
    check = _Check(total, tell)
    work = check.read(home / WORK)
    directory = check.read(home / DIRECTORY)
    check.insist_on_both(home, work, directory)
    head = _head(work)
    places = Places(head["entries"])
    seen = {number for number, _ in _documents(work, INCIDENTS)}
    at_hand = len(seen)
    for number, document in _documents(work, INCIDENTS):
        places.take(number, document["log"])
    for month in put_away:
        for number, document in check.read_month(home, month):
            places.take(number, document["log"])
            seen.add(number)
    left = _documents(work, FORGOTTEN)
    gaps = [gap for _, gap in _documents(work, GAPS)]
    for number, each in left:
        places.leave(number, each["seals"], is_there=number in seen)
    for gap in gaps:
        places.give_up(gap["from"], gap["to"])
    is_sealed = work is None or bool(places.count or _documents(work, CHAIN))
    problems = check.problems
    if work is not None:  # else nothing can be said of the chain, whose head stands there
        problems += _sentences(places, head, is_sealed=is_sealed)
    if work is not None and against is not None:
        problems += _compared(places, *against)
    return Verified(
        journals=check.done,
        incidents=len(seen),
        archived=len(seen) - at_hand,
        entries=places.count,
        forgotten=places.forgotten,
        lost=len(places.lost),
        given_up=places.given_up,
        head=f"{head['entries']}:{head['link']}" if places.count else "",
        problems=tuple(problems),
        told=tuple(told_of(left, gaps, places.lost, is_sealed=is_sealed or not seen)),
    )


class _Check:
    """Opens one journal after another, and keeps what is wrong with each."""

    def __init__(self, total: int, tell: Tell | None) -> None:
        self.problems: list[str] = []
        self.done = 0
        self._total = total
        self._tell = tell

    def read(self, path: Path) -> Book | None:
        """Read a journal to its end; `None` when it cannot be."""
        try:
            book = Book(path)
        except Failed as error:
            self.problems.append(str(error))
            return None
        book.close()
        if book.version != (0, 0, 0):
            self.done += 1
        if self._tell is not None:
            self._tell(self.done, self._total)
        return book

    def insist_on_both(self, home: Path, work: Book | None, directory: Book | None) -> None:
        """See that neither journal is gone while the rest is there."""
        if work is None or directory is None:
            return
        gone = missing_journal(home, work=work.number, directory=directory.number)
        if gone is not None:
            self.problems.append(str(MissingJournal(gone)))

    def read_month(self, home: Path, month: str) -> list[tuple[int, dict[str, Any]]]:
        """Read a journal of the archive, and see that it says what would be shown of it."""
        path = month_path(home, month)
        found = _documents(self.read(path), INCIDENTS)
        known, shown = dict(found), {}
        try:
            shown = {each.number: each.document for each in in_month(home, month)}
        except Failed as error:
            self.problems.append(str(error))
            return found
        for number in known.keys() | shown.keys():
            if known.get(number) != shown.get(number):
                self.problems.append(
                    f"{path} does not show incident {number} as it holds it: something else than "
                    "recover wrote it."
                )
        return found


def _head(work: Book | None) -> dict[str, Any]:
    found = dict(_documents(work, CHAIN)).get(HEAD)
    return found or {"entries": 0, "link": START}


def _documents(book: Book | None, table: str) -> list[tuple[int, dict[str, Any]]]:
    return [] if book is None else book.table(table).raw_all()


def _sentences(places: Places, head: dict[str, Any], *, is_sealed: bool) -> Iterator[str]:
    """Say what does not hold in the chain."""
    if not is_sealed:
        return
    for each in (*places.problems, *places.walk(head["link"])):
        yield f"{each[:1].upper()}{each[1:]}."


def _compared(places: Places, place: int, link: str) -> Iterator[str]:
    """Say whether the chain goes through a head that was noted earlier."""
    if place > places.count:
        yield (
            f"The chain ends at entry {places.count}, and reached {place} when that head was "
            "noted: what came after was cut off, or this is an older copy."
        )
    elif places.link_at(place) != link:
        yield (
            f"The chain does not go through that head: what was written up to entry {place} "
            "is not what it was."
        )
