"""Forgetting a client: what there is of them, then their key typed, then all of it removed."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from recover.services.finding import by_key
from recover.services.forgetting import Traces, forget_account, traces_of
from recover.services.telling_traces import forgotten_told, traces_told
from recover.tui.dialogs.page import PageDialog
from recover.tui.drafts import keeper_of
from recover.tui.long_work import Progressed, teller
from recover.tui.widgets.bars import plain
from recover.tui.widgets.line import LineInput
from recover.tui.work import Failure, desk_of, read, write

_ALL = 10_000
"""As many entries of others as are named: the page scrolls."""


class TracesFound(Message):
    """What there is of a client was looked up; nothing was changed."""

    def __init__(self, found: Traces) -> None:
        super().__init__()
        self.found = found


class Forgotten(Message):
    """A client was forgotten."""

    def __init__(self, found: Traces) -> None:
        super().__init__()
        self.found = found
        """What there was."""


class ForgetDialog(PageDialog[Traces | None]):
    """Show what there is of a client, have their key typed, and forget them.

    Gives what there was, or `None` when nothing was forgotten. While it works it cannot be left.
    """

    DEFAULT_CSS = """
    ForgetDialog #warning { height: auto; margin-top: 1; color: $text-warning; }
    """

    def __init__(self, account: str, name: str) -> None:
        """Make the dialog.

        Args:
            account: The account's key.
            name: What it is called; any text.
        """
        super().__init__()
        self.HEADING = f"Forget {name}"
        self._key = account
        self._found: Traces | None = None
        self._is_busy = False
        self._is_looking = True

    @property
    def is_saving(self) -> bool:
        """Whether it is still looked up what there is, so that the key can be typed ahead."""
        return self._is_looking

    def below(self) -> ComposeResult:
        """The key, typed by whoever means it."""
        line = LineInput(id="key")
        line.disabled = True
        warning = f"It cannot be taken back. Type {self._key} to forget them:"
        yield Static(plain(warning), id="warning")
        yield line

    def on_mount(self) -> None:
        """Look what there is."""
        desk, wanted = desk_of(self), by_key(self._key)
        self.say("Looking for what there is of them ...")
        self.offer("Esc leaves")
        read(self, lambda: TracesFound(traces_of(desk, wanted)), group="traces")

    def enter(self) -> None:
        """Forget them, if their key was typed."""
        if self._found is None or self._is_busy:
            return
        if self.query_one("#key", LineInput).value.strip().casefold() != self._key.casefold():
            self.say(f"! Nothing was forgotten: type {self._key}, or leave with Esc.", refused=True)
            return
        self._is_busy = True
        desk, keeper, tell = desk_of(self), keeper_of(self), teller(self)
        keeper.flush()

        def now(doing: str) -> None:
            tell(f"Forgetting: {doing}")

        self.say("Forgetting ...")
        self.offer("please wait: it has to be done to the end")
        wanted = by_key(self._key)
        write(self, lambda: Forgotten(forget_account(desk, wanted, now, keeper)))

    def action_leave(self) -> None:
        """Leave; what is being forgotten is waited for."""
        if not self._is_busy:
            self.dismiss(None)

    @on(TracesFound)
    def _show(self, message: TracesFound) -> None:
        self._found, self._is_looking = message.found, False
        self.show(_apart(traces_told(message.found, named=_ALL)))
        self.say("")
        line = self.query_one("#key", LineInput)
        line.disabled = False
        line.focus()
        self.offer("Enter forgets · ↑ ↓ scroll · Esc leaves")

    @on(Progressed)
    def _tell(self, message: Progressed) -> None:
        if self._is_busy:
            self.say(message.text)

    @on(Forgotten)
    def _end(self, message: Forgotten) -> None:
        self.dismiss(message.found)

    @on(Failure)
    def _refuse(self, message: Failure) -> None:
        message.stop()
        self._is_busy = self._is_looking = False
        self.say(f"! {message.error}", refused=True)
        self.offer("Enter forgets · Esc leaves" if self._found else "Esc leaves")


class ForgottenDialog(PageDialog[None]):
    """Say what is gone, and what only a person can delete."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "Leave", show=False, id="forgotten.leave"),
    ]
    HEADING = "Forgotten"

    def __init__(self, found: Traces) -> None:
        """Make the dialog.

        Args:
            found: What there was.
        """
        super().__init__()
        self._found = found

    def on_mount(self) -> None:
        """Say it."""
        self.show(_apart(forgotten_told(self._found, named=_ALL)))
        self.offer("↑ ↓ scroll · Esc leaves")


def _apart(lines: Iterable[str]) -> list[str]:
    """Put an empty line between sentences, and none into what is listed under one."""
    found: list[str] = []
    for line in lines:
        found += ["", line] if found and not line.startswith(" ") else [line]
    return found
