"""Playbooks: what there is, and each as a page to read."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from recover.services.playbooks import ShelvedPlaybook, playbooks_on_shelf
from recover.tui.commands import Place, bindings
from recover.tui.screens.place import PlaceScreen
from recover.tui.screens.playbook_page import page
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone, heading

COLUMNS = (
    Column(width=27),
    Column(width=34, from_width=110),
    Column(),
    Column(width=8, from_width=90),
)
"""Id, title, when to use it, where it is from."""


class ShelfRead(Message):
    """The playbooks were read."""

    def __init__(self, shelf: list[ShelvedPlaybook]) -> None:
        super().__init__()
        self.shelf = shelf


class PlaybooksScreen(PlaceScreen):
    """The list of playbooks; Enter opens one."""

    PLACE = Place.PLAYBOOKS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.PLAYBOOKS)]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    PlaybooksScreen RowList { padding: 0 1; margin-top: 1; }
    PlaybooksScreen #page {
        padding: 0 1; margin-top: 1; scrollbar-size-vertical: 1; display: none;
    }
    PlaybooksScreen.-reading #page { display: block; }
    PlaybooksScreen.-reading RowList { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shelf: dict[str, ShelvedPlaybook] = {}

    def body(self) -> Iterable[Widget]:
        """The list, and the page that takes its place."""
        yield RowList(*COLUMNS, id="shelf")
        yield VerticalScroll(Static(id="text"), id="page")

    def reload(self) -> None:
        """Read the files anew."""
        desk = self.desk
        self.reread(lambda: ShelfRead(playbooks_on_shelf(desk)))

    def action_back(self) -> None:
        """Go back to the list."""
        self.remove_class("-reading")
        self.query_one(RowList).focus()

    @on(ShelfRead)
    def _show(self, message: ShelfRead) -> None:
        self._shelf = {each.id: each for each in message.shelf}
        head = heading("PLAYBOOK", "what it is for", "when to use it", "from")
        self.query_one(RowList).show([head, *map(_row, message.shelf)])

    @on(RowList.Chosen)
    def _open(self, message: RowList.Chosen) -> None:
        """Show the page of the chosen playbook."""
        self.query_one("#text", Static).update(page(self._shelf[message.row]))
        self.add_class("-reading")
        reader = self.query_one("#page", VerticalScroll)
        reader.scroll_home(animate=False)
        reader.focus()


def _row(shelved: ShelvedPlaybook) -> Row:
    """Write one playbook, or that its file has problems."""
    if shelved.playbook is None:
        title, when = "", Cell(f"cannot be used: {shelved.problems[0]}", Tone.STRONG)
    else:
        title, when = shelved.playbook.title, Cell(shelved.playbook.when)
    return Row(id=shelved.id, cells=(shelved.id, title, when, Cell(shelved.origin, Tone.DIM)))
