"""Saying who an incident is about."""

from recover.domain.incident import Incident
from recover.services.finding import contact_of, find_account, find_contact
from recover.services.listening import identify
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of


class IdentifyDialog(FormDialog[Incident]):
    """Name the account, the contact, or both; an empty line leaves what is known."""

    PREVIEWS = True

    def __init__(self, incident: Incident) -> None:
        """Make the form for one incident."""
        self._incident = incident
        fields = [
            Field(
                name="account",
                label="account",
                value=incident.account or "",
                hint="part of its name",
            ),
            Field(
                name="contact",
                label="contact",
                value=incident.contact or "",
                hint="who is speaking; any name",
            ),
        ]
        heading = f"Who is incident {incident.id} about?"
        super().__init__(heading, fields, draft=f"identify/{incident.id}")

    def save(self, given: Given) -> Incident:
        """Say who it is about."""
        return identify(
            desk_of(self),
            self._incident.id,
            account=given["account"].strip() or None,
            contact=given["contact"].strip() or None,
        )

    def preview(self, given: Given) -> Outlook:
        """Say whom the names mean."""
        desk = desk_of(self)
        if not given["account"].strip():
            return Outlook(text="")
        account = find_account(desk, given["account"])
        name = given["contact"].strip()
        if not name:
            return Outlook(text=account.name)
        key = find_contact(account, name)
        known = contact_of(account, key)
        who = known.name if known else f"{name} (not on record)"
        return Outlook(text=f"{account.name} · {who}")
