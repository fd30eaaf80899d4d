"""Begin lives, end them, and compare what they acknowledged with what is in their books."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from recover.domain.errors import NotFound
from recover.services.desk import Desk
from recover.storage.book import Book
from tests.reliability.life import digest
from tests.reliability.proving import ROOT
from tests.reliability.stage import desk_at

Told = dict[str, Any]
"""One acknowledgement."""


class Watch:
    """A server of lives: begins one, reads what it acknowledges, ends it."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        assert server.stdin is not None
        assert server.stdout is not None
        self._in: IO[bytes] = server.stdin
        self._out = server.stdout.fileno()
        self._rest = b""

    def life(
        self,
        home: Path,
        seed: int,
        seconds: float,
        at_the_end: Callable[[list[Told]], object] | None = None,
    ) -> list[Told]:
        """Begin one; *seconds* after its first acknowledgement, kill it; give all of those.

        Args:
            home: The home folder.
            seed: Two lives with the same seed in the same home are the same.
            seconds: How long it lives on.
            at_the_end: Called with what was acknowledged, while it stands still before its end.
        """
        self._in.write(f"{home} {seed}\n".encode())
        self._in.flush()
        pid = self._line(None)["pid"]
        told = [self._line(None)]
        end = time.monotonic() + seconds
        while (line := self._line(end)) is not None:
            told.append(line)
        if at_the_end is not None:
            self._stop(pid)
            while (line := self._line(0)) is not None:
                told.append(line)
            at_the_end(told)
        os.kill(pid, signal.SIGKILL)
        while "ended" not in (line := self._line(None)):
            told.append(line)
        assert line["ended"] == -signal.SIGKILL, (line, told)
        return told

    def _stop(self, pid: int) -> None:
        """Have a process stand still, and return when it does."""
        os.kill(pid, signal.SIGSTOP)
        while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            os.sched_yield()

    def _line(self, end: float | None) -> Any:
        """Read a line; `None` when there is none until *end*."""
        while b"\n" not in self._rest:
            left = 60.0 if end is None else max(end - time.monotonic(), 0)
            if not select.select([self._out], [], [], left)[0]:
                assert end is not None, "nothing was acknowledged in a minute"
                return None
            data = os.read(self._out, 65536)
            assert data, "the server of lives has ended"
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)


@contextmanager
def watching(*words: str) -> Iterator[Watch]:
    """Start a server of lives, and end it."""
    command = [sys.executable, "-m", "tests.reliability.life", *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, start_new_session=True
    ) as server:
        try:
            yield Watch(server)
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def numbers(home: Path) -> int:
    """Count the transactions in both journals, from the beginning of time."""
    total = 0
    for name in ("work.jsonl", "directory.jsonl"):
        with Book(home / name) as book:
            total += book.version[1]
    return total


def losses(home: Path, told: list[dict[str, Any]], known: dict[str, Any], before: int) -> list[str]:
    """Compare a book with what was acknowledged in it; *known* is what was so in earlier lives."""
    found = []
    done = numbers(home) - before
    if done not in (len(told), len(told) + 1):
        found.append(f"{len(told)} acknowledged, {done} in the book")
    for each in told:
        if "incident" in each:
            known[each["incident"]] = each
        else:
            known["accounts"] = each["accounts"]
    desk = desk_at(home, "mara")
    for number, each in known.items():
        if number == "accounts":
            if done == len(told) and digest(desk.store.accounts()) != each:
                found.append("the account is another one")
        elif _log(desk, number, each["log"]) != each["digest"]:
            found.append(f"incident {number} is another one")
    if done > len(told):  # what was not acknowledged may be the account; take it as it is
        known["accounts"] = digest(desk.store.accounts())
    desk.close()
    return found


def _log(desk: Desk, number: str, length: int) -> str:
    """Give the digest of the beginning of a log, wherever it stands by now."""
    try:
        return digest(desk.store.incident(number).entries[:length])
    except NotFound:
        return "not there"
