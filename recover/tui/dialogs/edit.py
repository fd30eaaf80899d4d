"""The base of the forms that change what is on record: others may change it at the same time."""

from typing import TYPE_CHECKING, Generic, TypeVar

from recover.domain.account import Account
from recover.domain.person import Person
from recover.services.meanwhile import ChangedMeanwhile
from recover.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value", Account, Person)


class EditDialog(FormDialog[Value], Generic[Value]):
    """A form that says what somebody else has changed meanwhile; saving again replaces it."""

    _over: Value | None = None
    """What was told of, and is replaced by saving once more."""

    def saving(self, act: "Callable[[Value | None], Value]") -> Value:
        """Save with *act*, which is given what may be replaced.

        Raises:
            ChangedMeanwhile: Somebody has changed the same; saving once more replaces it.
        """
        try:
            return act(self._over)
        except ChangedMeanwhile as error:
            self._over = error.now
            raise
