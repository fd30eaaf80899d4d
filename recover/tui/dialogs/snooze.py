"""Hearing nothing of a promise for a time, or not any more."""

from recover.domain.errors import Refused
from recover.domain.promise import Promise
from recover.domain.stage import Spoken
from recover.services.briefing import two_clocks
from recover.services.snoozing import resume_reminders, snooze, stop_reminders
from recover.services.stepping import step_moment
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of

_WAYS = (("until", "until then"), ("stop", "not any more"), ("resume", "remind me again"))


class SnoozeDialog(FormDialog[Spoken]):
    """Say until when reminders of a promise are kept back, or that they stop, or come back."""

    PREVIEWS = True
    OFFERS_FOR = "by"

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        fields = [
            Field(name="by", label="quiet until", hint="in 1 hour, tomorrow 8am"),
            Field(name="way", label="or", options=_WAYS),
        ]
        heading = f"Reminders of {promise.id}: {promise.what}"
        super().__init__(heading, fields, draft=f"snooze/{promise.id}")

    def save(self, given: Given) -> Spoken:
        """Keep it.

        Raises:
            Refused: No moment is given.
        """
        desk, promise_id = desk_of(self), self._promise.id
        if given["way"] == "stop":
            return stop_reminders(desk, promise_id)
        if given["way"] == "resume":
            return resume_reminders(desk, promise_id)
        if not given["by"].strip():
            raise Refused("Say until when, such as: in 1 hour.")
        return snooze(desk, promise_id, given["by"])

    def preview(self, given: Given) -> Outlook:
        """Say what that means; the promise stands on Today all the same."""
        if given["way"] == "stop":
            return Outlook(text="No reminders any more; it still stands on Today.")
        if given["way"] == "resume":
            return Outlook(text="You are reminded of it again.")
        if not given["by"].strip():
            return Outlook(text="It still stands on Today meanwhile.")
        at = step_moment(desk_of(self), given["by"])
        return Outlook(text=f"{two_clocks(at, self._promise.zone, desk_of(self).who)}.")
