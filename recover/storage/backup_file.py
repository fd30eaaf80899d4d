"""A backup: one zip file, whose first member says what the others are.

The last bytes of the file, the comment of the zip, hold a SHA-256 over everything before them: so
no byte of it can change, and nothing can be cut off, without its being noticed.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from recover import __version__
from recover.domain.text import printable
from recover.storage import disk, lock
from recover.storage.errors import explained
from recover.storage.manifest import (
    EVERYTHING,
    FORMAT,
    LARGEST,
    NAME,
    DamagedBackup,
    Manifest,
    Member,
    NewerBackup,
    NotABackup,
    read_manifest,
)
from recover.storage.new_file import write_new_by
from recover.storage.pinning import Pin, changed, examined, pinned

# zipfile costs every command that loads it some milliseconds.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Tell = Callable[[float], object]
"""Told which part of the work is done, from 0 to 1."""
_CHUNK = 1 << 20
_SEAL = "recover backup {:03d} sha256 {}"
_SEAL_SIZE = len(_SEAL.format(FORMAT, "0" * 64))
_seal_in = re.compile(rb"recover backup ([0-9]{3}) sha256 ([0-9a-f]{64})").fullmatch
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A backup whose sum is right, and whose members are those that its manifest names."""

    shown: str
    """The file's name, for sentences."""
    manifest: Manifest
    size: int
    """Bytes of the file."""
    archive: "ZipFile"

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Read a member, a megabyte at a time.

        Raises:
            DamagedBackup: It is not what the manifest says.
        """
        size, total = 0, sha256()
        with reading(self.shown), self.archive.open(member.name) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                total.update(chunk)
                if size > member.size:
                    break
                yield chunk
        if size != member.size or total.hexdigest() != member.sha256:
            raise DamagedBackup(self.shown, f"{member.name} is not what was written")


@contextmanager
def opened(path: Path, *, on_progress: Tell | None = None) -> Iterator[Opened]:
    """Open a backup, after every byte of it was compared with its sum.

    Raises:
        NotABackup: It never was one.
        NewerBackup: A later version of recover has written it.
        DamagedBackup: It is not what was written.
        Failed: It cannot be read.
    """
    shown = printable(str(path))
    with explained("read", shown):
        # Looked at before it is opened: a pipe that nobody writes to would never open.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotABackup(shown, "it is no regular file")
        with path.open("rb") as file:
            yield _opened(file, shown, on_progress)


def manifest_of(path: Path) -> Manifest:
    """Read what a backup says about itself, without looking at the rest of it.

    Raises:
        RecoverError: As `opened`.
    """
    shown = printable(str(path))
    with explained("read", shown):
        if path.is_symlink() or not path.is_file():
            raise NotABackup(shown, "it is no regular file")
        with path.open("rb") as file:
            _seal_of(file, shown)
            return _with_manifest(file, shown)[1]


@contextmanager
def reading(shown: str) -> Iterator[None]:
    """Turn whatever a bad zip file leads to into one sentence."""
    import zlib
    from zipfile import BadZipFile

    bad = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
    try:
        yield
    except (*bad, ValueError, KeyError, IndexError, OverflowError):
        raise DamagedBackup(shown, "it cannot be unpacked") from None


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
        self._total.update(held[:-_SEAL_SIZE])
        self._end = held[-_SEAL_SIZE:]
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def seal(self) -> None:
        """Put the sum in the place of the last bytes, and return when all is on disk."""
        disk.write_at(self._fd, self.size - _SEAL_SIZE, _seal(self._total.hexdigest()))
        disk.sync(self._fd)


def _seal(total: str) -> bytes:
    return _SEAL.format(FORMAT, total).encode()


def _write(
    fd: int, target: Path, manifest: Manifest, pins: list[Pin], tell: Callable[[int], object]
) -> None:
    """Write the file, and read it back."""
    try:
        lock.attempt(fd)  # so that nobody takes it for what a killed process has left
        _fill(fd, manifest, pins, tell)
        with open(fd, "rb", closefd=False) as file:
            found = _opened(file, printable(str(target)), None)
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
        archive.comment = _seal("0" * 64)
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


def _opened(file: IO[bytes], shown: str, on_progress: Tell | None) -> Opened:
    """See that a file is a backup, whole and unchanged, and holds what it says."""
    written = _seal_of(file, shown)
    size = file.seek(0, os.SEEK_END)
    if _total(file, size - _SEAL_SIZE, on_progress) != written:
        raise DamagedBackup(shown, "it is not what was written")
    archive, manifest = _with_manifest(file, shown)
    for info, member in zip(archive.infolist()[1:], manifest.members, strict=True):
        if (info.filename, info.file_size) != (member.name, member.size) or not _is_plain(info):
            raise DamagedBackup(shown, "it holds something else than it says")
    return Opened(shown=shown, manifest=manifest, size=size, archive=archive)


def _with_manifest(file: IO[bytes], shown: str) -> "tuple[ZipFile, Manifest]":
    """Open the zip file, and read its first member."""
    from zipfile import ZipFile

    with reading(shown):
        archive = ZipFile(file)
        infos = archive.infolist()
        first = infos[0]
        if first.filename != NAME or first.file_size > LARGEST or not _is_plain(first):
            raise DamagedBackup(shown, "its list of contents is not there")
        with archive.open(first) as member:
            text = member.read(LARGEST + 1)
    manifest = read_manifest(text, shown)
    if len(infos) != len(manifest.members) + 1:
        raise DamagedBackup(shown, "it holds something else than it says")
    return archive, manifest


def _is_plain(info: "ZipInfo") -> bool:
    """Say whether a member is a regular file that can be read without a password."""
    mode = info.external_attr >> 16
    is_regular = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    return is_regular and not info.is_dir() and not info.flag_bits & 1


def _seal_of(file: IO[bytes], shown: str) -> str:
    """Read the sum at the end of the file."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    begins = file.read(64)
    file.seek(max(size - _SEAL_SIZE, 0))
    found = _seal_in(file.read(_SEAL_SIZE))
    if found is not None and int(found[1]) > FORMAT:
        raise NewerBackup(shown, f"format {int(found[1])}")
    if found is None or int(found[1]) != FORMAT:
        if begins.startswith(b"PK\x03\x04") and NAME.encode() in begins:
            raise DamagedBackup(shown, "its end is missing or is not what was written")
        raise NotABackup(shown, "it is empty" if not size else "it does not end like one")
    return found[2].decode()


def _total(file: IO[bytes], size: int, on_progress: Tell | None) -> str:
    """Sum up the first *size* bytes."""
    total, done = sha256(), 0
    file.seek(0)
    while done < size and (chunk := file.read(min(_CHUNK, size - done))):
        total.update(chunk)
        done += len(chunk)
        if on_progress is not None:
            on_progress(done / size)
    return total.hexdigest()
