"""Reading single values of the command line: strict grammars, and a sentence for everything else.

Each reader takes what was typed and raises `Misused` when it means nothing exact.
"""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from recover.cli.parser import meant, near
from recover.domain.account import CHANNELS, channel_named
from recover.domain.errors import Misused
from recover.domain.text import BadText, shorten
from recover.domain.written import NotRead, read_amount, read_date, read_percent

if TYPE_CHECKING:
    from decimal import Decimal

LONGEST_INPUT = 1024 * 1024
"""The most bytes taken from standard input."""

_LONGEST_NUMBER = 4
"""Digits of a number of days."""

Value = TypeVar("Value")


def one_of(*allowed: str) -> Callable[[str], str]:
    """Make a reader of one of a few words."""

    def read(typed: str) -> str:
        word = typed.strip().casefold().replace("_", "-")
        if word in allowed:
            return word
        raise Misused(
            f"{_quoted(typed)} is none of {', '.join(allowed)}.{meant(word, allowed)}",
            candidates=near(word, allowed) or allowed,
        )

    return read


def channel(typed: str) -> str:
    """Read a channel by any of its names."""
    found = channel_named(typed)
    if found is not None:
        return found
    raise Misused(
        f"No channel {_quoted(typed)}: use one of {', '.join(CHANNELS)}.",
        candidates=near(typed.casefold(), CHANNELS) or CHANNELS,
    )


def moment(typed: str) -> datetime:
    """Read a moment, ISO 8601 with offset."""
    try:
        found = datetime.fromisoformat(typed.strip())
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Misused(
            f"{_quoted(typed)} is not a moment with an offset: write it as 2026-06-06T10:00-05:00."
        )
    return found


def day(typed: str) -> date:
    """Read a whole date, `2026-10-23`."""
    return _strictly(read_date, typed)


def since(typed: str) -> date:
    """Read a date of which only the year, or the year and the month, may be known."""
    return _strictly(lambda text: read_date(text, whole=False), typed)


def due_day(typed: str) -> date | str:
    """Read `today`, `tomorrow` or a date."""
    word = typed.strip().casefold()
    return word if word in ("today", "tomorrow") else day(typed)


def days(typed: str) -> int:
    """Read a number of days.

    Raises:
        Misused: It is none.
    """
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER):
        raise Misused(f"{typed!r} is no number of days: write it in digits, such as 30.")
    return int(typed)


def amount(typed: str) -> "Decimal":
    """Read an amount of money."""
    return _strictly(read_amount, typed)


def percent(typed: str) -> "Decimal":
    """Read a share from 0 to 100 percent."""
    return _strictly(read_percent, typed)


def fact(typed: str) -> tuple[str, str]:
    """Read `NAME=VALUE`."""
    name, equals, value = typed.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise Misused(f"{_quoted(typed)} is not a fact: write NAME=VALUE, such as where='Rt 9'.")
    return name.strip(), value.strip()


def verdict(typed: str) -> bool:
    """Read `met` or `not-met`."""
    return one_of("met", "not-met")(typed.replace(" ", "-")) == "met"


def joined(words: list[str]) -> str:
    """Put words that were typed without quotes back together."""
    return " ".join(words)


def target(typed: str) -> str:
    """Read where a file goes; empty for standard output, which `-` stands for here."""
    return "" if typed == "-" else typed


def fill_from_input(options: Namespace) -> None:
    """Put standard input where `-` was typed in place of a text.

    Raises:
        Misused: `-` was typed twice, there is no standard input, or it is too long.
        BadText: It is not UTF-8.
    """
    given = vars(options)
    lists = [value for value in given.values() if isinstance(value, list)]
    names = [name for name, value in given.items() if value == "-"]
    asked = len(names) + sum(each == "-" for value in lists for each in value)
    if asked > 1:
        raise Misused("Only one `-` can stand for standard input: give the other text itself.")
    if not asked:
        return
    text = standard_input()
    for name in names:
        given[name] = text
    for value in lists:
        value[:] = [text if each == "-" else each for each in value]


def standard_input() -> str:
    """Read all of standard input.

    Raises:
        Misused: There is none, or it is too long.
        BadText: It is not UTF-8.
    """
    if sys.stdin is None:
        raise Misused("`-` reads standard input, and there is none: give the text itself.")
    stream = getattr(sys.stdin, "buffer", None)
    raw = stream.read(LONGEST_INPUT + 1) if stream else sys.stdin.read().encode()
    if len(raw) > LONGEST_INPUT:
        raise Misused("Standard input is longer than 1 MiB: give a shorter text.")
    try:
        return str(raw.decode("utf-8-sig")).rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadText("Standard input is not UTF-8: convert it and try again.") from None


def _strictly(read: Callable[[str], Value], typed: str) -> Value:
    """Read with the grammar every face shares; on a command line a misreading is misuse."""
    try:
        return read(typed)
    except NotRead as error:
        raise Misused(str(error)) from None


def _quoted(typed: str) -> str:
    """Show what was typed, cut short."""
    return repr(shorten(typed, 60))
