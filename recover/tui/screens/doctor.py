"""How the data and the machine are: what the doctor found, the gravest first."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recover.domain.checkup import Finding, State
from recover.domain.text import count, printable
from recover.services.doctoring import examine
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.work import Failure, desk_of, read

_MARKS = {
    State.WRONG: ("wrong    ", "bold $text-error"),
    State.WARNING: ("warning  ", "bold $text-warning"),
    State.OK: ("ok       ", "$text-muted"),
}


class Examined(Message):
    """The doctor has looked."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings


class DoctorScreen(Dialog[None]):
    """List what the doctor finds; nothing is changed here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False, id="doctor.leave"),
        Binding("r", "again", "Look again", show=False, id="doctor.again"),
    ]
    AUTO_FOCUS = "#findings"
    DEFAULT_CSS = """
    DoctorScreen {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 92; max-width: 100%; height: 100%; max-height: 40; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        #findings { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """The findings, as one text to scroll."""
        with Vertical() as box:
            box.border_title = plain("Look after the data")
            box.border_subtitle = plain("↑ ↓ scroll · r looks again · Esc leaves")
            yield VerticalScroll(Static(id="text"), id="findings")

    def on_mount(self) -> None:
        """Look."""
        self.action_again()

    def action_leave(self) -> None:
        """Leave; nothing was changed."""
        self.dismiss(None)

    def action_again(self) -> None:
        """Look at everything anew, off the event loop."""
        desk = desk_of(self)
        self._say(Content("Looking ..."))
        read(
            self,
            lambda: Examined(examine(home=str(desk.home), person=desk.who.key)),
            group="doctor",
        )

    @on(Examined)
    def _show(self, message: Examined) -> None:
        self._say(Content("\n").join(_lines(message.findings)))

    @on(Failure)
    def _tell(self, message: Failure) -> None:
        message.stop()
        self._say(Content(printable(str(message.error))))

    def _say(self, text: Content) -> None:
        self.query_one("#text", Static).update(text)


def _lines(findings: Sequence[Finding]) -> Iterator[Content]:
    """Write a verdict, then every finding with what to do under it."""
    yield Content.styled(_verdict(findings), "bold")
    yield Content("")
    for each in findings:
        yield Content.assemble(_MARKS[each.state], printable(each.what))
        if each.do:
            yield Content.styled(printable(f"         {each.do}"), "$text-muted")


def _verdict(findings: Sequence[Finding]) -> str:
    """Say how it is on the whole."""
    wrongs = sum(each.state is State.WRONG for each in findings)
    if wrongs:
        return f"{count(wrongs, 'thing')} {'is' if wrongs == 1 else 'are'} wrong."
    warnings = sum(each.state is State.WARNING for each in findings)
    return f"Nothing is wrong; {count(warnings, 'warning')}." if warnings else "All is well."
