"""Reminders in the app: set with one key, and rung when their moment comes."""

import os
from collections.abc import Sequence
from datetime import datetime

from textual import on
from textual.message import Message

from recover.domain.errors import RecoverError
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.domain.stage import OF_OFFERS, Due
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.due_reminders import claim, due_reminders
from recover.services.escalating_missed import told_when_missed
from recover.services.nudging import moments_ahead
from recover.services.reminder_words import reminder_text, why_now
from recover.services.reminding import NothingToWaitFor, remind_as_suggested
from recover.tui.desktop import desktop_sequence
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
    """What is to be said to whoever acts was read, and when to look again."""

    def __init__(self, moments: Sequence[datetime], found: Sequence[Due]) -> None:
        super().__init__()
        self.moments = moments
        self.found = found


class Rung(Message):
    """It falls to this app to say these now."""

    def __init__(self, found: Sequence[Due]) -> None:
        super().__init__()
        self.found = found


def remind(app: DeskApp, promise: Promise) -> None:
    """Set the reminder a promise asks for; the app is told of it, or that a moment is wanted."""

    def act() -> Message:
        try:
            return ReminderMade(remind_as_suggested(app.desk, promise.id), promise.number)
        except NothingToWaitFor:
            return MomentWanted(promise)

    write(app, act)


class Bell:
    """Knows when to look for reminders, and which of them this app has seen."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._seen = app.desk.now()
        self._moments: Sequence[datetime] = ()
        self._known: set[tuple[str, datetime]] | None = None

    def look(self) -> None:
        """Read the reminders anew, away from the event loop."""
        desk = self._app.desk
        read(
            self._app,
            lambda: RemindersRead(moments_ahead(desk), due_reminders(desk)),
            group="reminders",
        )

    def take(self, moments: Sequence[datetime], found: Sequence[Due]) -> list[Due]:
        """Know these from now on; gives what has come to be said since the app was opened."""
        self._moments = moments
        before, self._known = self._known, {(each.item, each.at) for each in found}
        return [each for each in found if before is not None and (each.item, each.at) not in before]

    def due(self) -> list[datetime]:
        """Give the moments to look at that have come since it was asked last."""
        before, self._seen = self._seen, self._app.desk.now()
        return [each for each in self._moments if before < each <= self._seen]


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
        """Look what is to be said, if a moment to do so has come."""
        if self.reminders.due():
            self.reminders.look()

    def _say(self, found: Sequence[Due]) -> None:
        """Take what nobody else has said yet, and say it; on a disk that takes nothing, all."""
        desk = self.desk

        def take() -> Message:
            try:
                told_when_missed(desk)
                return Rung([each for each in found if claim(desk, each.item, each.at)])
            except RecoverError:
                return Rung(found)

        if found:
            write(self, take)

    def _ring(self, title: str, text: str) -> None:
        """Show one reminder, and ring; away from the terminal, say it there as well."""
        self.bell()
        self.notify(
            printable(text, one_line=False),
            title=printable(title),
            severity="warning",
            timeout=RINGS_FOR,
            markup=False,
        )
        if not self.app_focus:
            self.call_elsewhere(printable(title))

    def call_elsewhere(self, text: str) -> None:
        """Have the terminal show a notification of its own, where it is known to have one."""
        sequence = desktop_sequence(text, os.environ)
        if sequence and self._driver is not None:
            self._driver.write(sequence)

    @on(RemindersRead)
    def _know(self, message: RemindersRead) -> None:
        self._say(self.reminders.take(message.moments, message.found))

    @on(Rung)
    def _ring_all(self, message: Rung) -> None:
        # What somebody wished for comes after the ladder, and is said in its place.
        for due in {(each.id, each.at): each for each in message.found}.values():
            if due.stage in OF_OFFERS:
                self._ring(f"Handover {due.id}", reminder_text(self.desk, due))
                continue
            line = due_line(due.due or due.at, due.zone, self.desk)
            self._ring(f"Reminder {due.id}: {why_now(self.desk, due)}", f"{due.what}\n{line}")

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
