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
from recover.services.export_wish import AUDIENCES, About, Days, ExportWish, goes_by_days
from recover.tui.summary_subject import Subject
from recover.tui.widgets.bars import plain
from recover.tui.widgets.choice import Choice

FIRST = "html"
"""The format that is offered first."""


class SummaryChoices(Vertical):
    """One line for each choice, with the key that changes it."""

    DEFAULT_CSS = """
    SummaryChoices { height: auto; padding: 0 1; margin: 1 0; }
    SummaryChoices Horizontal { height: 1; }
    SummaryChoices .label { width: 8; color: $text-muted; }
    SummaryChoices #days { width: 1fr; }
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
        yield Horizontal(_label("d", "days"), Static(id="days"))
        self.call_after_refresh(self.show_days, Days())

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

    def wish(self, subject: Subject, days: Days, include: tuple[str, ...]) -> ExportWish:
        """Give what is wished for, as the choices stand.

        Args:
            subject: What was chosen where the summary was asked for.
            days: The days it is to be about, where a page goes by days.
            include: Ids of the lines that may leave although they would be held back.
        """
        about, audience = self.about, self.audience
        by_days = goes_by_days(about, audience)
        return ExportWish(
            about=about,
            incident=subject.incident if about is About.INCIDENT else "",
            account=subject.account if about is About.ACCOUNT else "",
            audience=audience,
            since=days.since if by_days else None,
            until=days.until if by_days else None,
            day=days.since if about is About.DAY else None,
            include=include if audience is Audience.CLIENT else (),
        )

    def show_days(self, days: Days) -> None:
        """Say which days it is about, where it goes by days."""
        by_days = goes_by_days(self.about, self.audience)
        said = days.text if by_days or self.about is About.DAY else "as they are"
        self.query_one("#days", Static).update(plain(said))

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
    return Horizontal(_label(key, label), choice)


def _label(key: str, label: str) -> Static:
    """Give a label with the key that changes what stands behind it."""
    said = Content.assemble((key, "bold $text-accent"), f" {label}")
    return Static(said, classes="label")


def _audiences(about: About) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in AUDIENCES[about]]
