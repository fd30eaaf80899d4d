"""Look at the text of a TOML file before it is parsed: how deep it goes, and what stands where.

The parser of the standard library is slow on purpose-built depth (a dotted key of 100,000 parts
takes it minutes) and forgets lines. One pass over the text with its strings blanked out answers
both.
"""

import re
from collections.abc import Iterator

from recover.domain.checking import Path

DEEPEST = 12
"""How many brackets may be open at once, and how many dots a line may have outside strings."""

_STRINGS = (
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''.*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
)


def skeleton(text: str) -> list[str]:
    """The lines of *text* with every string emptied and every comment taken out."""

    def emptied(found: re.Match[str]) -> str:
        quotes = "" if found[0].startswith("#") else '""'
        return quotes + "\n" * found[0].count("\n")

    return re.sub(_STRINGS, emptied, text, flags=re.DOTALL).split("\n")


def too_deep(lines: list[str]) -> int:
    """The first line, from 1, that goes deeper than `DEEPEST`, or 0.

    Args:
        lines: A `skeleton`.
    """
    depth = 0
    for number, line in enumerate(lines, start=1):
        if line.count(".") > DEEPEST:
            return number
        for bracket in re.findall(r"[\[\]{}]", line):
            depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
            if depth > DEEPEST:
                return number
    return 0


def places(lines: list[str]) -> dict[Path, int]:
    """The line, from 1, of every section and key.

    They are called as problems call them: `("title",)`, `("step 2", "say")`, `("letter", "days")`.

    Args:
        lines: A `skeleton` of a file that the parser accepts.
    """
    found: dict[Path, int] = {}
    section: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _statements(lines):
        header = re.match(r"\s*(\[\[?)([^\]]*)\]", line)
        key = re.match(r"\s*([\w-]++)[^=]*=", line)
        if header:
            section = tuple(part.strip() for part in header[2].split("."))
            found.setdefault(section, number)
            if header[1] == "[[":
                counts[section] = counts.get(section, 0) + 1
                section = (*section[:-1], f"{section[-1]} {counts[section]}")
                found[section] = number
        elif key:
            found.setdefault((*section, key[1]), number)
    return found


def _statements(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that begin outside every bracket, with their numbers."""
    depth = 0
    for number, line in enumerate(lines, start=1):
        if depth == 0:
            yield number, line
        opened = line.count("[") + line.count("{")
        depth = max(depth + opened - line.count("]") - line.count("}"), 0)
