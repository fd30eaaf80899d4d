"""kill -9 at a random instant of real work: whatever was acknowledged is there."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import IO, Any

import pytest

from recover.storage.book import Book
from tests.reliability.conftest import Found
from tests.reliability.life import digest
from tests.reliability.proving import ROOT, sized
from tests.reliability.stage import desk_at

LIVES = 4
"""How many families live, each in a home of its own."""
KILLS_OF_A_HOME = 25
LONGEST = 0.06
"""Seconds from the first acknowledgement to the kill, at most."""


class Watch:
    """A server of lives: begins one, reads what it acknowledges, ends it."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        assert server.stdin is not None
        assert server.stdout is not None
        self._in: IO[bytes] = server.stdin
        self._out = server.stdout.fileno()
        self._rest = b""

    def life(self, home: Path, seed: int, seconds: float) -> list[dict[str, Any]]:
        """Begin one; *seconds* after its first acknowledgement, kill it; give all of those."""
        self._in.write(f"{home} {seed}\n".encode())
        self._in.flush()
        pid = self._line(None)["pid"]
        told = [self._line(None)]
        end = time.monotonic() + seconds
        while (line := self._line(end)) is not None:
            told.append(line)
        os.kill(pid, signal.SIGKILL)
        while "ended" not in (line := self._line(None)):
            told.append(line)
        assert line["ended"] == -signal.SIGKILL, (line, told)
        return told

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
    logs = {each.id: each.entries for each in desk.store.incidents()}
    for number, each in known.items():
        if number == "accounts":
            if done == len(told) and digest(desk.store.accounts()) != each:
                found.append("the account is another one")
        elif digest(logs.get(number, ())[: each["log"]]) != each["digest"]:
            found.append(f"incident {number} is another one")
    if done > len(told):  # what was not acknowledged may be the account; take it as it is
        known["accounts"] = digest(desk.store.accounts())
    desk.close()
    return found


def kill_often(watch: Watch, stage: Path, folder: Path, kills: int, seed: int) -> tuple[int, int]:
    """Live and be killed; give how much was acknowledged, and how often a book was compacted."""
    chance = Random(seed)  # noqa: S311 - the same moments, as far as a machine allows
    acknowledged = compacted = 0
    for first in range(0, kills, KILLS_OF_A_HOME):
        home = Path(shutil.copytree(stage, folder / f"home-{first}"))
        known: dict[str, Any] = {}
        for kill in range(first, min(first + KILLS_OF_A_HOME, kills)):
            before = numbers(home)
            told = watch.life(home, seed * 10_000 + kill, chance.uniform(0, LONGEST))
            acknowledged += len(told)
            assert losses(home, told, known, before) == [], f"kill {kill}, home {home}"
        names = [each.name for each in home.glob("*.g*.jsonl")]
        compacted += sum(int(name.split(".g")[1].split(".")[0]) - 1 for name in names)
    return acknowledged, compacted


@pytest.mark.parametrize("family", range(LIVES))
def test_nothing_acknowledged_is_lost(
    stage: Path, tmp_path: Path, family: int, found: Found
) -> None:
    """And at most one action more is there than was acknowledged; the next life goes on there."""
    kills = sized(12, 1000) // LIVES
    with watching() as watch:
        acknowledged, compacted = kill_often(watch, stage, tmp_path, kills, family)

    found(f"{kills} kills, {acknowledged} acknowledged, 0 lost, {compacted} compactions")
    assert acknowledged >= kills
    assert compacted or kills < KILLS_OF_A_HOME


def test_the_proof_fails_for_a_book_that_writes_behind(stage: Path, tmp_path: Path) -> None:
    """The control: acknowledged before it is in the file, something is lost."""
    with watching("behind") as watch:
        lost = []
        for life in range(4):
            home = Path(shutil.copytree(stage, tmp_path / f"home-{life}"))
            before = numbers(home)
            lost += losses(home, watch.life(home, life, 0.02), {}, before)

    assert any("acknowledged" in each for each in lost)
