"""Taking back and bringing back in the app."""

from collections.abc import Sequence

from textual import on
from textual.message import Message

from recover.domain.text import count
from recover.services.undoing import TakenBack, undo
from recover.tui.handing import HandingApp
from recover.tui.work import write


class Undone(Message):
    """Actions were taken back, the newest first."""

    def __init__(self, done: Sequence[TakenBack]) -> None:
        super().__init__()
        self.done = tuple(done)


class Redone(Message):
    """Actions that were taken back were brought back."""

    def __init__(self, done: Sequence[TakenBack]) -> None:
        super().__init__()
        self.done = tuple(done)


class UndoingApp(HandingApp):
    """An app in which everything one did can be taken back, and brought back."""

    def action_undo(self) -> None:
        """Take back the last action."""
        desk = self.desk
        write(self, lambda: Undone([undo(desk)]))

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        from recover.services.redoing import redo

        desk = self.desk
        write(self, lambda: Redone([redo(desk)]))

    def action_undo_several(self) -> None:
        """Show what was done last, and ask up to where to take it back."""
        from recover.tui.dialogs.undo import UndoDialog

        self.push_screen(UndoDialog())

    @on(Undone)
    def _tell_undone(self, message: Undone) -> None:
        again = "Ctrl+R brings it back." if len(message.done) == 1 else "Ctrl+R brings them back."
        self.say(" ".join([_told("Taken back", message.done), again]))

    @on(Redone)
    def _tell_redone(self, message: Redone) -> None:
        self.say(_told("Brought back", message.done))


def _told(word: str, done: Sequence[TakenBack]) -> str:
    """Say what was taken back or brought back, and what stays."""
    first = done[0].sentence
    many = f"{count(len(done), 'action')}, up to: {done[-1].sentence}"
    stays = [f"Stays: {each}" for one in done for each in one.stays]
    return " ".join([f"{word}: {first if len(done) == 1 else many}.", *stays])
