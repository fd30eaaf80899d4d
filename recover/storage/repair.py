"""Putting a good journal in the place of a damaged one, and keeping the damaged one.

The good one becomes the next generation: it is complete and on disk before the damaged file goes,
so that whatever interrupts us leaves either the damaged journal, to be repaired again, or the good
one. Whoever has the journal open finds its file gone, and reads the good one.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns
from zlib import crc32

from recover.domain.errors import Failed, Refused
from recover.storage import disk
from recover.storage.compaction import snapshot
from recover.storage.copied import copied_journals
from recover.storage.errors import explained
from recover.storage.file import JournalFile
from recover.storage.generations import file_of, generations
from recover.storage.home_files import COPIES, DIRECTORY, WORK, journals
from recover.storage.inspection import read_file
from recover.storage.new_file import write_new
from recover.storage.pieces import pieces_of
from recover.storage.reader import Reader
from recover.storage.replay import Replay
from recover.storage.salvage import Salvage, salvage
from recover.storage.table_names import INCIDENTS

_MOST_COPIES = 4
"""So many of the newest copies are read; older ones say little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairPlan:
    """What a repair of one journal will do."""

    home: Path
    salvage: Salvage
    keeps: tuple[tuple[str, Path], ...]
    """The damaged files, each with the name it is kept under."""
    seen: Mapping[int, int]
    """Checksums of the files by generation: what was looked at."""


def plan_repair(home: Path, path: Path) -> RepairPlan:
    """Work out what can be kept of a damaged journal; changes nothing.

    Raises:
        Newer: A later version of recover wrote it.
        Failed: It cannot be read.
    """
    with explained("read", str(path)):
        files = _files(path)
        elsewhere = _archived(home) if path.name == WORK else frozenset()
    copies = [
        each for each, _ in zip(copied_journals(home, path), range(_MOST_COPIES), strict=False)
    ]
    found = salvage(path, files, copies, elsewhere=elsewhere)
    return RepairPlan(
        home=home,
        salvage=found,
        keeps=tuple(_kept_as(home, path, list(files))),
        seen={generation: crc32(data) for generation, data in files.items()},
    )


def repair(plan: RepairPlan, *, on_wait: Callable[[str], object] | None = None) -> Path:
    """Do what the plan says; give the good file.

    Raises:
        Refused: Somebody changed the journal since, or the folder of the copies is a link.
        Locked: Somebody else is at it, and does not come to an end.
        Failed: The disk would not do it; the damaged journal stays as it was.
    """
    path, home = plan.salvage.path, plan.home
    with _held(home, on_wait) as let_go:
        with explained("read", str(path)):
            files = _files(path)
        if {generation: crc32(data) for generation, data in files.items()} != plan.seen:
            raise Refused(f"{path} was changed meanwhile. Nothing was done; look at it again.")
        _keep(plan, files)
        with explained("write", str(path)):
            good = _write_good(plan.salvage, max(files) + 1)
            if os.name == "nt":  # nothing that is open can be removed there
                let_go()
            _remove(path, files)
    return Path(good)


def _files(path: Path) -> dict[int, bytes]:
    """The bytes of a journal's files by generation."""
    return {each: read_file(file_of(str(path), each)) for each in generations(str(path))}


def _archived(home: Path) -> frozenset[int]:
    """The incidents that stand in an archive, as far as it can be read."""
    found: set[int] = set()
    for path in journals(home):
        if path.name in (WORK, DIRECTORY):
            continue
        pieces = pieces_of(_files(path))
        lines = [*pieces.transactions.values()]
        for each in pieces.snapshots:
            lines += each.rows.values()
        found |= {
            operation[2]
            for operations in lines
            for operation in operations
            if operation[:2] == ["put", INCIDENTS]
        }
    return frozenset(found)


def _kept_as(home: Path, path: Path, found: list[int]) -> Iterator[tuple[str, Path]]:
    """Choose the names that the damaged files are kept under: the first that are free."""
    for generation in found:
        file = file_of(str(path), generation)
        number = 1
        while os.path.lexists(kept := home / COPIES / f"{Path(file).name}.damaged-{number}"):
            number += 1
        yield file, kept


def _keep(plan: RepairPlan, files: Mapping[int, bytes]) -> None:
    """Keep the damaged files, byte for byte."""
    folder = plan.home / COPIES
    if folder.is_symlink():
        raise Refused(f"{folder} is a link: put a folder in its place, then repair.")
    with explained("make", str(folder)):
        disk.make_folder(str(folder))
    for (_, kept), (_, data) in zip(plan.keeps, sorted(files.items()), strict=True):
        write_new(kept, data)
    with explained("write", str(folder)):
        disk.sync_folder(str(folder))


def _write_good(found: Salvage, generation: int) -> str:
    """Write the good journal beside the damaged one, read it back, and give it its name."""
    target = file_of(str(found.path), generation)
    made = f"{target}.new-{os.getpid()}-{monotonic_ns()}"
    replay = _replay_of(found)
    fresh = JournalFile.create(made, generation)
    try:
        try:
            fresh.fill(snapshot(replay, generation))
        finally:
            fresh.close()
        again = Replay()
        Reader(made, generation).feed(read_file(made), again)
        if again.rows() != replay.rows():
            raise Failed(f"The disk did not keep what was written to {made}. Nothing was changed.")
        disk.place(made, target)
    except BaseException:
        with suppress(OSError):
            disk.remove(made)
        raise
    disk.sync_folder(disk.folder_of(target))
    return target


def _replay_of(found: Salvage) -> Replay:
    """The book that the good journal will hold."""
    replay = Replay()
    replay.number = found.last
    for table, documents in found.tables.items():
        replay.set_next_id(table, 1)
        for doc_id, document in documents.items():
            replay.put(table, doc_id, document)
    for table, next_id in found.next_ids.items():
        is_there = table in found.tables
        replay.set_next_id(table, max(next_id, replay.next_id(table)))
        if not is_there:
            replay.drop(table)
    return replay


def _remove(path: Path, files: Mapping[int, bytes]) -> None:
    """Remove the damaged files, the lowest last: until it is gone, it says what there is."""
    for generation in sorted(files, reverse=True):
        disk.remove(file_of(str(path), generation))
    disk.sync_folder(disk.folder_of(str(path)))


@contextmanager
def _held(home: Path, on_wait: Callable[[str], object] | None) -> Iterator[Callable[[], None]]:
    """Keep everybody else from every journal of a home folder."""
    order = sorted(journals(home), key=lambda path: (path.name != DIRECTORY, path.name != WORK))
    with ExitStack() as stack:
        for path in order:
            for generation in generations(str(path)):
                with explained("lock", str(path)):
                    file = JournalFile.open(file_of(str(path), generation), generation)
                    stack.callback(file.close)
                    if file.refusal is not None:
                        raise file.refusal
                    file.lock(shared=False, on_wait=on_wait)
        yield stack.close
