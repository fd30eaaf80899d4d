"""Opening an incident in the app, for the tests of its screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.widgets import Input

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.tui.screens.incident import IncidentScreen
from recover.tui.widgets.incident_blocks import BlockView
from tests.tui.driving import Driver, driving, settle


class IncidentDriver(Driver):
    """A person in an incident."""

    @property
    def screen(self) -> IncidentScreen:
        """The incident's screen, also under a dialog."""
        return next(each for each in self.app.screen_stack if isinstance(each, IncidentScreen))

    @property
    def words(self) -> str:
        """The whole screen as one run of words, whatever is wrapped."""
        return " ".join(self.text.split())

    @property
    def line(self) -> str:
        """What stands in the line."""
        return self.screen.line.input.value

    @property
    def log(self) -> str:
        """The log as shown, as one run of words."""
        return " ".join(self.screen.query_one("#log", BlockView).text.split())

    @property
    def panel(self) -> str:
        """The left panel as shown, as one run of words."""
        return " ".join(self.screen.query_one("#panel", BlockView).text.split())

    async def type(self, text: str) -> None:
        """Put a text into what has the focus in one go, as terminals paste; much quicker."""
        focused = self.app.focused
        if isinstance(focused, Input):
            focused.post_message(events.Paste(text))
            await settle(self.pilot)
        else:
            await super().type(text)

    async def enter(self, *texts: str) -> None:
        """Type texts into the line, each with Enter."""
        for text in texts:
            if text:
                await self.type(text)
            await self.press("enter")


@asynccontextmanager
async def walking(
    desk: Desk, incident: Incident, size: tuple[int, int] = (80, 24), *, draft: str = ""
) -> AsyncIterator[IncidentDriver]:
    """Start the app and open an incident, with a draft in its line if there is one."""
    async with driving(desk, size) as me:
        await me.app.push_screen(IncidentScreen(incident.id, draft=draft))
        await settle(me.pilot)
        yield IncidentDriver(me.app, me.pilot)
