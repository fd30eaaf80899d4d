"""Commands that hold in every dialog with lines to fill in."""

from recover.tui.commands.command import Command, Place

_DIALOG = (Place.DIALOG,)

ROWS = (
    Command(
        id="dialog.save",
        action="save",
        keys=("ctrl+s", "enter"),
        title="Save what the dialog holds",
        places=_DIALOG,
        listed=False,
    ),
    Command(
        id="dialog.leave",
        action="leave",
        keys=("escape",),
        title="Leave the dialog; nothing is changed",
        places=_DIALOG,
        listed=False,
    ),
    Command(
        id="dialog.next",
        action="app.focus_next",
        keys=("down",),
        title="Next line of the dialog",
        places=_DIALOG,
        listed=False,
    ),
    Command(
        id="dialog.previous",
        action="app.focus_previous",
        keys=("up",),
        title="Line before in the dialog",
        places=_DIALOG,
        listed=False,
    ),
)
