"""Counting one more time the client had to contact us."""

from recover.domain.account import channel_named
from recover.domain.incident import Incident
from recover.services.listening import contacted
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.dialogs.promise_terms import CHANNEL_OPTIONS
from recover.tui.work import desk_of


class ContactedDialog(FormDialog[Incident]):
    """Log that the client had to contact us again about this matter."""

    def __init__(self, incident: Incident) -> None:
        """Make the form for one incident."""
        self._incident = incident
        fields = [
            Field(name="department", label="department", hint="which of ours took it"),
            Field(name="text", label="what they said", hint="may be empty"),
            Field(
                name="channel",
                label="channel",
                value=channel_named(incident.channel) or "call",
                options=CHANNEL_OPTIONS,
            ),
        ]
        heading = f"They contacted us again about {incident.id}"
        super().__init__(heading, fields, draft=f"contacted/{incident.id}")

    def save(self, given: Given) -> Incident:
        """Count it."""
        return contacted(
            desk_of(self),
            self._incident.id,
            channel=given["channel"],
            department=given["department"],
            text=given["text"],
        )
