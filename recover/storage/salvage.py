"""Putting a damaged journal together again from everything that can be read of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recover.domain.text import count
from recover.storage.copied import Copy
from recover.storage.errors import Newer
from recover.storage.good_lines import good_lines, what_is_newer
from recover.storage.lenient import INCIDENTS, LenientReplay
from recover.storage.pieces import Pieces, Snapshot, pieces_of
from recover.storage.replay import Document
from recover.storage.salvage_documents import Loss, OlderState, has_holes, mend, name_of

_TRACE = re.compile(rb'"(incidents|accounts|people)",(\d{1,9})[,\]]')
_MOST_IDS_SKIPPED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What a repaired journal will hold, and what it will not."""

    path: Path
    """The journal, under the name of its first generation."""
    tables: dict[str, dict[int, Document]]
    next_ids: dict[str, int]
    last: int
    """The number of the last transaction there is a trace of."""
    lines: int
    """How many good lines were read."""
    missing: tuple[str, ...]
    """What could not be read, in half sentences."""
    losses: tuple[Loss, ...]
    """What lost something, by id."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that was written is there."""
        return not self.missing and not self.losses


def salvage(
    path: Path,
    files: dict[int, bytes],
    copies: Sequence[Copy] = (),
    *,
    elsewhere: frozenset[int] = frozenset(),
) -> Salvage:
    """Read what can be read of a damaged journal.

    Args:
        path: The journal, under the name of its first generation.
        files: The bytes of its files by generation.
        copies: The same journal as it was before, the newest first.
        elsewhere: Incidents that stand in another journal, and are not brought back from a copy.

    Raises:
        Newer: A later version of recover wrote it.
    """
    for data in files.values():
        newer = what_is_newer(data, list(good_lines(data)))
        if newer is not None:
            raise Newer(str(path), newer)
    pieces = pieces_of(files)
    older = [pieces_of(each.files) for each in copies]
    for each in older:
        _fill(pieces, each)
    course = _Course(pieces)
    state = course.state()
    missing = tuple(course.missing())
    headless = sum(table == INCIDENTS for table, _ in state.incomplete)
    needs_copies = bool(missing) or has_holes(state)
    known = [
        OlderState(name=copy.name, state=_Course(each).state())
        for copy, each in zip(copies, older, strict=True)
        if needs_copies
    ]
    losses = list(mend(state, known, elsewhere=elsewhere, is_open=bool(missing)))
    if missing:
        losses += _perhaps(pieces, state, {each.what for each in losses})
    state.next_ids[INCIDENTS] = state.next_ids.get(INCIDENTS, 1) + course.ids_to_skip(headless)
    return Salvage(
        path=path,
        tables=state.tables,
        next_ids=state.next_ids,
        last=pieces.top,
        lines=pieces.lines,
        missing=missing,
        losses=tuple(losses),
    )


class _Course:
    """In which order the pieces of a journal are done, and what is missing on the way."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        complete = [each for each in pieces.snapshots if each.is_complete]
        self._base = max(complete, key=lambda each: each.last, default=None)
        self._start = self._base.last if self._base else 0
        self._laid_on = [each for each in pieces.snapshots if self._is_needed(each)]
        floor = max([self._start, *(each.last for each in self._laid_on)])
        self._gone = [
            number
            for number in range(floor + 1, pieces.top + 1)
            if number not in pieces.transactions
        ]

    def state(self) -> LenientReplay:
        """Do everything in its order."""
        state = LenientReplay()
        if self._base is not None:
            _lay(self._base, state)
        left = sorted(self._laid_on, key=lambda each: each.last)
        for number in sorted(each for each in self._pieces.transactions if each > self._start):
            while left and left[0].last < number:
                _lay(left.pop(0), state)
            state.do_all(self._pieces.transactions[number])
        for each in left:
            _lay(each, state)
        return state

    def missing(self) -> Iterator[str]:
        """Say what could not be read."""
        rows = sum(each.missing for each in self._laid_on)
        if rows:
            yield f"{count(rows, 'line')} of its snapshot"
        if any(not each.missing for each in self._laid_on):
            yield "an unknown part of its snapshot"
        if self._gone:
            named = ", ".join(str(each) for each in self._gone[:8])
            more = ", ..." if len(self._gone) > 8 else ""
            yield f"{count(len(self._gone), 'change')} (number {named}{more})"
        if self._pieces.ends_badly:
            yield "what stands at its very end, perhaps only an interrupted write"
        for number in self._pieces.doubled:
            yield f"a second change that has the number {number}, too"

    def ids_to_skip(self, headless: int) -> int:
        """How many incidents may have been opened in what is lost, and be known to somebody.

        Args:
            headless: How many are known by later lines, so that their numbers are taken anyway.
        """
        newest = max(
            (
                number
                for number, operations in self._pieces.transactions.items()
                if any(each[:2] == ["put", INCIDENTS] for each in operations)
            ),
            default=0,
        )
        skipped = sum(number > newest for number in self._gone) + self._pieces.ends_badly
        for each in self._laid_on:
            if not any(op[:2] == ["next", INCIDENTS] for ops in each.rows.values() for op in ops):
                skipped += each.missing
        return min(max(skipped - headless, 0), _MOST_IDS_SKIPPED)

    def _is_needed(self, snapshot: Snapshot) -> bool:
        """Whether the rows of an incomplete snapshot may say what nothing else does."""
        if snapshot.is_complete or (self._base is not None and snapshot.last <= self._start):
            return False
        between = range(self._start + 1, snapshot.last + 1)
        is_told = all(number in self._pieces.transactions for number in between)
        return self._base is None or not is_told


def _lay(snapshot: Snapshot, state: LenientReplay) -> None:
    """Do the rows of a snapshot."""
    for _, operations in sorted(snapshot.rows.items()):
        state.do_all(operations)


def _fill(pieces: Pieces, older: Pieces) -> None:
    """Take what is lost from a copy of the same journal: exactly what was written.

    What the copy has behind the end is left alone: somebody may have gone back to before it.
    """
    if not _is_same(pieces, older):
        return
    top = pieces.top
    for number, operations in older.transactions.items():
        if number < top:
            pieces.transactions.setdefault(number, operations)
    pieces.snapshots += [
        each for each in older.snapshots if each.is_complete and each.last <= top and each.rows
    ]


def _is_same(pieces: Pieces, older: Pieces) -> bool:
    """Whether two journals have lines in common, and none that differ."""
    shared = pieces.transactions.keys() & older.transactions.keys()
    if any(pieces.transactions[each] != older.transactions[each] for each in shared):
        return False
    is_known = bool(shared)
    for mine in pieces.snapshots:
        for theirs in older.snapshots:
            if (mine.generation, mine.last) == (theirs.generation, theirs.last):
                rows = mine.rows.keys() & theirs.rows.keys()
                if any(mine.rows[each] != theirs.rows[each] for each in rows):
                    return False
                is_known = is_known or bool(rows)
    return is_known


def _perhaps(pieces: Pieces, state: LenientReplay, named: set[str]) -> Iterator[Loss]:
    """Name what the damaged bytes seem to have been about."""
    traces = {
        (table.decode("ascii"), int(doc_id))
        for lost in pieces.lost_bytes
        for table, doc_id in _TRACE.findall(lost)
    }
    for table, doc_id in sorted(traces):
        what = name_of(state, table, doc_id)
        if what in named or (table, doc_id) in state.deleted:
            continue
        gone = state.known(table, doc_id) is None
        how = "lost: enter it again" if gone else "a change to it may be lost: look it through"
        yield Loss(what=what, how=how)
