"""A reply while the client is still speaking: asked about once, never forbidden."""

from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.typed_line import TypedLine

Reply = Literal["finished", "now"]
"""The client has finished, or it is said although they have not."""

_SHOWN = 200


class SilenceDialog(Dialog[Reply | None]):
    """Ask whether the client has finished; `None` goes back to listening.

    It comes up while somebody types quickly: what they type on goes to the end of the line below,
    and neither a letter nor Enter decides anything.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "answer('finished')", show=False, id="silence.finished"),
        Binding("ctrl+s", "answer('now')", show=False, id="silence.now"),
        Binding("escape", "answer('')", show=False, id="silence.back"),
    ]
    DEFAULT_CSS = """
    SilenceDialog {
        align: center middle; background: $background 60%;
        & > VerticalScroll {
            width: 66; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; scrollbar-size-vertical: 1;
            border-title-style: bold; border-title-color: $foreground;
        }
    }
    """
    _KEYS = (
        ("Ctrl+D", "They have finished: log that, then what we say"),
        ("Ctrl+S", "Say it now: the log shows that it broke the silence"),
        ("Esc", "Back to listening; what you typed stays"),
    )

    def __init__(self, text: str) -> None:
        """Make the dialog for what is about to be said."""
        super().__init__()
        self._text = text
        self._apart = True

    def compose(self) -> ComposeResult:
        """The words, and the three ways on."""
        with VerticalScroll() as box:
            box.border_title = plain("They have not finished yet")
            yield Static(self._quoted(), id="said")
            rows = [
                Content.assemble((f"{key:>6}", "bold $text-accent"), f"  {does}")
                for key, does in self._KEYS
            ]
            yield Static(Content("\n").join(rows))

    def action_answer(self, answer: str) -> None:
        """Give the answer to whoever asked."""
        if answer == "finished":
            self.dismiss("finished")
        else:
            self.dismiss("now" if answer == "now" else None)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed on; a line that is entered meanwhile goes on in the same one."""
        if event.key == "enter":
            self._apart = True
        elif event.is_printable and event.character:
            self._type_on(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, as the line does."""
        self._type_on(" ".join(event.text.replace("\0", "").split()))

    def _type_on(self, text: str) -> None:
        """Put a text at the end of the line below, a space before what follows an Enter."""
        line = self.app.screen_stack[-2].query_one(TypedLine)
        more = f" {text}" if self._apart else text
        self._apart = False
        line.put(line.input.value + more)
        self._text += more
        self.query_one("#said", Static).update(self._quoted())

    def _quoted(self) -> Content:
        """Quote what is about to be said; of much, the end."""
        cut = len(self._text) > _SHOWN
        shown = f"…{self._text[-_SHOWN:]}" if cut else self._text
        return plain(f"\u201c{shown}\u201d\n")
