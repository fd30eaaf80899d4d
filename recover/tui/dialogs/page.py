"""A dialog that shows a text to scroll, and under it a line to type into and what is going on."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recover.domain.text import printable
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.line import LineInput

Result = TypeVar("Result")

_BORDERS = 2
_LEAST = 3
"""Lines of the text that stay in sight on the smallest screen."""


class PageDialog(Dialog[Result]):
    """Show a text that scrolls with the keys of a list, also while something is typed under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="page.leave"),
        Binding("up,k", "turn(-1)", "Up a line", show=False, id="page.up"),
        Binding("down,j", "turn(1)", "Down a line", show=False, id="page.down"),
        Binding("pageup", "turn_page(-1)", "Up a page", show=False, id="page.page-up"),
        Binding("pagedown", "turn_page(1)", "Down a page", show=False, id="page.page-down"),
    ]
    AUTO_FOCUS = "#page"
    HEADING = ""
    """What it is about; any text."""
    DEFAULT_CSS = """
    PageDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        #page { height: auto; scrollbar-size-vertical: 1; }
        .ask { height: 1; margin-top: 1; }
        .ask > Static { width: auto; padding-right: 1; color: $text-muted; }
        .ask > LineInput { width: 1fr; }
        #said { height: auto; margin-top: 1; color: $text-muted; }
        #said.-empty { display: none; }
        #said.-refused { color: $text-error; }
    }
    """

    def compose(self) -> ComposeResult:
        """The text, what can be typed, what is going on."""
        with Vertical() as box:
            box.border_title = plain(printable(self.HEADING))
            yield VerticalScroll(Static(id="text"), id="page")
            yield from self.below()
            yield Static(id="said", classes="-empty")

    def below(self) -> Iterable[Widget]:
        """Give what stands between the text and what is going on."""
        return ()

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_turn(self, way: int) -> None:
        """Scroll by a line; 1 is down, -1 up."""
        self._page.scroll_relative(y=way, animate=False)

    def action_turn_page(self, way: int) -> None:
        """Scroll by a page; 1 is down, -1 up."""
        self._page.scroll_relative(y=way * max(self._page.size.height - 1, 1), animate=False)

    def on_resize(self) -> None:
        """Make room anew."""
        self.call_after_refresh(self._make_room)

    def show(self, lines: Sequence[str]) -> None:
        """Show a text, a line each; any text. It begins at its first line."""
        parts = [Content(printable(each)) for each in lines]
        self.query_one("#text", Static).update(Content("\n").join(parts))
        self._page.scroll_home(animate=False)
        self.call_after_refresh(self._make_room)

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say what is going on, or why something is refused; any text. Empty takes it away."""
        said = self.query_one("#said", Static)
        said.update(plain(text))
        said.set_class(not text, "-empty")
        said.set_class(refused, "-refused")
        self.call_after_refresh(self._make_room)

    def offer(self, keys: str) -> None:
        """Say in the frame what the keys do now."""
        self.query_one(Vertical).border_subtitle = plain(keys)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)

    def _make_room(self) -> None:
        """Let the text have what is left by what stands under it."""
        others = [each for each in self.query_one(Vertical).children if each is not self._page]
        taken = sum(
            each.outer_size.height + each.styles.margin.height for each in others if each.display
        )
        self._page.styles.max_height = max(self.size.height - _BORDERS - taken, _LEAST)


def asked(label: str, line: LineInput) -> Horizontal:
    """Put what is asked for in front of the line it is typed into; any text."""
    return Horizontal(Static(plain(printable(label))), line, classes="ask")
