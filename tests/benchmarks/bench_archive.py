"""What years of history cost: a day's work beside them, and searching them.

Run it with `python -m tests.benchmarks.bench_archive`, and a number of archived incidents behind it
if it is not to be 100,000. `bench_storage` prints the same rows with all the others.
"""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from recover.storage.history import scan
from tests.benchmarks.books import RARE, archive, open_work

MANY = 100_000
OPEN = 50
ROUNDS = 15
Rows = Iterator[tuple[str, float, float]]

PEAK = """
import atexit, sys

@atexit.register
def tell_the_peak():
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    print("peak", peak.split()[1], file=sys.stderr)
"""
"""A process tells how much memory it had at most; what the system counts begins with ours."""

COMMAND = PEAK + "import runpy\nrunpy.run_module('recover', run_name='__main__', alter_sys=True)\n"
LOOK = (
    PEAK
    + """
from pathlib import Path
from recover.storage.history import scan
from recover.storage.store import Store
store = Store(Path(sys.argv[1]))
opened = len(store.incidents())
found = sum(1 for _ in scan(store.home, [[sys.argv[2].casefold()]]))
print(opened, found)
"""
)


def measures(folder: Path, many: int = MANY) -> Rows:
    """Every row about the archive."""
    little, much = folder / "little", folder / "much"
    for home in (little, much):
        open_work(home, OPEN).close()
    archive(much, many)
    yield from _a_days_work(little, much, many)
    yield from _first_hits(much, many)
    yield from _memory(much, many)
    yield from _text_search(folder, much)


def recover(home: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start one command, as a person does."""
    environment = {"PATH": os.environ["PATH"], "RECOVER_HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def _peak(said: bytes) -> float:
    """Read what a process told of its memory, in MB."""
    return int(said.split()[-1]) / 1024


def _a_days_work(little: Path, much: Path, many: int) -> Rows:
    """Log one line, with an archive and without one, in turns."""
    taken: dict[Path, list[float]] = {little: [], much: []}
    for _ in range(ROUNDS):
        for home, times in taken.items():
            began = perf_counter()
            process = recover(home, "log", "1", "they called again")
            process.communicate()
            times.append(perf_counter() - began)
            assert process.returncode == 0
    ratio = statistics.median(taken[much]) / statistics.median(taken[little])
    yield f"recover log with {many:,} archived / with none", ratio, 1.1


def _first_hits(home: Path, many: int) -> Rows:
    """Search the archive for a rare word: when the first line comes, and what it takes."""
    firsts, peaks = [], []
    for _ in range(3):
        began = perf_counter()
        process = recover(home, "incidents", "--search", RARE)
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        firsts.append(perf_counter() - began)
        rest, said = process.stdout.read(), process.stderr.read()
        process.wait()
        lines = (first + rest).count(RARE.encode())
        assert lines >= many // 1000, f"{lines} of {many // 1000} found"
        peaks.append(_peak(said))
    yield f"search {many:,} archived: first hit, seconds", statistics.median(firsts), 1.0
    yield f"search {many:,} archived: memory, MB", max(peaks), 300


def _memory(home: Path, many: int) -> Rows:
    """Open the open work and read the whole archive, in a process of its own."""
    command = [sys.executable, "-c", LOOK, str(home), RARE]
    done = subprocess.run(command, capture_output=True, check=True)
    opened, found = map(int, done.stdout.split())
    assert (opened, found) == (OPEN, many // 1000)
    yield f"{many:,} incidents, {many * 10:,} entries: memory, MB", _peak(done.stderr), 200


def _text_search(folder: Path, home: Path) -> Rows:
    """Find the incidents with a word in them: ours against LIKE over the same entries."""
    with closing(sqlite3.connect(folder / "peer.sqlite")) as peer:
        peer.execute("create table entries (incident integer, body text)")
        for past in scan(home):
            rows = ((past.number, json.dumps(each)) for each in past.document["log"])
            peer.executemany("insert into entries values (?, ?)", rows)
        peer.commit()
        ours, theirs = [], []
        for _ in range(3):
            began = perf_counter()
            here = {past.number for past in scan(home, [[RARE.casefold()]])}
            ours.append(perf_counter() - began)
            began = perf_counter()
            query = "select distinct incident from entries where body like ?"
            there = {row[0] for row in peer.execute(query, (f"%{RARE}%",))}
            theirs.append(perf_counter() - began)
            assert here == there
    yield "text search / sqlite LIKE", statistics.median(ours) / statistics.median(theirs), 2.5


def main() -> int:
    """Print the rows; the answer is 1 when a limit was passed."""
    from tests.benchmarks.bench_storage import print_rows

    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    folder = Path(tempfile.mkdtemp(prefix="recover-bench-"))
    try:
        return print_rows(measures(folder, many))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
