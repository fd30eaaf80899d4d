"""Commands of the summary: of what, for whom, in which format, and where it goes."""

from recover.tui.commands.command import Command, Place

_HERE = (Place.SUMMARY,)


def _row(name: str, keys: str, label: str, title: str) -> Command:
    """Make a row of the table; several keys are separated by spaces."""
    return Command(
        id=f"summary.{name}",
        action=name.replace("-", "_"),
        keys=tuple(keys.split()),
        title=title,
        places=_HERE,
        label=label,
    )


ROWS = (
    _row("audience", "a", "For whom", "For whom: the client, ourselves, an executive"),
    _row("format", "f", "Format", "The next format"),
    _row("save", "s ctrl+s", "Save", "Save it to a file"),
    _row("copy", "c", "Copy", "Copy it, as it stands here"),
    _row("open", "o", "Open", "Save it, and open it"),
    _row("about", "w", "Of what", "What it is about: an incident, an account, the day ..."),
    _row("days", "d", "Days", "The days it is about, from one to another"),
    _row("let-go", "i", "Held back", "Choose which of the lines held back may leave all the same"),
    _row("leave", "escape", "Leave", "Leave; nothing is written"),
)
