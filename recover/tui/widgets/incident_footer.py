"""The last rows of an incident: what is next, and the keys that act now."""

from dataclasses import replace
from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from recover.domain.text import printable
from recover.tui.commands import COMMANDS, Command, Place, key_name
from recover.tui.commands.incident import FOOTERS, WHILE_LISTENING, WHILE_TYPING
from recover.tui.widgets.bars import FooterLine
from recover.tui.widgets.incident_matters import next_step
from recover.tui.widgets.incident_state import IncidentState
from recover.tui.work import desk_of

_BY_ID = {command.id: command for command in COMMANDS}


class IncidentFooter(FooterLine):
    """The keys that act now: those beside the typing, or the letters of the phase."""

    auto_links = False

    def __init__(self) -> None:
        super().__init__(Place.INCIDENT)
        self.offer(None, typing=True)

    def offer(self, state: IncidentState | None, *, typing: bool) -> None:
        """Show other keys.

        Args:
            state: The incident; `None` while it is read.
            typing: Whether the focus is in the line, so that letters are text.
        """
        names: tuple[str, ...] = WHILE_TYPING
        if state is not None and typing and state.listening:
            names = WHILE_LISTENING
        elif state is not None and not typing:
            names = ("line", *FOOTERS[state.incident.phase])
        chosen = [_BY_ID[f"incident.{name}"] for name in names] + [_BY_ID["help"]]
        if state is not None and not state.incident.is_open:
            chosen = [_reopening(each) for each in chosen]
        self._commands = tuple(
            replace(each, footer=place, keys=_keys(each, typing=typing))
            for place, each in enumerate(chosen)
        )
        self.refresh()


def _reopening(command: Command) -> Command:
    """Say of the key that closes what it does to an incident that is closed."""
    return replace(command, label="Take up again") if command.id == "incident.close" else command


def _keys(command: Command, *, typing: bool) -> tuple[str, ...]:
    """Give the keys that act now: beside the typing those that are no text, else letters first."""
    if typing:
        return tuple(key for key in command.keys if not _is_text(key))
    return tuple(sorted(command.keys, key=_is_text, reverse=True))


def _is_text(key: str) -> bool:
    """Say whether a key types a character."""
    return len(key_name(key)) == 1


class QuietLine(Widget):
    """How long the client has been quiet while we listen, and then the next thing to do."""

    DEFAULT_CSS = """
    QuietLine {
        height: 1; padding: 0 1; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    _state: IncidentState | None = None

    def show(self, state: IncidentState) -> None:
        """Show another state."""
        self._state = state
        self.refresh()

    def tick(self) -> None:
        """Count another second, while we listen."""
        if self._state is not None and self._state.silent and self._state.incident.last_heard_at:
            self.refresh()

    def render(self) -> Content:
        """Draw the row."""
        if self._state is None:
            return Content("")
        return Content(printable(quiet_text(self._state, desk_of(self).now())))


def quiet_text(state: IncidentState, now: datetime) -> str:
    """Say what cannot wait, how long the client has been quiet, or what is next afterwards."""
    if state.offer is not None:
        return f"they ask for a manager: {key_name('ctrl+o')} promises that {state.offer.what}"
    if state.wants_manager:
        return "they ask for a manager: nobody leads the team on record"
    if not state.silent:
        return next_step(state)
    finished = f"{key_name('ctrl+d')} when they have finished"
    heard = state.incident.last_heard_at
    if heard is None:
        return f"listening · {finished}"
    seconds = max(0, int((now - heard).total_seconds()))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"quiet {clock} · {finished}"
