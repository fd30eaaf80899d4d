"""How far something long has come, on the terminal of whoever waits for it."""

import sys
from contextlib import suppress
from time import monotonic
from types import TracebackType

from recover.cli.output import terminal_width
from recover.domain.text import printable

SAY_AFTER = 1.0
"""Seconds after which a person is told; what is quick needs no word."""
_EVERY = 0.2


class Progress:
    """One line on standard error that is written over and over, and is gone at the end.

    Where standard error is no terminal it says nothing.

    Args:
        doing: What is done, such as `Searching the archive`.
    """

    def __init__(self, doing: str) -> None:
        self._doing = printable(doing)
        self._width = terminal_width(sys.stderr)
        self._next = monotonic() + SAY_AFTER
        self._is_shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def part(self, done: float) -> None:
        """Say which part is done, from 0 to 1."""
        self._say(f"{done:.0%}")

    def count(self, done: int, of: int) -> None:
        """Say how many of how many are done."""
        self._say(f"{done:,} of {of:,}")

    def now(self, what: str) -> None:
        """Say what is being done."""
        self._say(printable(what))

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._is_shown:
            self._is_shown = False
            self._write(f"\r{' ' * (self._width - 1)}\r")

    def _say(self, how_far: str) -> None:
        now = monotonic()
        if not self._width or now < self._next:
            return
        self._next = now + _EVERY
        self._is_shown = True
        line = f"{self._doing} … {how_far} · Ctrl-C stops"[: self._width - 1]
        self._write(f"\r{line:<{self._width - 1}}")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
