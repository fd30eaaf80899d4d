"""Offering what was typed and never saved, because the app was killed."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from recover.domain.errors import RecoverError
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.drafting import Draft
from recover.services.finding import find_incident
from recover.services.looking import caller_name
from recover.tui.dialogs.dialog import Dialog
from recover.tui.dialogs.leftover import LeftoverDialog
from recover.tui.drafts import DraftKeeper
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone
from recover.tui.work import desk_of, read

Make = Callable[[], Screen[Any]]


class TitlesFound(Message):
    """What the drafts were typed into, by their names."""

    def __init__(self, titles: dict[str, str]) -> None:
        super().__init__()
        self.titles = titles


class PlaceFound(Message):
    """What a draft was typed into is still there; `make` makes its form, if it is one."""

    def __init__(self, name: str, make: Make | None) -> None:
        super().__init__()
        self.name = name
        self.make = make


class PlaceGone(Message):
    """What a draft was typed into is gone or settled."""

    def __init__(self, draft: Draft, why: str) -> None:
        super().__init__()
        self.draft = draft
        self.why = why


class DraftsDialog(Dialog[str | None]):
    """List the drafts and take them up; gives the id of an incident whose line one belongs to.

    A form opens over the list, which comes back for what is left, and ends when nothing is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "dismiss_draft", "Throw the chosen draft away", id="drafts.dismiss"),
        Binding("escape", "leave", "Later", id="drafts.leave"),
    ]
    DEFAULT_CSS = """
    DraftsDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        RowList { height: auto; max-height: 10; margin-top: 1; background: $surface; }
    }
    """

    def __init__(self, drafts: Sequence[Draft], keeper: DraftKeeper) -> None:
        """Make the dialog.

        Args:
            drafts: What was found; the newest first.
            keeper: Holds them, until they are taken up or thrown away.
        """
        super().__init__()
        self._drafts = list(drafts)
        self._keeper = keeper
        self._titles: dict[str, str] = {}
        self._is_looking = False

    @property
    def is_behind(self) -> bool:
        """Whether the form that was chosen is still looked up, so that keys wait for it."""
        return self._is_looking

    def compose(self) -> ComposeResult:
        """What it is about, and the drafts."""
        with Vertical() as box:
            box.border_title = plain("Typed, and not saved")
            box.border_subtitle = plain("Enter takes it up · d throws it away · Esc later")
            yield Static("The app ended before this was saved:")
            yield RowList(Column(width=20), Column(), id="drafts")

    def on_mount(self) -> None:
        """Show the texts, and look up whom they are about."""
        desk = desk_of(self)
        names = [each.name for each in self._drafts]
        read(self, lambda: TitlesFound({name: _title(desk, name) for name in names}))

    def on_screen_resume(self) -> None:
        """List what is still there to take up."""
        self._drafts = [each for each in self._drafts if self._keeper.holds(each.name)]
        if self._drafts:
            self._show()
        else:
            self.dismiss(None)

    def action_dismiss_draft(self) -> None:
        """Throw the chosen draft away."""
        self._keeper.clear(self.query_one(RowList).chosen)
        self.on_screen_resume()

    def action_leave(self) -> None:
        """Keep them for later: each line and each form has its own when it is opened."""
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one(RowList).show([self._row(each) for each in self._drafts])

    def _row(self, draft: Draft) -> Row:
        title = self._titles.get(draft.name, draft.name)
        return Row(id=draft.name, cells=(Cell(title, Tone.DIM), draft.text))

    def _opened(self, result: object) -> None:
        """Hear what came of a form that was taken up; `None` when it was left."""
        if result is not None:
            said = result if isinstance(result, str) else "Saved."
            self.notify(printable(said), markup=False)

    @on(TitlesFound)
    def _tell_titles(self, message: TitlesFound) -> None:
        self._titles = message.titles
        self._show()

    @on(RowList.Chosen)
    def _take_up(self, message: RowList.Chosen) -> None:
        """Look whether what it was typed into is still there; once, however often it is asked."""
        if self._is_looking:
            return
        self._is_looking = True
        desk = desk_of(self)
        draft = next(each for each in self._drafts if each.name == message.row)

        def look() -> Message:
            try:
                return PlaceFound(draft.name, _place_of(desk, draft))
            except RecoverError as error:
                return PlaceGone(draft, str(error))

        read(self, look, group="place")

    @on(PlaceFound)
    def _open(self, message: PlaceFound) -> None:
        if message.make is None:
            self.dismiss(message.name)
        else:
            self.app.push_screen(message.make(), self._opened)
        self._is_looking = False

    @on(PlaceGone)
    def _show_text(self, message: PlaceGone) -> None:
        self.app.push_screen(LeftoverDialog(message.draft, message.why, self._keeper))
        self._is_looking = False


def _title(desk: Desk, name: str) -> str:
    """Say what a draft was typed into: who the incident is about, or `keep 1p1`."""
    kind, *about = name.split("/")
    if about:
        return f"{kind} {' '.join(filter(None, about)) or '(new)'}"
    try:
        return caller_name(desk, find_incident(desk, name))
    except RecoverError:
        return f"incident {name}"


def _place_of(desk: Desk, draft: Draft) -> Make | None:
    """Find what a draft was typed into: what makes its form, or `None` for a line.

    Raises:
        RecoverError: It is gone or settled.
    """
    from recover.tui.dialogs.reopening import form_named

    if draft.is_form:
        return form_named(desk, draft.name)
    find_incident(desk, draft.name)
    return None
