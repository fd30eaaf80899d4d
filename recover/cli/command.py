"""What a module of `recover.cli.commands` says about one of its commands."""

from collections.abc import Callable
from dataclasses import dataclass

from recover.cli.parser import Parser


def no_arguments(_: Parser) -> None:
    """Add nothing: the command is complete as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its arguments, what it does, and three examples."""

    run: Callable[..., int | None]
    """Calls a service and shows what came of it; takes the desk if it needs the book, then the
    options and the `Output`. Gives the exit code; `None` is 0."""
    examples: tuple[str, str, str]
    """Command lines that work as they stand."""
    arguments: Callable[[Parser], None] = no_arguments
    """Adds the command's own arguments to its parser."""
    needs_book: bool = True
    """Whether a desk is opened for it."""
