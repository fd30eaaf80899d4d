"""What the four places have in common."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from recover.services.desk import Desk
from recover.tui.commands import Place
from recover.tui.screens.book_screen import BookScreen
from recover.tui.widgets.bars import FooterLine, TabRow
from recover.tui.work import desk_of


class PlaceScreen(BookScreen[Any]):
    """One of the places: the tab row, what is there, and the keys."""

    PLACE: ClassVar[Place]
    """Which place it is; the command table goes by it."""

    def compose(self) -> ComposeResult:
        """The places, the body, the keys."""
        yield TabRow(self.PLACE)
        yield from self.body()
        yield FooterLine(self.PLACE)

    def body(self) -> Iterable[Widget]:
        """Give what stands between the tab row and the keys."""
        raise NotImplementedError

    def action_import_accounts(self) -> None:
        """Take over accounts from a sheet."""
        from recover.tui.dialogs.importing import ImportDialog

        self.app.push_screen(ImportDialog(), self._imported)

    def action_add_person(self) -> None:
        """Add one of us."""
        from recover.tui.dialogs.person import PersonDialog

        self.app.push_screen(PersonDialog(self.desk))

    def _imported(self, sentence: str | None) -> None:
        """Say what came of an import."""
        if sentence:
            self.say(sentence)

    def on_screen_resume(self) -> None:
        """Come back to what is true now."""
        self.reload()

    @on(BookScreen.CaughtUp)
    def _tell_time(self) -> None:
        """Show the clock of whoever acts now: it may have been said only just who that is."""
        self.query_one(TabRow).refresh()

    @property
    def desk(self) -> Desk:
        """The desk the app works at."""
        return desk_of(self)

    def say(self, text: str) -> None:
        """Tell the user something; any text."""
        from recover.domain.text import printable

        self.notify(printable(text), markup=False)
