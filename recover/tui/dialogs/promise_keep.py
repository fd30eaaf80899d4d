"""Keeping a promise, with evidence."""

from recover.domain.incident import Incident
from recover.domain.moments import distance
from recover.domain.promise import Promise
from recover.services.settling import keep_promise
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.dialogs.promise_terms import note_now
from recover.tui.widgets.incident_state import both_clocks
from recover.tui.work import desk_of


class KeepDialog(FormDialog[Incident]):
    """Mark a promise as kept now."""

    PREVIEWS = True

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        evidence = Field(
            name="evidence", label="what was done", hint="reached, understood; may be empty"
        )
        heading = f"Keep {promise.id}: {promise.what}"
        super().__init__(heading, [evidence], draft=f"keep/{promise.id}")

    def save(self, given: Given) -> Incident:
        """Keep it."""
        return keep_promise(desk_of(self), self._promise.id, given["evidence"])

    def preview(self, given: Given) -> Outlook:  # noqa: ARG002 - the evidence changes nothing in it
        """Say whether it is in time, by how much, and what speaks against being in touch now."""
        desk = desk_of(self)
        promise = self._promise
        when = both_clocks(promise.due, promise.zone, desk.who.calendar.zone)
        ending = "late" if desk.now() > promise.due else "in time"
        left = distance(promise.due, desk.now(), parts=2)
        lines = (f"Due {when}, {left}: kept {ending}.", note_now(desk, promise.id))
        return Outlook(text="\n".join(filter(None, lines)))
