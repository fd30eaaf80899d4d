"""Finding every good line in the bytes of a damaged journal, wherever it stands.

A line is good by its checksum. The newline before or behind it may be gone: then the line ends
where its JSON object does.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from recover.storage.lines import FORMAT, Header, parsed, read_header
from recover.storage.replay import KNOWN

_START = b'{"sum":"'
_scan = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class GoodLine:
    """One line as it was written."""

    start: int
    """The byte it begins at, counted from 0."""
    end: int
    """The byte behind it and behind its newline."""
    record: dict[str, Any]


def good_lines(data: bytes) -> Iterator[GoodLine]:
    """Give the good lines of *data* in the order they stand there."""
    text = ""
    start = data.find(_START)
    while start >= 0:
        newline = data.find(b"\n", start)
        end = newline if newline >= 0 else len(data)
        record = parsed(data[start:end])
        if record is None:
            # One character for each byte, so that a place in the text is a place in the data.
            text = text or data.decode("latin-1")
            end = _end_of_object(text, start)
            record = parsed(data[start:end])
        if record is None:
            start = data.find(_START, start + 1)
            continue
        behind = end + 1 if data[end : end + 1] == b"\n" else end
        yield GoodLine(start, behind, record)
        start = data.find(_START, behind)


def _end_of_object(text: str, start: int) -> int:
    """Where the JSON object that begins at *start* ends; *start* when there is none."""
    try:
        return _scan(text, start)[1]
    except (ValueError, RecursionError):
        return start


def gaps(lines: list[GoodLine], size: int) -> list[tuple[int, int]]:
    """The stretches of a file of *size* bytes that no good line covers: first byte, byte behind."""
    found = []
    at = 0
    for line in lines:
        if line.start > at:
            found.append((at, line.start))
        at = line.end
    if at < size:
        found.append((at, size))
    return found


def header_in(data: bytes) -> Header | int | None:
    """The header of a file, or the number of a format that is newer; `None` when it is lost."""
    return read_header(data.partition(b"\n")[0])


def what_is_newer(data: bytes, lines: list[GoodLine]) -> str | None:
    """What in a file only a later version of recover can read; `None` when there is nothing."""
    header = header_in(data)
    if isinstance(header, int):
        return f"format {header}"
    for line in lines:
        written_as = line.record.get("format")
        if isinstance(written_as, int) and written_as > FORMAT:
            return f"format {written_as}"
        for operation in line.record.get("ops", ()):
            if not isinstance(operation, list) or operation[:1] == [] or operation[0] not in KNOWN:
                return f"operation {str(operation[:1])[:40]}"
    return None
