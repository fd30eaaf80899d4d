"""The book of one home folder, in values: what the services read and write.

Two journals: the open work (incidents and what was done last), and the directory (accounts and
people), which changes seldom.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from recover.domain.errors import Failed, NotFound
from recover.storage.actions import Actions
from recover.storage.book import Book
from recover.storage.documents import (
    account_from_document,
    account_to_document,
    person_from_document,
    person_to_document,
)
from recover.storage.records import Records

# What a log holds is loaded with the first log: a command that only asks who acts reads none.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from recover.domain.account import Account
    from recover.domain.entry import Entry
    from recover.domain.incident import Incident
    from recover.domain.person import Person
    from recover.storage.documents import Document

LONGEST_ID = 10
"""Digits; nobody has that many incidents."""

_READERS: dict[str, Callable[[Document], Any]] = {
    "accounts": account_from_document,
    "people": person_from_document,
}


class UnknownIncident(NotFound):
    """The id names no incident in this book."""

    def __init__(self, incident_id: str) -> None:
        super().__init__(f"No incident {incident_id!r}. `recover incidents` lists them.")


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
        self._work = Book(home / "work.jsonl", on_wait=on_wait)
        self._directory = Book(home / "directory.jsonl", on_wait=on_wait)
        self.records = Records(self._work)
        """What people went through at the end of their days, and what they were told."""
        self.actions = Actions(self._work, self._directory)
        """What people did last, so that they can take it back."""
        self._folded: dict[int, Incident] = {}
        self._values: dict[str, tuple[object, list[Any]]] = {}

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the book: what is read inside is the newest, what is written is one transaction.

        Everything written is on disk when the block ends; an exception inside writes nothing.

        Raises:
            HalfDone: The incidents were written, and then the directory could not be.
        """
        is_written = False
        try:
            with self._directory.exclusive():
                before = self._work.version
                with self._work.exclusive():
                    yield
                is_written = self._work.version != before
        except BaseException as error:
            self._folded.clear()
            self._values.clear()
            if is_written and isinstance(error, Failed):
                raise HalfDone(str(error)) from None
            raise

    def refresh(self) -> bool:
        """Read what other processes have written; say whether there was anything."""
        return self._work.refresh() | self._directory.refresh()

    @property
    def notices(self) -> list[str]:
        """Sentences about what was found and mended in the files, such as a torn last line."""
        return [*self._directory.notices, *self._work.notices]

    def close(self) -> None:
        """Let go of the files."""
        self._work.close()
        self._directory.close()

    def incident(self, incident_id: str) -> Incident:
        """Give one incident.

        Raises:
            UnknownIncident: The id names none.
        """
        document = None
        if incident_id.isascii() and incident_id.isdigit() and len(incident_id) < LONGEST_ID:
            document = self._work.table("incidents").raw(int(incident_id))
        if document is None:
            raise UnknownIncident(incident_id)
        return self._incident(int(incident_id), document)

    def incidents(self) -> list[Incident]:
        """Give every incident, the oldest first, also those whose opening was taken back."""
        documents = self._work.table("incidents").raw_all()
        return [self._incident(number, document) for number, document in sorted(documents)]

    def _incident(self, number: int, document: Document) -> Incident:
        """Work an incident out of its document, or take it from the last time it was."""
        from recover.domain.folding import fold
        from recover.storage.log_documents import entry_from_document

        log = document["log"]
        known = self._folded.get(number)
        if known is None or len(known.entries) != len(log):
            seen = known.entries if known and len(known.entries) < len(log) else ()
            fresh = (entry_from_document(each) for each in log[len(seen) :])
            known = fold(str(number), (*seen, *fresh))
            self._folded[number] = known
        return known

    def open_incident(self, first: Entry) -> Incident:
        """Begin a new incident with its opening entry; gives it the next id."""
        from recover.storage.log_documents import entry_to_document

        table = self._work.table("incidents")
        number = table.insert({"log": [entry_to_document(first)]})
        return self.incident(str(number))

    def free_number(self, wanted: int) -> int:
        """Give a number that no incident has: the wanted one, or else the next."""
        table = self._work.table("incidents")
        return wanted if table.raw(wanted) is None else table.next_id()

    def take_in(self, number: int, entries: Sequence[Entry]) -> Incident:
        """Add a whole log from elsewhere under a number that is free."""
        from tinydb.table import Document as Numbered

        from recover.storage.log_documents import entry_to_document

        document = {"log": [entry_to_document(entry) for entry in entries]}
        self._work.table("incidents").insert(Numbered(document, number))
        return self.incident(str(number))

    def append(self, incident: Incident, entries: Sequence[Entry]) -> Incident:
        """Add entries to the log of an incident, and give the incident as it stands then."""
        from recover.storage.log_documents import entry_to_document

        table = self._work.table("incidents")
        table.append(int(incident.id), "log", [entry_to_document(entry) for entry in entries])
        return self.incident(incident.id)

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
