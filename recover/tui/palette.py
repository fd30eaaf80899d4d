"""The command palette: the one table of commands, by name."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from recover.tui.commands import Command, Place, commands_in, elsewhere_too


class PlaceCommands(Provider):
    """Offers what can be done where we are, then what can be done everywhere."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(_title(command)), self._doing(command), _title(command))

    async def search(self, query: str) -> Hits:
        """Offer what fits the words typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            title = _title(command)
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, _fitting(matcher, title), self._doing(command), text=title)

    def _commands(self) -> Iterator[Command]:
        """Give the commands that can be run from this screen."""
        here = getattr(self.screen, "PLACE", Place.EVERYWHERE)
        for command in dict.fromkeys((*commands_in(here), *elsewhere_too(here))):
            if command.listed:
                yield command

    def _doing(self, command: Command) -> "Doing":
        return Doing(self, command.full_action)


class Doing:
    """Runs an action on the screen the palette was opened from."""

    def __init__(self, provider: Provider, action: str) -> None:
        self._screen = provider.screen
        self._action = action

    async def __call__(self) -> None:
        """Run it."""
        await self._screen.run_action(self._action)


def _fitting(matcher: Matcher, title: str) -> Content:
    """Write a title and mark what fits the words typed; brackets in it are brackets."""
    _, places = matcher.fuzzy_search.match(matcher.query, title)
    shown = Content(title)
    for place in places:
        if not title[place].isspace():
            shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown


def _title(command: Command) -> str:
    """Write a command for the palette: what it does, and its keys."""
    keys = ", ".join(command.shown_keys)
    return f"{command.title}  ({keys})" if keys else command.title
