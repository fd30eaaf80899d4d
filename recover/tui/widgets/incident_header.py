"""The top of an incident: who the client is to us, and where in the walk one stands."""

from textual.content import Content
from textual.widget import Widget

from recover.domain.entry import Phase
from recover.domain.text import printable, shorten
from recover.tui.widgets.bars import clickable
from recover.tui.widgets.incident_state import IncidentState
from recover.tui.widgets.log_view import PHASE_NAMES

_BETWEEN = " · "
PHASES = (Phase.LISTEN, Phase.EXPECT, Phase.DELIVER, Phase.HEAL)
"""In the order of the walk; the first one's key is 1."""


class IncidentHeader(Widget):
    """One or two rows: the relationship, and the client's clock."""

    DEFAULT_CSS = """
    IncidentHeader { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    _state: IncidentState | None = None

    def show(self, state: IncidentState) -> None:
        """Show another state."""
        self._state = state
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Take one row where everything fits into one."""
        self._fit()

    def render(self) -> Content:
        """Draw the rows; what does not fit is left out from the end, the clock never."""
        if self._state is None:
            return Content("")
        first, second = self._rows(self._state)
        clock = self._clock(self._state)
        if not second and self._fits_in_one(self._state):
            room = self.content_size.width - first.cell_length - clock.cell_length
            return Content.assemble(first, " " * room, clock)
        rest = Content.styled(second, "$text-muted")
        return Content.assemble(first, "\n", clock, _BETWEEN if second else "", rest)

    def _fit(self) -> None:
        self.styles.height = 1 if self._state and self._fits_in_one(self._state) else 2

    def _fits_in_one(self, state: IncidentState) -> bool:
        """Say whether relationship and clock stand beside each other."""
        relation = state.relation
        parts = [relation.name, *relation.phrases(), relation.clock()]
        return len(_BETWEEN.join(map(printable, parts))) <= self.content_size.width

    def _rows(self, state: IncidentState) -> tuple[Content, str]:
        """Split what is known of the relationship over two rows."""
        width = self.content_size.width
        relation = state.relation
        name = shorten(relation.name, width)
        phrases = [printable(each) for each in _urgent_first(relation.phrases())]
        above: list[str] = []
        while phrases and len(_BETWEEN.join([name, *above, phrases[0]])) <= width:
            above.append(phrases.pop(0))
        room = width - len(relation.clock())
        below: list[str] = []
        while phrases and len(_BETWEEN.join(["", *below, phrases[0]])) <= room:
            below.append(phrases.pop(0))
        beside = "".join(f"{_BETWEEN}{each}" for each in above)
        first = Content.assemble((name, "bold"), (beside, "$text-muted"))
        return first, _BETWEEN.join(below)

    def _clock(self, state: IncidentState) -> Content:
        """Write the client's clock; amber while they cannot be called."""
        call = state.relation.call
        closed = call is not None and not call.can_contact_now
        tone = "$text-warning" if closed else "$text-success"
        return Content.styled(state.relation.clock(), tone)


def _urgent_first(phrases: list[str]) -> list[str]:
    """Put how often they had to contact us before what can be looked up any time."""
    return sorted(phrases, key=lambda phrase: not phrase.endswith(" contact"))


class PhaseRow(Widget):
    """The four phases, the one we stand in marked; a place, never a gate."""

    DEFAULT_CSS = """
    PhaseRow { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    auto_links = False
    _phase: Phase | None = None

    def show(self, phase: Phase) -> None:
        """Show where we stand."""
        self._phase = phase
        self.refresh()

    def render(self) -> Content:
        """Draw the row; a click on a phase goes there."""
        parts: list[Content | tuple[str, str]] = []
        for number, phase in enumerate(PHASES, start=1):
            here = phase is self._phase
            text = f"({number}) {PHASE_NAMES[phase]}" if here else f"{number} {PHASE_NAMES[phase]}"
            style = "bold $text-accent" if here else "$text-muted"
            parts += [clickable(Content.styled(text, style), f"screen.phase({number})")]
            parts += [(" ── ", "$text-disabled")]
        parts.pop()
        if self._phase is Phase.CLOSED:
            parts.append((f"{_BETWEEN}closed", "bold"))
        return Content.assemble(*parts)
