"""Getting in touch about a promise: may they be contacted now, and where."""

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.contacting import Way, WindowShut, contact_anyway, way_to_client
from recover.services.reminding import hold_promise
from recover.tui.dialogs.dialog import Dialog
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.widgets.bars import plain
from recover.tui.widgets.incident_state import short_moment
from recover.tui.work import Failure, desk_of, read, write

Ended = Literal["kept", "tried"]
"""What became of it: they were reached, or not."""

_OPEN = "k reached: keep it · t not reached · Esc leaves"
_SHUT = "h hold it: remind me · a they agreed · o it cannot wait"
_NEITHER = "Esc leaves"


class WayFound(Message):
    """They may be contacted now."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way


class Shut(Message):
    """They may not."""

    def __init__(self, refusal: WindowShut) -> None:
        super().__init__()
        self.refusal = refusal


class Held(Message):
    """The promise waits for the window; whoever acts is reminded."""

    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self.incident = incident


class ReachDialog(Dialog[Ended | None]):
    """Say where to reach the client, or what keeps us from it and what can be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "end('kept')", "They were reached", show=False, id="reach.kept"),
        Binding("t", "end('tried')", "They were not reached", show=False, id="reach.tried"),
        Binding("h", "hold", "Hold it until the window opens", show=False, id="reach.hold"),
        Binding("a", "anyway(True)", "They agreed to now", show=False, id="reach.agreed"),
        Binding("o", "anyway(False)", "It cannot wait", show=False, id="reach.reason"),
        Binding("escape", "leave", "Leave", show=False, id="reach.leave"),
    ]
    DEFAULT_CSS = """
    ReachDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-subtitle-color: $text-muted;
            border-title-style: bold; border-title-color: $foreground; overflow-y: auto;
        }
    }
    """

    def __init__(self, promise: Promise) -> None:
        """Make the dialog for one open promise."""
        super().__init__()
        self._promise = promise
        self._way: Way | None = None
        self._shut = False
        self._is_known = False

    def compose(self) -> ComposeResult:
        """What is to be done, where, and the keys."""
        with Vertical() as box:
            box.can_focus = True
            box.border_title = plain(f"{self._promise.id} {self._promise.what}")
            yield Static(id="way")

    @property
    def is_behind(self) -> bool:
        """Whether it is not known yet if they may be contacted."""
        return not self._is_known

    def on_mount(self) -> None:
        """Look it up."""
        self.query_one(Vertical).focus()
        desk, promise_id = desk_of(self), self._promise.id

        def look() -> Message:
            try:
                return WayFound(way_to_client(desk, promise_id))
            except WindowShut as refusal:
                return Shut(refusal)

        read(self, look)

    def action_end(self, ended: Ended) -> None:
        """Go on to what became of it."""
        if self._way is not None:
            self.dismiss(ended)

    def action_hold(self) -> None:
        """Wait for the window."""
        desk, promise_id = desk_of(self), self._promise.id
        if self._shut:
            write(self, lambda: Held(hold_promise(desk, promise_id)))

    def action_anyway(self, agreed: bool) -> None:
        """Ask for the client's words, or our reason."""
        if self._shut:
            self.app.push_screen(AnywayDialog(self._promise, agreed=agreed), self._found)

    def action_leave(self) -> None:
        """Leave; nothing is written."""
        self.dismiss(None)

    def _found(self, way: Way | None) -> None:
        """Go on with the way, once there is one."""
        if way is not None:
            self.post_message(WayFound(way))

    def _say(self, text: str, keys: str) -> None:
        self._is_known = True
        self.query_one("#way", Static).update(plain(text))
        self.query_one(Vertical).border_subtitle = plain(keys)

    @on(WayFound)
    def _go(self, message: WayFound) -> None:
        way = self._way = message.way
        self._shut = False
        where = way.address or "no number is known"
        lines = [f"{way.channel} {way.who}: {where}"]
        if way.until is not None:
            lines.append(f"open until {short_moment(way.until, way.promise.zone, day=False)}")
        if way.note:
            lines.append(way.note)
        self._say("\n".join(lines), _OPEN)

    @on(Shut)
    def _wait(self, message: Shut) -> None:
        self._shut = True
        self._say(message.refusal.refusal, _SHUT)

    @on(Held)
    def _held(self, message: Held) -> None:
        from recover.tui.reminders import ReminderMade

        self.app.post_message(ReminderMade(message.incident, self._promise.number))
        self.dismiss(None)

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._shut = False
        self._say(f"! {message.error}", _NEITHER)


class AnywayDialog(FormDialog[Way]):
    """Why the client is contacted while the window is shut."""

    def __init__(self, promise: Promise, *, agreed: bool) -> None:
        """Make the form.

        Args:
            promise: What it is about.
            agreed: Whether the client agreed; else it is our own decision.
        """
        self._promise = promise
        self._agreed = agreed
        label, hint = ("they said", "before you open is fine") if agreed else ("because", "")
        heading = "They agreed to be contacted now" if agreed else "It cannot wait"
        draft = f"anyway/{promise.id}/{'agreed' if agreed else 'reason'}"
        super().__init__(heading, [Field(name="words", label=label, hint=hint)], draft=draft)

    def save(self, given: Given) -> Way:
        """Log it.

        Raises:
            Refused: Nothing was typed.
        """
        words = given["words"]
        if not words.strip():
            raise Refused("Write down what they said." if self._agreed else "Write down why.")
        return contact_anyway(
            desk_of(self),
            self._promise.id,
            agreed=words if self._agreed else "",
            reason="" if self._agreed else words,
        )
