"""One file of a journal: lock it, read it on, add a line, take a failed line back."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic_ns

from recover.storage import disk, lock
from recover.storage.errors import OutcomeUnknown, reason
from recover.storage.lines import Header, header_line
from recover.storage.reader import Reader
from recover.storage.replay import Replay


class JournalFile:
    """One generation, opened. Raises `OSError` where the operating system says no."""

    def __init__(self, fd: int, path: str, generation: int, refusal: OSError | None = None) -> None:
        self.path = path
        self.generation = generation
        self.refusal = refusal
        """Why it could be opened for reading only, or `None` when it may be written to."""
        self.reader = Reader(path, generation)
        """How far it was read."""
        self._fd = fd
        self._locked = False
        info = os.fstat(fd)
        self._identity = (info.st_ino, info.st_dev)

    @classmethod
    def open(cls, path: str, generation: int) -> "JournalFile":
        """Open an existing file, for writing if it can be."""
        fd, refusal = disk.open_existing(path)
        return cls(fd, path, generation, refusal)

    @classmethod
    def create(cls, path: str, generation: int) -> "JournalFile":
        """Create a file that must not exist yet."""
        return cls(disk.create(path), path, generation)

    def lock(self, *, shared: bool, on_wait: Callable[[str], object] | None = None) -> None:
        """Take the lock, as `lock.acquire` does."""
        lock.acquire(self._fd, self.path, shared=shared, on_wait=on_wait)
        self._locked = True

    def unlock(self) -> None:
        """Let go of the lock, if it is held."""
        if self._locked:
            self._locked = False
            lock.release(self._fd)

    def close(self) -> None:
        """Close the file, and let go of the lock with it."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)

    def __del__(self) -> None:
        """A file that everybody forgot must not keep its lock."""
        self.close()

    def unchanged(self) -> bool:
        """Whether it is still the file of its name, and read to its end; costs one `stat`."""
        info = self._named()
        return info is not None and info.st_size == self.reader.position

    def in_place(self) -> bool:
        """Whether it still is the file of its name; if not, it was removed or replaced."""
        return self._named() is not None

    def read(self, replay: Replay) -> None:
        """Do on *replay* what was not read yet, as `Reader.feed` does."""
        self.reader.feed(disk.read_from(self._fd, self.reader.position), replay)

    def contents(self) -> bytes:
        """Everything that was read of it."""
        return disk.read_from(self._fd, 0)[: self.reader.position]

    def skip_to(self, position: int) -> None:
        """Begin to read behind the snapshot, whose contents are known already."""
        self.reader.header(disk.read_from(self._fd, 0))
        self.reader.position = position

    def fill(self, chunks: Iterable[bytes]) -> None:
        """Write the first contents of a created file, and return when they are safe on disk."""
        for chunk in chunks:
            disk.write_at(self._fd, self.reader.position, chunk)
            self.reader.position += len(chunk)
        disk.sync(self._fd)

    def append(self, line: bytes) -> None:
        """Add a line, and return when it is safe on disk. Only under the exclusive lock.

        Raises:
            OSError: It could not be written, and the file is as it was.
            OutcomeUnknown: It could not be written, and not be taken back either.
        """
        try:
            disk.write_at(self._fd, self.reader.position, line)
            disk.sync(self._fd)
        except BaseException as error:
            self._take_back(error)
            raise
        self.reader.position += len(line)

    def set_rest_aside(self) -> str:
        """Move what an interrupted write left into a file of its own, and return its name."""
        aside = self._copy_rest()
        disk.sync_folder(disk.folder_of(self.path))
        disk.cut(self._fd, self.reader.position)
        disk.sync(self._fd)
        self.reader.rest = b""
        return aside

    def _copy_rest(self) -> str:
        """Keep the rest under the first name that is free."""
        count = 1
        while os.path.lexists(aside := f"{self.path}.torn-{self.reader.position}-{count}"):
            count += 1
        fd = disk.create(aside)
        try:
            disk.write_at(fd, 0, self.reader.rest)
            disk.sync(fd)
        finally:
            os.close(fd)
        return aside

    def _take_back(self, error: BaseException) -> None:
        try:
            disk.cut(self._fd, self.reader.position)
            disk.sync(self._fd)
        except OSError as second:
            raise OutcomeUnknown(self.path, reason(second)) from error

    def _named(self) -> os.stat_result | None:
        """What the file's name leads to, if that is this file."""
        info = disk.named(self.path)
        ours = info is not None and (info.st_ino, info.st_dev) == self._identity
        return info if ours else None


def make(path: str) -> None:
    """Make an empty journal of that name with its folder, unless somebody is quicker.

    It gets its name when its first line is safe, so that a journal is never empty or half a line.
    """
    folder = disk.folder_of(path)
    disk.make_folder(folder)
    made = f"{path}.new-{os.getpid()}-{monotonic_ns()}"
    fresh = JournalFile.create(made, 1)
    try:
        try:
            fresh.fill([header_line(Header(generation=1, last=0, rows=0))])
        finally:
            fresh.close()
        disk.place(made, path)
    except BaseException as error:
        with suppress(OSError):
            disk.remove(made)
        if not isinstance(error, FileExistsError):
            raise
    disk.sync_folder(folder)
