"""The archive, read line by line: the incidents that were closed and put away.

Nothing is kept in memory but one line, and what is read is what was there at some moment of the
reading. The newest month comes first, and in it what was put away last.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recover.storage.archive_bytes import lines_of, month_file, month_files, pieces_of, size_of
from recover.storage.errors import Damaged
from recover.storage.lines import parsed
from recover.storage.plain import encoded
from recover.storage.table_names import INCIDENTS

Document = dict[str, Any]
Wanted = Sequence[Sequence[str]]
"""What has to stand in the JSON text of a document, caseless: one of each of these."""
Tell = Callable[[float], object]
"""Told which part of the archive has been read, from 0 to 1."""
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
    for month, path in month_files(home):
        last = _last_about(path, number)
        if last is not None and last[0] == "put":
            return Past(number=number, month=month, document=last[3])
    return None


def _last_about(path: str, number: int) -> list[Any] | None:
    """Give the last thing that was done to an incident in a file."""
    put = f'["put","{INCIDENTS}",{number},'.encode()
    gone = f'["delete","{INCIDENTS}",{number}]'.encode()
    if not _holds(path, put):
        return None
    lines = (line for line in lines_of(path) if put in line or gone in line)
    operations = (each for line in lines for each in reversed(_operations(path, line)))
    return next((each for each in operations if each[1:3] == [INCIDENTS, number]), None)


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
    files = month_files(home)
    total = sum(size_of(path) for _, path in files) or 1
    seen: set[int] = set()
    before = 0
    for month, path in files:
        done = 0
        for line in lines_of(path) if _may_hold(path, wanted) else ():
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
    path, seen = month_file(home, month), set[int]()
    for line in lines_of(path):
        for number, document in _found(path, line, (), seen):
            yield Past(number=number, month=month, document=document)


def texts_of(home: Path, name: str) -> set[str]:
    """Give every text that a field of that name has in the archive, such as `department`."""
    import re

    pattern = re.compile(rb'"%b":("(?:[^"\\]|\\.)+")' % name.encode())
    found: set[bytes] = set()
    for _, path in month_files(home):
        for line in lines_of(path):
            found.update(pattern.findall(line))
    return {json.loads(text.decode(errors="replace"), strict=False) for text in found}


def months_with(home: Path, numbers: Collection[int]) -> set[str]:
    """Give the months in whose journals something of these incidents stands, or once stood."""
    import re

    pattern = re.compile(rb'\["put","%b",([0-9]+),' % INCIDENTS.encode())
    return {
        month
        for month, path in month_files(home)
        if any(int(each) in numbers for line in lines_of(path) for each in pattern.findall(line))
    }


def state_of(home: Path) -> list[tuple[str, int]]:
    """What is different as soon as anything in the archive is: its files and their sizes.

    Raises:
        Failed: The archive cannot be read.
    """
    return [(path, size_of(path)) for _, path in month_files(home)]


def field_sign(name: str, value: str) -> str:
    """Give what stands in the archive where a field has a value, as `scan` wants it."""
    return f'"{name}":{json.dumps(value, ensure_ascii=False)}'.casefold()


def is_wanted(text: str, wanted: Wanted) -> bool:
    """Whether one of each of the texts stands in *text*, which is casefolded."""
    return all(any(each in text for each in choice) for choice in wanted)


def _found(
    path: str, line: bytes, wanted: Wanted, seen: set[int]
) -> Iterator[tuple[int, Document]]:
    """Give what a line puts, the last one first, if it was not seen in a newer line."""
    is_deleting = b'["delete","' in line
    if not is_deleting and not is_wanted(line.decode(errors="replace").casefold(), wanted):
        return
    operations = _operations(path, line)
    is_one_of_many = is_deleting or len(operations) > 1
    for operation in reversed(operations):
        match operation:
            case ["delete", "incidents", int(number)]:
                seen.add(number)
            case ["put", "incidents", int(number), dict(document)] if number not in seen:
                text = encoded(operation).decode().casefold() if wanted and is_one_of_many else ""
                if not text or is_wanted(text, wanted):
                    seen.add(number)
                    yield number, document


def _operations(path: str, line: bytes) -> list[list[Any]]:
    """Read a line that is wanted.

    Raises:
        Damaged: It is not what was written.
    """
    record = parsed(line)
    if record is None:
        at = Path(path).read_bytes().find(line)
        raise Damaged(path, at, "this line is not what was written")
    return list(record.get("ops", ()))


def _holds(path: str, text: bytes) -> bool:
    """Say whether some bytes stand anywhere in a file: quicker than going through its lines."""
    return any(text in piece for piece in pieces_of(path, len(text)))


def _may_hold(path: str, wanted: Wanted) -> bool:
    """Say whether one of each of the texts stands anywhere in a file; as quick as `_holds`."""
    missing = list(wanted)
    longest = max((len(each.encode()) for choice in wanted for each in choice), default=0)
    for piece in pieces_of(path, longest * _WIDEST):
        text = piece.decode(errors="replace").casefold()
        missing = [choice for choice in missing if not any(each in text for each in choice)]
        if not missing:
            return True
    return not missing
