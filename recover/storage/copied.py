"""The journals that stand in the dated copies, as far as they can be read.

A copy is a zip with a member for each file of a journal, named as in the home folder. There may
be none; one that cannot be read, or holds something else, is passed over.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recover.storage.generations import is_file_of
from recover.storage.home_files import COPIES

SUFFIX = ".recover"
LARGEST = 4 << 30
"""Bytes of one member; a larger one is not taken into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One journal as it was when a copy was made."""

    name: str
    """The name of the copy, such as `2026-11-29.recover`."""
    files: dict[int, bytes]
    """The bytes of its files by generation."""


def copies_in(home: Path) -> list[Path]:
    """The copies in a home folder, the newest first; none when the folder cannot be read."""
    try:
        found = [path for path in (home / COPIES).iterdir() if path.name.endswith(SUFFIX)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def copied_journals(home: Path, path: Path) -> Iterator[Copy]:
    """The copies of the journal at *path*, the newest first."""
    for archive in copies_in(home):
        files = _files_in(archive, path.relative_to(home))
        if files:
            yield Copy(name=archive.name, files=files)


def _files_in(archive: Path, wanted: Path) -> dict[int, bytes]:
    """The files of one journal in one copy."""
    found: dict[int, bytes] = {}
    try:
        with zipfile.ZipFile(archive) as file:
            for member in file.infolist():
                place = Path(member.filename)
                generation = is_file_of(wanted.name, place.name)
                is_near = place.parent.name == wanted.parent.name
                if generation and is_near and member.file_size <= LARGEST:
                    found[generation] = file.read(member)
    except (OSError, ValueError, KeyError, RuntimeError, EOFError, NotImplementedError):
        return {}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error):
        return {}
    return found
