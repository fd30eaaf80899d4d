"""The base of the short dialogs: a few lines to fill in over the screen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from recover.tui.commands import OFFER_KEYS, Place, bindings
from recover.tui.dialogs.dialog import Dialog
from recover.tui.dialogs.fields import Field, Given
from recover.tui.dialogs.form_box import FormBox
from recover.tui.dialogs.said import Outlook
from recover.tui.drafts import keeper_of
from recover.tui.widgets.choice import Choice
from recover.tui.widgets.line import LineInput
from recover.tui.work import Failure, app_of, read, write

__all__ = ["Field", "FormDialog", "Given", "Outlook"]

Result = TypeVar("Result")


class FormDialog(Dialog[Result | None], Generic[Result]):
    """A form over the screen: Enter or Ctrl+S saves, Esc leaves.

    A subclass gives `save`, which runs in the writing thread; its result is what the dialog is
    dismissed with, and a `RecoverError` from it stands in the form while everything typed stays.
    With `preview`, a line under the fields says what saving would mean, while typing.
    What is typed and not saved is kept, and stands in the form when it is opened again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.DIALOG),
        Binding("pageup", "read_on(-1)", "Scroll what is said", show=False, id="form.back"),
        Binding("pagedown", "read_on(1)", "Scroll what is said", show=False, id="form.on"),
        *(
            Binding(key, f"offer({place})", "Take what is offered", show=False, id=f"form.{key}")
            for place, key in enumerate(OFFER_KEYS)
        ),
    ]
    DEFAULT_CSS = """
    FormDialog { align: center middle; background: $background 60%; }
    """
    PREVIEWS = False
    """Whether `preview` is asked; a subclass that has one says so."""
    OFFERS_FOR = ""
    """The field that deadlines are typed into: what is offered for them goes there."""

    class Saved(Message):
        """What was to be done is done, and on disk."""

        def __init__(self, result: object) -> None:
            super().__init__()
            self.result = result

    class Previewed(Message):
        """What saving would mean, or that it would be refused as the form stands."""

        def __init__(self, outlook: Outlook) -> None:
            super().__init__()
            self.outlook = outlook

    def __init__(
        self, heading: str, fields: Sequence[Field], *, draft: str, intro: str = ""
    ) -> None:
        """Make the form.

        Args:
            heading: What is done, in a few words; any text.
            fields: The lines, from top to bottom; the first one has the focus.
            draft: By which name what is typed is kept, such as `keep/1p1`: what is done, and to
                what.
            intro: A sentence above them; any text.
        """
        super().__init__()
        self._heading = heading
        self._fields = tuple(fields)
        self._intro = intro
        self.draft = draft
        """By which name what is typed is kept; `reopening` makes the form of a name."""
        self._saving = False
        self._is_saved = False
        self._offers: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The fields, with what was typed into them before and not saved."""
        typed = keeper_of(self).fields(self.draft)
        yield FormBox(self._heading, self._intro, self._fields, typed)

    def save(self, given: Given) -> Result:
        """Do what the form is for; called in the writing thread.

        Raises:
            RecoverError: It cannot be done; the sentence is shown in the form.
        """
        raise NotImplementedError

    def preview(self, given: Given) -> Outlook:
        """Say what saving would mean; called in a reading thread after each change.

        Raises:
            RecoverError: It could not be done; the sentence is shown in the same place.
        """
        raise NotImplementedError

    def outcome(self, result: Result) -> str:
        """Say what came of saving, wherever the form was opened from; empty for nothing."""
        del result
        return ""

    @property
    def is_saving(self) -> bool:
        """Whether what was typed is being saved."""
        return self._saving

    def on_mount(self) -> None:
        """Put the cursor into the first field."""
        if self._fields:
            self.query_one(f"#{self._fields[0].name}", Widget).focus()
        self._look_ahead()

    def action_save(self) -> None:
        """Save what was typed, once."""
        if self._saving:
            return
        self._saving = True
        given = self._box.given
        write(self, lambda: self.Saved(self.save(given)))

    def action_leave(self) -> None:
        """Leave without saving; what is being saved already is waited for."""
        if not self._saving:
            self._keep()
            self.dismiss(None)

    async def action_quit(self) -> None:
        """Leave the app; what is typed is kept."""
        self._keep()
        await super().action_quit()

    def action_read_on(self, way: int) -> None:
        """Scroll what is said under the fields, where it has no room."""
        self._box.turn(way)

    def action_offer(self, place: int) -> None:
        """Put what is offered into its field."""
        if place < len(self._offers):
            line = self.query_one(f"#{self.OFFERS_FOR}", LineInput)
            line.value = self._offers[place]
            line.cursor_position = len(line.value)
            line.focus()

    def on_resize(self) -> None:
        """Make room anew, as soon as it is known how wide the form is."""
        self.call_after_refresh(self._box.make_room)

    @property
    def _box(self) -> FormBox:
        """The frame with everything in it."""
        return self.query_one(FormBox)

    def _keep(self) -> None:
        """Have what is typed kept within a second."""
        if not self._is_saved:
            keeper_of(self).typed(self.draft, self._box.unsaved)

    def _look_ahead(self) -> None:
        """Ask what saving would mean."""
        if self.PREVIEWS:
            given = self._box.given
            read(self, lambda: self._previewed(given), group="preview")

    def _previewed(self, given: Given) -> Message:
        """Say what saving would mean, or why it would be refused."""
        from recover.domain.deadline import DeadlineError
        from recover.domain.errors import RecoverError

        try:
            return self.Previewed(self.preview(given))
        except DeadlineError as error:
            return self.Previewed(Outlook(text=str(error), offers=error.candidates))
        except RecoverError as error:
            return self.Previewed(Outlook(text=str(error)))

    def enter(self) -> None:
        """Enter saves, in whichever line it is pressed."""
        self.action_save()

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self._keep()
        self._look_ahead()

    @on(Previewed)
    def _foretell(self, message: Previewed) -> None:
        offers = message.outlook.offers[: len(OFFER_KEYS)] if self.OFFERS_FOR else ()
        self._offers = offers
        self._box.foretell(replace(message.outlook, offers=offers))

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._saving = False
        self._box.complain(f"! {message.error}")

    @on(Saved)
    def _leave(self, message: Saved) -> None:
        self._is_saved = True
        keeper_of(self).clear(self.draft)
        said = self.outcome(message.result)  # type: ignore[arg-type] # made by our own `save`
        if said:
            app_of(self).say(said)
        self.dismiss(message.result)  # type: ignore[arg-type] # as above
