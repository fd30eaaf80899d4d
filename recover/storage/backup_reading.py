"""Reading a backup, with care: nothing is taken out of it that is not what its manifest says."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from recover.domain.text import printable
from recover.storage.errors import explained
from recover.storage.manifest import (
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

# zipfile costs every command that loads it some milliseconds.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Tell = Callable[[float], object]
"""Told which part of the work is done, from 0 to 1."""
_CHUNK = 1 << 20
_SEAL = "recover backup {:03d} sha256 {}"
SEAL_SIZE = len(_SEAL.format(FORMAT, "0" * 64))
"""Bytes at the end of a backup, which hold the sum over all before them."""
_seal_in = re.compile(rb"recover backup ([0-9]{3}) sha256 ([0-9a-f]{64})").fullmatch


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
        with _reading(self.shown), self.archive.open(member.name) as file:
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
            yield checked(file, shown, on_progress)


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


def checked(file: IO[bytes], shown: str, on_progress: Tell | None) -> Opened:
    """See that a file is a backup, whole and unchanged, and holds what it says; as `opened`."""
    written = _seal_of(file, shown)
    size = file.seek(0, os.SEEK_END)
    if _total(file, size - SEAL_SIZE, on_progress) != written:
        raise DamagedBackup(shown, "it is not what was written")
    archive, manifest = _with_manifest(file, shown)
    for info, member in zip(archive.infolist()[1:], manifest.members, strict=True):
        if (info.filename, info.file_size) != (member.name, member.size) or not _is_plain(info):
            raise DamagedBackup(shown, "it holds something else than it says")
    return Opened(shown=shown, manifest=manifest, size=size, archive=archive)


def seal(total: str) -> bytes:
    """Write the last bytes of a backup: its format, and the sum over what is before them."""
    return _SEAL.format(FORMAT, total).encode()


@contextmanager
def _reading(shown: str) -> Iterator[None]:
    """Turn whatever a bad zip file leads to into one sentence."""
    import zlib
    from zipfile import BadZipFile

    bad = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
    try:
        yield
    except (*bad, ValueError, KeyError, IndexError, OverflowError):
        raise DamagedBackup(shown, "it cannot be unpacked") from None


def _with_manifest(file: IO[bytes], shown: str) -> "tuple[ZipFile, Manifest]":
    """Open the zip file, and read its first member."""
    from zipfile import ZipFile

    with _reading(shown):
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
    file.seek(max(size - SEAL_SIZE, 0))
    found = _seal_in(file.read(SEAL_SIZE))
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
