"""What a book is at one moment, held on to while others go on writing.

A journal only grows, and an open file outlives its compaction: so it is enough to hold the locks
while the files are opened and their sizes noted. What is read afterwards is what was there then.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from recover.domain.errors import Failed
from recover.domain.text import printable
from recover.storage import disk
from recover.storage.generations import file_of
from recover.storage.holding import current, held
from recover.storage.home_files import DIRECTORY, WORK, month_path, months
from recover.storage.manifest import (
    EVERYTHING,
    LARGEST_SMALL,
    Member,
    generation_of,
    is_journal,
    is_member,
    journal_of,
)
from recover.storage.outline import Contents, outlined

SETTINGS = ("settings.toml", "notify.toml")
OWN_FOLDERS = ("playbooks", "templates")
DRAFTS = "drafts"
_CHUNK = 1 << 20


@dataclass(slots=True, kw_only=True)
class Pin:
    """One file, as it was at that moment."""

    name: str
    """Its place in the home folder."""
    path: str
    fd: int
    size: int

    def chunks(self) -> Iterator[bytes]:
        """Read it, a megabyte at a time.

        Raises:
            Failed: It is shorter than it was.
        """
        position = 0
        while position < self.size:
            os.lseek(self.fd, position, os.SEEK_SET)
            chunk = os.read(self.fd, min(_CHUNK, self.size - position))
            if not chunk:
                raise changed(self.path)
            position += len(chunk)
            yield chunk


def changed(path: str) -> Failed:
    """Say that a file became another one while it was being read."""
    return Failed(f"{printable(path)} was changed while it was being copied. Try again.")


@contextmanager
def pinned(
    home: Path,
    covers: str,
    *,
    hold: bool = True,
    on_wait: Callable[[str], object] | None = None,
) -> Iterator[tuple[list[Pin], list[str]]]:
    """Hold on to what a book is now: the open work first, then the archives, the newest first.

    Args:
        home: The home folder.
        covers: `EVERYTHING` or `OPEN_WORK`.
        hold: Whether the locks have to be taken; not where the caller holds them.
        on_wait: Told in a sentence when another process keeps us waiting for a second.

    Returns:
        The files, and the names of those that have no place in a backup.

    Raises:
        Locked: Somebody else is writing, and does not come to an end.
        OSError: A file cannot be opened.
    """
    with ExitStack() as stack:
        pins: list[Pin] = []
        with held(home, on_wait=on_wait) if hold else nullcontext():
            names = [WORK, DIRECTORY]
            if covers == EVERYTHING:
                names += (
                    month_path(home, each).relative_to(home).as_posix() for each in months(home)
                )
            for name in names:
                pins += _journal(home, name, stack)
        found, left_out = _others(home, covers)
        for name in found:
            pins += _pin(name, str(home / name), stack)
        yield pins, left_out


def examined(
    pins: list[Pin], *, as_it_is: bool, tell: Callable[[int], object]
) -> tuple[Contents, list[Member]]:
    """Look through what is pinned: what it holds, and the sum of each file.

    The bytes of a last write that was interrupted are left off.

    Args:
        pins: From `pinned`; their sizes become those of their whole good lines.
        as_it_is: Whether a damaged journal is taken, too, every byte of it.
        tell: Told how many bytes more have been looked through.

    Raises:
        Damaged, Foreign, Newer: A journal cannot be read.
    """
    contents, members = Contents(), []
    for pin in pins:
        total = _examine_journal(pin, contents, as_it_is) if is_journal(pin.name) else _sum(pin)
        members.append(Member(name=pin.name, size=pin.size, sha256=total))
        tell(pin.size)
    return contents, members


def _examine_journal(pin: Pin, contents: Contents, as_it_is: bool) -> str:
    """Replay a journal; give the sum of its good lines."""
    data = b"".join(pin.chunks())
    try:
        outline, pin.size = outlined(data, pin.path, generation_of(pin.name))
    except Failed as error:
        if not as_it_is:
            raise
        contents.unsound.append(str(error))
    else:
        contents.add(journal_of(pin.name), outline)
    return sha256(memoryview(data)[: pin.size]).hexdigest()


def _sum(pin: Pin) -> str:
    total = sha256()
    for chunk in pin.chunks():
        total.update(chunk)
    return total.hexdigest()


def _journal(home: Path, name: str, stack: ExitStack) -> list[Pin]:
    """Pin the current generation of a journal, if there is one."""
    path = os.path.realpath(home / name)
    while (generation := current(path)) is not None:
        found = _pin(file_of(name, generation), file_of(path, generation), stack)
        if found:
            return found
    return []


def _pin(name: str, path: str, stack: ExitStack) -> list[Pin]:
    """Open one file; nothing if it is gone by now."""
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return []
    stack.callback(os.close, fd)
    size = os.fstat(fd).st_size
    if not is_journal(name) and size > LARGEST_SMALL:
        raise Failed(
            f"{printable(path)} is larger than {LARGEST_SMALL >> 20} MiB: "
            "move it out of the folder, and try again."
        )
    return [Pin(name=name, path=path, fd=fd, size=size)]


def _others(home: Path, covers: str) -> tuple[list[str], list[str]]:
    """Name what a person has set and typed, and what of it has no place in a backup."""
    found = [name for name in SETTINGS if _is_file(home / name)]
    left_out = []
    folders = (*OWN_FOLDERS, DRAFTS) if covers == EVERYTHING else ()
    for folder in folders:
        for each in sorted(disk.names_in(str(home / folder))):
            name = f"{folder}/{each}"
            if is_member(name) and _is_file(home / name):
                found.append(name)
            elif folder != DRAFTS and not each.startswith("."):
                left_out.append(printable(name))
    return found, left_out


def _is_file(path: Path) -> bool:
    """Say whether something is a regular file; asked before it is opened, for pipes never open."""
    info = disk.named(str(path))
    return info is not None and stat.S_ISREG(info.st_mode)
