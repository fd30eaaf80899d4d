"""What leaves the house, before it does: of what, for whom, in which format; save, copy, open."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recover.domain.errors import RecoverError
from recover.domain.text import count, printable
from recover.export.formats import FORMATS
from recover.export.report import Audience
from recover.services.client_exporting import Draft
from recover.services.exporting import AUDIENCES, About, ExportWish, make_draft, summary_key
from recover.services.opening_files import open_file
from recover.services.writing_out import Look, preview
from recover.tui.commands import Place, bindings
from recover.tui.screens.book_screen import BookScreen
from recover.tui.screens.summary_subject import Subject, abouts
from recover.tui.widgets.bars import plain
from recover.tui.widgets.choice import Choice
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.widgets.summary_blocks import notice_text, page_blocks, refusal_blocks
from recover.tui.widgets.summary_footer import SummaryFooter
from recover.tui.work import app_of, desk_of, read

_FIRST = "html"
"""The format that is shown first."""
WIDE = 112
"""From so many columns on the choices stand beside the page."""


class SummaryMade(Message):
    """A summary was made, or cannot be."""

    def __init__(self, draft: Draft | None, text: str) -> None:
        super().__init__()
        self.draft = draft
        """`None` when it cannot be made."""
        self.text = text
        """What it says, or why it cannot be made."""


class FileOpened(Message):
    """The file was given to whatever opens it."""


class SummaryScreen(BookScreen[None]):
    """The choices, and exactly what will leave."""

    PLACE = Place.SUMMARY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SUMMARY)]
    AUTO_FOCUS = "#page"
    DEFAULT_CSS = """
    SummaryScreen #title {
        height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
    }
    SummaryScreen #choices { height: auto; padding: 0 1; margin: 1 0; }
    SummaryScreen #choices Horizontal { height: 1; }
    SummaryScreen #choices Static { width: 7; color: $text-muted; }
    SummaryScreen #choices Choice { width: 1fr; }
    SummaryScreen #body { height: 1fr; }
    SummaryScreen #page { height: 1fr; padding: 0 1; }
    SummaryScreen #notices { height: auto; max-height: 5; padding: 0 1; color: $text-muted; background: $surface; }
    SummaryScreen.-wide #body { layout: horizontal; }
    SummaryScreen.-wide #choices { width: 36; }
    SummaryScreen.-wide #page { margin-top: 1; }
    """

    def __init__(self, subject: Subject) -> None:
        """Make the screen for what was chosen where it was opened."""
        super().__init__()
        self._subject = subject
        self._draft: Draft | None = None
        self._include: tuple[str, ...] = ()
        self._text = ""

    def compose(self) -> ComposeResult:
        """What it is, the three choices, the page, what stays, the keys."""
        yield Static(id="title")
        with Container(id="body"):
            with Vertical(id="choices"):
                options = abouts(desk_of(self), self._subject)
                yield _line("w", "of", Choice(options, self._subject.about.value, id="about"))
                yield _line("a", "for", Choice(_audiences(self._subject.about), id="audience"))
                kinds = [(each.name, each.name) for each in FORMATS.values()]
                yield _line("f", "as", Choice(kinds, _FIRST, id="format"))
            yield BlockView(id="page")
        yield Static(id="notices")
        yield SummaryFooter()

    def on_screen_resume(self) -> None:
        """Make it of what is true now."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Put the choices beside the page where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def reload(self) -> None:
        """Make the summary anew."""
        desk, wish, look = desk_of(self), self._wish, self._look

        def make() -> SummaryMade:
            try:
                draft = make_draft(desk, wish)
                return SummaryMade(draft, preview(desk, draft.report, look))
            except RecoverError as error:
                return SummaryMade(None, str(error))

        self.reread(make)

    def action_about(self) -> None:
        """Choose what it is about."""
        self.query_one("#about", Choice).action_move(1)

    def action_audience(self) -> None:
        """Choose for whom it is."""
        self.query_one("#audience", Choice).action_move(1)

    def action_format(self) -> None:
        """Choose the format."""
        self.query_one("#format", Choice).action_move(1)

    def action_save(self) -> None:
        """Ask where it goes, and write it."""
        self._save(open_it=False)

    def action_open(self) -> None:
        """Write it, and open it."""
        self._save(open_it=True)

    def action_copy(self) -> None:
        """Copy what is shown."""
        if self._draft is not None:
            self.app.copy_to_clipboard(self._text)
            app_of(self).say(f"Copied, {count(len(self._text), 'character')}.")

    def action_let_go(self) -> None:
        """Choose which of the lines held back may leave."""
        from recover.tui.dialogs.let_go import LetGoDialog

        held = self._draft.held if self._draft else ()
        if held or self._include:
            self.app.push_screen(LetGoDialog(held, self._include), self._let_go)
        else:
            app_of(self).say("Nothing that is marked for the client is held back.")

    def action_leave(self) -> None:
        """Leave; nothing is written."""
        self.dismiss(None)

    @property
    def _wish(self) -> ExportWish:
        """What is wished for, as the choices stand."""
        about = About(self.query_one("#about", Choice).value)
        audience = Audience(self.query_one("#audience", Choice).value)
        wish = ExportWish(about=about, audience=audience)
        if about is About.INCIDENT:
            wish = replace(wish, incident=self._subject.incident)
        if about is About.ACCOUNT:
            wish = replace(wish, account=self._subject.account)
        return replace(wish, include=self._include) if audience is Audience.CLIENT else wish

    @property
    def _look(self) -> Look:
        return Look(format=self.query_one("#format", Choice).value)

    def _save(self, *, open_it: bool) -> None:
        from recover.tui.dialogs.save_summary import SaveSummaryDialog

        if self._draft is None:
            app_of(self).say("There is nothing to write: choose something else.")
            return
        key = f"{summary_key(self._wish)}.{self._look.format}"
        dialog = SaveSummaryDialog(self._draft.report, self._look, key)
        self.app.push_screen(dialog, self._written_and_opened if open_it else None)

    def _written_and_opened(self, path: Path | None) -> None:
        """Open what was written."""
        if path is not None:

            def act() -> FileOpened:
                open_file(path)
                return FileOpened()

            read(self, act, group="open")

    def _let_go(self, ids: tuple[str, ...] | None) -> None:
        """Make it anew with the lines that may leave."""
        if ids is not None:
            self._include = ids
            self.reload()

    @on(Choice.Changed)
    def _choose(self, message: Choice.Changed) -> None:
        if message.choice.id == "about":
            self.query_one("#audience", Choice).offer(_audiences(About(message.value)))
        self.reload()

    @on(SummaryMade)
    def _show(self, message: SummaryMade) -> None:
        self._draft, self._text = message.draft, message.text
        title = message.draft.report.title if message.draft else "Summary"
        self.query_one("#title", Static).update(plain(printable(title)))
        made = page_blocks if message.draft else refusal_blocks
        self.query_one("#page", BlockView).show(made(message.text))
        self.query_one("#page", BlockView).scroll_home(animate=False)
        self.query_one("#notices", Static).update(notice_text(message.draft))


def _line(key: str, label: str, choice: Choice) -> Horizontal:
    """Give a choice with the key that changes it."""
    said = Content.assemble((key, "bold $text-accent"), f" {label}")
    return Horizontal(Static(said), choice)


def _audiences(about: About) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in AUDIENCES[about]]
