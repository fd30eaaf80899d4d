"""The one table of commands; bindings, palette, footer and help are derived from it.

Each place has a module with its rows. A new key is a new row and an action method.
"""

from textual.binding import Binding

from recover.tui.commands import (
    accounts,
    everywhere,
    incident,
    incidents,
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
    *everywhere.ROWS,
)


def commands_in(place: Place) -> tuple[Command, ...]:
    """Give the commands that hold in a place, without those that hold everywhere."""
    return tuple(each for each in COMMANDS if place in each.places)


def bindings(place: Place) -> list[Binding]:
    """Give the bindings for the class that stands for a place."""
    return [each.binding for each in commands_in(place) if each.keys]


def footer(place: Place) -> tuple[Command, ...]:
    """Give the commands for the footer of a place, at most six."""
    return footer_of(COMMANDS, place)
