"""What a summary costs: a long incident beside looking at it, and a thousand of them as a table.

Run it with `python tests/benchmarks/bench_export.py [ROUNDS]`. Commands are whole processes, taken
in turns; each row is a ratio of medians, and of the quickest rounds, which the limit holds for.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import Desk, open_desk
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line

NOW = "2026-10-22T17:10-07:00"
ENTRIES = 500
INCIDENTS = 1_000
COMMANDS: dict[str, list[str]] = {
    "python -c pass": [],
    "show, 500 entries": ["show", "1"],
    "export md, client": ["export", "1", "--format", "md"],
    "export md, internal": ["export", "1", "--for", "internal", "--format", "md"],
    "export html, client": ["export", "1", "--format", "html"],
    "export json, internal": ["export", "1", "--for", "internal", "--format", "json"],
    "incidents, 1,000": ["incidents"],
    "export csv, 1,000 incidents": ["export", "--incidents", "--format", "csv"],
}
RATIOS = (
    ("export md, client", "show, 500 entries", 2.0),
    ("export md, internal", "show, 500 entries", 2.0),
    ("export html, client", "show, 500 entries", 3.0),
    ("export json, internal", "show, 500 entries", 2.0),
    ("export csv, 1,000 incidents", "incidents, 1,000", 2.0),
    ("show, 500 entries", "python -c pass", 0.0),
)
"""What is held against what, and the most it may be; 0 for no limit."""


def fill(home: Path) -> None:
    """Make a book with a long incident and many short ones."""
    desk = open_desk(home=str(home), at=NOW, environment={})
    add_person(desk, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    add_account(desk, AccountDetails(name="Acme", zone="America/Chicago", owner="mara"))
    listen(desk, Caller(account="acme"), ["the line is dead"])
    _lengthen(desk)
    with desk.store.exclusive():
        for number in range(INCIDENTS - 1):
            listen(desk, Caller(account="acme"), [f"the order of week {number} is late"])
    desk.close()


def _lengthen(desk: Desk) -> None:
    """Make the first incident as long as it has to be."""
    with desk.store.exclusive():
        for number in range(ENTRIES - 20):
            text = f"we looked into part {number}, and Mara will say what we found"
            log_line(desk, "1", text, client=number % 2 == 0)
        for number in range(10):
            wish = PromiseWish(what=f"call {number}", by=f"in {number + 1} days at 10am")
            make_promise(desk, "1", wish)


def times(rounds: int) -> dict[str, list[float]]:
    """Take the commands in turns; the first round only warms up."""
    folder = Path(tempfile.mkdtemp(prefix="recover-bench-"))
    clear = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    clear |= {"RECOVER_HOME": str(folder), "RECOVER_NOW": NOW, "RECOVER_USER": "mara"}
    program = str(Path(sys.executable).with_name("recover"))
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    try:
        fill(folder)
        for _ in range(rounds + 1):
            for name, words in COMMANDS.items():
                line = [program, *words] if words else [sys.executable, "-c", "pass"]
                began = perf_counter()
                subprocess.run(line, env=clear, check=True, capture_output=True)
                taken[name].append((perf_counter() - began) * 1000)
    finally:
        shutil.rmtree(folder)
    return {name: each[1:] for name, each in taken.items()}


def rows(taken: dict[str, list[float]]) -> Iterator[tuple[str, float, float, float]]:
    """Give each ratio with its limit."""
    for name, beside, limit in RATIOS:
        mine, other = taken[name], taken[beside]
        ratio = statistics.median(mine) / statistics.median(other)
        yield f"{name} / {beside}", ratio, min(mine) / min(other), limit


def main() -> int:
    """Print the table; the answer is 1 when a limit was passed."""
    taken = times(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
    for name, each in taken.items():
        print(f"{name + ', ms':60} {statistics.median(each):8.1f} {min(each):8.1f}")  # noqa: T201
    passed = 0
    for row, median, best, limit in rows(taken):
        late = bool(limit) and best > limit
        passed += late
        said = f"{limit:8.1f}" if limit else f"{'':8}"
        print(f"{row:60} {median:8.2f} {best:8.2f} {said}{'  !' if late else ''}")  # noqa: T201
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
