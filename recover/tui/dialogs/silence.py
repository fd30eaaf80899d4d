"""A reply while the client is still speaking: asked about once, never forbidden."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recover.domain.text import shorten
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain

Reply = Literal["finished", "now"]
"""The client has finished, or it is said although they have not."""

_SHOWN = 200


class SilenceDialog(Dialog[Reply | None]):
    """Ask whether the client has finished; `None` goes back to listening."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,ctrl+d,enter", "answer('finished')", show=False, id="silence.finished"),
        Binding("s", "answer('now')", show=False, id="silence.now"),
        Binding("escape,b", "answer('')", show=False, id="silence.back"),
    ]
    DEFAULT_CSS = """
    SilenceDialog {
        align: center middle; background: $background 60%;
        & > VerticalScroll {
            width: 62; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; scrollbar-size-vertical: 1;
            border-title-style: bold; border-title-color: $foreground;
        }
    }
    """
    _KEYS = (
        ("f", "They have finished: log that, then what we say"),
        ("s", "Say it now: the log shows that it broke the silence"),
        ("Esc", "Back to listening; what you typed stays"),
    )

    def __init__(self, text: str) -> None:
        """Make the dialog for what is about to be said."""
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The words, and the three ways on."""
        with VerticalScroll() as box:
            box.border_title = plain("They have not finished yet")
            yield Static(plain(f"\u201c{shorten(self._text, _SHOWN)}\u201d\n"))
            rows = [
                Content.assemble((f"{key:>3}", "bold $text-accent"), f"  {does}")
                for key, does in self._KEYS
            ]
            yield Static(Content("\n").join(rows))

    def action_answer(self, answer: str) -> None:
        """Give the answer to whoever asked."""
        if answer == "finished":
            self.dismiss("finished")
        else:
            self.dismiss("now" if answer == "now" else None)
