"""The frame of a form: its fields, and what is said under them, in the room there is."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from recover.tui.dialogs.fields import Field, Fields, Given
from recover.tui.dialogs.said import Outlook, Said
from recover.tui.widgets.bars import plain

_KEYS = "Enter saves · Esc leaves"
_BORDERS = 2


class FormBox(Vertical):
    """The fields give way to what is said; when that is not enough it scrolls, and says so."""

    DEFAULT_CSS = """
    FormBox {
        width: 72; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; border-title-color: $foreground;
        border-title-style: bold; border-subtitle-color: $text-muted; padding: 0 1;
        & > .intro { color: $text-muted; margin-bottom: 1; height: auto; }
    }
    """

    def __init__(self, heading: str, intro: str, fields: Sequence[Field], typed: Given) -> None:
        """Make the frame.

        Args:
            heading: Stands in the border; any text.
            intro: A sentence above the fields; any text.
            fields: The lines, from top to bottom.
            typed: What was typed into them before and not saved.
        """
        super().__init__(id="form")
        self._intro = intro
        self._fields = Fields(fields, typed)
        self._said = Said()
        self.border_title = plain(heading)
        self.border_subtitle = plain(_KEYS)

    def compose(self) -> ComposeResult:
        """A line for each field, then what saving would mean, then what is wrong."""
        if self._intro:
            yield Static(plain(self._intro), classes="intro")
        yield self._fields
        yield self._said

    @property
    def given(self) -> dict[str, str]:
        """What stands in each field now."""
        return self._fields.given

    @property
    def unsaved(self) -> dict[str, str]:
        """What was typed here and is saved nowhere, by field; nothing when no text was changed."""
        return self._fields.unsaved

    def foretell(self, outlook: Outlook) -> None:
        """Say what saving would mean, and name the key of each offer."""
        self._said.foretell(outlook)
        self.make_room()

    def complain(self, text: str) -> None:
        """Say what is wrong; empty takes it away."""
        self._said.complain(text)
        self.make_room()

    def turn(self, way: int) -> None:
        """Scroll what is said, where it has no room; 1 is down, -1 up."""
        self._said.turn(way)

    def make_room(self) -> None:
        """Share the lines of the screen out anew."""
        width = self.content_size.width
        if not width:  # not laid out yet
            return
        above = sum(
            each.outer_size.height + each.styles.margin.height for each in self.query(".intro")
        )
        room = self.screen.size.height - _BORDERS - above
        lines = self._said.lines_at(width)
        left = room - self._fields.leave(room, lines)
        self._said.styles.max_height = left
        self.border_subtitle = plain(_KEYS if lines <= left else f"{_KEYS} · PgDn reads on")
