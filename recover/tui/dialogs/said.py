"""What a form says under its fields: what saving would mean, and what is wrong."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from recover.tui.commands import OFFER_KEYS, key_name
from recover.tui.widgets.bars import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What saving a form would mean, or why it would be refused."""

    text: str
    offers: tuple[str, ...] = ()
    """Up to three texts for one of its fields, one key each."""


class Said(VerticalScroll, can_focus=False):
    """Two texts that scroll together when there is no room for them."""

    DEFAULT_CSS = """
    Said {
        height: auto; scrollbar-size-vertical: 1;
        #preview { color: $text-muted; height: auto; margin-top: 1; }
        #error { color: $text-error; height: auto; margin-top: 1; }
        .-empty { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="said")
        self._holds_end = False
        """Whether what is wrong is kept in sight: until somebody reads on elsewhere."""

    def compose(self) -> ComposeResult:
        """What would be, then what is wrong."""
        yield Static(id="preview", classes="-empty")
        yield Static(id="error", classes="-empty")

    def lines_at(self, width: int) -> int:
        """Count the lines that all of it takes at a width, with the empty one above each text."""
        shown = [each for each in self.query(Static) if not each.has_class("-empty")]
        size = self.app.size
        return sum(each.get_content_height(size, size, width) + 1 for each in shown)

    def turn(self, way: int) -> None:
        """Scroll by what there is room for; 1 is down, -1 up."""
        self._holds_end = False
        self.scroll_relative(y=way * max(self.size.height - 1, 1), animate=False)

    def foretell(self, outlook: Outlook) -> None:
        """Say what saving would mean, and name the key of each offer."""
        named = zip(OFFER_KEYS, outlook.offers, strict=False)
        keys = "   ".join(f"{key_name(key)} {offer}" for key, offer in named)
        self._say("preview", "\n".join(filter(None, (outlook.text, keys))))

    def complain(self, text: str) -> None:
        """Say what is wrong, in sight at once; empty takes it away."""
        self._say("error", text)
        self._holds_end = bool(text)
        self._show_end()

    def watch_virtual_size(self) -> None:
        """Keep what is wrong in sight when the texts grow, as those above it may at any time."""
        self._show_end()

    def on_resize(self) -> None:
        """Keep it in sight also when there is less room."""
        self._show_end()

    def _show_end(self) -> None:
        if self._holds_end:
            self.scroll_end(animate=False)

    def _say(self, place: str, text: str) -> None:
        line = self.query_one(f"#{place}", Static)
        line.update(plain(text))
        line.set_class(not text, "-empty")
