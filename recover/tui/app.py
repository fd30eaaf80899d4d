"""The app: its places, what every key means everywhere, and how it ends."""

from collections.abc import Callable
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import BindingType
from textual.command import Provider
from textual.filter import Monochrome, NoColor
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from recover.domain.errors import Failed
from recover.domain.text import printable
from recover.services.archiving import tidy
from recover.services.desk import Desk
from recover.services.drafting import Draft, drafts_left
from recover.services.listening import Caller, listen
from recover.services.people import follow_own_record
from recover.services.playbooks import urgent_playbook
from recover.tui.caring import CaringApp
from recover.tui.commands import Place, bindings
from recover.tui.drafts import DraftKeeper
from recover.tui.places import go, palette, place_screen
from recover.tui.screens.book_screen import BookScreen
from recover.tui.themes import DARK, LIGHT
from recover.tui.watch import Watch
from recover.tui.work import BookChanged, Failure, Noticed, read, write

LOOK_AROUND = -1
"""What the app ends with when sample data is to be looked at next."""


class IncidentOpened(Message):
    """An incident was opened, and its line waits."""

    def __init__(self, incident_id: str) -> None:
        super().__init__()
        self.incident_id = incident_id


class DraftsFound(Message):
    """An app that is gone has left texts that were never logged."""

    def __init__(self, drafts: list[Draft]) -> None:
        super().__init__()
        self.drafts = drafts


