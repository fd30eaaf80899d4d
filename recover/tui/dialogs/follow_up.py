"""Getting in touch again after the fix."""

from recover.domain.healing import Touch, offsets_text
from recover.domain.incident import Incident
from recover.services.healing import follow_up
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of


class FollowUpDialog(FormDialog[Incident]):
    """Log that we got in touch again, and what came of it."""

    def __init__(self, touch: Touch) -> None:
        """Make the form for one follow-up that is not done yet."""
        self._touch = touch
        note = Field(name="note", label="what came of it", hint="all is well; may be empty")
        super().__init__(
            f"Follow-up {touch.id}, {offsets_text(touch.offsets)}",
            [note],
            draft=f"follow-up/{touch.id}",
        )

    def save(self, given: Given) -> Incident:
        """Log it."""
        return follow_up(desk_of(self), self._touch.id, given["note"])
