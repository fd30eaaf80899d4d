"""Showing what was typed into something that is gone, so that it can be copied."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from recover.services.drafting import Draft
from recover.tui.dialogs.dialog import Dialog
from recover.tui.drafts import DraftKeeper
from recover.tui.widgets.bars import plain


class LeftoverDialog(Dialog[None]):
    """The text, all of it; it is kept until it is thrown away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy it", show=False, id="leftover.copy"),
        Binding("d,delete", "throw_away", "Throw it away", show=False, id="leftover.dismiss"),
        Binding("escape", "leave", "Leave", show=False, id="leftover.leave"),
    ]
    DEFAULT_CSS = """
    LeftoverDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        #why { color: $text-muted; margin-bottom: 1; }
        VerticalScroll { height: auto; max-height: 14; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, draft: Draft, why: str, keeper: DraftKeeper) -> None:
        """Make the dialog.

        Args:
            draft: What was typed.
            why: Why it cannot be taken up; any text.
            keeper: Holds it until it is thrown away.
        """
        super().__init__()
        self._draft = draft
        self._why = why
        self._keeper = keeper

    @property
    def all_text(self) -> str:
        """What was typed, a line for each field with its name in front."""
        typed = self._draft.typed
        if isinstance(typed, str):
            return typed
        return "\n".join(f"{name}: {text}" for name, text in typed.items() if text.strip())

    def compose(self) -> ComposeResult:
        """Why it stands here, then the text."""
        with Vertical() as box:
            box.border_title = plain("It cannot be taken up any more")
            box.border_subtitle = plain("c copies it · d throws it away · Esc keeps it")
            yield Static(plain(self._why), id="why")
            with VerticalScroll():
                yield Static(plain(self.all_text))

    def action_copy(self) -> None:
        """Put the text where the terminal pastes from, if the terminal can."""
        self.app.copy_to_clipboard(self.all_text)
        self.notify("Copied.", markup=False)

    def action_throw_away(self) -> None:
        """Forget it."""
        self._keeper.clear(self._draft.name)
        self.dismiss(None)

    def action_leave(self) -> None:
        """Keep it; it is offered at the next start."""
        self.dismiss(None)
