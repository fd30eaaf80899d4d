"""Proving that the record is what was written."""

import re
from collections.abc import Callable
from pathlib import Path

from recover.domain.errors import Misused
from recover.storage.verification import Verified as Verified  # what the faces show
from recover.storage.verification import verify

_HEAD = re.compile(r"([1-9][0-9]{0,14}):([0-9a-f]{32})", re.ASCII)


def verify_book(
    home: Path, *, against: str = "", tell: Callable[[int, int], object] | None = None
) -> Verified:
    """Read everything in a home folder, and follow the chain through it.

    Args:
        home: The home folder.
        against: A head that was noted earlier, such as `1482:9f3c...`; empty for none.
        tell: Told how many of how many journals have been read.

    Raises:
        Misused: *against* is no head.
        Failed: The folder cannot be read.
    """
    noted = None
    if against:
        match = _HEAD.fullmatch(against.strip().lower())
        if match is None:
            raise Misused(
                "A head is a number, a colon and 32 digits, as `recover verify` prints it: "
                "copy all of it."
            )
        noted = (int(match[1]), match[2])
    return verify(home, against=noted, tell=tell)
