"""What a table can be asked, without a copy of more than the answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from recover.storage.engine import JournalStorage
from recover.storage.plain import copied


class QuestionTable(Table):
    """The half of a table that only reads.

    TinyDB's own questions look for news first and answer with copies. `raw` and `raw_all` do
    neither; they are for those who make values out of the documents at once.
    """

    _storage: JournalStorage

    def raw(self, doc_id: int) -> dict[str, Any] | None:
        """The document itself, for reading only, or `None`. Does not look for news.

        It is never changed later, neither by this book nor, please, by whoever was handed it.
        """
        return self._storage.state().get(self.name, doc_id)

    def raw_all(self) -> list[tuple[int, dict[str, Any]]]:
        """All documents with their ids, in the order they came in; otherwise as `raw`."""
        return self._storage.state().documents(self.name)

    def search(self, cond: QueryLike) -> list[Document]:
        """Copies of the documents that *cond* is true of. A plain function is the fastest."""
        return [self._handed_out(doc_id, doc) for doc_id, doc in self._looked() if cond(doc)]

    def get(  # type: ignore[override]  # TinyDB has seven overloads for the same three questions
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """A copy of the document with that id, or of the first that *cond* is true of, or `None`.

        With *doc_ids*, a list of those that there are, in the order they came in.

        Raises:
            RuntimeError: None of the three was given.
        """
        if doc_id is not None:
            found = self._storage.look().get(self.name, doc_id)
            return None if found is None else self._handed_out(doc_id, found)
        if doc_ids is not None:
            wanted = set(doc_ids)
            return [
                self._handed_out(an_id, doc) for an_id, doc in self._looked() if an_id in wanted
            ]
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        fitting = (item for item in self._looked() if cond(item[1]))
        first = next(fitting, None)
        return None if first is None else self._handed_out(*first)

    def contains(self, cond: QueryLike | None = None, doc_id: int | None = None) -> bool:
        """Whether there is a document with that id, or one that *cond* is true of.

        Raises:
            RuntimeError: Neither was given.
        """
        if doc_id is not None:
            return self._storage.look().get(self.name, doc_id) is not None
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id")
        return any(cond(document) for _, document in self._looked())

    def count(self, cond: QueryLike) -> int:
        """How many documents *cond* is true of."""
        return sum(1 for _, document in self._looked() if cond(document))

    def __len__(self) -> int:
        """How many documents there are."""
        return self._storage.look().count(self.name)

    def __iter__(self) -> Iterator[Document]:
        """Copies of all documents, as they are at the first one."""
        return (self._handed_out(doc_id, document) for doc_id, document in self._looked())

    def _looked(self) -> list[tuple[int, dict[str, Any]]]:
        return self._storage.look().documents(self.name)

    def _handed_out(self, doc_id: int, document: dict[str, Any]) -> Document:
        return self.document_class(copied(document), doc_id)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(doc_id): copied(document) for doc_id, document in self._looked()}
