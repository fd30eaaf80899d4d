"""Breaking long lines where a terminal has columns: wide characters take two, marks none."""

import re

from recover.cli.layout import columns_of

NARROWEST = 20
"""The fewest columns a line gets, however narrow the terminal."""


def wrapped(line: str, width: int) -> list[str]:
    """Break one printable line at its spaces, each part under the indent of the first.

    A word that is wider than the terminal is broken, too: the terminal would do it without the
    indent, and a text could begin where only our own lines begin.
    """
    if columns_of(line) <= width:
        return [line]
    indent = " " * min(len(line) - len(line.lstrip(" ")), width // 2)
    room = max(width, NARROWEST) - len(indent)
    lines, row, used = [], "", 0
    for part in re.findall(r" +|[^ ]+", line.strip(" ")):
        size = columns_of(part)
        if used + size > room and part[0] != " ":
            if row.strip(" "):
                lines.append(row)
            *whole, part = _pieces(part, room)
            lines += whole
            row, used, size = "", 0, columns_of(part)
        row, used = row + part, used + size
    return [f"{indent}{each.rstrip(' ')}" for each in (*lines, row)]


def _pieces(word: str, room: int) -> list[str]:
    """Cut a word into pieces of at most so many columns."""
    pieces, piece, used = [], "", 0
    for character in word:
        size = columns_of(character)
        if used + size > room:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + size
    return [*pieces, piece]
