"""The lines of a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from recover.tui.widgets.bars import plain
from recover.tui.widgets.choice import Choice
from recover.tui.widgets.line import LineInput

Given = Mapping[str, str]
"""What stands in each field, by the field's name."""

_LEAST = 4
"""Lines that stay in sight, however much is said under them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a form."""

    name: str
    """A Python name; unique in the form."""
    label: str
    value: str = ""
    """What stands there at first, as it is on record; typing takes its place."""
    begun: str = ""
    """What was begun elsewhere and is not saved, and stands there instead; typing goes on in it."""
    hint: str = ""
    """Shown dim while the line is empty."""
    options: tuple[tuple[str, str], ...] = ()
    """Value and label of each option, for a choice instead of typing."""

    @property
    def first(self) -> str:
        """What stands there in a form that was not typed into yet."""
        values = [value for value, _ in self.options]
        wanted = self.begun or self.value
        return wanted if not values or wanted in values else values[0]

    def line(self, draft: str | None) -> Widget:
        """Make the widget; *draft* is what was typed into it before and not saved."""
        value = self.first if draft is None else draft
        if self.options:
            return Choice(self.options, value, id=self.name)
        replace = draft is None and not self.begun
        return LineInput(value, placeholder=self.hint, id=self.name, replace=replace)


class Fields(Vertical):
    """A label and a line for each field; they give way to what is said under them, and scroll."""

    DEFAULT_CSS = """
    Fields {
        height: auto; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .field { height: 1; }
        & > .field > .label { color: $text-muted; width: 16; height: 1; }
        & > .field > LineInput, & > .field > Choice { width: 1fr; }
    }
    """

    def __init__(self, fields: Sequence[Field], typed: Given) -> None:
        """Make the lines.

        Args:
            fields: From top to bottom.
            typed: What was typed into them before and not saved.
        """
        super().__init__(id="fields")
        self._fields = fields
        self._typed = typed

    def compose(self) -> ComposeResult:
        """A row for each."""
        for field in self._fields:
            with Horizontal(classes="field"):
                yield Static(plain(field.label), classes="label")
                yield field.line(self._typed.get(field.name))

    def leave(self, room: int, lines: int) -> int:
        """Leave *lines* of *room* to others, as far as that goes; give how many are taken."""
        taken = max(min(len(self._fields), _LEAST), min(len(self._fields), room - lines))
        self.styles.max_height = taken
        return taken

    def on_resize(self) -> None:
        """Keep the line that is typed into in sight."""
        self.call_after_refresh(self._reveal)

    def on_descendant_focus(self) -> None:
        """Show the line that is gone to, at once."""
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        """Scroll to the line that has the focus."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.scroll_to_widget(focused, animate=False)

    @property
    def given(self) -> dict[str, str]:
        """What stands in each field now."""
        return {field.name: self._value(field.name) for field in self._fields}

    @property
    def unsaved(self) -> dict[str, str]:
        """What was typed here and is saved nowhere, by field; nothing when no text was changed."""
        given = self.given
        texts = (each for each in self._fields if not each.options)
        if all(given[each.name].strip() == each.first.strip() for each in texts):
            return {}
        return {
            each.name: given[each.name]
            for each in self._fields
            if each.begun or given[each.name] != each.first
        }

    def _value(self, name: str) -> str:
        """Read a field."""
        widget = self.query_one(f"#{name}")
        return widget.value if isinstance(widget, (LineInput, Choice)) else ""
