"""What the bytes of a journal file mean, and what may not follow what."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from recover.storage.errors import Damaged, Foreign, Newer
from recover.storage.lines import Header, claims_to_be_ours, good_line_in, parsed, read_header
from recover.storage.replay import KNOWN, Replay

_MANY_BYTES = 1 << 20


class Reader:
    """How far one file was read, and what stood there."""

    def __init__(self, path: str, generation: int) -> None:
        self.path = path
        self.generation = generation
        self.position = 0
        """The byte behind the last good line."""
        self.lines = 0
        """How many transactions stand behind the snapshot."""
        self.written_as = 0
        """The format of the file; 0 until its first line was read."""
        self.rest = b""
        """What stands behind `position` and is no good line: a write that was interrupted."""
        self.continues_at: tuple[int, int] | None = None
        """The generation and the byte to read on at, once the file has been compacted."""
        self._rows = 0
        self._rows_to_come = 0

    def feed(self, data: bytes, replay: Replay) -> None:
        """Do on *replay* what *data* says; it is all that stands behind `position` now.

        From the first byte on, *replay* must be new.

        Raises:
            Damaged: A bad line has a good one behind it, or a line is not in its order.
            Foreign: It is no journal.
            Newer: It has a format or an operation that we do not know.
        """
        start = offset = self._begin(data, replay) if self.position == 0 else 0
        base = self.position - start
        with _collector_at_rest(len(data)):
            while (end := data.find(b"\n", offset)) >= 0:
                record = parsed(data[offset:end])
                if record is None:
                    break
                self._do(record, replay)
                offset = end + 1
                self.position = base + offset
        self.rest = data[offset:]
        self._judge_rest()

    def header(self, data: bytes) -> Header:
        """Read the first line of a whole file.

        Raises:
            Damaged: It was a header once.
            Foreign: It never was one, or it belongs to a file of another name.
            Newer: It has a format that we do not know.
        """
        text, newline, _ = data.partition(b"\n")
        header = read_header(text)
        if isinstance(header, int):
            raise Newer(self.path, f"format {header}")
        if header is None or not newline:
            if claims_to_be_ours(text) or good_line_in(data):
                raise Damaged(self.path, 0, "its first line is not what was written")
            raise Foreign(self.path, "it does not begin like one" if text else "it is empty")
        if header.generation != self.generation:
            raise Foreign(
                self.path, f"it is generation {header.generation} under the name of another"
            )
        self.written_as = header.written_as
        return header

    def _begin(self, data: bytes, replay: Replay) -> int:
        """Take in the first line, and return where the second begins."""
        header = self.header(data)
        replay.number = header.last
        self._rows_to_come = header.rows
        self.position = data.index(b"\n") + 1
        return self.position

    def _judge_rest(self) -> None:
        """A rest is an interrupted write only if nothing good is in it, and no line ends in it.

        What ends a line is written last: a line that has its end was all there once, and whoever
        wrote it may have been told that it is safe.
        """
        if self._rows < self._rows_to_come:
            raise self._damage(f"its snapshot ends after {self._rows} of {self._rows_to_come} rows")
        if not self.rest:
            return
        if self.continues_at is not None:
            raise self._damage("something stands behind its last line")
        if good_line_in(self.rest):
            raise self._damage("this line is not what was written, and good ones follow")
        ended = self.rest.count(b"\n")
        if ended:
            lines = "line is" if ended == 1 else f"{ended:,} lines are"
            raise self._damage(f"its last {lines} not what was written")

    def _do(self, record: dict[str, Any], replay: Replay) -> None:
        """Do one good line on *replay*."""
        if self.continues_at is not None:
            raise self._damage("something stands behind its last line")
        if self._rows < self._rows_to_come:
            self._rows += 1
            self._expect(record, "row", self._rows)
            self._do_all(record["ops"], replay)
        elif "next" in record:
            self.continues_at = (record["next"], record["at"])
        else:
            self._expect(record, "n", replay.number + 1)
            self._do_all(record["ops"], replay)
            replay.number += 1
            self.lines += 1

    def _expect(self, record: dict[str, Any], field: str, number: int) -> None:
        found = record.get(field)
        if found != number:
            raise self._damage(f"line {number} should stand here, not {found}")

    def _do_all(self, operations: list[list[Any]], replay: Replay) -> None:
        for operation in operations:
            if operation[0] not in KNOWN:
                raise Newer(self.path, f"operation {operation[0]!r}")
        try:
            replay.do(operations)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise self._damage("this line changes what is not there") from error

    def _damage(self, what: str) -> Damaged:
        return Damaged(self.path, self.position, what)


@contextmanager
def _collector_at_rest(size: int) -> Iterator[None]:
    """Have the garbage collector neither walk what a large file brings in, nor ever look again."""
    if size < _MANY_BYTES or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
