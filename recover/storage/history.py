"""The archive, read line by line: the incidents that were closed and put away.

Nothing is kept in memory but one line, and no lock is taken: a line counts only with its checksum,
and nothing that was written is changed, so what is read is what was there at some moment of the
reading. The newest month comes first, and in it what was put away last.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recover.storage import disk
from recover.storage.errors import Damaged, explained
from recover.storage.generations import file_of, generations
from recover.storage.home_files import month_path, months
from recover.storage.lines import parsed
from recover.storage.plain import encoded

Document = dict[str, Any]
Wanted = Sequence[Sequence[str]]
"""What has to stand in the JSON text of a document, caseless: one of each of these."""
Tell = Callable[[float], object]
"""Told which part of the archive has been read, from 0 to 1."""
_CHUNK = 1 << 18
_TABLE = "incidents"
_WIDEST = 4
"""So many times as long may a text be in a file as it is casefolded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An incident in the archive."""

    number: int
    month: str
    """The month whose journal it stands in, such as `2026-10`."""
    document: Document


def find(home: Path, number: int) -> Past | None:
    """Find an incident in the archive by its number.

    Raises:
        Failed: The archive cannot be read, or is damaged where the incident stands.
    """
    for month, path in _files(home):
        last = _last_about(path, number)
        if last is not None and last[0] == "put":
            return Past(number=number, month=month, document=last[3])
    return None


def _last_about(path: str, number: int) -> list[Any] | None:
    """Give the last thing that was done to an incident in a file."""
    put, gone = f'["put","{_TABLE}",{number},'.encode(), f'["delete","{_TABLE}",{number}]'.encode()
    if not _holds(path, put):
        return None
    lines = (line for line in _lines(path) if put in line or gone in line)
    operations = (each for line in lines for each in reversed(_operations(path, line)))
    return next((each for each in operations if each[1:3] == [_TABLE, number]), None)


def scan(
    home: Path,
    wanted: Wanted = (),
    *,
    is_elsewhere: Callable[[int], bool] = lambda _: False,
    tell: Tell | None = None,
) -> Iterator[Past]:
    """Give the incidents in whose text everything wanted stands, each once, as it is now.

    Args:
        home: The home folder.
        wanted: Casefolded texts; a log only grows, so what an older line holds is in a newer one.
        is_elsewhere: Whether the incident of a number is to be left out: open work has it as well.
        tell: Told now and then how far it is.

    Raises:
        Failed: The archive cannot be read, or is damaged.
    """
    files = _files(home)
    total = sum(size_of(path) for _, path in files) or 1
    seen: set[int] = set()
    before = 0
    for month, path in files:
        done = 0
        for line in _lines(path) if _may_hold(path, wanted) else ():
            done += len(line) + 1
            for number, document in _found(path, line, wanted, seen):
                if not is_elsewhere(number):
                    yield Past(number=number, month=month, document=document)
            if tell is not None:
                tell((before + done) / total)
        before += size_of(path)
        if tell is not None:
            tell(min(before / total, 1.0))


def in_month(home: Path, month: str) -> Iterator[Past]:
    """Give the incidents of one month, each as `find` and `scan` would.

    Raises:
        Failed: It cannot be read, or is damaged.
    """
    seen: set[int] = set()
    for name, path in _files(home):
        for line in _lines(path) if name == month else ():
            for number, document in _found(path, line, (), seen):
                yield Past(number=number, month=month, document=document)


def texts_of(home: Path, name: str) -> set[str]:
    """Give every text that a field of that name has in the archive, such as `department`."""
    import json
    import re

    pattern = re.compile(rb'"%b":("(?:[^"\\]|\\.)+")' % name.encode())
    found: set[bytes] = set()
    for _, path in _files(home):
        for line in _lines(path):
            found.update(pattern.findall(line))
    return {json.loads(text.decode(errors="replace"), strict=False) for text in found}


def months_with(home: Path, numbers: Collection[int]) -> set[str]:
    """Give the months in whose journals something of these incidents stands, or once stood."""
    import re

    pattern = re.compile(rb'\["put","incidents",([0-9]+),')
    found = set()
    for month, path in _files(home):
        for line in _lines(path):
            if any(int(each) in numbers for each in pattern.findall(line)):
                found.add(month)
                break
    return found


def state_of(home: Path) -> list[tuple[str, int]]:
    """What is different as soon as anything in the archive is: its files and their sizes.

    Raises:
        Failed: The archive cannot be read.
    """
    return [(path, size_of(path)) for _, path in _files(home)]


def size_of(path: str) -> int:
    """How many bytes a file has; 0 when it is not there."""
    info = disk.named(path)
    return 0 if info is None else info.st_size


def is_wanted(text: str, wanted: Wanted) -> bool:
    """Whether one of each of the texts stands in *text*, which is casefolded."""
    return all(any(each in text for each in choice) for choice in wanted)


def _files(home: Path) -> list[tuple[str, str]]:
    """Give the current file of every month, the newest month first."""
    with explained("read", str(home)):
        return [(month, _current(str(month_path(home, month)))) for month in months(home)]


def _current(path: str) -> str:
    """Give the file that the lowest generation leads to."""
    file, found = path, generations(path)
    for generation in found:
        file = file_of(path, generation)
        if generation == found[-1]:
            break
        last = next((record for line in _lines(file) if (record := parsed(line))), None)
        if last is None or "next" not in last:
            break
    return file


def _found(
    path: str, line: bytes, wanted: Wanted, seen: set[int]
) -> Iterator[tuple[int, Document]]:
    """Give what a line puts, the last one first, if it was not seen in a newer line."""
    is_deleting = b'["delete","' in line
    if not is_deleting and not is_wanted(line.decode(errors="replace").casefold(), wanted):
        return
    operations = _operations(path, line)
    for operation in reversed(operations):
        if operation[1] != _TABLE or operation[0] not in ("put", "delete") or operation[2] in seen:
            continue
        is_one_of_many = (is_deleting or len(operations) > 1) and wanted
        if operation[0] == "put" and is_one_of_many:
            text = encoded(operation).decode().casefold()
            if not is_wanted(text, wanted):
                continue
        seen.add(operation[2])
        if operation[0] == "put":
            yield operation[2], operation[3]


def _operations(path: str, line: bytes) -> list[list[Any]]:
    """Read a line that is wanted; the last one may be torn, any other is damaged."""
    record = parsed(line)
    if record is not None:
        return list(record.get("ops", ()))
    with Path(path).open("rb") as file:
        whole = file.read()
    at = whole.find(line)
    if whole.find(b"\n", at + len(line)) < 0:
        return []
    raise Damaged(path, at, "this line is not what was written")


def _lines(path: str) -> Iterator[bytes]:
    """Give the lines of a file, the last one first, without what ends them."""
    with explained("read", path):
        try:
            fd, _ = disk.open_existing(path)
        except FileNotFoundError:
            return
        try:
            yield from filter(None, _backwards(fd, os.fstat(fd).st_size))
        finally:
            os.close(fd)


def _holds(path: str, text: bytes) -> bool:
    """Say whether some bytes stand anywhere in a file: quicker than going through its lines."""
    return any(text in piece for piece in _pieces(path, len(text)))


def _may_hold(path: str, wanted: Wanted) -> bool:
    """Say whether one of each of the texts stands anywhere in a file; as quick as `_holds`."""
    missing = list(wanted)
    longest = max((len(each.encode()) for choice in wanted for each in choice), default=0)
    for piece in _pieces(path, longest * _WIDEST):
        text = piece.decode(errors="replace").casefold()
        missing = [choice for choice in missing if not any(each in text for each in choice)]
        if not missing:
            return True
    return not missing


def _pieces(path: str, overlap: int) -> Iterator[bytes]:
    """Give a file piece by piece; each begins with the last bytes of the one before."""
    with explained("read", path):
        try:
            fd, _ = disk.open_existing(path)
        except FileNotFoundError:
            return
        try:
            at, before = 0, b""
            while chunk := disk.read_at(fd, at, _CHUNK):
                piece = before + chunk
                yield piece
                at, before = at + len(chunk), piece[-overlap:] if overlap else b""
        finally:
            os.close(fd)


def _backwards(fd: int, size: int) -> Iterator[bytes]:
    rest: list[bytes] = []
    while size > 0:
        step = min(_CHUNK, size)
        size -= step
        first, newline, after = disk.read_at(fd, size, step).partition(b"\n")
        if not newline:
            rest.append(first)
            continue
        yield from reversed(_joined(after, rest).split(b"\n"))
        rest = [first]
    yield _joined(b"", rest)


def _joined(start: bytes, rest: Iterable[bytes]) -> bytes:
    """Put together what was read from the end to the beginning."""
    return start + b"".join(reversed(list(rest)))
