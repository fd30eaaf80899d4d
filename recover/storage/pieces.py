"""What could be read of the files of one journal: its snapshots, and its transactions by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from recover.storage.good_lines import GoodLine, gaps, good_lines, header_in
from recover.storage.lines import Header
from recover.storage.replay import Operation

Operations = list[Operation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The rows that could be read of one file's snapshot."""

    generation: int
    last: int
    """The transaction up to which it holds everything; the best guess when the header is lost."""
    rows: dict[int, Operations]
    missing: int
    """How many rows are known to be lost."""
    is_complete: bool
    """Whether it is certain that nothing of it is lost."""


@dataclass(slots=True, kw_only=True)
class Pieces:
    """All that could be read of one journal."""

    snapshots: list[Snapshot] = field(default_factory=list)
    transactions: dict[int, Operations] = field(default_factory=dict)
    headless: list[int] = field(default_factory=list)
    """The generations whose first line is lost."""
    doubled: list[int] = field(default_factory=list)
    """Transactions that stand there twice and differ; the one that stands first is kept."""
    lost_bytes: list[bytes] = field(default_factory=list)
    """The stretches that are no good line."""
    ends_badly: bool = False
    """Whether there is something behind the last good line of the last file."""
    lines: int = 0
    """How many good lines there are, headers not counted."""

    @property
    def top(self) -> int:
        """The number of the last transaction there is a trace of."""
        return max([*self.transactions, *(each.last for each in self.snapshots)], default=0)


def pieces_of(files: Mapping[int, bytes]) -> Pieces:
    """Take apart the files of a journal, given by generation."""
    pieces = Pieces()
    for generation, data in sorted(files.items()):
        lines = list(good_lines(data))
        holes = gaps(lines, len(data))
        pieces.lost_bytes += [data[start:end] for start, end in holes]
        pieces.ends_badly = bool(holes) and holes[-1][1] == len(data) and bool(lines)
        header = header_in(data)
        if not isinstance(header, Header):
            pieces.headless.append(generation)
            header = None
        rows, numbers = _sort(lines, pieces)
        pieces.snapshots.append(_snapshot(generation, header, rows, numbers, holes))
    return pieces


def _sort(lines: Iterable[GoodLine], pieces: Pieces) -> tuple[dict[int, Operations], list[int]]:
    """Take in the transactions of one file; give its rows, and the numbers of its transactions."""
    rows: dict[int, Operations] = {}
    numbers: list[int] = []
    for line in lines:
        record = line.record
        operations, row, number = _parts(record)
        if operations is None:
            continue
        pieces.lines += 1
        if row is not None:
            rows.setdefault(row, operations)
        elif number is not None:
            numbers.append(number)
            if pieces.transactions.setdefault(number, operations) != operations:
                pieces.doubled.append(number)
    return rows, numbers


def _parts(record: dict[str, Any]) -> tuple[Operations | None, int | None, int | None]:
    """The operations of a line with its number as a row or as a transaction."""
    operations, row, number = record.get("ops"), record.get("row"), record.get("n")
    return (
        operations if isinstance(operations, list) else None,
        row if type(row) is int else None,
        number if type(number) is int else None,
    )


def _snapshot(
    generation: int,
    header: Header | None,
    rows: dict[int, Operations],
    numbers: list[int],
    holes: list[tuple[int, int]],
) -> Snapshot:
    """Judge the snapshot of one file."""
    if header is not None:
        missing = sum(number not in rows for number in range(1, header.rows + 1))
        last, is_complete = header.last, missing == 0
    else:
        missing = sum(number not in rows for number in range(1, max(rows, default=0) + 1))
        is_first = generation == 1 and not rows
        last = 0 if is_first else min(numbers, default=1) - 1
        only_the_head = all(start == 0 for start, _ in holes)
        is_complete = is_first or (missing == 0 and bool(rows) and only_the_head)
    return Snapshot(
        generation=generation, last=last, rows=rows, missing=missing, is_complete=is_complete
    )
