"""Opening a file with whatever the system has for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from recover.domain.errors import Failed


class NoOpener(Failed):
    """The system has nothing to open files with."""

    kind = "no_opener"


def open_file(path: Path) -> None:
    """Open a file and do not wait for it.

    Raises:
        NoOpener: There is nothing to open it with; the sentence names the file.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 # the system's own way
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise NoOpener(f"Nothing here opens files by itself: open {path} by hand.")
    try:
        subprocess.Popen(  # noqa: S603 # a program of the system, with the path as its one word
            [opener, str(path.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NoOpener(f"Cannot open {path} ({error.strerror}): open it by hand.") from None
