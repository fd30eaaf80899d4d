"""Asking whoever sits at the terminal."""

import sys

from recover.cli.output import write


def can_ask() -> bool:
    """Say whether there is somebody at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """Ask for one line.

    Raises:
        EOFError: The input has ended.
    """
    return input(f"  {question} \u203a " if question else "  \u203a ")


def agrees(question: str) -> bool:
    """Ask for a yes; everything else is a no."""
    try:
        return ask(f"{question} y/N").strip().casefold() in ("y", "yes")
    except EOFError:
        write("\n")
        return False
