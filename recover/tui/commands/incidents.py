"""Commands of the list of incidents."""

from recover.tui.commands.command import Command, Place

ROWS = (
    Command(
        id="incidents.filter",
        action="filter",
        keys=("f",),
        title="Show the open incidents, the closed ones, or all",
        places=(Place.INCIDENTS,),
        label="Filter",
        footer=20,
    ),
    Command(
        id="incidents.clear",
        action="clear",
        keys=("escape",),
        title="Leave the search, then clear it",
        places=(Place.INCIDENTS,),
        label="Clear",
        footer=30,
    ),
)
