"""Reading back what was heard, and asking whether it is right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recover.domain.incident import Incident
from recover.domain.readback import summarise
from recover.domain.text import printable
from recover.services.recording import read_back
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.work import Failure, desk_of, write


class ReadbackDialog(Dialog[Incident | None]):
    """What was heard, sorted; `y` logs that the client agreed, `n` that they did not yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "They agreed", show=False, id="readback.agreed"),
        Binding("n", "answer(False)", "Not yet", show=False, id="readback.not-yet"),
        Binding("escape", "leave", "Leave", show=False, id="readback.leave"),
    ]
    DEFAULT_CSS = """
    ReadbackDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-subtitle-color: $text-muted;
            border-title-style: bold; border-title-color: $foreground;
        }
        VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #error { color: $text-error; height: auto; }
    }
    """

    class Logged(Message):
        """The read-back is in the log."""

        def __init__(self, incident: Incident) -> None:
            super().__init__()
            self.incident = incident

    def __init__(self, incident: Incident) -> None:
        """Make the dialog for what the incident's log holds now."""
        super().__init__()
        self._incident = incident
        self._saving = False

    def compose(self) -> ComposeResult:
        """The sections, then the keys."""
        with Vertical() as box:
            box.border_title = plain("Read back what you heard, in their words")
            box.border_subtitle = plain("y they agreed · n not yet · Esc leaves")
            with VerticalScroll():
                yield Static(self._sections())
            yield Static(id="error")

    @property
    def is_saving(self) -> bool:
        """Whether the answer is being logged."""
        return self._saving

    def action_answer(self, confirmed: bool) -> None:
        """Log the read-back, once."""
        if self._saving:
            return
        self._saving = True
        desk, incident_id = desk_of(self), self._incident.id
        write(self, lambda: self.Logged(read_back(desk, incident_id, confirmed=confirmed)))

    def action_leave(self) -> None:
        """Leave; nothing is logged."""
        if not self._saving:
            self.dismiss(None)

    def _sections(self) -> Content:
        """Write what was heard under its headings."""
        rows: list[Content | tuple[str, str] | str] = []
        for heading, lines in summarise(self._incident).sections():
            rows.append((f"{heading}\n", "bold $text-accent"))
            rows += [f"  {printable(line)}\n" for line in lines]
        return Content.assemble(*rows) if rows else Content("Nothing was heard yet.")

    @on(Logged)
    def _leave(self, message: Logged) -> None:
        self.dismiss(message.incident)

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._saving = False
        self.query_one("#error", Static).update(plain(f"! {message.error}"))
