"""A list that is written while it is found, for what takes its time."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from recover.cli.layout import sizes_of, table
from recover.cli.output import Output, as_json, write

_TOGETHER = 50
"""Rows that are laid out together."""
_AT_LEAST_EVERY = 0.3
"""Seconds after which what was found is shown, however little it is."""


class Listing:
    """Rows of a table on a terminal or in a pipe; with `--json`, one list.

    Args:
        output: Where it goes.
        widest: As `recover.cli.layout.table`.
        before_writing: Called before anything is written, such as to take a progress line away.
    """

    def __init__(
        self, output: Output, widest: Sequence[int], before_writing: Callable[[], object]
    ) -> None:
        self._output = output
        self._widest = widest
        self._before = before_writing
        self._rows: list[Sequence[str]] = []
        self._sizes: list[int] | None = None
        self._written_at = monotonic()
        self.count = 0
        """How many there were so far."""

    def add(self, row: Callable[[], Sequence[str]], shape: Callable[[], Any]) -> None:
        """Add one more, as a row or in its shape for scripts."""
        self.count += 1
        if self._output.as_json:
            start = "[\n" if self.count == 1 else ",\n"
            write(start + as_json(shape()))
            return
        self._rows.append(row())
        if len(self._rows) >= _TOGETHER or monotonic() - self._written_at > _AT_LEAST_EVERY:
            self.show()

    def show(self) -> None:
        """Write the rows that wait."""
        rows, self._rows = self._rows, []
        self._written_at = monotonic()
        if not rows:
            return
        self._sizes = sizes_of(rows, widest=self._widest, least=self._sizes)
        lines = table(rows, width=self._output.width, widest=self._widest, least=self._sizes)
        self._before()
        for line in lines:
            self._output.stream(line)

    def end(self) -> None:
        """Write what is left."""
        if self._output.as_json:
            write("\n]\n" if self.count else "[]\n")
        else:
            self.show()
