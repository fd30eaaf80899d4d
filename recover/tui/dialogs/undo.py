"""Choosing up to where to take back what one did last."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from recover.domain.action import Action
from recover.domain.text import count, shorten
from recover.domain.zones import zone
from recover.services.action_list import actions_done, in_words
from recover.services.redoing import redo_steps, redoable
from recover.services.undoing import undo_steps
from recover.tui.dialogs.ask import AskDialog
from recover.tui.dialogs.dialog import Dialog
from recover.tui.undo import Redone, Undone
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone
from recover.tui.work import Failure, desk_of, read, write

COLUMNS = (Column(width=2), Column(width=12), Column(), Column(width=12))
"""The step, when it was done, what it was, and what became of it."""

_ASKED = 10
"""How many actions the question names."""
_WIDTH = 56


class ActionsRead(Message):
    """What whoever acts did last."""

    def __init__(self, actions: list[Action], words: list[str], now: datetime) -> None:
        super().__init__()
        self.words = words
        """What each of them was."""
        self.actions = actions
        self.now = now


class UndoDialog(Dialog[None]):
    """List what one did last; Enter takes back everything from the first line to the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "redo", "Bring back what was taken back last", show=False, id="undo.redo"),
        Binding("escape", "leave", "Leave the list", show=False, id="undo.leave"),
    ]
    DEFAULT_CSS = """
    UndoDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 74; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        & RowList { height: auto; max-height: 14; background: $surface; }
        & #words { height: auto; max-height: 4; margin-top: 1; color: $text-muted; }
        & #words.refused { color: $text-error; }
    }
    """

    def __init__(self) -> None:
        """Make the dialog."""
        super().__init__()
        self._actions: list[Action] = []
        self._counting: list[Action] = []
        self._told: dict[str, str] = {}
        self._now: datetime | None = None

    def compose(self) -> ComposeResult:
        """The list in a frame that says what the keys do."""
        with Vertical() as box:
            box.border_title = plain("What you did last")
            box.border_subtitle = plain("Enter takes back · r brings back · Esc leaves")
            yield RowList(*COLUMNS, id="actions")
            yield Static("Looking ...", id="words")

    def on_mount(self) -> None:
        """Look what was done."""
        self.query_one(RowList).focus()
        desk = desk_of(self)

        def look() -> ActionsRead:
            actions = actions_done(desk)
            return ActionsRead(actions, [in_words(desk, each) for each in actions], desk.recorded())

        read(self, look)

    def action_leave(self) -> None:
        """Leave; nothing is changed."""
        self.dismiss(None)

    def action_redo(self) -> None:
        """Bring back what was taken back last, where that can be done."""
        found = redoable(self._actions)
        desk = desk_of(self)
        write(self, lambda: Redone(redo_steps(desk, 1, seen=found[:1])))

    @property
    def _steps(self) -> int:
        """How many steps back the chosen line is; 0 where it is taken back already."""
        chosen = self.query_one(RowList).chosen
        ids = [_id(each) for each in self._counting]
        return ids.index(chosen) + 1 if chosen in ids else 0

    @on(ActionsRead)
    def _show(self, message: ActionsRead) -> None:
        self._actions, self._now = message.actions, message.now
        ids = map(_id, message.actions)
        self._told = dict(zip(ids, message.words, strict=True))
        self._counting = [each for each in message.actions if each.undone_at is None]
        rows = self.query_one(RowList)
        rows.styles.height = max(len(message.actions), 1)
        rows.show([self._row(each) for each in message.actions])
        if self._counting:
            rows.choose(_id(self._counting[0]))
        self._foretell()

    def _row(self, action: Action) -> Row:
        """Write one action."""
        clock = zone(desk_of(self).who.calendar.zone)
        at = action.at.astimezone(clock)
        is_today = self._now is not None and at.date() == self._now.astimezone(clock).date()
        words = self._told[_id(action)]
        when = f"{at:%H:%M}" if is_today else f"{at.day} {at:%b %H:%M}"
        if action.undone_at is not None:
            cells = ("", Cell(when, Tone.DIM), Cell(words, Tone.DIM), "taken back")
            return Row(id=_id(action), cells=cells)
        step = f"{self._counting.index(action) + 1}"
        again = "brought back" if action.redone_at is not None else ""
        return Row(id=_id(action), cells=(step, when, words, Cell(again, Tone.DIM)))

    @on(RowList.Moved)
    def _foretell(self) -> None:
        """Say what Enter would take back."""
        words = self.query_one("#words", Static)
        words.remove_class("refused")
        words.update(plain(self._words()))

    def _words(self) -> str:
        """Say what the chosen line would do."""
        if not self._actions:
            return "You have done nothing yet that could be taken back."
        steps = self._steps
        if steps == 0:
            return "This is taken back already; r brings back what was taken back last."
        if steps == 1:
            return f"Enter takes back: {self._told[_id(self._counting[0])]}."
        last = self._told[_id(self._counting[steps - 1])]
        return f"Enter takes back all {steps}, from the first to: {last}."

    @on(RowList.Chosen)
    def _ask(self) -> None:
        """Ask once, naming all of it."""
        chosen = self._counting[: self._steps]
        if not chosen:
            return

        def told(yes: bool | None) -> None:
            if yes:
                self._take_back(chosen)

        named = [f"· {shorten(self._told[_id(each)], _WIDTH)}" for each in chosen[:_ASKED]]
        more = [f"and {len(chosen) - _ASKED} more"] if len(chosen) > _ASKED else []
        heading = f"Take back {count(len(chosen), 'action')}?"
        self.app.push_screen(
            AskDialog(heading, "\n".join([*named, *more]), yes="take back", no="keep"), told
        )

    def _take_back(self, chosen: Sequence[Action]) -> None:
        """Take them back: all of them, or none."""
        desk = desk_of(self)
        write(self, lambda: Undone(undo_steps(desk, len(chosen), seen=chosen)))

    @on(Undone)
    @on(Redone)
    def _leave(self) -> None:
        """Leave; the app, which is told next, says what came back."""
        self.dismiss(None)

    @on(Failure)
    def _refuse(self, message: Failure) -> None:
        message.stop()
        words = self.query_one("#words", Static)
        words.add_class("refused")
        words.update(plain(f"! {message.error}"))


def _id(action: Action) -> str:
    """Name the row of an action."""
    return f"{action.order} {action.at.isoformat()}"
