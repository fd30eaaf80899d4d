"""Read a mapping that a person wrote by hand, against a table, and gather everything wrong with it.

A file that somebody edits between two calls is judged once and completely: every problem is one
line with the place, what is wrong and what would be right. The tables are data, so that a page of
documentation can be made from what the reader accepts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recover.domain.errors import Refused
from recover.domain.text import printable, shorten

Path = tuple[str, ...]
"""A place in a file, outermost first, such as `("step 2", "say")`."""

NEEDED = object()
"""The default of a field that has none: leaving it out is a problem."""


class BadFile(Refused):
    """A file that somebody wrote by hand cannot be used. `str(error)` has a line per problem."""

    kind = "bad_file"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        """Each `<file>: <where>: what is wrong; what would be right`."""


MOST_PROBLEMS = 100
"""How many problems of a file are told; a file with more of them is another kind of file."""


class Findings:
    """The problems of one file, in the order they were met."""

    def __init__(self, source: str, lines: Mapping[Path, int] | None = None) -> None:
        self.source = source
        self.problems: list[str] = []
        self._lines = lines or {}

    def add(self, path: Path, wrong: str, right: str) -> None:
        """Note that at *path* something is *wrong*, and what would be *right*."""
        if self.are_full:
            return
        line = next((n for end in range(len(path), 0, -1) if (n := self._lines.get(path[:end]))), 0)
        where = [f"line {line}"] if line else []
        where += [shorten(part, 60) for part in path]
        self.problems.append(printable(": ".join((self.source, *where, f"{wrong}; {right}"))))
        if self.are_full:
            self.problems.append(f"{self.source}: there may be more; put these right first")

    @property
    def are_full(self) -> bool:
        """Whether no more problems are noted."""
        return len(self.problems) >= MOST_PROBLEMS


@dataclass(frozen=True, slots=True)
class Spot:
    """The place that is being read, and where its problems go."""

    findings: Findings
    path: Path = ()

    def inside(self, *labels: str) -> "Spot":
        """The place *labels* below this one."""
        return Spot(self.findings, self.path + labels)

    def wrong(self, wrong: str, right: str) -> None:
        """Note a problem of this place."""
        self.findings.add(self.path, wrong, right)


Reader = Callable[[object, Spot], object]
"""Takes a raw value, notes its problems at the spot, gives the value to keep.

What it gives after noting a problem does not matter: a file with problems is never used.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key that a table accepts."""

    reads: Reader
    example: str
    """A line that would be right here, as it stands in a file."""
    default: object = NEEDED
    """What holds when the key is left out, or `NEEDED`."""


Table = Mapping[str, Field]


def read_table(
    raw: Mapping[str, object], table: Table, spot: Spot, *, homes: Mapping[str, Table]
) -> dict[str, object]:
    """Read *raw* by *table*, noting unknown, missing and wrong keys.

    Args:
        raw: What the parser made of this part of the file.
        table: The keys allowed here.
        spot: Where *raw* stands.
        homes: Every table of the file by what people call it; tells where a stray key belongs.

    Returns:
        A value for every key of the table; only to be used when nothing was noted.
    """
    meant = {_stray(key, raw, table, spot, homes) for key in raw if key not in table}
    values = {}
    for key, field in table.items():
        if key in raw:
            values[key] = field.reads(raw[key], spot.inside(key))
            continue
        values[key] = field.default
        if field.default is NEEDED and key not in meant:
            spot.inside(key).wrong("is missing", f"write for example  {field.example}")
    return values


def _stray(
    key: str, raw: Mapping[str, object], table: Table, spot: Spot, homes: Mapping[str, Table]
) -> str | None:
    """Note a key that *table* does not know; give the key that was probably meant, if any."""
    if spot.findings.are_full:
        return None
    stray = spot.inside(key)
    home = next((name for name, other in homes.items() if key in other), None)
    if home is not None:
        stray.wrong("stands in the wrong place", f"it belongs to {home}")
        return None
    meant = nearest(key, [known for known in table if known not in raw])
    if meant:
        stray.wrong("is not a key that is known here", f"did you mean {meant[0]!r}?")
        return meant[0]
    stray.wrong("is not a key that is known here", f"the keys are {', '.join(table)}")
    return None


def nearest(word: str, known: Sequence[str], *, most: int = 1) -> list[str]:
    """Up to *most* of *known* that look like *word*, best first."""
    from difflib import get_close_matches

    return get_close_matches(word.casefold()[:80], known, most, 0.6)


def kind_of(value: object) -> str:
    """What a person would call the type of *value*."""
    from datetime import date, time

    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        (str, "a text"),
        (int, "a whole number"),
        (float, "a decimal number"),
        (Mapping, "a table"),
        (list, "a list"),
        (date, "a date without quotes"),
        (time, "a time without quotes"),
    )
    return next((name for types, name in names if isinstance(value, types)), "something else")
