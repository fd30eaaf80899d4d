"""stdout is data, stderr is talk: the only place that prints."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TextIO

from recover.domain.errors import Failed, RecoverError
from recover.domain.text import printable

PIPE_WIDTH = 0
"""A width that means: as long as it is."""


class Output:
    """What one command says; gathered, and written in one go at the end."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.width = terminal_width(sys.stdout)
        self._parts: list[str] = []

    def show(self, value: Callable[[], Any], lines: Callable[[], Iterable[str]]) -> None:
        """Show a result: as JSON if that was asked for, otherwise as lines for people.

        Each line stays one line, whatever was typed into what it shows: no text can pass for a
        line of ours.
        """
        if self.as_json:
            self._parts.append(as_json(value(), indent=bool(self.width)))
        else:
            self._parts += (_wrapped(line, self.width) for line in lines())

    def stream(self, line: str) -> None:
        """Write one line for people at once, for what takes its time."""
        write(f"{_wrapped(line, self.width)}\n")

    def flush(self) -> None:
        """Write what was gathered.

        Raises:
            Failed: Standard output would not take it.
        """
        parts, self._parts = self._parts, []
        write("".join(f"{part}\n" for part in parts))


def aside(text: str) -> None:
    """Say something that is not data, of one line or several: on standard error, at once."""
    if sys.stderr is not None:
        width = terminal_width(sys.stderr)
        lines = "\n".join(_wrapped(line, width) for line in text.split("\n"))
        with suppress(OSError):
            print(lines, file=sys.stderr, flush=True)


def write(text: str) -> None:
    """Write text to standard output, all of it.

    Raises:
        BrokenPipeError: Whoever read it has had enough.
        Failed: Standard output would not take it.
    """
    _write(lambda: sys.stdout.write(text))


def write_bytes(data: bytes) -> None:
    """Write a file to standard output, all of it; raises as `write`."""
    _write(lambda: sys.stdout.buffer.write(data))


def _write(act: Callable[[], object]) -> None:
    """Write to standard output, and say in a sentence when it fails."""
    try:
        act()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        raise
    except OSError as error:
        _let_go()
        raise Failed(
            f"The answer could not be written ({error.strerror}), but what you asked for is done. "
            "Look with `recover incidents` before you do it again."
        ) from None


def as_json(value: object, *, indent: bool = False) -> str:
    """Write a value as JSON in plain ASCII, so that nothing in it can act on a terminal."""
    import json

    return json.dumps(value, indent=2 if indent else None)


def error_value(error: RecoverError) -> dict[str, object]:
    """Give an error in the shape scripts rely on."""
    return {
        "error": {
            "kind": error.kind,
            "message": str(error),
            "candidates": list(error.candidates),
        }
    }


def terminal_width(stream: TextIO | None) -> int:
    """Give the columns of the terminal behind a stream; 0 when there is none."""
    try:
        if stream is None or not stream.isatty():
            return PIPE_WIDTH
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return PIPE_WIDTH


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and never fail at a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _wrapped(line: str, width: int) -> str:
    """Make one line printable; with a width, break it under its own indent."""
    safe = printable(line)
    if not width or (safe.isascii() and len(safe) <= width):
        return safe
    from recover.cli.wrapping import wrapped

    return "\n".join(wrapped(safe, width))


def _let_go() -> None:
    """Point standard output at nothing, so that the exit does not try to write again."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError, AttributeError):
        sys.stdout = None
