"""How wide the columns of a table in a Word file are."""

from collections.abc import Sequence

_A_CHARACTER = 0.2
"""Centimetres, generously, at the size of text."""
_MANY = 6
"""From this number of columns on a table is set in smaller type."""
_LONGEST_WORD, _LONGEST_LINE = 28, 44
"""Characters; what is longer is broken, or wrapped."""
_GAP = 2
"""Characters between two columns."""


def is_crowded(columns: int) -> bool:
    """Say whether so many columns want smaller type."""
    return columns >= _MANY


def narrowest(rows: Sequence[Sequence[str]]) -> float:
    """Give the width, in centimetres, below which words of a table would be broken."""
    return sum(_words(column) for column in zip(*rows, strict=True)) * _size(len(rows[0]))


def column_widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Share *width* out among the columns of a table, in centimetres.

    Every column has room for its longest word; what is left goes where the lines are long.

    Args:
        rows: The texts of all cells, the headings first.
        width: What there is.
    """
    columns = list(zip(*rows, strict=True))
    needed = [_words(column) * _size(len(columns)) for column in columns]
    spare = max(width - sum(needed), 0)
    wished = [max(_line(column) - _words(column), 0) + 0.5 for column in columns]
    shares = [
        least + spare * wish / sum(wished) for least, wish in zip(needed, wished, strict=True)
    ]
    return [share * width / sum(shares) for share in shares]


def _size(columns: int) -> float:
    return _A_CHARACTER * (0.86 if is_crowded(columns) else 1)


def _words(column: Sequence[str]) -> int:
    """Give the length of the longest word of a column, and the gap beside it.

    A word of its heading, the first text, counts for two characters more, since it is bold.
    """
    bold = max((len(word) + 2 for word in column[0].split()), default=1)
    longest = max((len(word) for text in column for word in text.split()), default=1)
    return min(max(bold, longest), _LONGEST_WORD) + _GAP


def _line(column: Sequence[str]) -> int:
    """Give the length of the longest line of a column, and the gap beside it."""
    longest = max((len(line) for text in column for line in text.split("\n")), default=1)
    return min(longest, _LONGEST_LINE) + _GAP
