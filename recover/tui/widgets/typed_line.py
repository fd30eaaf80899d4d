"""The line at the bottom of an incident, always ready."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from recover.services.missing import Question
from recover.services.typed_line import LineKind, Typed, read_line
from recover.tui.widgets.bars import plain
from recover.tui.widgets.incident_state import IncidentState
from recover.tui.widgets.line import LineInput

_WIDE = 72
_WIDEST = 110
_DOES = {
    LineKind.HEARD: "Enter logs it as heard",
    LineKind.SAID: "Enter logs what we said",
    LineKind.NOTE: "Enter notes it, internally",
    LineKind.WANTS: "Enter logs the demand",
    LineKind.FACT: "Enter saves the fact",
    LineKind.PROMISE: "Enter promises it",
    LineKind.HANDOVER: "Enter offers it",
}


_NOT_YET = {LineKind.PROMISE: "not a moment yet", LineKind.HANDOVER: "not to be offered yet"}


class TypedInput(LineInput):
    """The text of the line; its keys leave Ctrl+D to the screen, and a paste keeps its lines."""

    KEEPS_LINES = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "screen.finish", "Client has finished", show=False, id="line.finish"),
    ]


class TypedLine(Horizontal):
    """A label that says what Enter will do, the text, and a hint."""

    DEFAULT_CSS = """
    TypedLine {
        height: 1; padding: 0 1; background: $boost;
        & > #label { width: auto; color: $text-accent; text-style: bold; }
        & > TypedInput {
            width: 1fr; min-width: 20; height: 1; border: none; padding: 0;
            background: transparent;
        }
        & > TypedInput:focus {
            border: none; background: transparent; background-tint: transparent;
        }
        & > #hint { width: auto; max-width: 60%; color: $text-muted; }
    }
    """

    def __init__(self, draft: str = "") -> None:
        super().__init__()
        self._draft = draft
        self._state: IncidentState | None = None
        self._skipped: set[str] = set()
        self._refused = False

    def compose(self) -> ComposeResult:
        """The label, the text, the hint."""
        yield Static(id="label")
        yield TypedInput(self._draft, id="text")
        yield Static(id="hint")

    @property
    def input(self) -> TypedInput:
        """The text."""
        return self.query_one(TypedInput)

    @property
    def typed(self) -> Typed:
        """The line as it is understood now."""
        listening = self._state is None or self._state.listening
        return read_line(self.input.value, listening=listening, asking=self.asking)

    @property
    def asking(self) -> Question | None:
        """The essential question the line asks now: one after the other, in an urgent matter."""
        state = self._state
        if state is None or not state.incident.urgent or not state.listening:
            return None
        open_ones = (each for each in state.open_questions if not each.later)
        return next((each for each in open_ones if each.name not in self._skipped), None)

    def skip(self) -> None:
        """Go on to the next question without an answer to this one."""
        if self.asking is not None:
            self._skipped.add(self.asking.name)
            self.relabel()

    def show(self, state: IncidentState) -> None:
        """Take over another state; what is being typed stays."""
        self._state = state
        self.relabel()

    def put(self, text: str) -> None:
        """Put another text into the line, the cursor at its end."""
        self.input.value = text
        self.input.cursor_position = len(text)

    def refuse(self, refused: bool) -> None:
        """Say whether the promise being typed would be refused."""
        if refused != self._refused:
            self._refused = refused
            self.relabel()

    def relabel(self) -> None:
        """Write the label and the hint anew."""
        self.query_one("#label", Static).update(plain(f"{self.typed.label} › "))
        self.query_one("#hint", Static).update(plain(f" {self._hint()}"))

    def on_resize(self) -> None:
        """Give the text room where there is little."""
        self.relabel()

    def _hint(self) -> str:
        """Say what Enter does."""
        typed = self.typed
        if not self.input.has_focus:
            return "Enter or i to type"
        if typed.question is not None:
            keys = "" if self.size.width < _WIDE else " · Enter saves, empty skips"
            return f"{self._place()}{keys}"
        if not self.input.value.strip():
            marks = "+ promise · ? wants · = fact"
            if self.size.width >= _WIDEST:
                return f"Enter logs it · {marks} · @ hand over"
            return f"Enter logs it · {marks}" if self.size.width >= _WIDE else marks
        if typed.kind is LineKind.SAID and self._state is not None and self._state.silent:
            asks = "Enter asks first"
            return f"{asks}: they have not finished" if self.size.width >= _WIDE else asks
        if typed.kind in _NOT_YET and self._refused:
            return _NOT_YET[typed.kind]
        return _DOES[typed.kind]

    def _place(self) -> str:
        """Say which of the essential questions this is."""
        if self._state is None or self.asking is None:
            return ""
        names = [each.name for each in self._state.asked.wanted if not each.later]
        return f"{names.index(self.asking.name) + 1} of {len(names)}"
