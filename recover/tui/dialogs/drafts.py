"""Offering what was typed and never logged, because the app was killed."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from recover.services.drafting import Draft
from recover.services.finding import find_incident
from recover.services.looking import caller_name
from recover.tui.drafts import DraftKeeper
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone
from recover.tui.work import desk_of, read


class NamesFound(Message):
    """Who the drafts are about, by incident id."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__()
        self.names = names


class DraftsDialog(ModalScreen[str | None]):
    """List the drafts; gives the id of the incident to take one up in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "dismiss_draft", "Throw the chosen draft away", id="drafts.dismiss"),
        Binding("escape", "leave", "Later", id="drafts.leave"),
    ]
    DEFAULT_CSS = """
    DraftsDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        RowList { height: auto; max-height: 10; margin-top: 1; background: $surface; }
    }
    """

    def __init__(self, drafts: Sequence[Draft], keeper: DraftKeeper) -> None:
        """Make the dialog.

        Args:
            drafts: What was found; the newest first.
            keeper: Holds them, until they are taken up or thrown away.
        """
        super().__init__()
        self._drafts = list(drafts)
        self._keeper = keeper
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What it is about, and the drafts."""
        with Vertical() as box:
            box.border_title = plain("Typed, and not logged")
            box.border_subtitle = plain("Enter takes it up · d throws it away · Esc later")
            yield Static("The app ended before this was logged:")
            yield RowList(Column(width=20), Column(), id="drafts")

    def on_mount(self) -> None:
        """Show the texts, and look up whom they are about."""
        self._show()
        desk = desk_of(self)

        def look() -> NamesFound:
            incidents = [find_incident(desk, each.incident) for each in self._drafts]
            return NamesFound({each.id: caller_name(desk, each) for each in incidents})

        read(self, look)

    def action_dismiss_draft(self) -> None:
        """Throw the chosen draft away."""
        chosen = self.query_one(RowList).chosen
        self._keeper.clear(chosen)
        self._drafts = [each for each in self._drafts if each.incident != chosen]
        if self._drafts:
            self._show()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Keep them for later: each incident has its text in its line."""
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one(RowList).show([self._row(each) for each in self._drafts])

    def _row(self, draft: Draft) -> Row:
        name = self._names.get(draft.incident, f"incident {draft.incident}")
        return Row(id=draft.incident, cells=(Cell(name, Tone.DIM), draft.text))

    @on(NamesFound)
    def _tell_names(self, message: NamesFound) -> None:
        self._names = message.names
        self._show()

    @on(RowList.Chosen)
    def _take_up(self, message: RowList.Chosen) -> None:
        self.dismiss(message.row)
