"""Where the data is looked after: where it is, when it was copied, and what the doctor found."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from recover.domain.checkup import Finding, State
from recover.domain.text import count, printable
from recover.services.caretaking import Safety, safety
from recover.services.doctoring import examine
from recover.tui.commands import Place, bindings
from recover.tui.long_work import Progressed, Tell, read_long
from recover.tui.widgets.bars import plain
from recover.tui.widgets.data_footer import DataFooter
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.work import Failure, app_of, desk_of

_MARKS = {
    State.WRONG: ("wrong    ", Tone.LATE, Tone.PLAIN),
    State.WARNING: ("warning  ", Tone.WARN, Tone.PLAIN),
    State.OK: ("ok       ", Tone.DIM, Tone.DIM),
}
"""What stands in front of a finding, its tone, and the tone of what was found."""
_INDENT = " " * 9


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
        #title { height: 1; padding: 0 1; }
        #where { height: auto; max-height: 6; padding: 0 1; color: $text-muted; }
        #findings { height: 1fr; margin: 1 0; padding: 0 1; }
    }
    """

    _known = -1
    """How many writes of this app what is shown knows of."""

    def compose(self) -> ComposeResult:
        """What it is, where the data is, the findings as one text to scroll, the keys."""
        title = ("Look after the data", "bold")
        yield Static(Content.assemble(title, ("  ·  Esc leaves", "$text-muted")), id="title")
        yield Static("Looking ...", id="where")
        yield BlockView(id="findings")
        yield DataFooter()

    def on_screen_resume(self) -> None:
        """Look at what is true now, if something was done since."""
        if self._known != app_of(self).answered:
            self.action_again()

    def action_leave(self) -> None:
        """Leave; nothing was changed."""
        self.dismiss(None)

    def action_again(self) -> None:
        """Look at everything anew, off the event loop."""
        desk, self._known = desk_of(self), app_of(self).answered
        home, person = str(desk.home), desk.who.key

        def look(tell: Tell) -> Examined:
            found = examine(
                home=home, person=person, on_progress=lambda what: tell(f"Looking at {what} ...")
            )
            return Examined(found, safety(desk))

        read_long(self, look, group="doctor")

    @on(Progressed)
    def _tell_progress(self, message: Progressed) -> None:
        self.query_one("#where", Static).update(plain(message.text))

    @on(Examined)
    def _show(self, message: Examined) -> None:
        now = desk_of(self).recorded()
        self.query_one("#where", Static).update(plain(_where(message.kept, now)))
        self.query_one("#findings", BlockView).show(list(_blocks(message.findings)))

    @on(Failure)
    def _tell(self, message: Failure) -> None:
        message.stop()
        self.query_one("#where", Static).update(plain(str(message.error)))


def _where(kept: Safety, now: datetime) -> str:
    """Say where the data is, and when it was copied and backed up last, in one line."""
    copied = f"copied {_short(kept.copied, now)}" if kept.copied else "no copy yet"
    backed_up = "no backup known"
    if kept.backed_up:
        backed_up = f"backed up {_short(kept.backed_up, now)} to {kept.backup}"
    return printable(f"{kept.home} · {copied} · {backed_up}")


def _short(moment: datetime, now: datetime) -> str:
    """Write a moment on this machine's clock, with no more of the date than it takes."""
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"today {local:%H:%M}"
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"


def _blocks(findings: Sequence[Finding]) -> Iterator[Block]:
    """Write a verdict, then every finding with what to do under it."""
    yield one(_verdict(findings), tone=Tone.STRONG)
    yield one("")
    for each in findings:
        mark, mark_tone, tone = _MARKS[each.state]
        lines = [Line(text=each.what, lead=mark, tone=tone, lead_tone=mark_tone)]
        if each.do:
            lines.append(Line(text=each.do, lead=_INDENT, tone=Tone.DIM))
        yield Block(lines=tuple(lines))


def _verdict(findings: Sequence[Finding]) -> str:
    """Say how it is on the whole."""
    wrongs = sum(each.state is State.WRONG for each in findings)
    if wrongs:
        return f"{count(wrongs, 'thing')} {'is' if wrongs == 1 else 'are'} wrong."
    warnings = sum(each.state is State.WARNING for each in findings)
    return f"Nothing is wrong; {count(warnings, 'warning')}." if warnings else "All is well."
