"""What time costs: a phrase read, and the commands that people and scripts wait for.

Run it with `python tests/benchmarks/bench_deadline.py [ROUNDS]`.

Phrases are timed in this process. Commands are whole processes, taken in turns with
`python -c pass`, so that a busy machine slows both; each row is a ratio of two medians, and of the
two quickest rounds. A machine that is throttled stalls a long process more often than a short one,
so it is the quickest rounds that are held against the limit.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from time import perf_counter

from recover.domain.calendar import Calendar
from recover.domain.deadline import DeadlineError, resolve
from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import open_desk
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from tests.domain import deadline_tables as tables
from tests.domain.test_deadline_phrases import CHICAGO, LOS_ANGELES, MONDAY, SETTINGS, rows

Row = tuple[str, float, float, float]
"""What was measured, the median, the best, and the most that the best may be."""

REPEATED = 7
OPEN = 100
NOW = "2026-10-22T17:10-07:00"
HOSTILE = ("x" * 200, "9 " * 100, "in " * 66, "1h" * 100, "tomorrow " * 22, "the " * 50)


def phrases() -> Iterator[tuple[str, datetime, Calendar, Calendar]]:
    """Every phrase of the test tables, with when it is said and whose calendars count."""
    for table, client, owner, moment in SETTINGS:
        for row in rows(table):
            yield row[1], datetime.fromisoformat(moment), client, owner
    for zone, moment, _, phrase, *_ in rows(tables.PLACES):
        calendar = Calendar.from_mapping({"zone": zone})
        yield phrase, datetime.fromisoformat(moment), calendar, calendar
    for phrase in chain((row[-1] for row in rows(tables.REFUSED)), HOSTILE):
        yield phrase, datetime.fromisoformat(MONDAY), CHICAGO, LOS_ANGELES


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def read(phrase: str, said_at: datetime, client: Calendar, owner: Calendar) -> None:
    """Resolve a phrase, or be refused."""
    try:
        resolve(phrase, said_at, client=client, owner=owner)
    except DeadlineError:
        return


def reading() -> Iterator[Row]:
    """The median and the worst phrase; of each phrase the median of a few times."""
    times: dict[str, list[float]] = {}
    cases = list(phrases())
    for _ in range(REPEATED):
        for case in cases:
            took = milliseconds(lambda case=case: read(*case))  # type: ignore[misc]
            times.setdefault(f"{case[0]} | {case[1]} | {case[2].zone}", []).append(took)
    found = {name: statistics.median(taken) for name, taken in times.items()}
    best = {name: min(taken) for name, taken in times.items()}
    worst = max(best, key=lambda name: best[name])
    middle = statistics.median(found.values()), statistics.median(best.values())
    yield f"a phrase, median of {len(found)}, ms", *middle, 1
    yield f"the worst, ms ({worst[:24]!r})", found[worst], best[worst], 5


def fill(home: Path) -> None:
    """Make a book with a hundred open promises, five to an incident."""
    desk = open_desk(home=str(home), at=NOW, environment={})
    add_person(desk, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    add_account(desk, AccountDetails(name="Acme", zone="America/Chicago", phone="555-0100"))
    for number in range(OPEN // 5):
        incident = listen(desk, Caller(account="acme"), [f"the order of week {number} is late"])
        for day in range(5):
            wish = PromiseWish(what="call with the day", by=f"in {day + 1} days at 10am")
            make_promise(desk, incident.id, wish)
    desk.close()


def program() -> list[str]:
    """The installed program beside this interpreter, else the package."""
    script = Path(sys.executable).with_name("recover")
    return [str(script)] if script.exists() else [sys.executable, "-m", "recover"]


def command(round_number: int) -> Mapping[str, tuple[list[str], float]]:
    """Every command with its limit; each round keeps a promise of its own."""
    incident, promise = divmod(round_number, 5)
    return {
        "recover --version": (["--version"], 3),
        "recover when": (["when", "tomorrow 9am"], 8),
        f"recover promises, {OPEN} open": (["promises"], 6),
        "recover log": (["log", "1", "a note"], 9),
        "recover keep": (["keep", f"{incident + 1}p{promise + 1}"], 9),
        "recover promise": (["promise", "20", "call", "--by", "tomorrow 9am"], 9),
    }


def processes(rounds: int) -> Iterator[Row]:
    """Whole processes against the least one, in turns."""
    folder = Path(tempfile.mkdtemp(prefix="recover-bench-"))
    # Without the settings of whoever runs this: no bytecode written makes imports 3 times slower.
    clear = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    clear |= {"RECOVER_HOME": str(folder), "RECOVER_NOW": NOW, "RECOVER_USER": "mara"}
    times: dict[str, list[float]] = {}

    def timed(name: str, words: list[str]) -> None:
        times.setdefault(name, []).append(
            milliseconds(lambda: subprocess.run(words, env=clear, check=True, capture_output=True))
        )

    try:
        fill(folder)
        for round_number in range(rounds + 1):
            timed("least", [sys.executable, "-c", "pass"])
            for name, (words, _) in command(round_number).items():
                timed(name, [*program(), *words])
    finally:
        shutil.rmtree(folder)
    # The first round writes the bytecode and warms the disk's cache.
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    best = {name: min(taken[1:]) for name, taken in times.items()}
    print(f"{'python -c pass, ms':52} {medians['least']:8.2f} {best['least']:8.2f}")  # noqa: T201
    for name, (_, limit) in command(0).items():
        ratios = medians[name] / medians["least"], best[name] / best["least"]
        yield f"{name} / python -c pass", *ratios, limit


def main() -> int:
    """Print the table; the answer is 1 when a limit was passed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    passed = 0
    print(f"{'':52} {'median':>8} {'best':>8} {'limit':>8}")  # noqa: T201
    for row, median, best, limit in chain(reading(), processes(rounds)):
        passed += best > limit
        mark = "  !" if best > limit else ""
        print(f"{row:52} {median:8.3f} {best:8.3f} {limit:8.1f}{mark}", flush=True)  # noqa: T201
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
