"""Adding a contact to an account, and changing one."""

from recover.domain.account import Account, Contact
from recover.services.accounts import set_contact
from recover.tui.dialogs.edit import EditDialog
from recover.tui.dialogs.form import Field, Given
from recover.tui.work import desk_of


class ContactDialog(EditDialog[Account]):
    """A form for a person at the client."""

    def __init__(self, account: Account, contact: Contact | None = None) -> None:
        """Make the form.

        Args:
            account: The client.
            contact: The contact to change; `None` to add one.
        """
        self._account = account
        self._contact = contact
        known = contact or Contact(key="", name="")
        fields = [
            Field(name="phone", label="phone", value=known.phone),
            Field(name="email", label="e-mail", value=known.email),
            Field(
                name="role", label="role", value=known.role, hint="such as senior representative"
            ),
        ]
        if contact is None:
            fields.insert(0, Field(name="name", label="name", hint="such as R. Hale"))
        heading = f"{contact.name} of {account.name}" if contact else f"Contact of {account.name}"
        draft = f"contact/{account.key}/{known.key}"
        super().__init__(heading, fields, draft=draft)

    def save(self, given: Given) -> Account:
        """Add or change the contact."""
        desk, account = desk_of(self), self._account
        known = self._contact or Contact(key="", name="")
        name = known.key or given["name"]
        phone, email, role = (
            given[each] if given[each].strip() != getattr(known, each).strip() else None
            for each in ("phone", "email", "role")
        )
        return self.saving(
            lambda over: set_contact(
                desk,
                account.key,
                name,
                phone=phone,
                email=email,
                role=role,
                seen=account,
                over=over,
            )
        )
