"""The incidents of a book: those of the open work at hand, those in the archive when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recover.domain.errors import NotFound
from recover.storage.home_files import ARCHIVE
from recover.storage.moments import moment_to_text
from recover.storage.table_names import CHAIN, FORGOTTEN, INCIDENTS

# What a log holds is loaded with the first log: a command that only asks who acts reads none.
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from recover.domain.entry import Entry
    from recover.domain.incident import Incident
    from recover.storage.book import Book
    from recover.storage.documents import Document
    from recover.storage.history import Past, Tell, Wanted

LONGEST_ID = 10
"""Digits; nobody has that many incidents."""


class UnknownIncident(NotFound):
    """The id names no incident in this book."""

    def __init__(self, incident_id: str) -> None:
        super().__init__(f"No incident {incident_id!r}. `recover incidents` lists them.")


class Forgotten(NotFound):
    """The incident was of a client who was forgotten."""

    kind = "forgotten"

    def __init__(self, incident_id: str, day: str) -> None:
        super().__init__(
            f"Incident {incident_id} was forgotten on {day} with its client; nothing is left of it."
        )


class Logs:
    """Typed access to the incidents; what is written is written inside the book's hold."""

    def __init__(self, home: Path, work: Book) -> None:
        self._home = home
        self._work = work
        self._folded: dict[int, Incident] = {}
        self._found: tuple[int, list[tuple[str, int]], Past | None] | None = None
        """What was looked for in the archive last, as the archive was then, and what was found."""

    def forget(self) -> None:
        """Drop what was worked out of documents; it may have been taken back."""
        self._folded.clear()
        self._found = None

    def one(self, incident_id: str) -> Incident:
        """Give one incident, from the archive if it is there.

        Raises:
            UnknownIncident: The id names none.
        """
        if not (incident_id.isascii() and incident_id.isdigit() and len(incident_id) < LONGEST_ID):
            raise UnknownIncident(incident_id)
        number = int(incident_id)
        document = self._work.table(INCIDENTS).raw(number)
        if document is None:
            document = self._kept(number).document
        return self._worked_out(number, document)

    def at_hand(self) -> list[Incident]:
        """Give every incident of the open work, the oldest first, also those taken back."""
        documents = self._work.table(INCIDENTS).raw_all()
        return [self._worked_out(number, document) for number, document in sorted(documents)]

    def quiet_since(self, moment: datetime) -> list[Incident]:
        """Give those of the open work in which nothing is later than a moment, the oldest first.

        Args:
            moment: Aware; whole seconds.
        """
        latest = moment_to_text(moment)
        return [
            self._worked_out(number, document)
            for number, document in sorted(self._work.table(INCIDENTS).raw_all())
            if all(entry["at"] <= latest for entry in reversed(document["log"]))
        ]

    def is_as_given(self, incident: Incident) -> bool:
        """Whether an incident is in the open work, and nothing was added since it was given."""
        document = self._work.table(INCIDENTS).raw(int(incident.id))
        return document is not None and len(document["log"]) == len(incident.entries)

    def past(self, wanted: Wanted = (), tell: Tell | None = None) -> Iterator[Incident]:
        """Give the incidents of the archive in whose text everything wanted stands.

        Args:
            wanted: As `recover.storage.history.scan`; an incident is given where it might stand.
            tell: Told now and then which part has been read, from 0 to 1.
        """
        from recover.storage.history import scan

        table = self._work.table(INCIDENTS)

        def is_at_hand(number: int) -> bool:
            return table.raw(number) is not None

        for past in scan(self._home, wanted, is_elsewhere=is_at_hand, tell=tell):
            yield _incident(past.number, past.document)

    def forgotten(self) -> set[int]:
        """Give the numbers of the incidents that were forgotten, all clients'."""
        return {number for number, _ in self._work.table(FORGOTTEN).raw_all()}

    def past_texts(self, name: str) -> set[str]:
        """Give every text that a field of that name has in the archive, such as `department`."""
        from recover.storage.history import texts_of

        return texts_of(self._home, name)

    @property
    def has_past(self) -> bool:
        """Whether there is an archive at all."""
        return (self._home / ARCHIVE).is_dir()

    def _kept(self, number: int) -> Past:
        """Give what is in the archive, or say that it is nowhere."""
        gone = self._work.table(FORGOTTEN).raw(number)
        if gone is not None:
            raise Forgotten(str(number), gone["at"][:10])
        past = self._past(number)
        if past is None:
            raise UnknownIncident(str(number))
        return past

    def _past(self, number: int) -> Past | None:
        from recover.storage.history import find, state_of

        if not self.has_past:
            return None
        state = state_of(self._home)
        if self._found is None or self._found[:2] != (number, state):
            self._found = (number, state, find(self._home, number))
        return self._found[2]

    def _worked_out(self, number: int, document: Document) -> Incident:
        """Work an incident out of its document, or take it from the last time it was."""
        known = self._folded.get(number)
        if known is None or len(known.entries) != len(document["log"]):
            known = self._folded[number] = _incident(number, document, known)
        return known

    def open_one(self, first: Entry) -> Incident:
        """Begin a new incident with its opening entry; gives it the next id."""
        return self.take_in(self._work.table(INCIDENTS).coming_id(), [first])

    def free_number(self, wanted: int) -> int:
        """Give a number that no incident has: the wanted one, or else the next."""
        table = self._work.table(INCIDENTS)
        is_forgotten = self._work.table(FORGOTTEN).raw(wanted) is not None
        is_free = not is_forgotten and table.raw(wanted) is None and self._past(wanted) is None
        return wanted if is_free else table.next_id()

    def take_in(self, number: int, entries: Sequence[Entry]) -> Incident:
        """Add a whole log under a number that is free."""
        from tinydb.table import Document as Numbered

        document = {"log": self._sealed(number, entries)}
        self._work.table(INCIDENTS).insert(Numbered(document, number))
        return self.one(str(number))

    def append(self, incident: Incident, entries: Sequence[Entry]) -> Incident:
        """Add entries to the log of an incident, and give the incident as it stands then.

        One that is in the archive comes back to the open work; the archive keeps what it has.
        """
        number = int(incident.id)
        table = self._work.table(INCIDENTS)
        if table.raw(number) is None:
            self._bring_back(number)
        table.append(number, "log", self._sealed(number, entries))
        return self.one(incident.id)

    def _bring_back(self, number: int) -> None:
        from tinydb.table import Document as Numbered

        past = self._kept(number)
        document = {**past.document, "archived": past.month}
        self._work.table(INCIDENTS).insert(Numbered(document, number))

    def put_away(self, numbers: Mapping[str, Sequence[int]]) -> None:
        """Move incidents into the archive: there first, and out of the open work when that is safe.

        Whatever happens in between, they are found: what is in both counts as open work.

        Args:
            numbers: The incidents by the month they belong to, such as `2026-10`.
        """
        from recover.storage.archive import keep

        table = self._work.table(INCIDENTS)
        for month, chosen in numbers.items():
            documents = {number: dict(table.raw(number) or {}) for number in chosen}
            keep(self._home, month, documents)
            table.remove(doc_ids=list(chosen))
            for number in chosen:
                self._folded.pop(number, None)

    def _sealed(self, number: int, entries: Sequence[Entry]) -> list[Document]:
        from recover.storage.chain import seal
        from recover.storage.log_documents import entry_to_document

        documents = [entry_to_document(entry) for entry in entries]
        return seal(self._work.table(CHAIN), number, documents)


def _incident(number: int, document: Document, known: Incident | None = None) -> Incident:
    """Work an incident out of its document; *known* is what it was with fewer entries."""
    from recover.domain.folding import fold
    from recover.storage.log_documents import entry_from_document

    log = document["log"]
    seen = known.entries if known and len(known.entries) < len(log) else ()
    fresh = (entry_from_document(each) for each in log[len(seen) :])
    return fold(str(number), (*seen, *fresh))
