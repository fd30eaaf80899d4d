"""One of a few, in one line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from recover.domain.text import printable


class Choice(Widget, can_focus=True):
    """A line of options of which one is taken: left and right, or the first letter, change it."""

    DEFAULT_CSS = """
    Choice { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "The option before", show=False, id="choice.left"),
        Binding("right,space", "move(1)", "The next option", show=False, id="choice.right"),
    ]

    class Changed(Message):
        """Another option was taken."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The line it happened in."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make the line.

        Args:
            options: Value and label of each option.
            value: The value that is taken at first; the first option's if it is none of them.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._options = tuple(options)
        values = [each for each, _ in self._options]
        self._at = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The value of the option that is taken."""
        return self._options[self._at][0] if self._options else ""

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options; what was taken stays taken if it is among them."""
        before = self.value
        self._options = tuple(options)
        values = [value for value, _ in options]
        self._at = values.index(before) if before in values else 0
        self.refresh()

    def render(self) -> Content:
        """Draw the options, the one taken in brackets; only that one when there are many."""
        taken = "bold reverse" if self.has_focus else "bold"
        if sum(len(label) + 3 for _, label in self._options) > self.content_size.width:
            label = self._options[self._at][1]
            place = f"  {self._at + 1} of {len(self._options)}"
            return Content.assemble("‹ ", (printable(label), taken), " ›", (place, "$text-muted"))
        parts = [
            Content.styled(f"[{printable(label)}]", taken)
            if place == self._at
            else Content.styled(f" {printable(label)} ", "$text-muted")
            for place, (_, label) in enumerate(self._options)
        ]
        return Content(" ").join(parts)

    def action_move(self, way: int) -> None:
        """Take the next option, or the one before."""
        if self._options:
            self._take((self._at + way) % len(self._options))

    def _take(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    async def _on_key(self, event: events.Key) -> None:
        """Take the next option that begins with the letter typed."""
        letter = (event.character or "").casefold()
        if not letter.strip():
            return
        count = len(self._options)
        for step in range(1, count + 1):
            place = (self._at + step) % count
            if self._options[place][1].casefold().startswith(letter):
                event.stop()
                event.prevent_default()
                self._take(place)
                return

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self.refresh()

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        self.refresh()
