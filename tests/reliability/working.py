"""A process that works beside others: `python -m tests.reliability.working HOME WHO HOW`.

It says `ready`, and does a piece of work for each line on standard input: `log N` writes N times
and names what it wrote; `accept ID`, `keep ID` and `withdraw ID` say who was first; `commands N`
runs N command lines one after the other. Given the word `careless`, it holds nothing while it
writes, as a control.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from recover.__main__ import main as run_command
from recover.domain.errors import RecoverError
from recover.services.answering import accept_handover
from recover.services.desk import Desk
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import keep_promise, withdraw_promise
from recover.storage import lock
from tests.reliability.stage import NOW, desk_at


def write_often(desk: Desk, who: str, times: int) -> Iterator[str]:
    """Open incidents, promise in them, and log; in one's own and in a common one."""
    mine = "2"
    for number in range(times):
        text = f"{who} {number}."
        if number % 20 == 0:
            mine = listen(desk, Caller(), [text]).id
            yield mine
        elif number % 5 == 1:
            written = make_promise(desk, mine, PromiseWish(what=text, by="in 2 days"))
            yield written.promises[-1].id
        else:
            where = "1" if number % 10 == 3 else mine
            written = log_line(desk, where, text)
            yield f"{where}e{written.entries[-1].number}"


def settle(desk: Desk, verb: str, name: str) -> str:
    """Try to be first."""
    try:
        if verb == "accept":
            accept_handover(desk, name, "I take it")
        elif verb == "keep":
            keep_promise(desk, name)
        else:
            withdraw_promise(desk, name, "no longer wanted")
    except RecoverError as error:
        return str(error)
    return "first"


def run_commands(home: Path, who: str, times: int) -> Iterator[str]:
    """Log by command lines, as a person in a shell would."""
    for number in range(times):
        words = ["log", "1", f"{who} {number}.", "--home", str(home), "--as", who, "--at", NOW]
        with contextlib.redirect_stdout(io.StringIO()):
            code = run_command(words)
        yield str(code)


def main() -> None:
    """Work for each line."""
    home, who, *how = sys.argv[1:]
    if "careless" in how:
        lock.acquire = lambda *_, **__: None
    desk = desk_at(Path(home), who.partition("-")[0])
    print("ready", flush=True)  # noqa: T201 - whoever started it reads it
    for line in sys.stdin:
        verb, argument = line.split()
        if verb == "log":
            done = list(write_often(desk, who, int(argument)))
        elif verb == "commands":
            done = list(run_commands(Path(home), who, int(argument)))
        else:
            done = [settle(desk, verb, argument)]
        print(json.dumps(done), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
