"""Transactions over a journal: who in this process changes what, and what the others see."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from tinydb.storages import Storage

from recover.domain.errors import Failed
from recover.storage.journal import Journal
from recover.storage.pending import Pending
from recover.storage.plain import copied
from recover.storage.replay import Operation, Replay

if TYPE_CHECKING:
    from recover.storage.backend import Backend
    from recover.storage.upgrading import Upgrade


class JournalStorage(Storage):
    """TinyDB's storage, on a journal.

    Any thread may use it. Reads never wait for a change that another thread is making; they see
    the book as it was before. Inside `exclusive` a thread sees its own changes.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        on_wait: Callable[[str], object] | None = None,
        upgrade: "Upgrade | None" = None,
    ) -> None:
        self._backend: Backend = Journal(os.fspath(path), on_wait=on_wait, upgrade=upgrade)
        self._turn = RLock()
        self._pending: Pending | None = None
        self._owner = 0
        self._steps = 0
        self._loads = 0
        self._forked = False
        self._closed = False
        self._replay = self._backend.load()
        _open.add(self)

    @property
    def version(self) -> tuple[int, int, int]:
        """Equal as long as a reader of this thread would find the same."""
        mine = self._mine()
        steps = self._steps if mine is not None and mine.operations else 0
        return (self._loads, self._replay.number, steps)

    @property
    def notices(self) -> list[str]:
        """Sentences for a person, oldest first: what was set aside, what could not be done."""
        return self._backend.notices

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Make everything inside one transaction, committed when the outermost block ends.

        Raises:
            Locked: Another process held the book for too long.
            Failed: The book cannot be read or written; nothing of the block was kept, unless the
                error is an `OutcomeUnknown`.
        """
        with self._turn:
            if self._pending is not None:
                with self._part_of(self._pending):
                    yield
                return
            self._insist_on_open()
            try:
                self._backend.lock()
                self._read_on()
                with self._committed(Pending(self._replay)):
                    yield
            finally:
                self._backend.unlock()

    def rewrite(self) -> None:
        """Leave no trace in the store of what was deleted.

        Raises:
            Failed: As `exclusive`; nothing is lost.
        """
        with self._turn:
            self._insist_on_open()
            try:
                self._backend.lock()
                self._read_on()
                self._backend.rewrite(self._replay)
            finally:
                self._backend.unlock()

    def refresh(self) -> bool:
        """Read what others have committed; `True` when there was something.

        Raises:
            Failed: The book cannot be read, or was locked for too long.
        """
        self._insist_on_open()
        with self._turn:
            return self._pending is None and self._read_on()

    def look(self) -> "Replay | Pending":
        """What a reader of this thread should read from, brought up to date if it can be at once.

        Raises:
            Failed: The book cannot be read, or was locked for too long.
        """
        pending = self._mine()
        if pending is not None:
            return pending
        self._insist_on_open()
        # Another thread at work is no reason to wait: what was committed before it is true still.
        if self._turn.acquire(blocking=False):
            try:
                self._read_on()
            finally:
                self._turn.release()
        return self._replay

    def state(self) -> "Replay | Pending":
        """As `look`, without looking for news."""
        return self.look() if self._forked else self._mine() or self._replay

    def change(self, operation: Operation) -> None:
        """Do one operation, as part of the block around it or as a transaction of its own.

        Raises:
            Unstorable, NoDocument, Refused: As `Pending.add`.
            Failed: As `exclusive`.
        """
        if self._mine() is not None:
            self._add(operation)
            return
        with self.exclusive():
            self._add(operation)

    def next_id(self, table: str) -> int:
        """Give out an id that was never given out before and never will be again."""
        with self.exclusive():
            doc_id = self.state().next_id(table)
            self._add(["next", table, doc_id + 1])
        return doc_id

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, as TinyDB wants them from a storage: a copy, with ids as text."""
        view = self.look()
        return {
            table: {str(doc_id): copied(document) for doc_id, document in view.documents(table)}
            for table in view.tables()
        } or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the book hold exactly *data*, as one transaction of what differs."""
        with self.exclusive():
            for table in self.state().tables() - set(data):
                self._add(["drop", table])
            for table, documents in data.items():
                self.write_table(table, {int(key): doc for key, doc in documents.items()})

    def write_table(self, table: str, documents: Mapping[int, Mapping[str, Any]]) -> None:
        """Make one table hold exactly *documents*, as one transaction of what differs."""
        with self.exclusive():
            view = self.state()
            if table not in view.tables():
                self._add(["next", table, view.next_id(table)])
            before = dict(view.documents(table))
            for doc_id in before.keys() - documents.keys():
                self._add(["delete", table, doc_id])
            for doc_id, document in documents.items():
                if before.get(doc_id) != document:
                    self._add(["put", table, doc_id, dict(document)])

    def close(self) -> None:
        """Let go of the file; what was acknowledged is safe already."""
        with self._turn:
            self._closed = True
            self._backend.close()

    def _add(self, operation: Operation) -> None:
        if self._pending is None:
            raise Failed("A change was begun in another process; only that one can finish it.")
        self._pending.add(operation)
        self._steps += 1

    def _mine(self) -> Pending | None:
        """The changes of the block that this very thread is in."""
        return self._pending if self._owner == get_ident() else None

    @contextmanager
    def _part_of(self, whole: Pending) -> Iterator[None]:
        """A block inside a block: if it fails, only what it did itself is forgotten."""
        done = len(whole.operations)
        try:
            yield
        except BaseException:
            now = self._pending
            if now is not None and len(now.operations) > done:
                self._pending = now.first(done)
                self._steps += 1
            raise

    @contextmanager
    def _committed(self, pending: Pending) -> Iterator[None]:
        self._pending, self._owner = pending, get_ident()
        try:
            yield
            last = self._pending
            if self._forked or last is None:
                raise Failed("A change was begun in another process; only that one can finish it.")
            if last.operations:
                self._backend.append(last, self._replay)
        finally:
            self._pending, self._owner = None, 0

    def _read_on(self) -> bool:
        """Catch up; `True` when there was something new."""
        before = self._replay
        number = before.number
        # What was in memory at the moment of a fork may be half of a transaction.
        self._replay = self._backend.follow(Replay() if self._forked else before)
        self._forked = False
        if self._replay is not before:
            self._loads += 1
            return True
        return self._replay.number != number

    def _insist_on_open(self) -> None:
        if self._closed:
            raise Failed("The book was closed; open it again.")

    def _after_fork(self) -> None:
        """Share nothing with the parent: neither the file with its lock, nor what it was doing."""
        self._turn = RLock()
        self._pending, self._owner = None, 0
        self._forked = True
        self._backend.close()


_open: WeakSet[JournalStorage] = WeakSet()


def _after_fork() -> None:
    for storage in list(_open):
        storage._after_fork()  # noqa: SLF001 - the same module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
