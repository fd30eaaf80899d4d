"""Read one TOML file that somebody may have written by hand (`safety.md` 5)."""

from dataclasses import dataclass
from pathlib import Path

from recover.domain.checking import BadFile
from recover.domain.checking import Path as Place
from recover.domain.text import printable

LARGEST = 256 * 1024
"""Bytes; the shipped files have about five thousand."""

_RIGHT = (
    ("Cannot overwrite a value", "write each key once in its section"),
    ("Duplicate inline table key", "write each key once"),
    ("Cannot declare", "write each section once, or all of them in double brackets"),
    ("Unterminated string", "end the text with the quotes it began with"),
    ("Illegal character", "end the text with the quotes it began with, on its line"),
    ("Expected newline or end", 'write one key = value a line, and \\" for quotes inside a text'),
    ("Unescaped", "write two backslashes where one is meant"),
    ("Unclosed array", "end the list with ] and part its entries with commas"),
    ("Invalid value", 'put texts in quotes: title = "Late delivery"'),
    ("Expected '='", 'write key = value, such as title = "Late delivery"'),
    ("Invalid statement", 'write key = value, such as title = "Late delivery"'),
    ("Expected ']", "end the section's name with as many brackets as it began with"),
)
"""What would be right, by how the parser's complaint begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """What stands in a file, and where."""

    values: dict[str, object]
    lines: dict[Place, int]
    """See `recover.storage.toml_text.places`."""


def read_toml(path: Path) -> TomlFile:
    """Read and parse *path*: a regular file of at most `LARGEST` bytes; UTF-8, BOM or none.

    Raises:
        BadFile: It cannot be read or parsed; one problem, with the line where there is one.
    """
    import tomllib

    from recover.storage.toml_text import DEEPEST, places, skeleton, too_deep

    text = _text(path)
    lines = skeleton(text)
    if deep := too_deep(lines):
        raise _bad(path, f"line {deep}: goes deeper than {DEEPEST} levels", "write it flat")
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise _bad(path, "goes too deep to be read", "write it flat") from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error), len(lines)) from None
    except ValueError:
        raise _bad(path, "holds a number too long to be read", "write a smaller one") from None
    return TomlFile(values=values, lines=places(lines))


def _text(path: Path) -> str:
    """The text of the file, refused for what no playbook or policy can be."""
    raw = _bytes(path)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw:
        raise _bad(path, "is saved as UTF-16 or is no text", "save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _bad(path, f"line {line}: is not UTF-8", "save the file as UTF-8") from None


def _bytes(path: Path) -> bytes:
    """The bytes of a regular file; devices and pipes are not even opened."""
    try:
        if not path.is_file():
            path.stat()
            raise _bad(path, "is not a regular file", "put a text file in its place")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        why = f"cannot be read ({error.strerror or error})"
        raise _bad(path, why, "make it readable or move it away") from None
    if len(raw) > LARGEST:
        raise _bad(path, f"is larger than {LARGEST // 1024} KiB", "keep only what is read")
    return raw


def _not_toml(path: Path, complaint: str, last_line: int) -> BadFile:
    """Say what the parser did not understand, on which line, and what would be right."""
    import re

    what, _, where = complaint.partition(" (at ")
    found = re.search(r"line (\d+)", where)
    line = int(found[1]) if found else last_line
    known = (right for start, right in _RIGHT if what.startswith(start))
    right = next(known, "compare it with the example in the playbooks' README")
    return _bad(path, f"line {line}: {what[:120]}", right)


def _bad(path: Path, wrong: str, right: str) -> BadFile:
    """The one problem of a file that cannot be read."""
    return BadFile([printable(f"{path}: {wrong}; {right}")])
