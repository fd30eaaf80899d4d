"""A journal that is gone while what belongs to it is there: not a book that begins anew."""

from pathlib import Path

from recover.domain.errors import Failed
from recover.storage.errors import explained
from recover.storage.generations import generations
from recover.storage.home_files import DIRECTORY, WORK, months

WHAT_TO_DO = "Put it back, or take the newest copy: `recover restore` lists them."


class MissingJournal(Failed):
    """Nothing is written beside what is left, so that no number is given out twice."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not there, though the rest of the book is. Nothing was changed. "
            f"{WHAT_TO_DO}"
        )


def missing_journal(home: Path, *, work: int, directory: int) -> Path | None:
    """Give the journal that was there and is gone, or `None`.

    Both are made before the first change of either.

    Args:
        home: The home folder.
        work: The last transaction of the open work; 0 where there is none.
        directory: The same of the accounts and people.

    Raises:
        Failed: The folder cannot be read.
    """
    with explained("read", str(home)):
        if not work and (directory or months(home)) and not generations(str(home / WORK)):
            return home / WORK
        if not directory and work and not generations(str(home / DIRECTORY)):
            return home / DIRECTORY
    return None
