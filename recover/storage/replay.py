"""The book in memory: what comes out when the journal's operations are done one after another.

Documents are never changed in place: an operation puts a new object where the old one was. So
whoever was handed a document keeps what was handed out.

Operations, as they stand in a line:

| operation | meaning |
|---|---|
| `["put", table, id, document]` | the document with that id is now this |
| `["set", table, id, fields]` | these fields of it are now these |
| `["append", table, id, field, items]` | the list in that field has these more at its end |
| `["delete", table, id]` | it is gone; its id is not given out again |
| `["next", table, id]` | the table exists, and this is the next id it gives out |
| `["drop", table]` | the table is gone with its documents; its ids are not given out again |
"""

from threading import Lock
from typing import Any, Protocol

Document = dict[str, Any]
"""The fields of a document by name; plain JSON."""
Operation = list[Any]
KNOWN = frozenset({"put", "set", "append", "delete", "next", "drop"})
"""What this version can do; a line with anything else was written by a later one."""


class View(Protocol):
    """Something that operations can be done on."""

    def get(self, table: str, doc_id: int) -> Document | None:
        """The document, or `None`."""

    def put(self, table: str, doc_id: int, document: Document | None) -> None:
        """Put the document in its place; `None` takes it away."""

    def next_id(self, table: str) -> int:
        """The id that the table gives out next."""

    def set_next_id(self, table: str, doc_id: int) -> None:
        """Make sure that the table exists, and have it give out *doc_id* next."""

    def drop(self, table: str) -> None:
        """Forget the table and its documents, but not which id comes next."""


def apply(view: View, operation: Operation) -> None:
    """Do one operation.

    Raises:
        KeyError: The document to change is not there.
        TypeError: The field to append to holds something else than a list.
        ValueError: The operation is not made as the table says.
    """
    match operation:
        case ["put", str(table), int(doc_id), dict(document)]:
            view.put(table, doc_id, document)
        case ["append", str(table), int(doc_id), str(field), list(items)]:
            before = _present(view, table, doc_id)
            held = before.get(field, [])
            if not isinstance(held, list):
                raise TypeError(f"field {field!r} is no list")
            view.put(table, doc_id, {**before, field: [*held, *items]})
        case ["set", str(table), int(doc_id), dict(fields)]:
            view.put(table, doc_id, {**_present(view, table, doc_id), **fields})
        case ["delete", str(table), int(doc_id)]:
            _present(view, table, doc_id)
            view.put(table, doc_id, None)
        case ["next", str(table), int(doc_id)]:
            view.set_next_id(table, doc_id)
        case ["drop", str(table)]:
            view.drop(table)
        case _:
            raise ValueError(f"an operation {operation[:1]} with the wrong parts")


def _present(view: View, table: str, doc_id: int) -> Document:
    document = view.get(table, doc_id)
    if document is None:
        raise KeyError(doc_id)
    return document


class Replay:
    """All that was committed."""

    def __init__(self) -> None:
        self.number = 0
        """The number of the last transaction done."""
        self._tables: dict[str, dict[int, Document]] = {}
        self._next_ids: dict[str, int] = {}
        self._turn = Lock()

    def do(self, operations: list[Operation]) -> None:
        """Do the operations of one transaction; others see all of them or none.

        Raises:
            KeyError, TypeError, ValueError: As `apply`.
        """
        with self._turn:
            for operation in operations:
                apply(self, operation)

    def get(self, table: str, doc_id: int) -> Document | None:
        """The document, or `None`."""
        documents = self._tables.get(table)
        return None if documents is None else documents.get(doc_id)

    def put(self, table: str, doc_id: int, document: Document | None) -> None:
        """Put the document in its place; `None` takes it away."""
        documents = self._tables.get(table)
        if documents is None:
            documents = self._tables[table] = {}
        if document is None:
            del documents[doc_id]
            return
        documents[doc_id] = document
        if doc_id >= self._next_ids.get(table, 1):
            self._next_ids[table] = doc_id + 1

    def next_id(self, table: str) -> int:
        """The id that the table gives out next."""
        return self._next_ids.get(table, 1)

    def set_next_id(self, table: str, doc_id: int) -> None:
        """Make sure that the table exists, and have it give out *doc_id* next."""
        self._tables.setdefault(table, {})
        self._next_ids[table] = doc_id

    def drop(self, table: str) -> None:
        """Forget the table and its documents, but not which id comes next."""
        self._tables.pop(table, None)

    def tables(self) -> set[str]:
        """The names of the tables there are."""
        return set(self._tables)

    def documents(self, table: str) -> list[tuple[int, Document]]:
        """The documents of a table with their ids, in the order they came in."""
        with self._turn:
            return list(self._tables.get(table, {}).items())

    def count(self, table: str) -> int:
        """How many documents the table has."""
        return len(self._tables.get(table, {}))

    def total(self) -> int:
        """How many documents all tables have."""
        return sum(map(len, self._tables.values()))

    def rows(self) -> list[Operation]:
        """The operations that lead from an empty book to this one."""
        found: list[Operation] = []
        for table, next_id in self._next_ids.items():
            found.append(["next", table, next_id])
            if table not in self._tables:
                found.append(["drop", table])
        for table, documents in self._tables.items():
            found.extend(["put", table, doc_id, doc] for doc_id, doc in documents.items())
        return found
