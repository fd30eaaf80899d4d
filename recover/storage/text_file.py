"""Reading a text file that somebody gives us, with care (`safety.md` 5, 6)."""

import stat
from pathlib import Path

from recover.domain.errors import Refused
from recover.domain.text import printable


def read_text_file(path: Path, *, largest: int, refused: type[Refused], wanted: str) -> str:
    """Read a text file; UTF-8 with or without a mark, or UTF-16 with one.

    Args:
        path: The file.
        largest: The most bytes it may have.
        refused: The error to raise, made of one sentence.
        wanted: What it should be, such as `a CSV file`, for that sentence.

    Raises:
        Refused: As *refused*: it is no regular file, cannot be read, is too large, or is not text.
    """
    named = printable(str(path))
    try:
        # Looked at before it is opened: a pipe that nobody writes to would never open.
        if not stat.S_ISREG(path.stat().st_mode):
            raise refused(f"{named} is not a regular file: name {wanted}.")
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise refused(f"There is no file {named}: check the name.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise refused(f"Cannot read {named}: {why}.") from None
    if len(raw) > largest:
        raise refused(f"{named} is larger than {largest >> 20} MiB: split it.")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise refused(f"{named} is not UTF-8 text: save it as UTF-8 and try again.") from None
