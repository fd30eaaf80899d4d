"""Commands about the data: by name from everywhere, and with a key where it is looked after."""

from recover.tui.commands.command import Command, Place


def _row(name: str, label: str, key: str, title: str) -> tuple[Command, Command]:
    """Make the row of the place, and the one without a key that holds everywhere."""
    here = Command(
        id=f"data.{name}",
        action=f"app.{name}",
        keys=(key,),
        title=title,
        places=(Place.DATA,),
        label=label,
    )
    return here, Command(
        id=name, action=name, keys=(), title=title, places=(Place.EVERYWHERE,), label=label
    )


ROWS = (
    *_row("backup", "Backup", "b", "Back up the book: everything in one file"),
    *_row(
        "restore",
        "Restore",
        "r",
        "Restore from a copy: a backup, or another day's book",
    ),
    *_row(
        "verify",
        "Verify",
        "v",
        "Verify the record: see that nobody has changed it",
    ),
    *_row(
        "archive",
        "Archive",
        "a",
        "Put away closed incidents; they are found as before",
    ),
    *_row("forget", "Forget", "f", "Forget a client: remove all of theirs, for good"),
    Command(
        id="data.again",
        action="again",
        keys=("l",),
        title="Look again how the data is",
        places=(Place.DATA,),
        label="Look again",
    ),
    Command(
        id="data.leave",
        action="leave",
        keys=("escape",),
        title="Leave; nothing was changed",
        places=(Place.DATA,),
        label="Leave",
    ),
    Command(
        id="doctor",
        action="doctor",
        keys=(),
        title="Look after the data: what is wrong, and what to do",
        places=(Place.EVERYWHERE,),
    ),
)
