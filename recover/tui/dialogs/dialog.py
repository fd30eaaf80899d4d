"""The base of everything that is asked on top of a screen."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A question over the screen, from which the app can be left, too.

    The keys of the app do not reach a modal screen, so the one that leaves it stands here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit; what is being typed is kept", show=False, id="dialog.quit")
    ]

    async def action_quit(self) -> None:
        """Leave the app when everything is on disk."""
        await self.app.action_quit()
