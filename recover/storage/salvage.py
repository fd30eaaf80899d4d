"""Putting a damaged journal together again from everything that can be read of it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Failed
from recover.storage.chain import HEAD, head_of
from recover.storage.copied import Copy
from recover.storage.errors import Newer
from recover.storage.good_lines import good_lines, what_is_newer
from recover.storage.history import scan
from recover.storage.home_files import WORK
from recover.storage.lenient import LenientReplay
from recover.storage.pieces import Pieces, pieces_of
from recover.storage.replay import Document
from recover.storage.salvage_course import Course
from recover.storage.salvage_documents import Loss, OlderState, has_holes, mend, name_of
from recover.storage.table_names import CHAIN, INCIDENTS

_TRACE = re.compile(rb'"(incidents|accounts|people)",(\d{1,9})[,\]]')


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
    _insist_on_known(path, files)
    pieces = pieces_of(files)
    older = [pieces_of(each.files) for each in copies]
    for each in older:
        _fill(pieces, each)
    course = Course(pieces)
    state = course.state()
    missing = tuple(course.missing())
    headless = sum(table == INCIDENTS for table, _ in state.incomplete)
    needs_copies = bool(missing) or has_holes(state)
    known = [
        OlderState(name=copy.name, state=Course(each).state())
        for copy, each in zip(copies, older, strict=True)
        if needs_copies
    ]
    losses = list(mend(state, known, elsewhere=elsewhere, is_open=bool(missing)))
    if missing:
        losses += _perhaps(pieces, state, {each.what for each in losses})
    if missing and path.name == WORK:
        losses += _vanished(state, elsewhere, {each.what for each in losses})
    if INCIDENTS in state.next_ids:
        state.next_ids[INCIDENTS] += course.ids_to_skip(headless)
    if path.name == WORK and CHAIN in state.tables:
        _lead_on(state, path.parent)
    return Salvage(
        path=path,
        tables=state.tables,
        next_ids=state.next_ids,
        last=pieces.top,
        lines=pieces.lines,
        missing=missing,
        losses=tuple(losses),
    )


def _lead_on(state: LenientReplay, home: Path) -> None:
    """Let the chain go on after everything that is known of it, also in the archive."""
    head = head_of(state.known(CHAIN, HEAD), state.tables.get(INCIDENTS, {}).values())
    with suppress(Failed):  # an archive that cannot be read is repaired by itself
        head = head_of(head, (each.document for each in scan(home)))
    state.put(CHAIN, HEAD, head)


def _insist_on_known(path: Path, files: dict[int, bytes]) -> None:
    """Refuse what a later version of recover wrote."""
    for data in files.values():
        newer = what_is_newer(data, list(good_lines(data)))
        if newer is not None:
            raise Newer(str(path), newer)


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


def _vanished(state: LenientReplay, elsewhere: frozenset[int], named: set[str]) -> Iterator[Loss]:
    """Name the numbers of incidents that may have been given out, and of which nothing is left."""
    runs: list[list[int]] = []
    for number in range(1, state.next_ids.get(INCIDENTS, 1)):
        is_known = state.known(INCIDENTS, number) is not None or number in elsewhere
        is_told = (INCIDENTS, number) in state.deleted or f"incident {number}" in named
        if is_known or is_told:
            continue
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        what = f"incident {run[0]}" if len(run) == 1 else f"incidents {run[0]} to {run[-1]}"
        yield Loss(what=what, how="nothing is left, if there was one: enter it again")


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
