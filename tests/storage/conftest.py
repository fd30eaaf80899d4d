"""A journal's path, processes to share it with, and a disk that fails on demand."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from recover.storage import disk

WRITE_SIDE = ("create", "write", "sync", "cut", "place", "remove", "sync_folder")
"""The calls of `disk` that change something."""


class Faults:
    """Counts the write-side calls, and makes one of them, or all from one on, fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self._fail_at = range(0)
        self._error: Callable[[], BaseException] = KeyboardInterrupt
        for name in WRITE_SIDE:
            patch.setattr(disk, name, self._watched(name, getattr(disk, name)))
        # Only a power cut would show whether a sync was real, and each takes milliseconds.
        patch.setattr(os, "fsync", lambda fd: None)  # noqa: ARG005

    def fail(
        self, call: int, error: Callable[[], BaseException], *, for_good: bool = False
    ) -> None:
        """Make the call with that number, counted from 0 and from now, raise."""
        self.calls.clear()
        self._error = error
        self._fail_at = range(call, sys.maxsize if for_good else call + 1)

    def heal(self) -> None:
        """Let every call succeed again, and count anew."""
        self.fail(-1, KeyboardInterrupt)

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            number = len(self.calls)
            self.calls.append(name)
            if number in self._fail_at:
                if name == "write":  # a write that fails has often done a part
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise self._error()
            return real(*arguments)

        return call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a book may come to stand."""
    return tmp_path / "book.jsonl"


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """A disk that fails on demand."""
    return Faults(monkeypatch)


@pytest.fixture
def run(path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python programs that share `path`, their first argument; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
