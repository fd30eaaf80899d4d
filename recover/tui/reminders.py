"""Reminders in the app: set with one key, and rung when their moment comes."""

import os
from collections.abc import Sequence

from textual import on
from textual.message import Message

from recover.domain.errors import RecoverError
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.domain.stage import Due, Stage
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.due_reminders import claim, due_offers
from recover.services.escalating_missed import told_when_missed
from recover.services.nudging import Nudge, nudges_ahead
from recover.services.reminder_words import reminder_text
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
    """The reminders of whoever acts were read, and what is to be said of offers."""

    def __init__(self, nudges: Sequence[Nudge], offers: Sequence[Due]) -> None:
        super().__init__()
        self.nudges = nudges
        self.offers = offers


class Rung(Message):
    """It falls to this app to say these now."""

    def __init__(self, nudges: Sequence[Nudge], offers: Sequence[Due]) -> None:
        super().__init__()
        self.nudges = nudges
        self.offers = offers


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
        self._offers: set[tuple[str, Stage]] | None = None

    def look(self) -> None:
        """Read the reminders anew, away from the event loop."""
        desk = self._app.desk
        read(
            self._app,
            lambda: RemindersRead(nudges_ahead(desk), due_offers(desk)),
            group="reminders",
        )

    def take(self, nudges: Sequence[Nudge], offers: Sequence[Due]) -> list[Due]:
        """Know these from now on; gives the offers that are new since the app was opened."""
        self._nudges = nudges
        seen = {(each.item, each.stage) for each in offers}
        before, self._offers = self._offers, seen
        return [
            each for each in offers if before is not None and (each.item, each.stage) not in before
        ]

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
        """Say which reminders have come due since it was looked last, unless they were said."""
        self._say(self.reminders.due(), [])

    def _say(self, nudges: Sequence[Nudge], offers: Sequence[Due]) -> None:
        """Take what nobody else has said yet, and say it; on a disk that takes nothing, all."""
        desk = self.desk

        def take() -> Message:
            try:
                told_when_missed(desk)
                return Rung(
                    [each for each in nudges if claim(desk, each.item, each.at)],
                    [each for each in offers if claim(desk, each.item, each.at)],
                )
            except RecoverError:
                return Rung(nudges, offers)

        if nudges or offers:
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
        self._say([], self.reminders.take(message.nudges, message.offers))

    @on(Rung)
    def _ring_all(self, message: Rung) -> None:
        for nudge in message.nudges:
            text = f"{nudge.promise.what}\n{due_line(nudge.promise, self.desk)}"
            self._ring(f"Reminder {nudge.promise.id}: {nudge.why}", text)
        for offer in message.offers:
            self._ring(f"Handover {offer.id}", reminder_text(self.desk, offer))

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
