"""What leaves the house, before it does: of what, for whom, in which format; save, copy, open."""

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from recover.domain.errors import RecoverError
from recover.domain.text import count, printable
from recover.services.client_exporting import Draft
from recover.services.export_wish import About, Days, ExportWish, goes_by_days
from recover.services.exporting import make_draft
from recover.services.opening_files import open_file
from recover.services.writing_out import Look, is_shown_as_file, preview
from recover.tui.commands import Place, bindings
from recover.tui.screens.book_screen import BookScreen
from recover.tui.summary_subject import Subject, abouts
from recover.tui.widgets.bars import plain
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.widgets.summary_blocks import notice_text, page_blocks, refusal_blocks
from recover.tui.widgets.summary_choices import SummaryChoices
from recover.tui.widgets.summary_footer import SummaryFooter
from recover.tui.work import app_of, desk_of, read

WIDE = 112
"""From so many columns on the choices stand beside the page."""
LOW = 24
"""With fewer rows than that, what is said under the page is short."""


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
    SummaryScreen #body { height: 1fr; }
    SummaryScreen #page { height: 1fr; padding: 0 1; }
    SummaryScreen #notices {
        height: auto; max-height: 5; padding: 0 1; color: $text-muted; background: $surface;
    }
    SummaryScreen.-low #notices { max-height: 3; }
    SummaryScreen.-wide #body { layout: horizontal; }
    SummaryScreen.-wide SummaryChoices { width: 44; }
    SummaryScreen.-wide #page { margin-top: 1; }
    """

    def __init__(self, subject: Subject) -> None:
        """Make the screen for what was chosen where it was opened."""
        super().__init__()
        self._subject = subject
        self._draft: Draft | None = None
        self._include: tuple[str, ...] = ()
        self._days = Days()
        self._text = ""

    def compose(self) -> ComposeResult:
        """What it is, the three choices, the page, what stays, the keys."""
        yield Static(id="title")
        with Container(id="body"):
            yield SummaryChoices(abouts(desk_of(self), self._subject), self._subject.about)
            yield BlockView(id="page")
        yield Static(id="notices")
        yield SummaryFooter()

    def on_screen_resume(self) -> None:
        """Make it of what is true now."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Share out the room there is."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < LOW, "-low")

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
        self.query_one(SummaryChoices).turn("about")

    def action_audience(self) -> None:
        """Choose for whom it is."""
        self.query_one(SummaryChoices).turn("audience")

    def action_format(self) -> None:
        """Choose the format."""
        self.query_one(SummaryChoices).turn("format")

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
        """Choose a line that is held back and may leave all the same."""
        from recover.tui.dialogs.let_go import LetGoDialog

        held = self._draft.held if self._draft else ()
        if held or self._include:
            self.app.push_screen(LetGoDialog(held, self._include), self._let_go)
        else:
            app_of(self).say("Nothing that is marked for the client is held back.")

    def action_days(self) -> None:
        """Choose the days it is about."""
        from recover.tui.dialogs.period import PeriodDialog

        choices = self.query_one(SummaryChoices)
        if choices.about is About.DAY or goes_by_days(choices.about, choices.audience):
            self.app.push_screen(PeriodDialog(self._days), self._choose_days)
        else:
            app_of(self).say("That page is about no days: choose another with w or a first.")

    def action_leave(self) -> None:
        """Leave; nothing is written."""
        self.dismiss(None)

    @property
    def _wish(self) -> ExportWish:
        """What is wished for, as the choices stand."""
        return self.query_one(SummaryChoices).wish(self._subject, self._days, self._include)

    @property
    def _look(self) -> Look:
        return Look(format=self.query_one(SummaryChoices).format)

    def _save(self, *, open_it: bool) -> None:
        from recover.tui.dialogs.save_summary import SaveSummaryDialog

        if self._draft is None:
            app_of(self).say("There is nothing to write: choose something else.")
            return
        dialog = SaveSummaryDialog(self._wish, self._draft.report, self._look)
        self.app.push_screen(dialog, self._written_and_opened if open_it else None)

    def _written_and_opened(self, path: Path | None) -> None:
        """Open what was written."""
        if path is not None:

            def act() -> FileOpened:
                open_file(path)
                return FileOpened()

            read(self, act, group="open")

    def _choose_days(self, days: Days | None) -> None:
        """Make the page anew for other days."""
        if days is not None:
            self._days = days
            self.reload()

    def _let_go(self, entry: str | None) -> None:
        """Let a line leave, or keep it after all, and make the page anew."""
        if entry is not None:
            others = tuple(each for each in self._include if each != entry)
            self._include = others if entry in self._include else (*others, entry)
            self.reload()

    @on(SummaryChoices.Changed)
    def _choose(self, message: SummaryChoices.Changed) -> None:
        if message.about_too:
            self._include, self._days = (), Days()
        self.reload()

    @on(SummaryMade)
    def _show(self, message: SummaryMade) -> None:
        self._draft, self._text = message.draft, message.text
        self.query_one(SummaryChoices).show_days(self._days)
        title = message.draft.report.title if message.draft else "Summary"
        self.query_one("#title", Static).update(plain(printable(title)))
        page = self.query_one("#page", BlockView)
        if message.draft is None:
            page.show(refusal_blocks(message.text))
        else:
            as_file = is_shown_as_file(self._look.format)
            page.show(page_blocks(message.text, is_file=as_file))
        page.scroll_home(animate=False)
        self.query_one("#notices", Static).update(notice_text(message.draft))
