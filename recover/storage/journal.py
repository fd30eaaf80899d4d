"""The journal on disk: which file is the current one, who reads it, who adds to it.

Only the holder of the exclusive lock changes a file, and only after reading it to its end.
Readers compare its size with what they have read, and read the rest under the shared lock.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from recover.domain.errors import Failed
from recover.storage import disk
from recover.storage.errors import Damaged, explained, reason
from recover.storage.file import JournalFile, make
from recover.storage.generations import file_of, generations, remove_before
from recover.storage.lines import FORMAT, transaction_line
from recover.storage.pending import Pending
from recover.storage.replay import Replay

if TYPE_CHECKING:
    from recover.storage.upgrading import Upgrade

COMPACT_AFTER = 2000
"""So many transactions behind the snapshot, and as many as documents, make a new one worth it."""


class Journal:
    """The `Backend` in a file on a disk of this machine."""

    def __init__(
        self,
        path: str,
        *,
        on_wait: Callable[[str], object] | None = None,
        upgrade: "Upgrade | None" = None,
    ) -> None:
        self._path = os.path.realpath(path)
        self._on_wait = on_wait
        self._upgrade = upgrade
        self._file: JournalFile | None = None
        self._was_there = False
        self._held = False
        self._prepared = False
        self._settled = True
        """Whether file and memory went on together; an interrupt in between makes us begin anew."""
        self._compact_at = COMPACT_AFTER
        self.notices: list[str] = []
        """What a person should hear: bytes that were set aside, a compaction that failed."""

    @property
    def file(self) -> str:
        """The file that is read and written now."""
        return self._path if self._file is None else self._file.path

    def load(self) -> Replay:
        """Read everything from the beginning; what does not exist is an empty book.

        Raises:
            Failed: It cannot be read, is damaged, foreign or newer, or was locked for too long.
        """
        self.close()
        return self.follow(Replay())

    def follow(self, replay: Replay) -> Replay:
        """Do on *replay* what others have committed since; one `stat` when there is nothing.

        Raises:
            Failed: As `load`; also when the files are not there any more.
        """
        with explained("read", self.file):
            if self._file is not None and self._settled and self._file.unchanged():
                return self._brought_up(replay) if self._held else replay
            if self._held:
                return self._brought_up(self._catch_up(replay))
            try:
                if self._file is None and not self._open():
                    return replay
                self._take(shared=True)
                return self._catch_up(replay)
            finally:
                self._release()

    def lock(self) -> None:
        """Keep every other process from adding; a journal that does not exist is made.

        Raises:
            Locked: Somebody else is adding, and does not come to an end.
            Failed: The file cannot be made, opened, written to or locked.
        """
        with explained("write to", self.file):
            while self._file is None and not self._open():
                make(self._path)
            self._insist_on_writing()
            self._held = True
            self._take(shared=False)

    def unlock(self) -> None:
        """Let the others add again."""
        self._held = False
        self._release()

    def append(self, pending: Pending, replay: Replay) -> None:
        """Commit *pending* as one transaction; do it on *replay* when it is safe on disk.

        Raises:
            OutcomeUnknown: It could be neither finished nor taken back.
            Failed: It was not written; the file is as it was.
        """
        if not self._held:
            raise RuntimeError("Only the holder of the lock may append.")
        file = self._current()
        line = transaction_line(replay.number + 1, b",".join(pending.texts))
        self._settled = False
        try:
            with explained("write to", file.path):
                self._prepare(file)
                file.append(line)
        except Failed:
            self._settled = True
            raise
        file.reader.lines += 1
        replay.number += 1
        replay.do(pending.operations)
        self._settled = True
        if file.reader.lines > self._compact_at and file.reader.lines > replay.total():
            self._compact(file, replay)

    def rewrite(self, replay: Replay) -> None:
        """Write the file anew, so that nothing is left in it of what was deleted.

        Only under the lock, and only after `follow` under the same lock.

        Raises:
            Failed: It could not be done, and the file is as it was; or the old file cannot go.
        """
        from recover.storage.compaction import compact

        file = self._current()
        with explained("write anew", file.path):
            self._prepare(file)
            self._use(compact(file, self._path, replay))
            self._prepared = True
            remove_before(self._path, file.generation + 1)
            if os.path.lexists(file.path):
                disk.remove(file.path)

    def close(self) -> None:
        """Close the file, and let go of the lock with it."""
        self._held = False
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _current(self) -> JournalFile:
        if self._file is None:
            raise Failed(f"{self._path} is closed; start recover again.")
        return self._file

    def _take(self, *, shared: bool) -> None:
        self._current().lock(shared=shared, on_wait=self._on_wait)

    def _release(self) -> None:
        if self._file is not None and not self._held:
            self._file.unlock()

    def _open(self) -> bool:
        """Open the lowest generation there is; `False` when there is none and never was."""
        while found := generations(self._path):
            with suppress(FileNotFoundError):  # it was compacted and removed in between
                self._use(JournalFile.open(file_of(self._path, found[0]), found[0]))
                self._was_there = True
                return True
        if self._was_there:
            raise Failed(
                f"{self._path} is not there any more. Put it back, or start recover again "
                "to begin an empty one."
            )
        return False

    def _use(self, file: JournalFile) -> None:
        """Make *file* the current one."""
        before, self._file = self._file, file
        self._prepared = False
        self._compact_at = COMPACT_AFTER
        if before is not None:
            before.close()

    def _insist_on_writing(self) -> None:
        """Open a file again that could only be read before; it may have become ours since."""
        if self._current().refusal is not None:
            self.close()
            self._open()
        refusal = self._current().refusal
        if refusal is not None:
            raise refusal

    def _catch_up(self, replay: Replay) -> Replay:
        """Read to the end of the current file, whichever that is by now, and keep its lock."""
        if not self._settled:
            self._open_again()
        while True:
            file = self._current()
            from_the_start = file.reader.position == 0
            if from_the_start:
                replay = Replay()
            self._settled = False
            file.read(replay)
            self._settled = True
            if file.reader.continues_at is not None:
                self._move_on(*file.reader.continues_at)
            elif not file.in_place():
                self._open_again()
            else:
                if from_the_start:
                    self._look_behind(file, replay.number)
                return replay

    def _brought_up(self, replay: Replay) -> Replay:
        """Go over to the present format where the file has an older one; under the lock."""
        file = self._current()
        if self._upgrade is None or file.reader.written_as == FORMAT:
            return replay
        from recover.storage.upgrading import upgraded  # once in the life of a book

        with explained("bring up to date", file.path):
            self._prepare(file)
            fresh, newer = upgraded(file, self._path, replay, self._upgrade)
            self._use(fresh)
            self._prepared = True
            remove_before(self._path, fresh.generation)
        return newer

    def _look_behind(self, file: JournalFile, number: int) -> None:
        """See that there is no later file that holds more than the current one."""
        if generations(self._path)[-1] > file.generation:
            from recover.storage.compaction import refuse_a_second

            refuse_a_second(self._path, file.generation, number)

    def _move_on(self, generation: int, at: int) -> None:
        """Go on in the next generation, whose snapshot holds what was read up to here."""
        file = self._current()
        path = file_of(self._path, generation)
        try:
            fresh = JournalFile.open(path, generation)
        except FileNotFoundError:
            if file.in_place() and not os.path.lexists(path):
                raise Damaged(
                    file.path, file.reader.position, f"it goes on in {path}, which is not there"
                ) from None
            self._open_again()  # that one was compacted and removed by now
            return
        try:
            fresh.lock(shared=not self._held, on_wait=self._on_wait)
            fresh.skip_to(at)
            if fresh.reader.written_as != file.reader.written_as:
                fresh.reader.position = 0  # it holds more than what was read: read it all
        except BaseException:
            fresh.close()
            raise
        self._use(fresh)

    def _open_again(self) -> None:
        """Begin anew with whatever stands under the name now."""
        file, self._file = self._current(), None
        file.close()
        self._open()
        self._take(shared=not self._held)

    def _prepare(self, file: JournalFile) -> None:
        """Make a file that others have left ready for a line of ours."""
        if file.reader.rest:
            size = len(file.reader.rest)
            aside = file.set_rest_aside()
            self.notices.append(
                f"The last write to {file.path} was interrupted before it was acknowledged; "
                f"its {size} bytes were set aside in {aside}."
            )
        if not self._prepared:
            disk.sync_folder(disk.folder_of(file.path))
            remove_before(self._path, file.generation)
            self._prepared = True

    def _compact(self, file: JournalFile, replay: Replay) -> None:
        """Go over to a compacted file. What was acknowledged stays so if that does not work."""
        from recover.storage.compaction import compact  # seldom needed, and never for reading

        try:
            self._use(compact(file, self._path, replay))
        except (OSError, Failed) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            self._compact_at = file.reader.lines + max(COMPACT_AFTER, replay.total())
            self.notices.append(
                f"{file.path} could not be compacted ({why}). Nothing is lost; the file grows."
            )
            return
        self._prepared = True
        remove_before(self._path, file.generation + 1)
