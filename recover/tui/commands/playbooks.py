"""Commands of the place of playbooks."""

from recover.tui.commands.command import Command, Place

ROWS = (
    Command(
        id="playbooks.back",
        action="back",
        keys=("escape", "left"),
        title="Back to the list of playbooks",
        places=(Place.PLAYBOOKS,),
        label="Back",
        footer=20,
    ),
)
