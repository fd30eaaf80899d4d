"""The one table of commands; bindings, palette, footer and help are derived from it.

Each place has a module with its rows. A new key is a new row and an action method.
"""

from textual.binding import Binding

from recover.tui.commands import (
    accounts,
    data,
    dialogs,
    everywhere,
    incident,
    incidents,
    lists,
    playbooks,
    review,
    summary,
    today,
)
from recover.tui.commands.command import OFFER_KEYS, Command, Place, footer_of, key_name

__all__ = [
    "COMMANDS",
    "OFFER_KEYS",
    "Command",
    "Place",
    "bindings",
    "commands_in",
    "elsewhere_too",
    "footer",
    "key_name",
]

COMMANDS: tuple[Command, ...] = (
    *today.ROWS,
    *incidents.ROWS,
    *incident.ROWS,
    *accounts.ROWS,
    *playbooks.ROWS,
    *review.ROWS,
    *summary.ROWS,
    *data.ROWS,
    *everywhere.ROWS,
    *lists.ROWS,
    *dialogs.ROWS,
)


def commands_in(place: Place) -> tuple[Command, ...]:
    """Give the commands that hold in a place, without those that hold everywhere."""
    return tuple(each for each in COMMANDS if place in each.places)


def elsewhere_too(place: Place) -> tuple[Command, ...]:
    """Give the commands that hold everywhere, but for those the place has a row of its own for."""
    own = {each.full_action for each in commands_in(place)}
    return tuple(each for each in commands_in(Place.EVERYWHERE) if each.full_action not in own)


def bindings(place: Place) -> list[Binding]:
    """Give the bindings for the class that stands for a place."""
    return [each.binding for each in commands_in(place) if each.keys]


def footer(place: Place) -> tuple[Command, ...]:
    """Give the commands for the footer of a place, at most six."""
    return footer_of(COMMANDS, place)
