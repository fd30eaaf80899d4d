"""The files that were written out of a book, so that it can say where somebody's words went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recover.storage.moments import moment_to_text
from recover.storage.table_names import EXPORTS

# The list is loaded with the first file: most commands write none.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from recover.domain.exported import Exported
    from recover.storage.book import Book
    from recover.storage.documents import Document


class Exports:
    """Typed access to the list; what is written is written inside the book's hold."""

    def __init__(self, directory: Book) -> None:
        self._directory = directory

    def note(self, exported: Exported) -> None:
        """Keep that a file was written; one of the same path takes the place of the older one."""
        table = self._directory.table(EXPORTS)
        same = [number for number, each in table.raw_all() if each["path"] == exported.path]
        document = {
            "about": exported.about,
            "audience": exported.audience,
            "path": exported.path,
            "at": moment_to_text(exported.at),
            "by": exported.by,
        }
        if same:
            table.put(same[0], document)
        else:
            table.insert(document)

    def all(self) -> Iterator[Exported]:
        """Give every file, as they were written."""
        for _, document in self._directory.table(EXPORTS).raw_all():
            yield _from_document(document)


def _from_document(document: Document) -> Exported:
    from datetime import datetime

    from recover.domain.exported import Exported

    return Exported(
        about=document["about"],
        audience=document["audience"],
        path=document["path"],
        at=datetime.fromisoformat(document["at"]),
        by=document["by"],
    )
