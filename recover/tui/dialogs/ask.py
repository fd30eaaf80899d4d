"""A question that yes or no answers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain


class AskDialog(Dialog[bool]):
    """Ask one question; `y` or Enter is yes, `n` or Esc is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "Yes", show=False, id="ask.yes"),
        Binding("n,escape", "answer(False)", "No", show=False, id="ask.no"),
    ]
    DEFAULT_CSS = """
    AskDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-subtitle-color: $text-muted;
            border-title-style: bold; border-title-color: $foreground; overflow-y: auto;
        }
    }
    """

    def __init__(self, heading: str, question: str, *, yes: str = "yes", no: str = "no") -> None:
        """Make the question.

        Args:
            heading: What it is about, in a few words; any text.
            question: The question; any text.
            yes: What yes does, in one or two words.
            no: What no does.
        """
        super().__init__()
        self._heading = heading
        self._question = question
        self._keys = f"y {yes} · n {no}"

    def compose(self) -> ComposeResult:
        """The question, and the two keys."""
        with Vertical() as box:
            box.border_title = plain(self._heading)
            box.border_subtitle = plain(self._keys)
            yield Static(plain(self._question))

    def action_answer(self, yes: bool) -> None:
        """Give the answer to whoever asked."""
        self.dismiss(yes)
