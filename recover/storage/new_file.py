"""Writing a file that was not there: private from the first byte, and nothing is overwritten."""

import os
from pathlib import Path

from recover.domain.errors import Failed, Refused
from recover.domain.text import printable
from recover.storage.disk import create


def write_new(path: Path, text: str | bytes) -> Path:
    """Write *text*, UTF-8 unless it is bytes, to a file that does not exist yet; gives its path.

    Raises:
        Refused: There is something of that name, or it cannot be made there.
        Failed: It could not be written to the end; what was begun is removed.
    """
    try:
        descriptor = create(str(path))
    except FileExistsError:
        raise Refused(
            f"{printable(str(path))} is there already: name another file, or remove it first."
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refused(f"Cannot write {printable(str(path))}: {why}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Failed(
            f"Cannot write {printable(str(path))}: {error.strerror}. Nothing of it is kept."
        ) from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def replace_file(path: Path, text: str | bytes) -> Path:
    """Put *text*, UTF-8 unless it is bytes, in the place of a file, all of it at once.

    Makes its folder. Whoever reads it meanwhile sees the old one or the new one, never half.

    Raises:
        Failed: It could not be written; what was there stays.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        write_new(beside, text)
        beside.replace(path)
    except (OSError, Refused) as error:
        beside.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or str(error)
        raise Failed(f"Cannot write {printable(str(path))}: {why}. What was there stays.") from None
    return path
