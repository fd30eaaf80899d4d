"""The three choices of a summary: of what, for whom, and as which kind of file."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recover.export.formats import FORMATS
from recover.export.report import Audience
from recover.services.exporting import AUDIENCES, About
from recover.tui.widgets.choice import Choice

FIRST = "html"
"""The format that is offered first."""


class SummaryChoices(Vertical):
    """One line for each choice, with the key that changes it."""

    DEFAULT_CSS = """
    SummaryChoices { height: auto; padding: 0 1; margin: 1 0; }
    SummaryChoices Horizontal { height: 1; }
    SummaryChoices Static { width: 7; color: $text-muted; }
    SummaryChoices Choice { width: 1fr; }
    """

    class Changed(Message):
        """Something else was chosen."""

        def __init__(self, *, about_too: bool) -> None:
            super().__init__()
            self.about_too = about_too
            """Whether it is about something else now."""

    def __init__(self, abouts: Sequence[tuple[str, str]], about: About) -> None:
        """Make the lines.

        Args:
            abouts: What it can be about, each with its words.
            about: What it is about at first.
        """
        super().__init__()
        self._abouts, self._first = abouts, about

    def compose(self) -> ComposeResult:
        """Three lines."""
        yield _line("w", "of", Choice(self._abouts, self._first.value, id="about"))
        yield _line("a", "for", Choice(_audiences(self._first), id="audience"))
        kinds = [(each.name, each.name) for each in FORMATS.values()]
        yield _line("f", "as", Choice(kinds, FIRST, id="format"))

    @property
    def about(self) -> About:
        """What it is about."""
        return About(self.query_one("#about", Choice).value)

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return Audience(self.query_one("#audience", Choice).value)

    @property
    def format(self) -> str:
        """As which kind of file; a key of `FORMATS`."""
        return self.query_one("#format", Choice).value

    def turn(self, name: str) -> None:
        """Take the next option of `about`, `audience` or `format`."""
        self.query_one(f"#{name}", Choice).action_move(1)

    @on(Choice.Changed)
    def _choose(self, message: Choice.Changed) -> None:
        message.stop()
        about_too = message.choice.id == "about"
        if about_too:
            self.query_one("#audience", Choice).offer(_audiences(self.about))
        self.post_message(self.Changed(about_too=about_too))


def _line(key: str, label: str, choice: Choice) -> Horizontal:
    said = Content.assemble((key, "bold $text-accent"), f" {label}")
    return Horizontal(Static(said), choice)


def _audiences(about: About) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in AUDIENCES[about]]
