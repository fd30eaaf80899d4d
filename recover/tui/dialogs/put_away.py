"""Putting away what was closed long ago: first what would go, then what went."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from recover.domain.errors import Misused
from recover.domain.incident import Incident
from recover.domain.text import count, shorten
from recover.services.archiving import put_away, resting
from recover.services.desk import Desk
from recover.services.looking import caller_name
from recover.tui.dialogs.page import PageDialog, asked
from recover.tui.long_work import Progressed, Stopped, teller
from recover.tui.widgets.line import LineInput
from recover.tui.work import Failure, desk_of, read, write

_MOST_DAYS = 36_500
_WIDTH = 66
_SHOWN = 200
"""As many incidents as are listed."""


class RestingFound(Message):
    """What would go was looked up."""

    def __init__(self, lines: Sequence[str], days: str) -> None:
        super().__init__()
        self.lines = lines
        """An incident each."""
        self.days = days
        """For how many days, as it was typed."""


class PutAway(Message):
    """They are in the archive."""

    def __init__(self, done: int, *, stopped: bool) -> None:
        super().__init__()
        self.done = done
        self.stopped = stopped
        """Whether there are more, but it was stopped."""


class PutAwayDialog(PageDialog[None]):
    """Say what would go; Enter lets it go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "put_away", "Put them away", show=False, id="archive.go"),
    ]
    DEFAULT_CSS = """
    PutAwayDialog #text { text-wrap: nowrap; text-overflow: ellipsis; }
    """
    HEADING = "Put away closed incidents"
    AUTO_FOCUS = "#days"

    def __init__(self, days: str) -> None:
        """Make the dialog.

        Args:
            days: For how many days nobody has written in what is put away, at first.
        """
        super().__init__()
        self._days = days
        self._is_busy = False
        self._is_over = False
        self._found: Sequence[str] = ()
        self._is_stopping = False
        self._is_looking = False

    @property
    def is_saving(self) -> bool:
        """Whether it is still looked up what Enter would put away, so that keys wait for it."""
        return self._is_looking

    def below(self) -> ComposeResult:
        """How long they have rested."""
        yield asked("nothing written for days", LineInput(self._days, id="days"))

    def on_mount(self) -> None:
        """Look what would go."""
        self._look()

    def enter(self) -> None:
        """Put them away."""
        self.action_put_away()

    def action_put_away(self) -> None:
        """Put away what is shown, off the event loop; when that is done, leave."""
        if self._is_over:
            self.dismiss(None)
        if self._is_busy or self._is_over or not self._found:
            return
        self._is_busy, self._is_stopping = True, False
        desk, rest, there = desk_of(self), self._rest(), len(self._found)
        tell = teller(self, lambda: self._is_stopping)

        def act() -> PutAway:
            done = 0

            def told(so_far: int, of: int) -> None:
                nonlocal done
                done = so_far
                tell(f"Putting away: {so_far:,} of {of:,}")

            try:
                done = len(put_away(desk, rest=rest, tell=told))
            except Stopped:
                return PutAway(done, stopped=done < there)
            return PutAway(done, stopped=False)

        self.say("Putting away ...")
        self.offer("Esc stops after this step")
        write(self, act)

    def action_leave(self) -> None:
        """Leave; what is being put away is stopped, and what has gone stays there."""
        if self._is_busy:
            self._is_stopping = True
        else:
            self.dismiss(None)

    @property
    def _typed(self) -> str:
        return self.query_one("#days", LineInput).value

    def _rest(self) -> timedelta:
        """Read the number of days.

        Raises:
            Misused: It is none.
        """
        typed = self._typed.strip()
        if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= _MOST_DAYS):
            raise Misused("Type a number of days, such as 30.")
        return timedelta(days=int(typed))

    @on(Input.Changed)
    def _look(self) -> None:
        """Look what would go, off the event loop; nothing is changed."""
        if self._is_busy or self._is_over:
            return
        self._found, self._is_looking = (), False
        try:
            rest = self._rest()
        except Misused as error:
            self.show(())
            self.say(f"! {error}", refused=True)
            self.offer("Esc leaves")
            return
        desk, days = desk_of(self), self._typed

        def look() -> RestingFound:
            return RestingFound([_line(desk, each) for each in resting(desk, rest=rest)], days)

        self._is_looking = True
        read(self, look, group="resting")

    @on(RestingFound)
    def _show(self, message: RestingFound) -> None:
        if self._is_busy or self._is_over or message.days != self._typed:
            return
        self._is_looking = False
        self._found = message.lines
        self.say("")
        if not message.lines:
            self.show(["Nothing to put away: no closed incident has rested for so long."])
            self.offer("Esc leaves")
            return
        heading = f"{count(len(message.lines), 'incident')} would go to the archive:"
        self.show([heading, *_few(message.lines)])
        self.offer("Enter puts away · Esc leaves")

    @on(Progressed)
    def _tell(self, message: Progressed) -> None:
        if self._is_busy:
            self.say(message.text)

    @on(PutAway)
    def _end(self, message: PutAway) -> None:
        self._is_busy, self._is_over = False, True
        stopped = " Stopped there; the rest is as it was." if message.stopped else ""
        went = self._found[: message.done]
        self.show([f"{count(message.done, 'incident')} put away:", *_few(went)] if went else ())
        self.say(f"The archive is shown, found and reopened as before.{stopped}")
        self.query_one(".ask").display = False
        self.query_one("#page").focus()
        self.offer("Esc leaves")

    @on(Failure)
    def _refuse(self, message: Failure) -> None:
        message.stop()
        self._is_busy = self._is_looking = False
        self.say(f"! {message.error}", refused=True)
        self.offer("Esc leaves")


def _few(lines: Sequence[str]) -> list[str]:
    """Give as many as anybody reads."""
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([f"       and {more:,} more"] if more > 0 else [])]


def _line(desk: Desk, incident: Incident) -> str:
    """Write an incident as a line: its number, whose it is, its first words."""
    who = shorten(caller_name(desk, incident), 18)
    return shorten(f"{incident.id:>5}  {who}  {incident.title or ''}".rstrip(), _WIDTH)
