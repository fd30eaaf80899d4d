"""A backup: one zip file, whose first member says what the others are.

The last bytes of the file, the comment of the zip, hold a SHA-256 over everything before them: so
no byte of it can change, and nothing can be cut off, without its being noticed.
"""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from recover import __version__
from recover.domain.text import printable
from recover.storage import disk, lock
from recover.storage.backup_reading import SEAL_SIZE, Tell, checked, seal
from recover.storage.errors import explained
from recover.storage.manifest import EVERYTHING, NAME, Manifest
from recover.storage.new_file import write_new_by
from recover.storage.pinning import Pin, changed, examined, pinned

# zipfile costs every command that loads it some milliseconds.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_PASSES = 3
"""How often each byte is read: to sum it up, to write it, to see that it was written."""


def write_backup(
    home: Path,
    target: Path,
    *,
    made: datetime,
    by: str,
    why: str = "",
    covers: str = EVERYTHING,
    as_it_is: bool = False,
    hold: bool = True,
    on_wait: Callable[[str], object] | None = None,
    on_progress: Tell | None = None,
) -> Manifest:
    """Write what a book is now to one file, and read it back, before the file gets its name.

    Args:
        home: The home folder.
        target: A file that does not exist yet.
        made: The moment it is, aware.
        by: The key of whoever acts.
        why: Such as `before-restore`; empty where somebody asked for it.
        covers: `EVERYTHING` or `OPEN_WORK`.
        as_it_is: Whether damaged journals are taken as well; such a backup is not restored.
        hold: Whether the locks have to be taken; not where the caller holds them.
        on_wait: Told in a sentence when another process keeps us waiting for a second.
        on_progress: Told how far it is.

    Raises:
        Refused: There is something of that name.
        Damaged, Foreign, Newer: A journal cannot be read.
        Failed: It could not be written to the end; nothing of it is kept.
    """
    with explained("copy", str(home)), pinned(home, covers, hold=hold, on_wait=on_wait) as found:
        pins, left_out = found
        done, whole = 0, max(sum(pin.size for pin in pins) * _PASSES, 1)

        def tell(size: int) -> None:
            nonlocal done
            done += size
            if on_progress is not None:
                on_progress(min(done / whole, 1.0))

        contents, members = examined(pins, as_it_is=as_it_is, tell=tell)
        manifest = Manifest(
            made=made,
            by=by,
            version=__version__,
            why=why,
            covers=covers,
            counts=contents.counts(),
            latest=contents.latest,
            numbers=contents.numbers,
            unsound=contents.unsound,
            left_out=left_out,
            members=tuple(members),
        )
        write_new_by(target, lambda fd: _write(fd, target, manifest, pins, tell))
        disk.sync_folder(str(target.absolute().parent))
    return manifest


class _Stream:
    """What a zip file is written to, byte after byte; the last bytes are not part of its sum."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self.size = 0
        self._total = sha256()
        self._end = b""

    def write(self, data: bytes) -> int:
        """Write all of it."""
        disk.write_at(self._fd, self.size, data)
        self.size += len(data)
        held = self._end + bytes(data)
        self._total.update(held[:-SEAL_SIZE])
        self._end = held[-SEAL_SIZE:]
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def seal(self) -> None:
        """Put the sum in the place of the last bytes, and return when all is on disk."""
        disk.write_at(self._fd, self.size - SEAL_SIZE, seal(self._total.hexdigest()))
        disk.sync(self._fd)


def _write(
    fd: int, target: Path, manifest: Manifest, pins: list[Pin], tell: Callable[[int], object]
) -> None:
    """Write the file, and read it back."""
    try:
        lock.attempt(fd)  # so that nobody takes it for what a killed process has left
        _fill(fd, manifest, pins, tell)
        with open(fd, "rb", closefd=False) as file:
            found = checked(file, printable(str(target)), None)
            for member in found.manifest.members:
                for chunk in found.chunks(member):
                    tell(len(chunk))
    finally:
        os.close(fd)


def _fill(fd: int, manifest: Manifest, pins: list[Pin], tell: Callable[[int], object]) -> None:
    """Write the manifest, then the members."""
    from zipfile import ZipFile

    stream = _Stream(fd)
    with ZipFile(stream, "w") as archive:  # type: ignore[call-overload] # all it needs is `write`
        archive.comment = seal("0" * 64)
        text = manifest.text()
        _put(archive, _info(NAME, len(text), manifest.made), iter([text]))
        for pin, member in zip(pins, manifest.members, strict=True):
            info = _info(pin.name, pin.size, manifest.made)
            total = _put(archive, info, pin.chunks(), tell)
            if total != member.sha256:
                raise changed(pin.path)
    stream.seal()


def _put(
    archive: "ZipFile",
    info: "ZipInfo",
    chunks: Iterator[bytes],
    tell: Callable[[int], object] | None = None,
) -> str:
    """Write one member; give its sum."""
    total = sha256()
    with archive.open(info, "w") as member:
        for chunk in chunks:
            total.update(chunk)
            member.write(chunk)
            if tell is not None:
                tell(len(chunk))
    return total.hexdigest()


def _info(name: str, size: int, made: datetime) -> "ZipInfo":
    """Describe a member: private, and a regular file."""
    from zipfile import ZIP_DEFLATED, ZipInfo

    info = ZipInfo(name, made.timetuple()[:6])
    info.file_size = size
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = 1  # type: ignore[attr-defined] # noqa: SLF001 - public from 3.13 on
    info.external_attr = (stat.S_IFREG | disk.FILE_MODE) << 16
    return info
