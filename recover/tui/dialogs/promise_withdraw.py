"""Taking a promise back."""

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.settling import withdraw_promise
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of


class WithdrawDialog(FormDialog[Incident]):
    """End a promise without keeping it, and say why."""

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        reason = Field(name="reason", label="why", hint="the client no longer needs it")
        heading = f"Withdraw {promise.id}: {promise.what}"
        super().__init__(heading, [reason], draft=f"withdraw/{promise.id}")

    def save(self, given: Given) -> Incident:
        """Withdraw it.

        Raises:
            Refused: No reason is given.
        """
        if not given["reason"].strip():
            raise Refused("Say why it is withdrawn: the reason stays in the log.")
        return withdraw_promise(desk_of(self), self._promise.id, given["reason"])
