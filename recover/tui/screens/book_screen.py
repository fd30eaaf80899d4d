"""What every screen that shows the book has in common: it knows what it has read."""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen

from recover.tui.work import app_of, read

Result = TypeVar("Result")


class BookScreen(Screen[Result]):
    """A screen that reads what it shows, and reads it anew when the book has changed."""

    _known = -1
    """How many writes of this app what is shown knows of; none has been read while negative."""

    class CaughtUp(Message):
        """What is shown knows of the first *writes* writes of this app."""

        def __init__(self, writes: int) -> None:
            super().__init__()
            self.writes = writes

    def reload(self) -> None:
        """Read what is shown anew, with `reread`; cursor and typing stay where they are."""
        raise NotImplementedError

    def reread(self, look: Callable[[], Message], *, group: str = "read") -> None:
        """Look up everything the screen shows, and post it here, as `read` does."""
        writes = app_of(self).answered
        read(self, look, group=group, then=lambda: self.CaughtUp(writes))

    @property
    def is_behind(self) -> bool:
        """Whether nothing is shown yet, or something was done here that is not."""
        return self._known < app_of(self).asked

    @on(CaughtUp)
    def _catch_up(self, message: CaughtUp) -> None:
        self._known = message.writes
