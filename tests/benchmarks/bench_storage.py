"""What the book costs, against the same work done without it.

Run it with `python -m tests.benchmarks.bench_storage`.

Each row is a ratio of two medians from one run, taken in turns, so that a busy machine slows both.
The limits are those of `storage.md`.
"""

import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from tinydb import TinyDB
from tinydb.table import Document

from recover.storage.book import Book
from tests.benchmarks import bench_archive

ENTRY = {
    "kind": "heard",
    "at": "2026-03-01T10:00:00+00:00",
    "by": "ana",
    "text": "They waited three days for the parts, and nobody called them back about it. ",
}
INCIDENT = {"account": "acme", "title": "Late shipment of the March order", "log": [ENTRY] * 8}
Work = Callable[[], object]


def medians(
    *works: Work, rounds: int = 150, clock: Callable[[], float] = perf_counter
) -> list[float]:
    """The median seconds of each piece of work, done in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            began = clock()
            work()
            taken.append(clock() - began)
    return [statistics.median(taken) for taken in times]


@contextmanager
def floor(folder: Path) -> Iterator[Callable[[object], None]]:
    """The least that keeps a document: dumps, one write, one sync."""
    fd = os.open(folder / "floor.jsonl", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def keep(document: object) -> None:
        os.write(fd, json.dumps(document).encode() + b"\n")
        os.fsync(fd)

    try:
        yield keep
    finally:
        os.close(fd)


@contextmanager
def sqlite(folder: Path) -> Iterator[Callable[[object], None]]:
    """A document into SQLite: write-ahead log, synchronous FULL."""
    connection = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table documents (id integer primary key, body text)")

    def keep(document: object) -> None:
        insert = "insert into documents (body) values (?)"
        connection.execute(insert, (json.dumps(document),))

    try:
        yield keep
    finally:
        connection.close()


def filled(path: Path, documents: int) -> Book:
    """A book with that many incidents."""
    book = Book(path)
    book.table("incidents").insert_multiple([INCIDENT] * documents)
    return book


def writes(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Insert one incident, append one entry."""
    with floor(folder) as write, sqlite(folder) as peer, filled(folder / "w.jsonl", 1000) as book:
        table = book.table("incidents")
        ours, least, theirs = medians(
            partial(table.insert, INCIDENT), partial(write, INCIDENT), partial(peer, INCIDENT)
        )
        yield "insert / dumps, write, sync", ours / least, 1.7
        yield "insert / sqlite3", ours / theirs, 1.1
        ours, least, theirs = medians(
            partial(table.append, 1, "log", [ENTRY]), partial(write, ENTRY), partial(peer, ENTRY)
        )
        yield "append an entry / dumps, write, sync", ours / least, 1.7
        yield "append an entry / sqlite3", ours / theirs, 1.6


def growth(folder: Path) -> Iterator[tuple[str, float, float]]:
    """The same change in a small and in a large book."""
    with (
        filled(folder / "small.jsonl", 1000) as small,
        filled(folder / "large.jsonl", 100_000) as large,
    ):
        in_small, in_large = medians(
            partial(small.table("incidents").insert, INCIDENT),
            partial(large.table("incidents").insert, INCIDENT),
        )
        yield "insert at 100,000 / at 1,000 documents", in_large / in_small, 1.3
    with Book(folder / "long.jsonl") as book:
        table = book.table("incidents")
        table.insert_multiple([{"log": [ENTRY] * 1000}, {"log": [ENTRY] * 2}])
        long, short = medians(
            partial(table.append, 1, "log", [ENTRY]),
            partial(table.append, 2, "log", [ENTRY]),
            rounds=200,
            clock=process_time,
        )
        yield "append at 1,000 entries / at 2, processor time", long / short, 3


def against_tinydb(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Insert and open, against TinyDB's own storage."""
    documents = {str(number): INCIDENT for number in range(1, 10_001)}
    with ExitStack() as opened:
        (folder / "stock.json").write_text(json.dumps({"incidents": documents}))
        stock = opened.enter_context(TinyDB(folder / "stock.json"))
        book = opened.enter_context(filled(folder / "t.jsonl", 10_000))
        theirs = medians(partial(stock.table("incidents").insert, INCIDENT), rounds=5)[0]
        ours = medians(partial(book.table("incidents").insert, INCIDENT))[0]
        yield "insert at 10,000 documents / stock TinyDB", ours / theirs, 1 / 200
    few = {number: documents[str(number)] for number in range(1, 1001)}
    (folder / "few.json").write_text(json.dumps({"incidents": few}))
    filled(folder / "few.jsonl", 0).close()
    with Book(folder / "few.jsonl") as book:
        for number, document in few.items():
            book.table("incidents").insert(Document(document, number))

    def open_stock() -> None:
        with TinyDB(folder / "few.json") as stock:
            len(stock.table("incidents"))

    ours, theirs = medians(lambda: Book(folder / "few.jsonl").close(), open_stock, rounds=25)
    yield "open 1,000 documents / stock TinyDB", ours / theirs, 2.5


def looks(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Look for news when there is none; in microseconds, not a ratio."""
    with filled(folder / "r.jsonl", 1000) as book:
        yield (
            "refresh with nothing new, microseconds",
            medians(book.refresh, rounds=5000)[0] * 1e6,
            10,
        )


def print_rows(rows: Iterable[tuple[str, float, float]]) -> int:
    """Print rows as they come; the answer is 1 when a limit was passed."""
    passed = 0
    print(f"{'':60} {'found':>10} {'limit':>10}")  # noqa: T201
    for row, found, limit in rows:
        passed += found > limit
        mark = "  !" if found > limit else ""
        print(f"{row:60} {found:10.4f} {limit:10.4f}{mark}", flush=True)  # noqa: T201
    return 1 if passed else 0


def main() -> int:
    """Print the table; the answer is 1 when a limit was passed."""
    folder = Path(tempfile.mkdtemp(prefix="recover-bench-"))
    try:
        parts = (writes, looks, growth, against_tinydb, bench_archive.measures)
        return print_rows(row for measure in parts for row in measure(folder))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
