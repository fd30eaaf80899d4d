"""Where the data is looked after: where it is, when it was copied, and what the doctor found."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from recover.domain.checkup import Finding, State
from recover.domain.text import count, printable
from recover.services.caretaking import Safety, safety
from recover.services.doctoring import examine
from recover.services.restoring import when
from recover.tui.commands import Place, bindings
from recover.tui.widgets.bars import plain
from recover.tui.widgets.data_footer import DataFooter
from recover.tui.work import Failure, desk_of, read

_MARKS = {
    State.WRONG: ("wrong    ", "bold $text-error"),
    State.WARNING: ("warning  ", "bold $text-warning"),
    State.OK: ("ok       ", "$text-muted"),
}


class Examined(Message):
    """The doctor has looked."""

    def __init__(self, findings: Sequence[Finding], kept: Safety) -> None:
        super().__init__()
        self.findings = findings
        self.kept = kept


class DoctorScreen(Screen[None]):
    """Say how the data is, and offer what can be done with it, a key each."""

    PLACE = Place.DATA
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DATA)]
    AUTO_FOCUS = "#findings"
    DEFAULT_CSS = """
    DoctorScreen {
        #title { height: 1; padding: 0 1; text-style: bold; }
        #where { height: auto; max-height: 6; padding: 0 1; color: $text-muted; }
        #findings { height: 1fr; margin: 1 0; padding: 0 1; scrollbar-size-vertical: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """What it is, where the data is, the findings as one text to scroll, the keys."""
        yield Static("Look after the data", id="title")
        yield Static(id="where")
        yield VerticalScroll(Static("Looking ...", id="text"), id="findings")
        yield DataFooter()

    def on_screen_resume(self) -> None:
        """Look at what is true now."""
        self.action_again()

    def action_leave(self) -> None:
        """Leave; nothing was changed."""
        self.dismiss(None)

    def action_again(self) -> None:
        """Look at everything anew, off the event loop."""
        desk = desk_of(self)
        read(
            self,
            lambda: Examined(examine(home=str(desk.home), person=desk.who.key), safety(desk)),
            group="doctor",
        )

    @on(Examined)
    def _show(self, message: Examined) -> None:
        self.query_one("#where", Static).update(plain(_where(message.kept)))
        self._say(Content("\n").join(_lines(message.findings)))

    @on(Failure)
    def _tell(self, message: Failure) -> None:
        message.stop()
        self._say(plain(str(message.error)))

    def _say(self, text: Content) -> None:
        self.query_one("#text", Static).update(text)


def _where(kept: Safety) -> str:
    """Say where the data is, and when it was copied and backed up last."""
    copied = f"last copy {when(kept.copied)}" if kept.copied else "no copy yet"
    backed_up = "no backup is known: b makes one"
    if kept.backed_up:
        backed_up = f"last backup {when(kept.backed_up)}, {printable(kept.backup)}"
    return f"In {printable(str(kept.home))} · {copied} · {backed_up}"


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
