"""A book against a plain dictionary: any changes, two handles in turn, reopened, compacted."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb.table import Document

from recover.storage import journal
from recover.storage.book import Book
from recover.storage.errors import NoDocument

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = st.dictionaries(st.sampled_from(["title", "state", "é", ""]), VALUES, max_size=3)
HANDLES = st.integers(0, 1)
TABLES = st.sampled_from(["log", "people"])
IDS = st.integers(1, 8)


class BookMachine(RuleBasedStateMachine):
    """Every rule does the same to a book and to a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.jsonl"
        self.books = [Book(self.path), Book(self.path)]
        self.model: dict[str, dict[int, dict[str, Any]]] = {"log": {}, "people": {}}
        self.next_ids = {"log": 1, "people": 1}

    @initialize()
    def compact_often(self) -> None:
        """Have every run compact."""
        journal.COMPACT_AFTER = 5

    @rule(handle=HANDLES, table=TABLES, documents=st.lists(FIELDS, max_size=3))
    def insert(self, handle: int, table: str, documents: list[dict[str, Any]]) -> None:
        """Several at once, as one transaction."""
        given = self.books[handle].table(table).insert_multiple(documents)

        first = self.next_ids[table]
        assert given == list(range(first, first + len(documents)))
        self.next_ids[table] = first + len(documents)
        self.model[table].update(zip(given, documents, strict=True))

    @rule(handle=HANDLES, table=TABLES, doc_id=IDS, fields=FIELDS)
    def upsert(self, handle: int, table: str, doc_id: int, fields: dict[str, Any]) -> None:
        """A chosen id."""
        self.books[handle].table(table).upsert(Document(fields, doc_id))

        before = self.model[table].get(doc_id, {})
        self.model[table][doc_id] = {**before, **fields}
        self.next_ids[table] = max(self.next_ids[table], doc_id + 1)

    @rule(handle=HANDLES, table=TABLES, doc_id=IDS, fields=FIELDS)
    def put(self, handle: int, table: str, doc_id: int, fields: dict[str, Any]) -> None:
        """A whole document."""
        if doc_id in self.model[table]:
            self.books[handle].table(table).put(doc_id, fields)
            self.model[table][doc_id] = fields
        else:
            with pytest.raises(NoDocument):
                self.books[handle].table(table).put(doc_id, fields)

    @rule(handle=HANDLES, table=TABLES, doc_id=IDS, items=st.lists(VALUES, max_size=3))
    def append(self, handle: int, table: str, doc_id: int, items: list[Any]) -> None:
        """One list in a document."""
        if doc_id in self.model[table]:
            self.books[handle].table(table).append(doc_id, "entries", items)
            before = self.model[table][doc_id]
            self.model[table][doc_id] = {**before, "entries": before.get("entries", []) + items}
        else:
            with pytest.raises(NoDocument):
                self.books[handle].table(table).append(doc_id, "entries", items)

    @rule(handle=HANDLES, table=TABLES, doc_id=IDS)
    def remove(self, handle: int, table: str, doc_id: int) -> None:
        """By id."""
        if doc_id in self.model[table]:
            self.books[handle].table(table).remove(doc_ids=[doc_id])
            del self.model[table][doc_id]
        else:
            with pytest.raises(NoDocument):
                self.books[handle].table(table).remove(doc_ids=[doc_id])

    @rule(handle=HANDLES, table=TABLES)
    def next_id(self, handle: int, table: str) -> None:
        """An id that no document has."""
        assert self.books[handle].table(table).next_id() == self.next_ids[table]
        self.next_ids[table] += 1

    @rule(handle=HANDLES, table=TABLES, drop=st.booleans())
    def empty(self, handle: int, table: str, drop: bool) -> None:
        """All of a table."""
        if drop:
            self.books[handle].drop_table(table)
        else:
            self.books[handle].table(table).truncate()
        self.model[table] = {}

    @rule(handle=HANDLES, table=TABLES, documents=st.lists(FIELDS, min_size=1, max_size=2))
    def give_up(self, handle: int, table: str, documents: list[dict[str, Any]]) -> None:
        """A block that fails."""
        book = self.books[handle]

        def change_in_vain() -> None:
            with book.exclusive():
                book.table(table).insert_multiple(documents)
                book.table(table).update({"lost": 1})
                book.drop_tables()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            change_in_vain()

    @rule(handle=HANDLES)
    def reopen(self, handle: int) -> None:
        """One of the two handles."""
        self.books[handle].close()
        self.books[handle] = Book(self.path)

    @invariant()
    def both_read_the_same(self) -> None:
        """After each rule."""
        for book in self.books:
            book.refresh()
            for table, documents in self.model.items():
                assert dict(book.table(table).raw_all()) == documents

    def teardown(self) -> None:
        """Nothing was torn or lost on the way."""
        journal.COMPACT_AFTER = 2000
        for book in self.books:
            assert book.notices == []
            book.close()
        self.folder.cleanup()


TestBookMachine = BookMachine.TestCase
TestBookMachine.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
