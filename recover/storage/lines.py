"""The text of a journal: one JSON object per line, each with a checksum over all that follows it.

```
{"sum":"5d0c2b1e","recover":"journal","format":2,"generation":2,"last":7,"rows":1}
{"sum":"0f3e9a77","row":1,"ops":[["put","incidents",3,{"title":"Late shipment"}]]}
{"sum":"c1b0d6aa","n":8,"ops":[["append","incidents",3,"log",[{"kind":"heard"}]]]}
{"sum":"77aa0c54","next":3,"at":12345}
```
A header; the rows of the snapshot, if the file was compacted; then one line per transaction,
numbered without a gap through all generations; and, once the next generation is complete, a
line that says where to read on. A line counts only with the newline that ends it.
"""

import json
from dataclasses import dataclass
from typing import Any
from zlib import crc32

FORMAT = 2
"""The highest format this code reads, and the one it writes.

In format 1 the entries of a log had no seals yet (`recover.storage.chain`); the lines are the same.
"""

_START = b'{"sum":"'
_AFTER_SUM = b'",'
_BODY = 18
"""Where the part under the checksum begins."""
_scan = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of a journal file."""

    generation: int
    """Counts the compactions, from 1."""
    last: int
    """The number of the last transaction that the rows below contain; 0 for a new book."""
    rows: int
    """How many lines of snapshot follow."""
    written_as: int = FORMAT
    """The format of the file."""


def line(body: str | bytes) -> bytes:
    """Make a line of *body*, the text of a JSON object without its opening brace."""
    data = body.encode() if isinstance(body, str) else body
    return b"%b%08x%b%b\n" % (_START, crc32(data), _AFTER_SUM, data)


def header_line(header: Header) -> bytes:
    """The first line of a file."""
    return line(
        f'"recover":"journal","format":{FORMAT},"generation":{header.generation},'
        f'"last":{header.last},"rows":{header.rows}}}'
    )


def row_line(row: int, operations: bytes) -> bytes:
    """One line of a snapshot; *operations* are JSON texts with commas between them."""
    return line(b'"row":%d,"ops":[%b]}' % (row, operations))


def transaction_line(number: int, operations: bytes) -> bytes:
    """One transaction; *operations* are JSON texts with commas between them."""
    return line(b'"n":%d,"ops":[%b]}' % (number, operations))


def continuation_line(generation: int, at: int) -> bytes:
    """The last line of a file: read on in *generation*, from byte *at*."""
    return line(f'"next":{generation},"at":{at}}}')


def parsed(text: bytes) -> dict[str, Any] | None:
    """The object of one line without its newline, or `None` when the line is not good."""
    if (
        text[:8] != _START
        or text[16:18] != _AFTER_SUM
        or text[8:16] != b"%08x" % crc32(text[_BODY:])
    ):
        return None
    try:
        return _object(text)
    except ValueError:
        return None


def _object(text: bytes) -> dict[str, Any] | None:
    """Read one JSON object and nothing behind it."""
    decoded = text.decode()
    try:
        value, end = _scan(decoded)
    except RecursionError:
        return None
    return value if end == len(decoded) and isinstance(value, dict) else None


def read_header(text: bytes) -> Header | int | None:
    """Read the first line of a file.

    Returns:
        The header; or the number of a format we do not know; or `None` when it is no header, or
        one that was damaged.
    """
    try:
        found = _object(text)
    except ValueError:
        return None
    if found is None or found.get("recover") != "journal":
        return None
    written_as = found.get("format")
    if not isinstance(written_as, int) or written_as < 1:
        return None
    if written_as > FORMAT:
        return written_as
    if parsed(text) is None:
        return None
    return Header(
        generation=found["generation"],
        last=found["last"],
        rows=found["rows"],
        written_as=written_as,
    )


def claims_to_be_ours(text: bytes) -> bool:
    """Whether a first line that is no good header was one once."""
    return text[:8] == _START or b'"recover":"journal"' in text


def is_transaction(record: dict[str, Any]) -> bool:
    """Whether a good line is more than header or snapshot."""
    return "n" in record or "next" in record


def good_line_in(data: bytes) -> bool:
    """Whether a good line begins anywhere in *data*, also where no newline is before it."""
    start = data.find(_START)
    while start >= 0:
        end = data.find(b"\n", start)
        if end >= 0 and parsed(data[start:end]) is not None:
            return True
        start = data.find(_START, start + 1)
    return False
