"""A try that reached nobody."""

from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.settling import attempt_promise
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.dialogs.promise_terms import note_now
from recover.tui.work import desk_of


class AttemptDialog(FormDialog[Incident]):
    """Log that the client was tried and not reached; the promise stays open."""

    PREVIEWS = True

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        note = Field(name="note", label="what happened", hint="voicemail, no answer; may be empty")
        super().__init__(
            f"Tried, not reached: {promise.id} {promise.what}",
            [note],
            intro="The promise stays open; the next try is planned inside the contact window.",
            draft=f"tried/{promise.id}",
        )

    def save(self, given: Given) -> Incident:
        """Log the try."""
        return attempt_promise(desk_of(self), self._promise.id, given["note"])

    def preview(self, given: Given) -> Outlook:  # noqa: ARG002 - the note changes nothing in it
        """Say what speaks against being in touch now, and what was agreed."""
        return Outlook(text=note_now(desk_of(self), self._promise.id))
