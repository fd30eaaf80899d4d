"""Formats whose libraries are installed only on request."""

from importlib import import_module
from types import ModuleType

from recover.domain.errors import Failed


class MissingExtra(Failed):
    """A library that only some formats need is not installed."""

    kind = "missing_extra"

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs more than recover brings along: "
            f"`pip install 'recover[{extra}]'` adds it, or choose another --format."
        )


def need(module: str, what: str, extra: str) -> ModuleType:
    """Import a library of an extra.

    Args:
        module: Its import name.
        what: What needs it, at the beginning of a sentence, such as `A Word file`.
        extra: The extra that brings it.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        return import_module(module)
    except (ImportError, OSError):  # some want libraries of the operating system as well
        raise MissingExtra(what, extra) from None
