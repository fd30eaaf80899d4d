"""Choosing the moment of a reminder."""

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import distance, moment
from recover.domain.promise import Promise
from recover.services.phrases import what_it_means
from recover.services.reminding import wake_for
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.widgets.when import due_line
from recover.tui.work import desk_of


class WakeDialog(FormDialog[Incident]):
    """Be reminded of a promise at a moment on one's own clock."""

    PREVIEWS = True
    OFFERS_FOR = "by"

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        by = Field(name="by", label="remind me", hint="tomorrow 4:45am, in 2 hours")
        heading = f"A reminder for {promise.id}: {promise.what}"
        super().__init__(heading, [by], draft=f"wake/{promise.id}")

    def save(self, given: Given) -> Incident:
        """Set it.

        Raises:
            Refused: No moment is given, or it will not do.
        """
        if not given["by"].strip():
            raise Refused("Say when, such as tomorrow 4:45am or in 2 hours.")
        return wake_for(desk_of(self), self._promise.id, given["by"])

    def preview(self, given: Given) -> Outlook:
        """Say the moment on one's own clock."""
        desk = desk_of(self)
        if not given["by"].strip():
            return Outlook(text="When? On your own clock.")
        due = what_it_means(desk, given["by"]).deadline.due
        when = moment(due, desk.who.calendar.zone)
        late = due > self._promise.due > desk.now()
        after = (
            f"\n! That is after it is due, {due_line(self._promise.due, self._promise.zone, desk)}."
            if late
            else ""
        )
        return Outlook(text=f"{when} (you), {distance(due, desk.now())}{after}")
