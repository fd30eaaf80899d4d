"""What is done next about a promise."""

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.services.briefing import two_clocks
from recover.services.stepping import set_next_step, step_moment
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of


class NextStepDialog(FormDialog[Incident]):
    """Say what is done next about a promise, and when."""

    PREVIEWS = True
    OFFERS_FOR = "by"

    def __init__(self, promise: Promise) -> None:
        """Make the form for one open promise."""
        self._promise = promise
        step = promise.next_step
        fields = [
            Field(
                name="text",
                label="next",
                value=step.text if step else "",
                hint="such as: ask Priya for the name",
            ),
            Field(name="by", label="when", hint="tomorrow 8am, in 2 hours; on your own clock"),
        ]
        heading = f"Next step for {promise.id}: {promise.what}"
        super().__init__(heading, fields, draft=f"next/{promise.id}")

    def save(self, given: Given) -> Incident:
        """Set it.

        Raises:
            Refused: It is not said what is done, or when.
        """
        if not given["text"].strip():
            raise Refused("Say what is done next, such as: ask Priya for the name.")
        if not given["by"].strip():
            raise Refused("Say when, such as: tomorrow 8am.")
        return set_next_step(desk_of(self), self._promise.id, given["text"], given["by"])

    def preview(self, given: Given) -> Outlook:
        """Say the moment on both clocks, and whether it comes too late."""
        desk, promise = desk_of(self), self._promise
        if not given["by"].strip():
            return Outlook(text=f"Due {two_clocks(promise.due, promise.zone, desk.who)}.")
        at = step_moment(desk, given["by"])
        late = at > promise.due > desk.now()
        said = f"{two_clocks(at, promise.zone, desk.who)}."
        return Outlook(text=f"{said}\n! That is after it is due." if late else said)
