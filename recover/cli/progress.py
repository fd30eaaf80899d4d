"""How far something is, on one line of standard error, where it takes longer than a moment."""

import sys
from contextlib import suppress
from time import monotonic

from recover.cli.output import terminal_width

_QUIET = 1.0
"""Seconds of work before anything is shown."""
_EVERY = 0.1
"""Seconds between two figures."""


class Progress:
    """Shows a percentage on a terminal while a block runs; the line is gone when it ends."""

    def __init__(self, doing: str) -> None:
        """Make it; *doing* is what is done, such as `Writing the backup`."""
        self._doing = doing
        self._is_wanted = terminal_width(sys.stderr) > 0
        self._next = monotonic() + _QUIET
        self._shown = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away, before something else is said or asked."""
        self._show("")

    def __call__(self, part: float) -> None:
        """Say which part is done, from 0 to 1."""
        now = monotonic()
        if self._is_wanted and now >= self._next:
            self._next = now + _EVERY
            self._show(f"{self._doing}: {part:.0%}")

    def _show(self, text: str) -> None:
        """Put a text in the place of the one before."""
        if not text and not self._shown:
            return
        blank = " " * max(self._shown - len(text), 0)
        end = "" if text else "\r"
        self._shown = len(text)
        with suppress(OSError):
            print(f"\r{text}{blank}{end}", end="", file=sys.stderr, flush=True)
