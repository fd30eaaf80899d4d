"""Reading the whole record, and proving that it is what was written."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from recover.services.verifying import Verified, verdict, verify_book
from recover.tui.dialogs.page import PageDialog, asked
from recover.tui.long_work import Progressed, Tell, read_long
from recover.tui.widgets.line import LineInput
from recover.tui.work import Failure, app_of, desk_of

_GROUP = "verify"
_READING = "Reading everything"


class RecordRead(Message):
    """The record was read to its end."""

    def __init__(self, found: Verified, against: str) -> None:
        super().__init__()
        self.found = found
        self.against = against
        """The head it was compared with; empty for none."""


class VerifyDialog(PageDialog[None]):
    """Read everything at once, say what holds and what does not, and compare it with a head."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", "Read it again", show=False, id="verify.again"),
        Binding("c", "copy", "Copy the head", show=False, id="verify.copy"),
    ]
    HEADING = "Verify the record"

    def __init__(self) -> None:
        super().__init__()
        self._is_busy = False
        self._head = ""

    def below(self) -> ComposeResult:
        """A head that was noted earlier."""
        hint = "such as 1482:9f3c..., if you have one"
        yield asked("noted head", LineInput(placeholder=hint, id="against"))

    def on_mount(self) -> None:
        """Read."""
        self._begin()

    def enter(self) -> None:
        """Compare with what was typed."""
        self._begin()

    def action_again(self) -> None:
        """Read it again."""
        self._begin()

    def action_leave(self) -> None:
        """Stop reading; leave when nothing is read."""
        if not self._is_busy:
            self.dismiss(None)
            return
        self.workers.cancel_group(self, _GROUP)
        self._end("Stopped before the end: nothing can be said. Enter reads again.")

    def action_copy(self) -> None:
        """Copy the head."""
        if self._head:
            self.app.copy_to_clipboard(self._head)
            app_of(self).say("Copied the head. Keep it in a mail to yourself.")

    def _begin(self) -> None:
        """Read everything, off the event loop."""
        if self._is_busy:
            return
        self._is_busy, self._head = True, ""
        home, against = desk_of(self).home, self.query_one("#against", LineInput).value.strip()

        def look(tell: Tell) -> RecordRead:
            def count(done: int, of: int) -> None:
                tell(f"{_READING}: {done:,} of {of:,} journals")

            return RecordRead(verify_book(home, against=against, tell=count), against)

        self.show(())
        self.say(f"{_READING} ...")
        self._offer_keys()
        read_long(self, look, group=_GROUP)

    def _end(self, text: str = "", *, refused: bool = False) -> None:
        """Read no more, and say why."""
        self._is_busy = False
        self.say(text, refused=refused)
        self._offer_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys that act now."""
        self._offer_keys()

    def _offer_keys(self) -> None:
        if self._is_busy:
            self.offer("Esc stops")
        elif self.query_one("#against", LineInput).has_focus:
            self.offer("Enter compares · Tab goes back · Esc leaves")
        else:
            copying = "c copies the head · " if self._head else ""
            self.offer(f"{copying}Tab to compare · Esc leaves")

    @on(Progressed)
    def _tell(self, message: Progressed) -> None:
        if self._is_busy:
            self.say(message.text)

    @on(RecordRead)
    def _show(self, message: RecordRead) -> None:
        self._head = message.found.head
        self.show([*verdict(message.found), *_about_head(message.found, message.against)])
        self._end()

    @on(Failure)
    def _refuse(self, message: Failure) -> None:
        message.stop()
        self._end(f"! {message.error}", refused=True)


def _about_head(found: Verified, against: str) -> list[str]:
    """Say where the chain stands, and what that is good for."""
    if not found.head:
        return []
    lines = ["", f"Head  {found.head}"]
    if against and not found.problems:
        return [*lines, "", "It leads through the head you noted: nothing before it was changed."]
    if found.problems:
        return lines
    return [
        *lines,
        "",
        "Copy the head, and keep it somewhere else, such as in a mail to yourself. Whoever can "
        "write to these files could make the whole chain anew, or cut off its end: only a head "
        "that you noted shows that.",
    ]
