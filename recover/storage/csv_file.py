"""Reading a CSV file that somebody gives us (`safety.md` 5, 6)."""

from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Refused
from recover.domain.text import printable
from recover.storage.text_file import read_text_file

LARGEST = 32 * 1024 * 1024
"""Bytes; an export of some hundred thousand accounts."""

_DELIMITERS = (",", ";", "\t", "|")


class BadSheet(Refused):
    """The file cannot be read as a table."""

    kind = "bad_sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: a heading and its rows."""

    columns: tuple[str, ...]
    """Lower case, without the blanks around them."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each with the line it ends on, and as many cells as there are columns."""


def read_sheet(path: Path, needed: str) -> Sheet:
    """Read a table with a heading; UTF-8 with or without a mark, or UTF-16 with one.

    Args:
        path: The file.
        needed: A column that the heading has to hold; it also tells the delimiter.

    Raises:
        BadSheet: It is no regular file, too large, not text, or no such table.
    """
    text = read_text_file(path, largest=LARGEST, refused=BadSheet, wanted="a CSV file")
    heading = text.partition("\n")[0]
    for delimiter in _DELIMITERS:
        columns = [each.strip().strip('"').strip().lower() for each in heading.split(delimiter)]
        if needed in columns:
            return _parsed(path, text, delimiter)
    raise BadSheet(
        f"{printable(str(path))}: the first line has no column {needed!r}: add a heading."
    )


def _parsed(path: Path, text: str, delimiter: str) -> Sheet:
    """Split the text into rows, strictly."""
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = tuple(each.strip().lower() for each in next(reader))
        rows = [(reader.line_num, tuple(cells)) for cells in reader if any(cells)]
    except csv.Error as error:
        raise BadSheet(f"{printable(str(path))}, line {reader.line_num}: {error}.") from None
    for line, row in rows:
        if len(row) != len(columns):
            raise BadSheet(
                f"{printable(str(path))}, line {line}: {len(row)} cells where the heading has "
                f"{len(columns)}."
            )
    return Sheet(columns=columns, rows=tuple(rows))
