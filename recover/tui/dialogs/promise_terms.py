"""What promise forms have in common: choices, and the moment chosen from lists with one key."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from recover.domain.account import CHANNELS
from recover.domain.entry import PromiseKind
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.promising import Preview
from recover.services.reaching import window_note
from recover.tui.dialogs.form import FormDialog, Outlook
from recover.tui.dialogs.promise_moment import MomentPicker
from recover.tui.widgets.incident_readback import in_words
from recover.tui.work import desk_of

Result = TypeVar("Result")

CHANNEL_OPTIONS = tuple((each, each) for each in CHANNELS)
KIND_OPTIONS = tuple((each.value, each.value) for each in PromiseKind)
READER_OPTIONS = (("", "internal"), ("yes", "the client, too"))
BY_HINT = "tomorrow 8am, in 2 hours, EOD · F6 to choose"


def note_now(desk: Desk, promise_id: str) -> str:
    """Say what speaks against getting in touch about a promise now; empty when nothing does.

    Raises:
        NotFound: The promise is gone.
    """
    incident, promise = find_promise(desk, promise_id)
    return window_note(desk, incident, promise)


class TermsDialog(FormDialog[Result]):
    """A form with a field `by`, which F6 fills from lists of days and times."""

    PREVIEWS = True
    OFFERS_FOR = "by"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "choose_moment", "Choose the moment", show=False, id="promise.moment"),
    ]
    zone = ""
    """The client's IANA zone; set by the subclass."""

    def outlook(self, preview: Preview) -> Outlook:
        """Say a preview in the form: the moment, what could stop it, and other readings."""
        return Outlook(text=in_words(desk_of(self), preview), offers=preview.deadline.alternatives)

    def action_choose_moment(self) -> None:
        """Choose day and time with the arrow keys."""

        def put(phrase: str | None) -> None:
            if phrase:
                line = self.query_one("#by", Input)
                line.value = phrase
                line.focus()

        self.app.push_screen(MomentPicker(self.zone), put)
