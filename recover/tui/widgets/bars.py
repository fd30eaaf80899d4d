"""The line at the top of every screen and the line at the bottom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from recover.domain.days import wall_time
from recover.domain.moments import day
from recover.domain.text import printable
from recover.domain.zones import zone
from recover.tui.commands import Command, Place, footer
from recover.tui.work import app_of, desk_of

TABS = (
    (Place.TODAY, "Today"),
    (Place.INCIDENTS, "Incidents"),
    (Place.ACCOUNTS, "Accounts"),
    (Place.PLAYBOOKS, "Playbooks"),
)


def clickable(content: Content, action: str) -> Content:
    """Make content that runs an action when it is clicked."""
    return content.stylize(Style.from_meta({"action": action}))


class ClickableLine(Widget):
    """A line of text in which parts made with `clickable` run their action."""

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the part that was clicked."""
        action = event.style.meta.get("action")
        if action:
            await self.run_action(action)


class TabRow(ClickableLine):
    """The places, the one we are in, and the clock of whoever acts."""

    DEFAULT_CSS = """
    TabRow { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def render(self) -> Content:
        """Draw the row; the clock goes first when there is no room for it."""
        name = "recover (sample data)" if app_of(self).sample else "recover"
        left = Content.assemble((name, "bold"), "   ", *self._tabs())
        clock = self._clock()
        room = self.content_size.width - left.cell_length - len(clock)
        if room < 1:
            return left
        return Content.assemble(left, " " * room, (clock, "$text-muted"))

    def on_mount(self) -> None:
        """Draw the clock anew each minute."""
        self._wait_a_minute()

    def _tabs(self) -> list[Content | tuple[str, str] | str]:
        """Write the places; a click goes there."""
        parts: list[Content | tuple[str, str] | str] = []
        for place, name in TABS:
            if place is self._place:
                parts.append(Content.styled(name, "bold underline $text-accent"))
            else:
                parts.append(clickable(Content.styled(name, "$text-muted"), f"app.go('{place}')"))
            parts.append("  ")
        return parts[:-1]

    def _clock(self) -> str:
        """Write the moment on the clock of whoever acts."""
        desk = desk_of(self)
        here = desk.now().astimezone(zone(desk.who.calendar.zone))
        return f"{' '.join(day(here).split()[:3])} {wall_time(here, desk.who.calendar.zone)}"

    def _tick(self) -> None:
        """Draw the clock, and wait for the next minute."""
        self.refresh()
        self._wait_a_minute()

    def _wait_a_minute(self) -> None:
        at_the_next_minute(self, self._tick)


class FooterLine(ClickableLine):
    """The keys of a place, at most six, as many as there is room for."""

    DEFAULT_CSS = """
    FooterLine { height: 1; dock: bottom; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    GAP = 3
    """Cells between two keys."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._commands = footer(place)

    def render(self) -> Content:
        """Draw the keys and what they do; a click does it."""
        room = self.content_size.width
        parts: list[Content] = []
        for command in self._fitting(room):
            key = (command.shown_keys[0], "bold $text-accent")
            hint = Content.assemble(key, " ", command.label)
            parts.append(clickable(hint, command.full_action))
        return Content(" " * self.GAP).join(parts)

    def _fitting(self, room: int) -> list[Command]:
        """Drop the last keys until the rest fits; the help is never dropped."""
        shown = list(self._commands)
        while len(shown) > 1 and _length(shown, self.GAP) > room:
            last = max(
                (each for each in shown if each.id != "help"), key=lambda each: each.footer or 0
            )
            shown.remove(last)
        return shown


def _length(commands: list[Command], gap: int) -> int:
    """Say how many cells the keys take."""
    return sum(len(each.shown_keys[0]) + 1 + len(each.label) + gap for each in commands) - gap


def at_the_next_minute(widget: Widget, then: Callable[[], None]) -> None:
    """Call *then* when the desk's clock reaches its next whole minute."""
    ahead = desk_of(widget).ahead
    now = datetime.now(UTC) + ahead
    left = timedelta(minutes=1) - timedelta(seconds=now.second, microseconds=now.microsecond)
    widget.set_timer(left.total_seconds(), then)


def plain(text: str) -> Content:
    """Make content of any text: nothing in it is markup, and nothing in it reaches the terminal."""
    return Content(printable(text, one_line=False))
