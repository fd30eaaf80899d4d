"""Writing a whole file at once: private from the first byte, whole or not there, whatever happens.

It is written under a name of its own beside the one it is to have, and gets that when it is on
disk: neither a full disk nor a killed process leaves half of it where somebody would look.
"""

import os
from collections.abc import Callable
from pathlib import Path

from recover.domain.errors import Failed, Refused
from recover.domain.text import printable
from recover.storage.disk import create, place


def write_new(path: Path, text: str | bytes) -> Path:
    """Write *text*, UTF-8 unless it is bytes, to a file that does not exist yet; gives its path.

    Raises:
        Refused: There is something of that name, or it cannot be made there.
        Failed: It could not be written to the end; nothing of it is kept.
    """
    return write_new_by(path, lambda descriptor: _fill(descriptor, text))


def write_new_by(path: Path, fill: Callable[[int], None]) -> Path:
    """Have *fill* write a file that does not exist yet; gives its path.

    Args:
        path: The file.
        fill: Writes to the descriptor it is given, and returns when all of it is on disk; may
            close it. Whatever it raises, nothing of the file is kept.

    Raises:
        Refused: There is something of that name, or it cannot be made there.
        Failed: It could not be written to the end; nothing of it is kept.
    """
    shown = printable(str(path))
    taken = f"{shown} is there already: name another file, or remove it first."
    try:
        if os.path.lexists(path):
            raise Refused(taken)
        beside = _beside(path)
        descriptor = create(str(beside))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refused(f"Cannot write {shown}: {why}.") from None
    try:
        fill(descriptor)
        place(str(beside), str(path))
    except FileExistsError:
        raise Refused(taken) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Failed(f"Cannot write {shown}: {why}. Nothing of it is kept.") from None
    finally:
        beside.unlink(missing_ok=True)
    return path


def replace_file(path: Path, text: str | bytes) -> Path:
    """Put *text*, UTF-8 unless it is bytes, in the place of a file, all of it at once.

    Makes its folder. Whoever reads it meanwhile sees the old one or the new one, never half.

    Raises:
        Failed: It could not be written; what was there stays.
    """
    beside = _beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(create(str(beside)), text)
        beside.replace(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Failed(f"Cannot write {printable(str(path))}: {why}. What was there stays.") from None
    finally:
        beside.unlink(missing_ok=True)
    return path


def _beside(path: Path) -> Path:
    """Give a name of its own in the same folder, short enough wherever the other one is."""
    return path.with_name(f".recover-{os.getpid()}-{os.urandom(4).hex()}.new")


def _fill(descriptor: int, text: str | bytes) -> None:
    """Write all of it, and return when it is on disk."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode() if isinstance(text, str) else text)
        file.flush()
        os.fsync(file.fileno())
