"""Breaking long lines where a terminal has columns: wide characters take two, marks none."""

import re

from recover.cli.layout import columns_of

DEEPER = 3
"""So many columns deeper go the rows after the first; our lines begin at even columns, or at 21."""
NARROWEST = 20
"""The fewest columns a line gets, however narrow the terminal."""


def wrapped(line: str, width: int) -> list[str]:
    """Break one printable line at its spaces, all of it under its indent.

    The rows after the first stand deeper, at a column where no line of ours begins: whatever a
    text says, its words cannot pass for one. For the same reason a word that is wider than the
    terminal is broken, too, before the terminal does it.
    """
    if columns_of(line) <= width:
        return [line]
    indent = " " * min(len(line) - len(line.lstrip(" ")), width // 2)
    room = max(width, NARROWEST) - len(indent) - DEEPER
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
    first, *more = (each.rstrip(" ") for each in (*lines, row))
    return [f"{indent}{first}", *(f"{indent}{' ' * DEEPER}{each}" for each in more)]


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
