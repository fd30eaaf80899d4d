"""Forgetting a client in one home folder: their incidents, their account, and every trace of both.

First the open work gets what stays: for each incident a document in the table `forgotten`, with a
moment and the digests of its entries, so that the chain can be followed over them, and no word and
no name. Then the incidents go, from the open work and from the archive, and last the account; each
journal is written anew. Whatever interrupts it, the account is there until everything else is gone,
so that it can be begun again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from recover.storage.book import Book
from recover.storage.chain import digest_of
from recover.storage.drafts import forget_in
from recover.storage.home_files import DIRECTORY, WORK, month_path
from recover.storage.logs import Logs
from recover.storage.moments import moment_to_text
from recover.storage.table_names import FORGOTTEN, INCIDENTS
from recover.storage.traces import drop_actions, drop_answers, drop_exports, drop_spoken

Tell = Callable[[str], object]
"""Told what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Whom it is about."""

    account: str
    """The account's key."""
    names: frozenset[str]
    """Casefolded: what the account and the people there are called."""
    incidents: frozenset[int]
    """Their incidents, in the open work and in the archive."""
    months: frozenset[str]
    """The months of the archive in which some of them stand."""
    at: datetime
    by: str
    """Who forgets them; person key."""
    sheet: str = ""
    """The sheet of drafts of the app that asks; what was typed there is its own to remove."""

    @property
    def subjects(self) -> set[str]:
        """What names of drafts about them are made of."""
        return {str(number) for number in self.incidents} | {self.account}


def forget_incidents(home: Path, matter: Matter, tell: Tell = lambda _: None) -> None:
    """Leave no trace of a client's incidents in the journals and drafts of a home folder.

    Args:
        home: The home folder; nobody adds to their incidents meanwhile.
        matter: Whom it is about.
        tell: Told what is being done.

    Raises:
        Failed: It could not be done to the end: begin again.
    """
    tell("the open work")
    work = Book(home / WORK)
    try:
        with work.exclusive():
            past = {month: Book(month_path(home, month)) for month in matter.months}
            _leave_digests(work, past.values(), matter)
            _empty(work, matter)
        with work.exclusive():  # nobody puts away or brings back meanwhile
            for month, book in past.items():
                tell(f"the archive of {month}")
                _drop(book, matter.incidents)
                book.rewrite()
                book.close()
        work.rewrite()
    finally:
        work.close()
    tell("drafts")
    forget_in(home, matter.subjects, matter.names, but=matter.sheet)


def _leave_digests(work: Book, past: Iterable[Book], matter: Matter) -> None:
    """Keep what the chain needs of each of the incidents."""
    left = work.table(FORGOTTEN)
    for book in (work, *past):
        for number, document in book.table(INCIDENTS).raw_all():
            if number in matter.incidents and left.raw(number) is None:
                left.insert(_numbered(number, _left_of(number, document, matter)))


def _numbered(number: int, document: dict[str, Any]) -> Any:
    from tinydb.table import Document

    return Document(document, number)


def _left_of(number: int, document: dict[str, Any], matter: Matter) -> dict[str, Any]:
    """What stays of an incident: nobody's name, and no word."""
    seals = [list(each) for each in seals_of(number, document)]
    return {"at": moment_to_text(matter.at), "by": matter.by, "seals": seals}


def seals_of(number: int, document: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Give the place and the digest of each entry of an incident that has a seal."""
    for entry in document["log"]:
        match entry.get("seal"):
            case [int(place), str(salt), _]:
                yield place, digest_of(number, entry, salt)


def _empty(work: Book, matter: Matter) -> None:
    """Take the incidents out of the open work, and what speaks of them."""
    _drop(work, matter.incidents)
    drop_actions(work, matter.incidents, matter.account)
    drop_spoken(work, matter.incidents)
    drop_answers(work, matter.incidents)


def _drop(book: Book, numbers: Iterable[int]) -> None:
    table = book.table(INCIDENTS)
    with book.exclusive():
        table.remove(doc_ids=[each for each in sorted(numbers) if table.raw(each) is not None])


def forget_account(home: Path, matter: Matter) -> frozenset[int]:
    """Take the account out of the directory, and what speaks of it or of its incidents.

    What somebody has opened for them meanwhile goes in the same hold: it is all in the open work.

    Returns:
        The incidents that were opened meanwhile.

    Raises:
        Failed: It could not be done to the end: begin again.
    """
    with Book(home / DIRECTORY) as directory, Book(home / WORK) as work:
        with directory.exclusive(), work.exclusive():
            at_hand = Logs(home, work).at_hand()
            late = frozenset(int(each.id) for each in at_hand if each.account == matter.account)
            matter = replace(matter, incidents=matter.incidents | late)
            _leave_digests(work, (), matter)
            _empty(work, matter)
            table = directory.table("accounts")
            table.remove(lambda each: each["key"] == matter.account)
            drop_actions(directory, matter.incidents, matter.account)
            drop_exports(directory, matter.incidents, matter.account)
        directory.rewrite()
        if late:
            work.rewrite()
            forget_in(home, matter.subjects, matter.names, but=matter.sheet)
    return late
