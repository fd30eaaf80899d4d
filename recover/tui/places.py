"""The places and the palette, each loaded when it is first gone to."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.command import Provider
from textual.screen import Screen

from recover.tui.commands import Place
from recover.tui.screens.today import TodayScreen


def palette() -> type[Provider]:
    """Load the palette when it is first opened."""
    from recover.tui.palette import PlaceCommands

    return PlaceCommands


def place_screen(name: str) -> Callable[[], Screen[Any]]:
    """Give a way to make a place's screen that loads it when it is first gone to."""

    def make() -> Screen[Any]:
        if name == Place.TODAY:
            return TodayScreen()
        if name == Place.INCIDENTS:
            from recover.tui.screens.incidents import IncidentsScreen

            return IncidentsScreen()
        if name == Place.ACCOUNTS:
            from recover.tui.screens.accounts import AccountsScreen

            return AccountsScreen()
        from recover.tui.screens.playbooks import PlaybooksScreen

        return PlaybooksScreen()

    return make


async def go(app: App[Any], place: str = Place.TODAY) -> None:
    """Go to a place, leaving what lies above the one we are in."""
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await app.switch_mode(place)
