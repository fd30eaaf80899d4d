"""What the app leaves behind when it stops because of a fault in it."""

import os
from typing import TYPE_CHECKING

from recover.services.desk import Desk
from recover.storage import disk

if TYPE_CHECKING:
    from types import TracebackType


def note_crash(desk: Desk, error: BaseException) -> str | None:
    """Write where the fault is to a private file in the home folder.

    The file names places in the program and the kind of the error; no value and no message, which
    may hold a client's words.

    Returns:
        The file's path, or `None` when the disk would not take it.
    """
    path = desk.home / f"crash-{desk.recorded():%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    try:
        disk.make_folder(str(desk.home))
        fd = disk.create(str(path))
        try:
            disk.write_at(fd, 0, "\n".join([*where(error), ""]).encode())
        finally:
            os.close(fd)
    except OSError:
        return None
    return str(path)


def where(error: BaseException) -> list[str]:
    """List the places an error came through, the innermost last, then its kind."""
    lines = []
    step: TracebackType | None = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"{code.co_filename}:{step.tb_lineno} in {code.co_qualname}")
        step = step.tb_next
    return [*lines, type(error).__name__]
