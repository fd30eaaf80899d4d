"""Proving that the record is what was written."""

import re
from collections.abc import Callable
from pathlib import Path

from recover.domain.errors import Misused
from recover.domain.text import count
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


def verdict(found: Verified) -> list[str]:
    """Say what holds, or each thing that does not, a line each."""
    if found.problems:
        verb = "is" if len(found.problems) == 1 else "are"
        return [
            *(f"! {each}" for each in found.problems),
            *found.told,
            f"{count(len(found.problems), 'thing')} in the record {verb} not what was written. "
            "`recover restore` lists the copies; `recover doctor` looks at the files.",
        ]
    away = f" ({found.archived:,} in the archive)" if found.archived else ""
    gone = f", {found.forgotten:,} of them forgotten" if found.forgotten else ""
    return [
        f"Everything holds: {count(found.journals, 'journal')}, "
        f"{count(found.incidents, 'incident')}{away}, "
        f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'} in the chain{gone}.",
        *found.told,
    ]
