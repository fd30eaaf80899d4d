"""Commands that hold wherever a list has the focus."""

from recover.tui.commands.command import Command, Place

_LIST = (Place.LIST,)

ROWS = (
    Command(
        id="list.up",
        action="cursor_up",
        keys=("up",),
        title="Move up",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.up-letter",
        action="cursor_up_by_letter",
        keys=("k",),
        title="Move up, where k means nothing else",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.down",
        action="cursor_down",
        keys=("down", "j"),
        title="Move down",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.page-up",
        action="page_up",
        keys=("pageup", "ctrl+b"),
        title="Move up a page",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.page-down",
        action="page_down",
        keys=("pagedown", "ctrl+f"),
        title="Move down a page",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.first",
        action="first",
        keys=("home", "g"),
        title="Move to the first line",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.last",
        action="last",
        keys=("end", "G"),
        title="Move to the last line",
        places=_LIST,
        listed=False,
    ),
    Command(
        id="list.choose",
        action="choose",
        keys=("enter",),
        title="Open the chosen line",
        places=_LIST,
        listed=False,
    ),
)
