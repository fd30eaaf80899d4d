"""A line to type into that shows whatever is in it safely."""

from typing import Protocol, runtime_checkable

from rich.text import Text
from textual import events
from textual.widgets import Input

from recover.domain.text import printable

_LINE_END = "\N{RETURN SYMBOL}"
_SHOWN_AS_PICTURE = "\N{REPLACEMENT CHARACTER}"


@runtime_checkable
class TakesEnter(Protocol):
    """A screen on which Enter in a line does something at once."""

    def enter(self) -> None:
        """Do what Enter does, with what stands in the lines now."""


class LineInput(Input):
    """An `Input` whose text never reaches the terminal as a control sequence.

    The value stays as typed or pasted. Its cursor does not blink. Enter acts at once where the
    screen takes it: what is typed right after it is never part of what was entered.
    With *replace*, what it begins with is selected whenever the line gets the focus, for as long
    as it is as it was: typing takes its place, and the arrow keys keep it.
    """

    DEFAULT_CSS = """
    LineInput.-textual-compact {
        background: $boost;
        &:focus { background: $primary 30%; }
        &:nocolor:focus { text-style: underline; }
    }
    """

    KEEPS_LINES = False
    """Whether the line ends of what is pasted stay, each shown as a sign; else all is one line."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        replace: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(
            value, placeholder=printable(placeholder), id=id, select_on_focus=False, compact=True
        )
        self.cursor_blink = False
        self._replaced = value if replace else None

    @property
    def _value(self) -> Text:
        """The text as it is drawn: one character for each of the value, so that the cursor fits."""
        shown = self.value
        if not shown.isprintable():
            shown = "".join(_one_for_one(character) for character in shown)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    async def action_submit(self) -> None:
        """Enter the line."""
        screen = self.screen
        if isinstance(screen, TakesEnter):
            screen.enter()
        else:
            await super().action_submit()

    def _on_focus(self, event: events.Focus) -> None:
        """Select what typing is to replace."""
        self.select_on_focus = self.value == self._replaced
        super()._on_focus(event)

    def _on_paste(self, event: events.Paste) -> None:
        """Take in all that is pasted, and not its first line alone."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        pasted = text.strip("\n") if self.KEEPS_LINES else " ".join(text.split())
        if self.selection.is_empty:
            self.insert_text_at_cursor(pasted)
        else:
            self.replace(pasted, *self.selection)


def _one_for_one(character: str) -> str:
    """Give one visible character for any character."""
    if character == "\n":
        return _LINE_END
    shown = printable(character)
    return shown if len(shown) == 1 else _SHOWN_AS_PICTURE
