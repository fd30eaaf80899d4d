"""The changes of one block before they are committed, seen as if they were."""

from typing import Any

from recover.domain.errors import Refused
from recover.storage.errors import NoDocument, Unstorable
from recover.storage.plain import carried
from recover.storage.replay import Document, Operation, Replay, apply


class Pending:
    """What a block has changed so far, over what was committed before it."""

    def __init__(self, base: Replay) -> None:
        self._base = base
        self._changed: dict[str, dict[int, Document | None]] = {}
        self._dropped: set[str] = set()
        self._next_ids: dict[str, int] = {}
        self.operations: list[Operation] = []
        """What to do to the committed state; shares nothing with what callers gave."""
        self.texts: list[bytes] = []
        """The same as JSON, ready for the line."""

    def add(self, operation: Operation) -> None:
        """Do one more operation.

        Raises:
            Unstorable: It holds something that JSON does not carry exactly.
            NoDocument: The document it changes is not there.
            Refused: The field to append to holds something else than a list.
        """
        where = f"A document of {operation[1]!r}"
        try:
            text, read_back = carried(operation, where)
        except Unstorable:
            carried(operation[-1], where)  # names the place within what the caller gave
            raise
        try:
            apply(self, read_back)
        except KeyError:
            raise NoDocument(operation[1], operation[2]) from None
        except TypeError as error:
            raise Refused(f"Cannot append to {operation[1]!r} {operation[2]}: {error}.") from None
        self.operations.append(read_back)
        self.texts.append(text)

    def first(self, count: int) -> "Pending":
        """The same block when it had done only its first *count* operations."""
        earlier = Pending(self._base)
        for operation in self.operations[:count]:
            apply(earlier, operation)
        earlier.operations = self.operations[:count]
        earlier.texts = self.texts[:count]
        return earlier

    def get(self, table: str, doc_id: int) -> Document | None:
        """The document, or `None`."""
        changed = self._changed.get(table)
        if changed is not None and doc_id in changed:
            return changed[doc_id]
        return None if table in self._dropped else self._base.get(table, doc_id)

    def put(self, table: str, doc_id: int, document: Document | None) -> None:
        """Put the document in its place; `None` takes it away."""
        self._changed.setdefault(table, {})[doc_id] = document
        if doc_id >= self.next_id(table):
            self._next_ids[table] = doc_id + 1

    def next_id(self, table: str) -> int:
        """The id that the table gives out next."""
        return self._next_ids.get(table) or self._base.next_id(table)

    def set_next_id(self, table: str, doc_id: int) -> None:
        """Make sure that the table exists, and have it give out *doc_id* next."""
        self._changed.setdefault(table, {})
        self._next_ids[table] = doc_id

    def drop(self, table: str) -> None:
        """Forget the table and its documents, but not which id comes next."""
        self._changed.pop(table, None)
        self._dropped.add(table)

    def tables(self) -> set[str]:
        """The names of the tables there are."""
        return (self._base.tables() - self._dropped) | set(self._changed)

    def documents(self, table: str) -> list[tuple[int, Document]]:
        """The documents of a table with their ids, in the order they came in."""
        kept: list[tuple[int, Document]] = []
        if table not in self._dropped:
            kept = self._base.documents(table)
        changed: dict[int, Any] | None = self._changed.get(table)
        if not changed:
            return kept
        merged: dict[int, Any] = dict(kept)
        merged.update(changed)
        return [(doc_id, document) for doc_id, document in merged.items() if document is not None]

    def count(self, table: str) -> int:
        """How many documents the table has."""
        return len(self.documents(table))
