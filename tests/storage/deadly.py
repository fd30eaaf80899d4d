"""A process that kills itself at one of the calls that change the disk, as a power button does."""

import os
import signal
from collections.abc import Callable
from typing import Any

from recover.storage import disk
from tests.storage.conftest import WRITE_SIDE


def die_at(step: int, when: str = "before") -> list[str]:
    """Have this very process killed at the call of that number, counted from 0.

    Args:
        step: The call; one that never comes kills nothing.
        when: `before` or `after` it is done; a write before which it dies has done a half.

    Returns:
        The names of the calls so far; it grows.
    """
    calls: list[str] = []

    def deadly(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            calls.append(name)
            if len(calls) - 1 != step:
                return real(*arguments)
            try:
                if when == "after":
                    real(*arguments)
                elif name == "write":
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return call

    for name in (*WRITE_SIDE, "replace"):
        setattr(disk, name, deadly(name, getattr(disk, name)))
    os.fsync = _not_at_all  # a kill is no power cut
    return calls


def _not_at_all(fd: object) -> None:
    """Stand for a sync that takes no time."""
