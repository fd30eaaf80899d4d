"""Letting a line leave that would be held back."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from recover.export.held import Held
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone

COLUMNS = (Column(width=8), Column(width=7), Column())
"""The line, whether it leaves, and why it was held back."""


class LetGoDialog(Dialog[str | None]):
    """List what is held back, and what was let go; gives the id of the line that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the list", show=False, id="let-go.leave")
    ]
    DEFAULT_CSS = """
    LetGoDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        & #words { height: auto; max-height: 6; margin-top: 1; color: $text-muted; }
        & RowList { height: auto; max-height: 12; background: $surface; }
    }
    """

    def __init__(self, held: Iterable[Held], leaving: Iterable[str]) -> None:
        """Make the list.

        Args:
            held: The lines that are held back.
            leaving: The ids of those that were let go before.
        """
        super().__init__()
        held = tuple(held)
        self._words = {each.id: f"{each.why}\n{each.text}" for each in held}
        self._rows = [
            *(Row(id=each.id, cells=(each.id, Cell("stays", Tone.DIM), each.why)) for each in held),
            *(Row(id=each, cells=(each, "leaves", "you let it go")) for each in leaving),
        ]

    def compose(self) -> ComposeResult:
        """The list in a frame that says what Enter does."""
        with Vertical() as box:
            box.border_title = plain("Held back from the client")
            box.border_subtitle = plain("Enter lets it go, or keeps it · Esc leaves")
            yield RowList(*COLUMNS, id="held")
            yield Static(id="words")

    def on_mount(self) -> None:
        """Fill the list; the first line is under the cursor."""
        rows = self.query_one(RowList)
        rows.show(self._rows)
        rows.styles.height = len(self._rows)
        rows.focus()
        self._show()

    def action_leave(self) -> None:
        """Leave; nothing is changed."""
        self.dismiss(None)

    @on(RowList.Moved)
    def _show(self) -> None:
        """Show all of the line under the cursor, and why it is held back."""
        chosen = self.query_one(RowList).chosen
        self.query_one("#words", Static).update(plain(self._words.get(chosen, "")))

    @on(RowList.Chosen)
    def _turn(self, message: RowList.Chosen) -> None:
        self.dismiss(message.row)
