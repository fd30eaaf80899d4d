"""The book of one home folder, in values: what the services read and write.

Two journals: the open work (incidents and what was done last), and the directory (accounts and
people), which changes seldom. What was closed long ago stands in an archive beside them.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING, Any

from recover.domain.errors import Failed
from recover.storage.actions import Actions
from recover.storage.book import Book
from recover.storage.documents import (
    account_from_document,
    account_to_document,
    person_from_document,
    person_to_document,
)
from recover.storage.exports import Exports
from recover.storage.home_files import DIRECTORY, RESTORING, WORK
from recover.storage.logs import Logs
from recover.storage.records import Records

# What a log holds is loaded with the first log: a command that only asks who acts reads none.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from recover.domain.account import Account
    from recover.domain.incident import Incident
    from recover.domain.person import Person
    from recover.storage.documents import Document
    from recover.storage.replay import Operation, Replay

_READERS: dict[str, Callable[[Document], Any]] = {
    "accounts": account_from_document,
    "people": person_from_document,
}


class HalfDone(Failed):
    """What stands in the incidents is on disk; what belongs to accounts and people is not."""

    kind = "half_done"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{why} What it did in the incidents is on disk all the same, but the accounts and "
            "people are as before: once there is room, `recover undo` takes it back, or set the "
            "account by hand."
        )


class Store:
    """Typed access to the two journals of a home folder."""

    def __init__(self, home: Path, *, on_wait: Callable[[str], None] | None = None) -> None:
        self.home = home
        self.before_change: Callable[[], object] | None = None
        """Called before a change begins, without any lock; must not fail."""
        self._restoring = str(home / RESTORING)
        self._on_wait = on_wait
        self._finish_restoring()
        self._work = Book(home / WORK, on_wait=on_wait, upgrade=_sealed)
        self._directory = Book(home / DIRECTORY, on_wait=on_wait)
        self.logs = Logs(home, self._work)
        """The incidents, at hand and in the archive."""
        self.exports = Exports(self._directory)
        """The files that were written out of the book."""
        self.records = Records(self._work)
        """What people went through at the end of their days, and what they were told."""
        self.actions = Actions(self._work, self._directory)
        """What people did last, so that they can take it back."""
        self._values: dict[str, tuple[object, list[Any]]] = {}
        self._owner = 0
        self._loads = self._work.loads
        if not (self._work.number and self._directory.number):
            self._insist_on_both()

    def _insist_on_both(self) -> None:
        """See that nothing is missing of a book that seems to be empty."""
        from recover.storage.missing import MissingJournal, missing_journal

        work, directory = self._work.number, self._directory.number
        gone = missing_journal(self.home, work=work, directory=directory)
        if gone is not None:
            self.close()
            raise MissingJournal(gone)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the book: what is read inside is the newest, what is written is one transaction.

        Everything written is on disk when the block ends; an exception inside writes nothing.

        Raises:
            HalfDone: The incidents were written, and then the directory could not be.
        """
        if self._owner != get_ident():
            self._finish_restoring()
            if self.before_change is not None:
                self.before_change()
        is_written = False
        try:
            with self._directory.exclusive():
                before = self._work.version
                with self._work.exclusive():
                    outer, self._owner = self._owner, get_ident()
                    try:
                        self._forget_replaced()
                        yield
                    finally:
                        self._owner = outer
                is_written = self._work.version != before
        except BaseException as error:
            self.logs.forget()
            self._values.clear()
            if is_written and isinstance(error, Failed):
                raise HalfDone(str(error)) from None
            raise

    def refresh(self) -> bool:
        """Read what other processes have written; say whether there was anything."""
        self._finish_restoring()
        is_new = self._work.refresh() | self._directory.refresh()
        self._forget_replaced()
        return is_new

    @property
    def notices(self) -> list[str]:
        """Sentences about what was found and mended in the files, such as a torn last line."""
        return [*self._directory.notices, *self._work.notices]

    def close(self) -> None:
        """Let go of the files."""
        self._work.close()
        self._directory.close()

    def _finish_restoring(self) -> None:
        """Go on with a restore that was interrupted; one look when there is none."""
        if os.path.lexists(self._restoring):
            from recover.storage.moving import finish

            finish(self.home, on_wait=self._on_wait)

    def _forget_replaced(self) -> None:
        """Drop what was worked out of a book that another one stands in the place of now."""
        if self._work.loads != self._loads:
            self._loads = self._work.loads
            self.logs.forget()

    def incident(self, incident_id: str) -> Incident:
        """Give one incident, also from the archive.

        Raises:
            UnknownIncident: The id names none.
        """
        return self.logs.one(incident_id)

    def incidents(self) -> list[Incident]:
        """Give every incident of the open work, the oldest first, also those taken back."""
        return self.logs.at_hand()

    def accounts(self) -> list[Account]:
        """Give every account, in the order they were added."""
        return self._all("accounts")

    def people(self) -> list[Person]:
        """Give every person, in the order they were added."""
        return self._all("people")

    def _all(self, table: str) -> list[Any]:
        """Read a table of the directory, or take it from the last time nothing was newer."""
        version, values = self._values.get(table, (None, []))
        if version != self._directory.version or version is None:
            documents = self._directory.table(table).raw_all()
            values = [_READERS[table](document) for _, document in sorted(documents)]
            self._values[table] = (self._directory.version, values)
        return values

    def save_account(self, account: Account) -> None:
        """Add the account, or replace the one of the same key."""
        self._save("accounts", account_to_document(account))

    def remove_account(self, key: str) -> None:
        """Take an account away that was added by mistake."""
        self._remove("accounts", key)

    def save_person(self, person: Person) -> None:
        """Add the person, or replace the one of the same key."""
        self._save("people", person_to_document(person))

    def remove_person(self, key: str) -> None:
        """Take a person away who was added by mistake."""
        self._remove("people", key)

    def _save(self, table: str, document: Document) -> None:
        """Put a document of the directory in the place of the one of the same key."""
        number = self._number(table, document["key"])
        if number is None:
            self._directory.table(table).insert(document)
        else:
            self._directory.table(table).put(number, document)
        self._replace(table, document)

    def _remove(self, table: str, key: str) -> None:
        """Delete a document of the directory."""
        number = self._number(table, key)
        if number is not None:
            self._directory.table(table).remove(doc_ids=[number])
        self._values.pop(table, None)

    def _replace(self, table: str, document: Document) -> None:
        """Bring what was read of a table up to date with one document, without reading it again."""
        known = self._values.pop(table, None)
        if known is None:
            return
        value = _READERS[table](document)
        others = [each for each in known[1] if each.key != value.key]
        place = next((n for n, each in enumerate(known[1]) if each.key == value.key), len(others))
        others.insert(place, value)
        self._values[table] = (self._directory.version, others)

    def _number(self, table: str, key: str) -> int | None:
        """Find the document id of a key."""
        documents = self._directory.table(table).raw_all()
        return next((number for number, each in documents if each["key"] == key), None)


def _sealed(replay: Replay) -> list[Operation]:
    """Bring the open work of format 1 up to date."""
    from recover.storage.chain import seal_everything

    return seal_everything(replay)
