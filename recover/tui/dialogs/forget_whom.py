"""Choosing the client who is to be forgotten."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from recover.domain.account import Account
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.line import LineInput
from recover.tui.widgets.rows import Cell, Column, Row, RowList, Tone, remark
from recover.tui.work import desk_of, read

_MOVES = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down"}


class AccountsRead(Message):
    """The accounts were read."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        super().__init__()
        self.accounts = accounts


class ForgetWhomDialog(Dialog[Account | None]):
    """List the clients; typing narrows them, Enter gives the chosen one. Nothing is changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave; nothing is changed", show=False, id="whom.leave"),
    ]
    DEFAULT_CSS = """
    ForgetWhomDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        RowList {
            height: 12; margin-top: 1; background: $surface;
            & > .rows--blurred {
                background: $block-cursor-background; color: $block-cursor-foreground;
            }
            &:nocolor > .rows--blurred { text-style: reverse; }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._accounts: Sequence[Account] = ()

    def compose(self) -> ComposeResult:
        """What to look for, and who there is."""
        with Vertical() as box:
            box.border_title = plain("Forget a client: whom?")
            box.border_subtitle = plain("type to search · Enter goes on · Esc leaves")
            yield LineInput(placeholder="a name", id="words")
            rows = RowList(Column(), Column(width=20), id="clients")
            rows.can_focus = False
            yield rows

    def on_mount(self) -> None:
        """Read the accounts."""
        self.query_one(LineInput).focus()
        store = desk_of(self).store
        read(self, lambda: AccountsRead(list(store.accounts())), group="whom")

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        if event.key in _MOVES:
            event.stop()
            event.prevent_default()
            getattr(self.query_one(RowList), f"action_{_MOVES[event.key]}")()

    def enter(self) -> None:
        """Give the chosen one."""
        chosen = self.query_one(RowList).chosen
        found = next((each for each in self._accounts if each.key == chosen), None)
        if found is not None:
            self.dismiss(found)

    def action_leave(self) -> None:
        """Leave; nothing is changed."""
        self.dismiss(None)

    @on(AccountsRead)
    def _take(self, message: AccountsRead) -> None:
        self._accounts = message.accounts
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        """Show whom the words fit."""
        words = self.query_one(LineInput).value.casefold().split()
        found = [each for each in self._accounts if _fits(each, words)]
        rows = [Row(id=each.key, cells=(each.name, Cell(each.key, Tone.DIM))) for each in found]
        nobody = "No client is called that." if words else "There is no client on record."
        self.query_one(RowList).show(rows or [remark(nobody)])

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.enter()


def _fits(account: Account, words: Sequence[str]) -> bool:
    """Say whether every word stands in the name or the key."""
    text = f"{account.name} {account.key}".casefold()
    return all(each in text for each in words)
