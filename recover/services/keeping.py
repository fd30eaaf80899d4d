"""Copies of the book that nobody has to think of: one a day, and before what is hard to undo."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recover.domain.errors import RecoverError

# Loaded once a day: every other change only looks whether the copy is there.
if TYPE_CHECKING:
    from recover.services.desk import Desk


class DailyCopy:
    """Keeps a copy of the open work before the first change of a day on this machine."""

    def __init__(
        self,
        home: Path,
        by: str,
        *,
        now: Callable[[], datetime],
        tell: Callable[[str], object],
    ) -> None:
        """Keep copies of one book.

        Args:
            home: The home folder.
            by: The key of whoever acts.
            now: Gives the moment it is on the machine's clock.
            tell: Told in a sentence, once a day, when there can be no copy.
        """
        self._folder = home / "copies"
        self._home = home
        self._by = by
        self._now = now
        self._tell = tell
        self._done: date | None = None

    def __call__(self) -> None:
        """Look whether there is one of today, and make it; the work goes on whatever happens."""
        now = self._now()
        today = now.astimezone().date()
        if today == self._done:
            return
        is_there = os.path.lexists(f"{self._folder}/{today.isoformat()}.recover")
        if is_there or self._keep(today, now):
            self._done = today

    def _keep(self, today: date, now: datetime) -> bool:
        """Make the copy; say whether that is over for today."""
        from recover.storage.copies import keep_daily_copy

        try:
            return keep_daily_copy(self._home, today, made=now, by=self._by)
        except (RecoverError, OSError) as error:
            with suppress(OSError):
                self._tell(f"There is no copy of today's book: {error} The work goes on without.")
            return True


def keep_copy(desk: "Desk", why: str) -> Path:
    """Keep a copy of everything before something that is hard to take back; older ones give way.

    Args:
        desk: The desk.
        why: What is about to be done, such as `before-forget`.

    Raises:
        Failed: The disk would not take it, or another process held the book for too long.
    """
    from recover.storage import copies

    path = copies.keep_copy(desk.home, why, made=desk.recorded(), by=desk.who.key)
    copies.tidy(desk.home)
    return path
