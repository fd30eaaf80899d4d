"""Every key, to look up by what it does."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from recover.tui.commands import COMMANDS, Command, Place, commands_in, elsewhere_too
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.line import LineInput
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone, heading, remark

NAMES = {
    Place.TODAY: "On Today",
    Place.INCIDENTS: "In the list of incidents",
    Place.INCIDENT: "In an incident",
    Place.ACCOUNTS: "Among accounts and people",
    Place.PLAYBOOKS: "Among the playbooks",
    Place.REVIEW: "At the end of the day",
    Place.SUMMARY: "In a summary",
    Place.DATA: "Where the data is looked after",
    Place.EVERYWHERE: "Everywhere",
    Place.LIST: "In any list",
    Place.DIALOG: "In any dialog",
}


class HelpDialog(Dialog[str | None]):
    """List the keys; typing narrows them, Enter does the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the help", id="help.leave"),
        Binding("enter", "run", "Do the chosen one", id="help.run"),
    ]
    DEFAULT_CSS = """
    HelpDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 76; max-width: 100%; height: 100%; max-height: 40; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        LineInput { margin-bottom: 1; }
        RowList {
            background: $surface;
            & > .rows--blurred {
                background: $block-cursor-background; color: $block-cursor-foreground;
            }
            &:nocolor > .rows--blurred { text-style: reverse; }
        }
    }
    """

    def __init__(self, place: Place) -> None:
        """Make the help, with the keys of *place* first."""
        super().__init__()
        first = (place, Place.EVERYWHERE, Place.LIST)
        self._places = (*first, *(each for each in NAMES if each not in first))
        self._here = {place, Place.EVERYWHERE}

    def compose(self) -> ComposeResult:
        """What to look for, and the keys."""
        with Vertical() as box:
            box.border_title = plain("Help")
            box.border_subtitle = plain("type to search · Enter does it · Esc leaves")
            yield LineInput(placeholder="what do you want to do?", id="words")
            rows = RowList(Column(width=14), Column(), id="keys")
            rows.can_focus = False
            yield rows

    def on_mount(self) -> None:
        """Show every key."""
        self._show("")

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        moves = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up"}
        moves["pagedown"] = "page_down"
        if event.key in moves:
            event.stop()
            event.prevent_default()
            getattr(self.query_one(RowList), f"action_{moves[event.key]}")()

    def action_leave(self) -> None:
        """Leave; nothing is done."""
        self.dismiss(None)

    def action_run(self) -> None:
        """Do the chosen one, if it can be done from here."""
        chosen = self.query_one(RowList).chosen
        command = next((each for each in COMMANDS if each.id == chosen), None)
        if command and command.listed and self._here & set(command.places):
            self.dismiss(command.full_action)
        else:
            self.dismiss(None)

    def _show(self, typed: str) -> None:
        """List the keys whose description holds every word."""
        words = typed.casefold().split()
        rows: list[Row] = []
        for place in self._places:
            held = (
                elsewhere_too(self._places[0]) if place is Place.EVERYWHERE else commands_in(place)
            )
            found = [each for each in held if _fits(each, words)]
            if found:
                rows += [heading(NAMES[place]), *map(_row, found)]
        self.query_one(RowList).show(rows or [remark("No key does that. Try another word.")])

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._show(event.value)
        self.query_one(RowList).action_first()

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.action_run()

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_run()


def _row(command: Command) -> Row:
    """Write one command."""
    keys = " ".join(command.shown_keys)
    return Row(id=command.id, cells=(Cell(keys, Tone.ACCENT), command.title))


def _fits(command: Command, words: list[str]) -> bool:
    """Say whether a command has to do with every word."""
    text = f"{command.title} {command.label} {' '.join(command.shown_keys)}".casefold()
    return all(word in text for word in words)
