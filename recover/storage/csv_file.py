"""Reading a CSV file that somebody gives us (`safety.md` 5, 6)."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Refused

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
    text = _text(path)
    heading = text.partition("\n")[0]
    for delimiter in _DELIMITERS:
        columns = [each.strip().strip('"').strip().lower() for each in heading.split(delimiter)]
        if needed in columns:
            return _parsed(path, text, delimiter)
    raise BadSheet(f"{path}: the first line has no column {needed!r}: add a heading.")


def _text(path: Path) -> str:
    """Read the file as text."""
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadSheet(f"{path} is not a regular file: name a CSV file.")
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadSheet(f"There is no file {path}: check the name.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BadSheet(f"Cannot read {path}: {why}.") from None
    if len(raw) > LARGEST:
        raise BadSheet(f"{path} is larger than {LARGEST >> 20} MiB: split it.")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise BadSheet(f"{path} is not UTF-8 text: save it as CSV UTF-8 and try again.") from None


def _parsed(path: Path, text: str, delimiter: str) -> Sheet:
    """Split the text into rows, strictly."""
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = tuple(each.strip().lower() for each in next(reader))
        rows = [(reader.line_num, tuple(cells)) for cells in reader if any(cells)]
    except csv.Error as error:
        raise BadSheet(f"{path}, line {reader.line_num}: {error}.") from None
    for line, row in rows:
        if len(row) != len(columns):
            raise BadSheet(
                f"{path}, line {line}: {len(row)} cells where the heading has {len(columns)}."
            )
    return Sheet(columns=columns, rows=tuple(rows))
