"""Doing what can still be done of a damaged journal's operations.

What was added to a list of a document that is lost is kept, and waits there for its document.
"""

from typing import Any

from recover.storage.replay import Document, Operation

LOG = "log"


class LenientReplay:
    """A book put together from whatever could be read."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[int, Document]] = {}
        self.next_ids: dict[str, int] = {}
        self.incomplete: set[tuple[str, int]] = set()
        """Documents of which a part is known and the beginning is not: table and id."""
        self.deleted: set[tuple[str, int]] = set()
        """Documents that are known to be gone: table and id."""

    def do_all(self, operations: list[Operation]) -> None:
        """Do the operations of one line, as far as they make sense."""
        for operation in operations:
            self._do(operation)

    def _do(self, operation: Operation) -> None:
        match operation:
            case ["put", str(table), int(doc_id), dict(document)]:
                self.put(table, doc_id, document)
            case ["append", str(table), int(doc_id), str(field), list(items)]:
                self._append(table, doc_id, field, items)
            case ["set", str(table), int(doc_id), dict(fields)]:
                self._change(table, doc_id, fields)
            case ["delete", str(table), int(doc_id)]:
                self._documents(table).pop(doc_id, None)
                self.incomplete.discard((table, doc_id))
                self.deleted.add((table, doc_id))
                self._seen(table, doc_id)
            case ["next", str(table), int(doc_id)]:
                self._documents(table)
                self._seen(table, doc_id - 1)
            case ["drop", str(table)]:
                self.tables.pop(table, None)
                self.incomplete = {each for each in self.incomplete if each[0] != table}

    def put(self, table: str, doc_id: int, document: Document) -> None:
        """Put a whole document in its place."""
        self._documents(table)[doc_id] = document
        self.incomplete.discard((table, doc_id))
        self.deleted.discard((table, doc_id))
        self._seen(table, doc_id)

    def known(self, table: str, doc_id: int) -> Document | None:
        """The document as far as it is known, or `None`."""
        return self.tables.get(table, {}).get(doc_id)

    def _append(self, table: str, doc_id: int, field: str, items: list[Any]) -> None:
        """Add to a list; the numbers of what is added show later whether something is missing."""
        before = self.known(table, doc_id) or {}
        held = before.get(field, [])
        self._change(table, doc_id, {field: [*(held if isinstance(held, list) else []), *items]})

    def _change(self, table: str, doc_id: int, fields: Document) -> None:
        before = self.known(table, doc_id)
        if before is None:
            self.incomplete.add((table, doc_id))
        self._documents(table)[doc_id] = {**(before or {}), **fields}
        self._seen(table, doc_id)

    def _documents(self, table: str) -> dict[int, Document]:
        return self.tables.setdefault(table, {})

    def _seen(self, table: str, doc_id: int) -> None:
        """An id that was given out once is not given out again."""
        self.next_ids[table] = max(self.next_ids.get(table, 1), doc_id + 1)
