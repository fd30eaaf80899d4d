"""Reminders in the app: set with one key, and rung when their moment comes."""

from collections.abc import Sequence

from textual import on
from textual.message import Message

from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.nudging import Nudge, nudges_ahead
from recover.services.reminding import NothingToWaitFor, remind_as_suggested
from recover.tui.keys import KeysInOrder
from recover.tui.widgets.when import due_line, short_moment
from recover.tui.work import DeskApp, read, write

RINGS_FOR = 30
"""Seconds that a reminder stands on the screen."""
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

    def __init__(self, nudges: Sequence[Nudge]) -> None:
        super().__init__()
        self.nudges = nudges


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
        self._nudges: Sequence[Nudge] = ()

    def look(self) -> None:
        """Read the reminders anew, away from the event loop."""
        desk = self._app.desk
        read(self._app, lambda: RemindersRead(nudges_ahead(desk)), group="reminders")

    def take(self, nudges: Sequence[Nudge]) -> None:
        """Know these from now on."""
        self._nudges = nudges

    def due(self) -> list[Nudge]:
        """Give those whose moment has come since it was asked last; each one once."""
        before, self._seen = self._seen, self._app.desk.now()
        return [each for each in self._nudges if before < each.at <= self._seen]


class RemindingApp(KeysInOrder):
    """An app that rings the reminders of whoever acts, and tells of those that are set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reminders = Bell(self)

    def watch_the_clock(self) -> None:
        """Ring from now on what comes due."""
        self.reminders.look()
        self.set_interval(EVERY, self.ring)

    def ring(self) -> None:
        """Say which reminders have come due since it was looked last."""
        for nudge in self.reminders.due():
            self.bell()
            text = f"{nudge.promise.what}\n{due_line(nudge.promise, self.desk)}"
            self.notify(
                printable(text, one_line=False),
                title=printable(f"Reminder {nudge.promise.id}: {nudge.why}"),
                severity="warning",
                timeout=RINGS_FOR,
                markup=False,
            )

    @on(RemindersRead)
    def _know(self, message: RemindersRead) -> None:
        self.reminders.take(message.nudges)

    @on(ReminderMade)
    def _tell_reminder(self, message: ReminderMade) -> None:
        promise = message.incident.promise(message.promise)
        if promise is not None and promise.reminders:
            when = short_moment(
                promise.reminders[-1].at, self.desk.who.calendar.zone, self.desk.now()
            )
            self.say(f"You are reminded of {promise.id}: {when} (you).")

    @on(MomentWanted)
    def _ask_moment(self, message: MomentWanted) -> None:
        from recover.tui.dialogs.wake import WakeDialog

        promise = message.promise

        def told(incident: Incident | None) -> None:
            if incident is not None:
                self.post_message(ReminderMade(incident, promise.number))

        self.push_screen(WakeDialog(promise), told)
