"""The lock that keeps processes apart."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from recover.storage import lock
from recover.storage.errors import Locked

HOLDER = """
import os, sys
from recover.storage import lock
fd = os.open(sys.argv[1], os.O_RDWR)
lock.acquire(fd, sys.argv[1], shared=sys.argv[2] == "shared")
print("held", flush=True)
sys.stdin.readline()
lock.release(fd)
print("released", flush=True)
sys.stdin.readline()
"""
Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def fd(path: Path) -> int:
    path.touch()
    return os.open(path, os.O_RDWR)


def holding(run: Run, how: str) -> subprocess.Popen[str]:
    """Another process that has the lock, until it is sent a line."""
    holder = run(HOLDER, how)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def release(holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "released\n"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SAY_SO_AFTER", 0.01)
    monkeypatch.setattr(lock, "GIVE_UP_AFTER", 0.05)


@pytest.mark.parametrize(("theirs", "shared"), [("mine", False), ("mine", True), ("shared", False)])
@pytest.mark.usefixtures("impatient")
def test_a_lock_keeps_another_process_out(
    fd: int, path: Path, run: Run, theirs: str, shared: bool
) -> None:
    """Exclusive shuts everybody out; shared shuts out who wants to write."""
    holding(run, theirs)

    with pytest.raises(Locked, match=r"book\.jsonl for 0\.05 seconds; nothing was changed\. Try"):
        lock.acquire(fd, str(path), shared=shared)


def test_readers_share(fd: int, path: Path, run: Run) -> None:
    """Two readers do not wait for each other."""
    holding(run, "shared")
    heard: list[str] = []

    lock.acquire(fd, str(path), shared=True, on_wait=heard.append)

    assert heard == []


def test_who_waits_is_told_once_and_gets_it(
    fd: int, path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook hears of the waiting; when the other lets go, the waiting is over."""
    monkeypatch.setattr(lock, "SAY_SO_AFTER", 0.0)
    holder = holding(run, "mine")
    heard: list[str] = []

    def hear(sentence: str) -> None:
        heard.append(sentence)
        release(holder)

    lock.acquire(fd, str(path), on_wait=hear)

    assert heard == [f"Waiting for another recover that is using {path}."]


def test_a_lock_dies_with_its_process(fd: int, path: Path, run: Run) -> None:
    """Nobody has to clean up after a process that was killed."""
    holder = holding(run, "mine")
    holder.kill()
    holder.wait()

    lock.acquire(fd, str(path))


def test_the_limits_are_those_of_the_guide() -> None:
    """Said after a second, given up after ten (storage.md)."""
    assert (lock.SAY_SO_AFTER, lock.GIVE_UP_AFTER) == (1.0, 10.0)
