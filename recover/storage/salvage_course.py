"""In which order what was read of a damaged journal is done, and what is missing on the way."""

from collections.abc import Iterator

from recover.domain.text import count
from recover.storage.lenient import LenientReplay
from recover.storage.pieces import Pieces, Snapshot
from recover.storage.table_names import INCIDENTS

_MOST_IDS_SKIPPED = 1000


class Course:
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
