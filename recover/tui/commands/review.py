"""Commands of the end-of-day walk: one promise at a time."""

from recover.tui.commands.command import Command, Place

_HERE = (Place.REVIEW,)


def _row(name: str, keys: str, label: str, title: str, footer: int | None = None) -> Command:
    """Make a row of the table; several keys are separated by spaces."""
    return Command(
        id=f"review.{name}",
        action=name.replace("-", "_"),
        keys=tuple(keys.split()),
        title=title,
        places=_HERE,
        label=label,
        footer=footer,
    )


ROWS = (
    _row("go-on", "enter", "It stands", "It stands as it is, or is left for now: go on", 1),
    _row("step", "s", "Next step", "Next step: say what is done next about it, and when", 2),
    _row("keep", "k", "Keep", "Keep it, with evidence", 3),
    _row("renegotiate", "r", "Renegotiate", "Agree a new moment, and why"),
    _row("hand-over", "h", "Hand over", "Hand it over, or answer an offer to you"),
    _row("release", "w", "Release", "Withdraw it, and say why"),
    _row("open", "o", "Open", "Open the incident it is about"),
    _row("back", "left b", "Back", "Back to the one before"),
    _row("clear", "c", "Clear", "Mark the day clear, when nothing keeps it from that"),
    _row("sheet", "p", "Sheet", "Write tomorrow's sheet to a file, to print it"),
    _row("leave", "escape", "Leave", "Leave; the walk goes on from here another time"),
)
