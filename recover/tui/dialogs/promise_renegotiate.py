"""Agreeing a new moment for a promise."""

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.settling import NewTerms, preview_terms, renegotiate_promise
from recover.tui.dialogs.form import Field, Given, Outlook
from recover.tui.dialogs.promise_terms import BY_HINT, CHANNEL_OPTIONS, TermsDialog
from recover.tui.work import desk_of


class RenegotiateDialog(TermsDialog[Incident]):
    """End a promise and put a new one in its place, as agreed with the client."""

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        self.zone = promise.zone
        fields = [
            Field(name="by", label="now by", hint=BY_HINT),
            Field(name="reason", label="why", hint="a colleague we depend on is late"),
            Field(name="what", label="what", value=promise.what),
            Field(name="channel", label="channel", value=promise.channel, options=CHANNEL_OPTIONS),
            Field(name="consent", label="they agreed", hint="such as: after hours is fine"),
        ]
        heading = f"New moment for {promise.id}: {promise.what}"
        super().__init__(heading, fields, draft=f"renegotiate/{promise.id}")

    def save(self, given: Given) -> Incident:
        """Agree it.

        Raises:
            Refused: The reason is missing, or the moment will not do.
        """
        if not given["reason"].strip():
            raise Refused("Say why the moment changes: the reason stays in the log.")
        return renegotiate_promise(desk_of(self), self._promise.id, _terms(given))

    def preview(self, given: Given) -> Outlook:
        """Say the new moment in both zones, how long that is, and what could stop it."""
        desk, promise = desk_of(self), self._promise
        if not given["by"].strip():
            late = desk.now() > promise.due
            stays = "It is overdue and stays missed; the new one counts from now."
            return Outlook(text=stays if late else "")
        return self.outlook(preview_terms(desk, promise.id, _terms(given)))


def _terms(given: Given) -> NewTerms:
    """Read the form."""
    return NewTerms(
        by=given["by"],
        reason=given["reason"],
        what=given["what"].strip() or None,
        channel=given["channel"],
        consent=given["consent"],
    )