class RecoverApp(CaringApp):
    """The terminal app over one desk."""

    TITLE = "recover"
    CSS = """
    ToastRack { margin-bottom: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.EVERYWHERE)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette}
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        place: place_screen(place)
        for place in (Place.TODAY, Place.INCIDENTS, Place.ACCOUNTS, Place.PLAYBOOKS)
    }
    DEFAULT_MODE = Place.TODAY

    def __init__(self, desk: Desk, *, sample: bool = False) -> None:
        """Make the app.

        Args:
            desk: The desk to work at.
            sample: Whether its book holds sample data, which the first line then says.
        """
        super().__init__(desk)
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        self.sample = sample
        self.drafts = DraftKeeper(self)
        self.lookout = Watch(self)
        if self.no_color:  # Textual's own filter leaves greys, which are colours, too
            self._filters = [
                NoColor() if isinstance(each, Monochrome) else each for each in self._filters
            ]

    def on_mount(self) -> None:
        """Look for what a killed app left, and watch for what other processes write."""
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Let go of the files."""
        self.lookout.stop()
        self.drafts.close()
        self.pen.shutdown(wait=False)

    async def on_event(self, event: events.Event) -> None:
        """Make what is pasted safe to show where a line is not ours, as in the palette."""
        if isinstance(event, events.Paste):
            from recover.tui.widgets.line import LineInput

            if not isinstance(self.focused, LineInput):
                event.text = printable(event.text)
        await super().on_event(event)

    def open_incident(self, incident_id: str) -> None:
        """Show an incident, with what was typed for it before in its line."""
        from recover.tui.screens.incident import IncidentScreen

        self.push_screen(IncidentScreen(incident_id, draft=self.drafts.text(incident_id)))

    async def action_go(self, place: str) -> None:
        """Go to a place, leaving what lies above the one we are in."""
        await go(self, place)

    def action_listen(self) -> None:
        """Ask who it is, then listen."""
        from recover.tui.dialogs.opening import OpeningDialog

        self.push_screen(OpeningDialog())

    def action_urgent(self) -> None:
        """Open an incident for somebody who needs help now, without a question before it."""
        desk = self.desk

        def act() -> Message:
            caller = Caller(playbook=urgent_playbook(desk), urgent=True)
            return IncidentOpened(listen(desk, caller).id)

        write(self, act)

    def action_review(self) -> None:
        """Walk over everything that is open, before the day ends."""
        from recover.tui.screens.review import ReviewScreen

        if not isinstance(self.screen, ReviewScreen):
            self.push_screen(ReviewScreen())

    def action_summary(self) -> None:
        """Show what leaves the house about what is chosen, before it does."""
        from recover.tui.screens.summary import SummaryScreen
        from recover.tui.summary_subject import subject_of

        if not isinstance(self.screen, SummaryScreen):
            self.push_screen(SummaryScreen(subject_of(self.desk, self.screen)))

    async def action_search(self) -> None:
        """Go to the incidents, ready to type what to look for."""
        from recover.tui.screens.incidents import IncidentsScreen

        await self.action_go(Place.INCIDENTS)
        if isinstance(self.screen, IncidentsScreen):
            self.screen.search()

    def action_open_incident(self, incident_id: str) -> None:
        """Show an incident."""
        self.open_incident(incident_id)

    def action_show_help(self) -> None:
        """Show every key of the place we are in."""
        from recover.tui.dialogs.help import HelpDialog

        place = getattr(self.screen, "PLACE", Place.TODAY)
        self.push_screen(HelpDialog(place), self._run)

    def action_look_around(self) -> None:
        """Open the app on sample data; this book stays as it is."""
        self.exit(LOOK_AROUND)

    async def action_quit(self) -> None:
        """Leave when everything is on disk; stay when something was refused meanwhile."""
        refused = self.refused
        for worker in self.writing:
            await worker.wait()
        if self.refused == refused:
            self.exit(0)

    def action_help_quit(self) -> None:
        """Say how to leave, to whoever presses what ends other programs."""
        self.say("Ctrl+Q leaves; what is being typed is kept.")

    def _begin(self) -> None:
        """Do what can wait until the first screen is painted."""
        self.desk.tell = lambda text: self.post_message(Failure(Failed(text)))
        self.lookout.start()
        self.watch_the_clock()
        read(self, lambda: DraftsFound(drafts_left(self.desk)), group="drafts")
        self.pen.submit(tidy, self.desk)

    def _opened(self, incident_id: str | None) -> None:
        """Go into the incident that was just opened."""
        if incident_id:
            self.open_incident(incident_id)

    async def _run(self, action: str | None) -> None:
        """Do what was chosen in the help."""
        if action:
            await self.run_action(action)

    @on(BookChanged)
    def _reload(self) -> None:
        follow_own_record(self.desk)
        self.reminders.look()
        for screen in self.screen_stack:
            if isinstance(screen, BookScreen):
                screen.reload()

    @on(Failure)
    def _refuse(self, message: Failure) -> None:
        self.notify(
            printable(str(message.error), one_line=False),
            severity="error",
            timeout=10,
            markup=False,
        )

    @on(Noticed)
    def _tell_noticed(self, message: Noticed) -> None:
        self.notify(printable(message.sentence), severity="warning", timeout=30, markup=False)

    @on(IncidentOpened)
    def _go_in(self, message: IncidentOpened) -> None:
        self.open_incident(message.incident_id)

    @on(DraftsFound)
    def _offer_drafts(self, message: DraftsFound) -> None:
        taken = self.drafts.adopt(message.drafts)
        if taken:
            from recover.tui.dialogs.drafts import DraftsDialog

            self.push_screen(DraftsDialog(taken, self.drafts), self._opened)

    def _fatal_error(self) -> None:
        """Say that there is a fault, and where; no value of a variable, no client text."""
        from recover.services.crashing import note_crash, where

        error: BaseException | None = self._exception
        if isinstance(error, WorkerFailed):
            error = error.error
        self.drafts.flush()
        lines = ["recover stopped because of a fault in it. What was logged is on disk."]
        if error is not None:
            note = note_crash(self.desk, error)
            lines += [f"  {line}" for line in where(error)[-4:]]
            lines += [f"The places it came through are in {note}."] if note else []
        self._exit_renderables.append(Text("\n".join(lines)))
        self._close_messages_no_wait()
