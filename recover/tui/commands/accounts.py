"""Commands of the place of accounts and people."""

from recover.tui.commands.command import Command, Place

_ACCOUNTS = (Place.ACCOUNTS,)

ROWS = (
    Command(
        id="accounts.edit",
        action="edit",
        keys=("e",),
        title="Change the chosen account, contact or person",
        places=_ACCOUNTS,
        label="Edit",
        footer=20,
    ),
    Command(
        id="accounts.add",
        action="add_account",
        keys=("a",),
        title="Add an account",
        places=_ACCOUNTS,
        label="Account",
        footer=30,
    ),
    Command(
        id="accounts.import",
        action="import_accounts",
        keys=("i",),
        title="Import accounts from a CSV file, all of it or nothing",
        places=(Place.TODAY, Place.ACCOUNTS),
        label="Import",
    ),
    Command(
        id="accounts.add-contact",
        action="add_contact",
        keys=("c",),
        title="Add a contact to the chosen account",
        places=_ACCOUNTS,
        label="Contact",
        footer=40,
    ),
    Command(
        id="accounts.add-person",
        action="add_person",
        keys=("p",),
        title="Add one of us; the first one is you",
        places=_ACCOUNTS,
        label="Person",
        footer=45,
    ),
    Command(
        id="accounts.seat",
        action="seat",
        keys=("v",),
        title="Say that a seat of the chosen account is vacant, or filled again",
        places=_ACCOUNTS,
    ),
    Command(
        id="accounts.wishes",
        action="wishes",
        keys=("o",),
        title="Say when the chosen client wishes to be contacted, and where else they may be",
        places=_ACCOUNTS,
        label="Wishes",
    ),
    Command(
        id="accounts.agreed",
        action="agreed",
        keys=("y",),
        title="Log that the chosen client asks to be contacted at certain hours",
        places=_ACCOUNTS,
        label="Agreed",
    ),
    Command(
        id="accounts.holidays",
        action="holidays",
        keys=("h",),
        title="Add the holidays of the chosen client or person, from a file or typed",
        places=_ACCOUNTS,
        label="Holidays",
    ),
    Command(
        id="accounts.away",
        action="away",
        keys=("w",),
        title="Say until when the chosen person is away, and who covers",
        places=_ACCOUNTS,
    ),
)
