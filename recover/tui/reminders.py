"""Reminders in the app: set with one key, and rung when their moment comes."""

from collections.abc import Sequence

from textual.message import Message

from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.reminding import (
    NothingToWaitFor,
    ReminderLine,
    remind_as_suggested,
    reminder_lines,
)
from recover.tui.work import DeskApp, read, write

EVERY = 5.0
"""Seconds between two looks at the clock; the book is read only when it has changed."""


class ReminderMade(Message):
    """Whoever acts will be reminded of a promise."""

    def __init__(self, incident: Incident, promise: int) -> None:
        super().__init__()
        self.incident = incident
        self.promise = promise


class MomentWanted(Message):
    """Nothing suggests when to be reminded of a promise."""

    def __init__(self, promise: Promise) -> None:
        super().__init__()
        self.promise = promise


class RemindersRead(Message):
    """The reminders of whoever acts were read."""

    def __init__(self, lines: Sequence[ReminderLine]) -> None:
        super().__init__()
        self.lines = lines


def remind(app: DeskApp, promise: Promise) -> None:
    """Set the reminder a promise asks for; the app is told of it, or that a moment is wanted."""

    def act() -> Message:
        try:
            return ReminderMade(remind_as_suggested(app.desk, promise.id), promise.number)
        except NothingToWaitFor:
            return MomentWanted(promise)

    write(app, act)


class Bell:
    """Knows the reminders ahead, and which of them are due."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._seen = app.desk.now()
        self._lines: Sequence[ReminderLine] = ()

    def look(self) -> None:
        """Read the reminders anew, away from the event loop."""
        desk = self._app.desk
        read(self._app, lambda: RemindersRead(reminder_lines(desk)), group="reminders")

    def take(self, lines: Sequence[ReminderLine]) -> None:
        """Know these from now on."""
        self._lines = lines

    def due(self) -> list[ReminderLine]:
        """Give those whose moment has come since it was asked last; each one once."""
        before, self._seen = self._seen, self._app.desk.now()
        return [each for each in self._lines if before < each.reminder.at <= self._seen]
