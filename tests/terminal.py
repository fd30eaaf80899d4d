"""A person at a real terminal: keys in, screen text out."""

import os
import select
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pexpect
import pyte

PATIENCE = 60.0
"""Seconds until a screen that does not come is given up."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f6": "\x1b[17~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}


class Terminal:
    """`recover` in a pseudo-terminal of its own, and what its screen shows."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        at: str | None = None,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> None:
        columns, rows = size
        settings = {"RECOVER_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        if at is not None:
            settings["RECOVER_NOW"] = at
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.written = ""
        """Everything the program has sent to the terminal."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        program = [*under, sys.executable, "-m", "recover", *arguments]
        self.child = pexpect.spawn(
            program[0],
            program[1:],
            dimensions=(rows, columns),
            env={**kept, **settings, **(environment or {})},
            timeout=PATIENCE,
        )

    def __enter__(self) -> Self:
        """Sit down."""
        return self

    def __exit__(self, *_: object) -> None:
        """Get up, whatever is still running."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.ptyproc.wait()
        self.child.close()

    @property
    def text(self) -> str:
        """What the screen shows, one line each, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> Self:
        """Press keys by name, or single characters."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
        return self

    def type(self, text: str) -> Self:
        """Type a text, without Enter."""
        self.child.send(text)
        return self

    def see(self, *wanted: str) -> str:
        """Wait until the screen shows every one of *wanted*; give the whole screen.

        Raises:
            AssertionError: It did not in time, or the program ended before.
        """
        end = time.monotonic() + PATIENCE
        while not all(each in self.text for each in wanted):
            assert self._read(end), f"never saw {wanted!r}; the screen:\n{self.text}"
        return self.text

    def see_on_disk(self, home: Path, wanted: str) -> None:
        """Wait until a draft below *home* holds a text, reading the screen meanwhile.

        A file that is still being written, beside the draft it will replace, does not count.

        Raises:
            AssertionError: None did in time.
        """
        end = time.monotonic() + PATIENCE
        while not any(wanted in each.read_text("utf-8") for each in home.rglob("*draft*/*.json")):
            assert time.monotonic() < end, f"{wanted!r} was never written below {home}"
            self._read(time.monotonic() + 0.1)

    def read_on(self, seconds: float = 0.1) -> bool:
        """Take in what is drawn until *seconds* have passed; say whether there may be more."""
        return self._read(time.monotonic() + seconds)

    def leave(self) -> int:
        """Wait until the program ends; give its exit code."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal and wait until it has ended."""
        self.child.kill(number)
        self.leave()

    def close_window(self) -> None:
        """Close the terminal under the program, and wait until the program has ended."""
        ended = os.pidfd_open(self.child.pid)
        self.child.ptyproc.fileobj.close()
        try:
            assert select.select([ended], [], [], PATIENCE)[0], "the program goes on without end"
            self.child.ptyproc.wait()
        finally:
            os.close(ended)

    def _read(self, end: float) -> bool:
        """Take in what the program has drawn; say whether there may be more."""
        try:
            drawn = self.child.read_nonblocking(65536, timeout=max(end - time.monotonic(), 0.01))
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            return False
        self.written += drawn.decode("utf-8", "replace")
        self._stream.feed(drawn)
        return True
