"""The incident: a relationship, a playbook, a log, and a line that is always ready."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message

from recover.domain.errors import NotFound
from recover.tui.commands import Place, bindings
from recover.tui.screens.incident_line import IncidentLine
from recover.tui.widgets.bars import at_the_next_minute
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.widgets.incident_footer import IncidentFooter, QuietLine
from recover.tui.widgets.incident_guide import panel_blocks
from recover.tui.widgets.incident_header import IncidentHeader, PhaseRow
from recover.tui.widgets.incident_readback import PromiseReadback
from recover.tui.widgets.incident_state import IncidentState, incident_state
from recover.tui.widgets.log_view import LogView, log_blocks
from recover.tui.widgets.typed_line import TypedLine
from recover.tui.work import Failure, desk_of


class StateRead(Message):
    """The incident was read anew; what the panels show of it was made beside the event loop."""

    def __init__(self, state: IncidentState) -> None:
        super().__init__()
        self.state = state
        self.panel = panel_blocks(state)
        self.log = log_blocks(state)


class IncidentScreen(IncidentLine):
    """Walk a client through an incident, without leaving the line."""

    PLACE = Place.INCIDENT
    AUTO_FOCUS = "TypedInput"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.INCIDENT)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - Textual's own name
    CSS = """
    IncidentScreen {
        #middle { height: 1fr; }
        #panel { width: 36%; min-width: 28; max-width: 56; padding: 0 0 0 1; }
        #log { width: 1fr; border-left: solid $foreground 25%; padding: 0 0 0 1; }
        &.-narrow #panel, &.-wide.-folded #panel { display: none; }
        &.-narrow.-panel #panel { display: block; width: 1fr; max-width: 100%; }
        &.-narrow.-panel #log { display: none; }
        &.-narrow #log { border-left: none; }
    }
    """

    def __init__(self, incident_id: str, draft: str = "") -> None:
        """Make the screen.

        Args:
            incident_id: The incident.
            draft: What stands in the line at first.
        """
        super().__init__(incident_id)
        self._draft = draft
        self._may_be_gone = False

    def compose(self) -> ComposeResult:
        """The rows of the screen, from top to bottom."""
        yield IncidentHeader()
        yield PhaseRow()
        with Horizontal(id="middle"):
            yield BlockView(id="panel")
            yield LogView(id="log", follow=True)
        yield QuietLine()
        yield PromiseReadback()
        yield TypedLine(self._draft)
        yield IncidentFooter()

    @property
    def chosen(self) -> str | None:
        """The id of what is selected in the panel that has the focus."""
        return self.focused.selected if isinstance(self.focused, BlockView) else None

    def on_mount(self) -> None:
        """Be ready for the first word, then read."""
        self.set_focus(self.line.input)
        self.line.put(self._draft)
        self.set_interval(1, self.query_one(QuietLine).tick)
        self._each_minute()

    def _each_minute(self) -> None:
        self.reload()
        at_the_next_minute(self, self._each_minute)

    def reload(self) -> None:
        """Read the incident anew; the cursor and what is being typed stay."""
        desk, incident_id = desk_of(self), self.incident_id
        self.reread(lambda: StateRead(incident_state(desk, incident_id)), group="state")

    @on(StateRead)
    def _show(self, message: StateRead) -> None:
        state = self.state = message.state
        self.query_one(IncidentHeader).show(state)
        self.query_one(PhaseRow).show(state.incident.phase)
        self.query_one("#panel", BlockView).show(message.panel)
        self.query_one(LogView).show(message.log)
        self.query_one(QuietLine).show(state)
        self.line.show(state)
        self._offer_keys()
        self.look_ahead()

    @on(Failure)
    def _lost(self, message: Failure) -> None:
        """Leave an incident that is gone, under a dialog when that is left; the app says why."""
        if isinstance(message.error, NotFound):
            on_top = self.app.screen is self  # under a dialog it would be the dialog that goes
            self._may_be_gone = not on_top
            if on_top:
                self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Look again whether it is still there, where that was in doubt."""
        if self._may_be_gone:
            self._may_be_gone = False
            self.reload()

    def action_line(self) -> None:
        """Go back to the line."""
        self.set_focus(self.line.input)

    def action_start(self, mark: str) -> None:
        """Go back to the line and begin it with a mark, unless it holds something."""
        if not self.line.input.value:
            self.line.put(mark if mark == '"' else f"{mark} ")
        self.set_focus(self.line.input)

    def action_leave(self) -> None:
        """From the line to the letters; from there, back to where one came from."""
        if isinstance(self.focused, BlockView):
            self.dismiss(None)
        else:
            self.action_turn()

    def action_turn(self) -> None:
        """Go to the panel; from it to the log, and back."""
        log = self.query_one(LogView)
        panel = self.query_one("#panel", BlockView)
        log_first = not panel.targets or not panel.display
        here = (
            panel if self.focused is log or (self.focused is not panel and not log_first) else log
        )
        self.set_focus(here if here.display else log if log.display else panel)

    def action_playbook(self) -> None:
        """Fold the playbook away or out; where there is little room, out in place of the log."""
        self.toggle_class("-folded" if self.has_class("-wide") else "-panel")

    def action_scroll_log(self, pages: int) -> None:
        """Scroll the log by pages."""
        log = self.query_one(LogView)
        log.scroll_relative(y=pages * max(log.size.height - 1, 1), animate=False)

    @on(BlockView.Chosen)
    def _chose(self) -> None:
        self.action_line()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys that act now."""
        del event
        self._offer_keys()

    def _offer_keys(self) -> None:
        typing = not isinstance(self.focused, BlockView)
        self.query_one(IncidentFooter).offer(self.state, typing=typing)
        self.line.relabel()
