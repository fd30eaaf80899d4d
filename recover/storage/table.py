"""TinyDB's table, on a journal: a change costs what it changes."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from tinydb.queries import QueryLike
from tinydb.table import Document

from recover.storage.errors import NoDocument
from recover.storage.plain import copied
from recover.storage.questions import QuestionTable

Change = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]
"""The fields to set, or a function that changes a document in place."""


class BookTable(QuestionTable):
    """The documents of one kind.

    As TinyDB's own, but for four things: ids are never given out again, whatever was removed;
    what is named by its id to be changed or removed must be there; there is no query cache, so
    no answer is stale; and a document that JSON does not carry exactly is refused.
    """

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document, under its own id if it is a TinyDB `Document`.

        Returns:
            Its id.

        Raises:
            ValueError: It is no mapping, or its own id is taken or no whole number above 0.
            Unstorable: JSON does not carry it exactly.
        """
        with self._storage.exclusive():
            return self._insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add all of the documents or, when one is refused, none.

        Raises:
            ValueError, Unstorable: As `insert`.
        """
        with self._storage.exclusive():
            return [self._insert(document) for document in documents]

    def put(self, doc_id: int, document: Mapping[str, Any]) -> None:
        """Put a whole document in the place of the one with that id.

        Raises:
            NoDocument: There is no such document; `insert` adds one.
            Unstorable: JSON does not carry it exactly.
        """
        with self._storage.exclusive():
            self._present(doc_id)
            self._storage.change(["put", self.name, doc_id, dict(document)])

    def append(self, doc_id: int, field: str, items: list[Any]) -> None:
        """Add *items* to the end of a list in a document; costs what the items cost.

        Args:
            doc_id: The document.
            field: The field with the list; without one, it is made.
            items: What to add, in order.

        Raises:
            NoDocument: There is no such document.
            Refused: The field holds something else than a list.
            Unstorable: JSON does not carry the items exactly.
        """
        self._storage.change(["append", self.name, doc_id, field, items])

    def coming_id(self) -> int:
        """The id that the next document will get; certain inside `exclusive` only."""
        return self._storage.state().next_id(self.name)

    def next_id(self) -> int:
        """Give out an id that was never given out before and never will be again."""
        return self._storage.next_id(self.name)

    def update(
        self,
        fields: Change,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Change the documents with those ids, or those that *cond* is true of, or all.

        Returns:
            The ids of the changed documents.

        Raises:
            NoDocument: One of *doc_ids* is not there. A *cond* may be true of nothing.
            Unstorable: JSON does not carry the outcome exactly.
        """
        with self._storage.exclusive():
            chosen = self._chosen(cond, doc_ids)
            for doc_id in chosen:
                self._change(doc_id, fields)
        return chosen

    def update_multiple(self, updates: Iterable[tuple[Change, QueryLike]]) -> list[int]:
        """Make several changes, each of the documents that its condition is true of by then."""
        wanted = list(updates)
        changed = []
        with self._storage.exclusive():
            for doc_id, _ in self._storage.state().documents(self.name):
                for fields, cond in wanted:
                    if cond(self._present(doc_id)):
                        self._change(doc_id, fields)
                        changed.append(doc_id)
        return changed

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Change what there is, or insert it when there is nothing.

        Args:
            document: The fields; as a TinyDB `Document`, those of the document with its id.
            cond: Which documents, if *document* does not say.

        Returns:
            The ids of the changed documents, or the one of the new document.

        Raises:
            ValueError: Neither an id nor a condition says which.
        """
        with self._storage.exclusive():
            if isinstance(document, Document):
                doc_ids = [document.doc_id] if self.raw(document.doc_id) is not None else []
                changed = self.update(document, doc_ids=doc_ids)
            elif cond is None:
                raise ValueError("Without a doc_id, a query has to say which document.")
            else:
                changed = self.update(document, cond)
            return changed or [self.insert(document)]

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the documents with those ids, or those that *cond* is true of.

        Returns:
            The ids of the removed documents.

        Raises:
            NoDocument: One of *doc_ids* is not there. A *cond* may be true of nothing.
            RuntimeError: Neither was given; `truncate` removes all.
        """
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._storage.exclusive():
            chosen = self._chosen(cond, doc_ids)
            for doc_id in chosen:
                self._storage.change(["delete", self.name, doc_id])
        return chosen

    def truncate(self) -> None:
        """Remove all documents. Their ids are not given out again."""
        with self._storage.exclusive():
            next_id = self._storage.state().next_id(self.name)
            self._storage.change(["drop", self.name])
            self._storage.change(["next", self.name, next_id])

    def _insert(self, document: Mapping[str, Any]) -> int:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        state = self._storage.state()
        if isinstance(document, Document):
            doc_id = document.doc_id
            if type(doc_id) is not int or doc_id < 1:
                raise ValueError(f"Document ID {doc_id!r} is not a whole number above 0")
            if state.get(self.name, doc_id) is not None:
                raise ValueError(f"Document with ID {doc_id} already exists")
        else:
            doc_id = state.next_id(self.name)
        self._storage.change(["put", self.name, doc_id, dict(document)])
        return doc_id

    def _chosen(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> list[int]:
        """The ids that are meant."""
        state = self._storage.state()
        if doc_ids is None:
            documents = state.documents(self.name)
            return [doc_id for doc_id, doc in documents if cond is None or cond(doc)]
        chosen = list(dict.fromkeys(doc_ids))
        for doc_id in chosen:
            self._present(doc_id)
        return chosen

    def _present(self, doc_id: int) -> dict[str, Any]:
        document = self.raw(doc_id)
        if document is None:
            raise NoDocument(self.name, doc_id)
        return document

    def _change(self, doc_id: int, fields: Change) -> None:
        """Write down what the change makes different in one document."""
        if not callable(fields):
            self._storage.change(["set", self.name, doc_id, dict(fields)])
            return
        before = self._present(doc_id)
        after = copied(before)
        fields(after)
        if before.keys() - after.keys():
            self._storage.change(["put", self.name, doc_id, after])
            return
        changed = {
            key: value for key, value in after.items() if key not in before or before[key] != value
        }
        if changed:
            self._storage.change(["set", self.name, doc_id, changed])

    # What TinyDB's own methods stand on, for those that we do not know yet.

    def _get_next_id(self) -> int:
        return self.next_id()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._storage.exclusive():
            documents: dict[int, Mapping[str, Any]] = {
                doc_id: copied(document) for doc_id, document in self.raw_all()
            }
            updater(documents)
            self._storage.write_table(self.name, documents)
