"""The base of the short dialogs: a few lines to fill in over the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from recover.tui.commands import OFFER_KEYS, Place, bindings, key_name
from recover.tui.widgets.bars import plain
from recover.tui.widgets.choice import Choice
from recover.tui.widgets.line import LineInput
from recover.tui.work import Failure, read, write

Result = TypeVar("Result")

Given = Mapping[str, str]
"""What stands in each field, by the field's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a form."""

    name: str
    """A Python name; unique in the form."""
    label: str
    value: str = ""
    """What stands there at first."""
    hint: str = ""
    """Shown dim while the line is empty."""
    options: tuple[tuple[str, str], ...] = ()
    """Value and label of each option, for a choice instead of typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What saving a form would mean, or why it would be refused."""

    text: str
    offers: tuple[str, ...] = ()
    """Up to three texts for the field `OFFERS_FOR`, one key each."""


class FormDialog(ModalScreen[Result | None], Generic[Result]):
    """A form over the screen: Enter or Ctrl+S saves, Esc leaves.

    A subclass gives `save`, which runs in the writing thread; its result is what the dialog is
    dismissed with, and a `RecoverError` from it stands in the form while everything typed stays.
    With `preview`, a line under the fields says what saving would mean, while typing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.DIALOG),
        *(
            Binding(key, f"offer({place})", "Take what is offered", show=False, id=f"form.{key}")
            for place, key in enumerate(OFFER_KEYS)
        ),
    ]
    DEFAULT_CSS = """
    FormDialog {
        align: center middle; background: $background 60%;
        & > #form {
            width: 72; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; border-title-color: $foreground;
            border-title-style: bold; border-subtitle-color: $text-muted; padding: 0 1;
        }
        #fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        .intro { color: $text-muted; margin-bottom: 1; }
        .field { height: auto; min-height: 1; }
        .field > .label { color: $text-muted; width: 16; height: 1; }
        .field > LineInput, .field > Choice { width: 1fr; }
        #preview { color: $text-muted; height: auto; max-height: 6; margin-top: 1; }
        #error { color: $text-error; height: auto; max-height: 6; margin-top: 1; }
        #preview.-empty, #error.-empty { display: none; }
    }
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

    def __init__(self, heading: str, fields: Sequence[Field], *, intro: str = "") -> None:
        """Make the form.

        Args:
            heading: What is done, in a few words; any text.
            fields: The lines, from top to bottom; the first one has the focus.
            intro: A sentence above them; any text.
        """
        super().__init__()
        self._heading = heading
        self._fields = tuple(fields)
        self._intro = intro
        self._saving = False
        self._offers: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """A line for each field, then what saving would mean, then what is wrong."""
        with Vertical(id="form") as form:
            form.border_title = plain(self._heading)
            form.border_subtitle = plain("Enter saves · Esc leaves")
            with VerticalScroll(id="fields", can_focus=False):
                if self._intro:
                    yield Static(plain(self._intro), classes="intro")
                for field in self._fields:
                    with Horizontal(classes="field"):
                        yield Static(plain(field.label), classes="label")
                        yield self._line(field)
            yield Static(id="preview", classes="-empty")
            yield Static(id="error", classes="-empty")

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

    @property
    def is_saving(self) -> bool:
        """Whether what was typed is being saved."""
        return self._saving

    @property
    def given(self) -> dict[str, str]:
        """What stands in each field now."""
        return {field.name: self._value(field.name) for field in self._fields}

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
        given = self.given
        write(self, lambda: self.Saved(self.save(given)))

    def action_leave(self) -> None:
        """Leave without saving; what is being saved already is waited for."""
        if not self._saving:
            self.dismiss(None)

    def action_offer(self, place: int) -> None:
        """Put what is offered into its field."""
        if place < len(self._offers):
            line = self.query_one(f"#{self.OFFERS_FOR}", LineInput)
            line.value = self._offers[place]
            line.cursor_position = len(line.value)
            line.focus()

    def complain(self, text: str) -> None:
        """Show a sentence about what is wrong; empty takes it away."""
        self._say("error", text)

    def _line(self, field: Field) -> Widget:
        """Make the widget of a field."""
        if field.options:
            return Choice(field.options, field.value, id=field.name)
        return LineInput(field.value, placeholder=field.hint, id=field.name)

    def _value(self, name: str) -> str:
        """Read a field."""
        widget = self.query_one(f"#{name}")
        return widget.value if isinstance(widget, (Input, Choice)) else ""

    def _say(self, place: str, text: str) -> None:
        """Write a sentence under the fields."""
        line = self.query_one(f"#{place}", Static)
        line.update(plain(text))
        line.set_class(not text, "-empty")

    def _look_ahead(self) -> None:
        """Ask what saving would mean."""
        if self.PREVIEWS:
            given = self.given
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
        self._look_ahead()

    @on(Previewed)
    def _foretell(self, message: Previewed) -> None:
        outlook = message.outlook
        self._offers = outlook.offers[: len(OFFER_KEYS)] if self.OFFERS_FOR else ()
        keys = [
            f"{key_name(key)} {offer}" for key, offer in zip(OFFER_KEYS, self._offers, strict=False)
        ]
        self._say("preview", "\n".join([outlook.text, *(["   ".join(keys)] if keys else [])]))

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._saving = False
        self.complain(f"! {message.error}")

    @on(Saved)
    def _leave(self, message: Saved) -> None:
        self.dismiss(message.result)  # type: ignore[arg-type] # made by our own `save`
