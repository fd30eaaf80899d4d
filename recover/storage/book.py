"""A TinyDB database in which nothing acknowledged is lost, and several processes may write."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Self

from tinydb import TinyDB

from recover.storage.engine import JournalStorage
from recover.storage.table import BookTable

if TYPE_CHECKING:
    from recover.storage.upgrading import Upgrade


class Book(TinyDB):
    """A TinyDB database on an append-only journal (`storage.md`).

    A change is on disk when the call that made it returns, or, inside `exclusive`, when the
    outermost block ends. Documents are plain JSON. Any thread may use the same book; TinyDB's
    reading methods look for news from other processes each time, `raw` and `raw_all` of a table
    do not.

    Args:
        path: The journal; made, with its folder, at the first change.
        on_wait: Told in a sentence when another process keeps us waiting for a second.
        upgrade: Gives what has to be done to a journal of an older format; it is done, in the file
            as well, before the first change. Without it, an older format stays as it is.

    Raises:
        Failed: The file cannot be read: `Damaged`, `Foreign`, `Newer`, `Locked`, or the system's
            own reason.
    """

    table_class = BookTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # any Storage will do
    _storage: JournalStorage

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        on_wait: Callable[[str], object] | None = None,
        upgrade: "Upgrade | None" = None,
    ) -> None:
        super().__init__(path, on_wait=on_wait, upgrade=upgrade)

    def __enter__(self) -> Self:
        return self

    def table(self, name: str, **options: object) -> BookTable:
        """The table of that name; it comes into being with its first document."""
        table = super().table(name, **options)
        assert isinstance(table, BookTable)  # noqa: S101 - `table_class` says so
        return table

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the book: everything inside is one transaction, acknowledged when the block ends.

        The block begins with what other processes have written so far, and keeps them from
        writing. If it fails, nothing of it is kept. Blocks may stand inside one another; the
        outermost counts. A book that does not exist yet is made, even if nothing is changed.

        Raises:
            Locked: Another process held it for ten seconds.
            OutcomeUnknown: The transaction could be neither finished nor taken back.
            Failed: It cannot be read or written to; nothing was kept.
        """
        return self._storage.exclusive()

    def rewrite(self) -> None:
        """Write the file anew, so that no trace is left in it of what was deleted.

        Raises:
            Locked: Another process held it for ten seconds.
            Failed: It could not be done; nothing is lost.
        """
        self._storage.rewrite()

    def refresh(self) -> bool:
        """Read what other processes have written; `True` when there was something.

        Raises:
            Failed: As opening it.
        """
        return self._storage.refresh()

    @property
    def version(self) -> tuple[int, int, int]:
        """Equal as long as this thread would read the same; compare it, do not take it apart."""
        return self._storage.version

    @property
    def number(self) -> int:
        """The number of the last transaction; 0 where there was none."""
        return self._storage.version[1]

    @property
    def loads(self) -> int:
        """How often the book was read from its beginning since it was opened."""
        return self._storage.version[0]

    @property
    def notices(self) -> list[str]:
        """Sentences for a person, oldest first: bytes set aside, a compaction that failed."""
        return self._storage.notices

    def tables(self) -> set[str]:
        """The names of the tables."""
        return self._storage.look().tables()

    def drop_table(self, name: str) -> None:
        """Remove a table with its documents. Their ids are not given out again."""
        with self.exclusive():
            if name in self.tables():
                self._storage.change(["drop", name])
        self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Remove all tables, as one transaction."""
        with self.exclusive():
            for name in sorted(self.tables()):
                self.drop_table(name)
