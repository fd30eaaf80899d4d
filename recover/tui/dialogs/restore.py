"""Putting back a copy of the book, or a backup from elsewhere."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from recover.domain.errors import Refused
from recover.services.restoring import Copy, compare, copies_kept, holdings, restore, when
from recover.tui.dialogs.ask import AskDialog
from recover.tui.dialogs.dialog import Dialog
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.long_work import Progressed, teller
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone
from recover.tui.work import Failure, desk_of, read, write

_FILE = "/"
"""The row that stands for a file from elsewhere; no copy has this name."""
_WHEN = 22
_WHY = 16


class CopiesFound(Message):
    """The copies on disk were looked up."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        super().__init__()
        self.copies = copies


class Compared(Message):
    """A backup was verified, and compared with the book."""

    def __init__(self, wanted: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.wanted = wanted
        self.lines = lines


class PutBack(Message):
    """The backup is the book now."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class RestoreFileDialog(FormDialog[str]):
    """Name a backup from elsewhere; gives its name when there is such a file."""

    def __init__(self) -> None:
        """Make the form."""
        fields = [Field(name="file", label="backup", hint="book.recover")]
        intro = "In the folder you started from, or a whole path. You are asked before it is used."
        super().__init__("Restore from a file", fields, intro=intro, draft="restore/")

    def save(self, given: Given) -> str:
        """See that it is a backup.

        Raises:
            RecoverError: It is none, or damaged, or newer than this program.
        """
        name = given["file"].strip()
        if not name:
            raise Refused("Name a backup, such as book.recover.")
        compare(desk_of(self), name)
        return name


class RestoreDialog(Dialog[str | None]):
    """List the copies; the chosen one is verified, compared, asked about, and put back.

    Gives a sentence about what was put back, or `None` when nothing was.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave; nothing is changed", id="restore.leave"),
    ]
    DEFAULT_CSS = """
    RestoreDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        RowList { height: auto; max-height: 12; margin: 1 0; background: $surface; }
        #said { color: $text-muted; height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_busy = False
        self._holds: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The copies, and what is being done."""
        with Vertical() as box:
            box.border_title = plain("Restore from a copy")
            box.border_subtitle = plain("Enter compares it with the book · Esc leaves")
            yield Static(plain("What is here is copied first, so that it can be taken back."))
            yield RowList(Column(width=_WHEN), Column(width=_WHY), Column(), id="copies")
            yield Static(id="said")

    def on_mount(self) -> None:
        """Look the copies up."""
        home = desk_of(self).home
        read(self, lambda: CopiesFound(copies_kept(home)), group="copies")

    def action_leave(self) -> None:
        """Leave; what is being put back already is waited for."""
        if not self._is_busy:
            self.dismiss(None)

    def _compare(self, wanted: str | None) -> None:
        """Verify a backup, off the event loop."""
        if not wanted or self._is_busy:
            return
        self._is_busy = True
        desk, tell = desk_of(self), self._teller("Looking through it")
        write(self, lambda: Compared(wanted, compare(desk, wanted, tell)))

    def _put_back(self, wanted: str) -> None:
        """Make it the book, off the event loop."""
        self._is_busy = True
        desk, tell = desk_of(self), self._teller("Putting it back")

        def act() -> Message:
            manifest = restore(desk, wanted, tell).looked.manifest
            held = holdings(manifest.counts)
            return PutBack(f"Restored the book of {when(manifest.made)}: {held}.")

        write(self, act)

    def _teller(self, doing: str) -> Callable[[float], None]:
        """Give what tells how far it is; it is called in the writing thread."""
        tell = teller(self)
        return lambda part: tell(f"{doing}: {part:.0%}")

    @on(CopiesFound)
    def _list(self, message: CopiesFound) -> None:
        rows = [_row(each) for each in message.copies]
        self._holds = {each.name: _held(each) for each in message.copies}
        other = Row(id=_FILE, cells=(Cell("a file from elsewhere", Tone.DIM), "", ""))
        rows_list = self.query_one(RowList)
        rows_list.show([*rows, other])
        rows_list.focus()

    @on(RowList.Moved)
    def _look(self) -> None:
        """Say all that the chosen copy holds: a line of the list may be too short for it."""
        if not self._is_busy:
            held = self._holds.get(self.query_one(RowList).chosen, "A backup, by its name.")
            self.query_one("#said", Static).update(plain(held))

    @on(RowList.Chosen)
    def _choose(self, message: RowList.Chosen) -> None:
        if message.row == _FILE:
            self.app.push_screen(RestoreFileDialog(), self._compare)
        else:
            self._compare(message.row)

    @on(Compared)
    def _ask(self, message: Compared) -> None:
        self._is_busy = False
        self.query_one("#said", Static).update("")

        def answered(yes: bool | None) -> None:
            if yes:
                self._put_back(message.wanted)

        question = "\n".join([*message.lines, "", "Replace what is here? A copy of it is kept."])
        self.app.push_screen(
            AskDialog("Restore from a copy", question, yes="replaces it", no="leaves it"), answered
        )

    @on(Progressed)
    def _tell(self, message: Progressed) -> None:
        if self._is_busy:
            self.query_one("#said", Static).update(plain(message.text))

    @on(PutBack)
    def _end(self, message: PutBack) -> None:
        self.dismiss(message.sentence)

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._is_busy = False
        self.query_one("#said", Static).update(plain(f"! {message.error}"))


def _held(copy: Copy) -> str:
    """Say what a copy holds, or why it cannot be put back."""
    if copy.manifest is None or copy.why_not:
        return f"! {copy.why_not}"
    return f"It holds {holdings(copy.manifest.counts)}."


def _row(copy: Copy) -> Row:
    """Write a copy as a line: when, why, and what it holds."""
    manifest = copy.manifest
    if manifest is None or copy.why_not:
        return Row(id=copy.name, cells=(copy.name, "", Cell("! cannot be put back", Tone.OVERDUE)))
    why = manifest.why.replace("-", " ", 1) or "asked for"
    return Row(
        id=copy.name,
        cells=(when(manifest.made), Cell(why, Tone.DIM), holdings(manifest.counts)),
    )
