"""Writing to the archive: one journal for each month, of what was closed in it.

Only whoever holds the open work may write here, so that nobody moves the same incident twice.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb.table import Document as Numbered

from recover.storage.book import Book
from recover.storage.home_files import month_path
from recover.storage.table_names import INCIDENTS

BATCH = 50
"""Incidents to a line; a search reads a line as a whole."""


def keep(home: Path, month: str, documents: Mapping[int, dict[str, Any]]) -> None:
    """Put incidents into the archive of a month; on disk when this returns.

    One that came back from the archive of another month is taken out of that one afterwards.

    Raises:
        Failed: It could not be written. Some of them may be in the archive then, and all of them
            are in the open work still.
    """
    before: dict[str, list[int]] = {}
    for number, document in documents.items():
        other = document.pop("archived", month)
        if other != month:
            before.setdefault(other, []).append(number)
    with_ids = list(documents.items())
    book = Book(month_path(home, month))
    try:
        for start in range(0, len(with_ids), BATCH):
            with book.exclusive():
                _put(book, dict(with_ids[start : start + BATCH]))
    finally:
        book.close()
    for other, numbers in before.items():
        _take_out(home, other, numbers)


def _put(book: Book, documents: Mapping[int, dict[str, Any]]) -> None:
    table = book.table(INCIDENTS)
    for number, document in documents.items():
        if table.raw(number) is None:
            table.insert(Numbered(document, number))
        else:
            table.put(number, document)


def _take_out(home: Path, month: str, numbers: list[int]) -> None:
    """Remove what stands in the archive of another month by now."""
    book = Book(month_path(home, month))
    try:
        with book.exclusive():
            table = book.table(INCIDENTS)
            table.remove(doc_ids=[each for each in numbers if table.raw(each) is not None])
    finally:
        book.close()
