"""The line of an incident: read while it is typed, written down with Enter."""

from textual import on
from textual.message import Message
from textual.widgets import Input

from recover.domain.errors import Failed, RecoverError
from recover.domain.incident import Incident
from recover.services.listening import finish_listening
from recover.services.promise_line import with_phrase
from recover.services.typed_line import LineKind, Typed, log_typed
from recover.services.unowned import written_to_nobody
from recover.tui.dialogs.silence import Reply, SilenceDialog
from recover.tui.drafts import DraftKeeper, keeper_of
from recover.tui.screens.incident_taking import IncidentTaking
from recover.tui.widgets.incident_readback import (
    PromiseRead,
    PromiseReadback,
    reading_of,
    reading_of_handover,
    refusal,
)
from recover.tui.widgets.typed_line import TypedLine
from recover.tui.work import Failure, desk_of, read, write

_READ_BACK = {LineKind.PROMISE: reading_of, LineKind.HANDOVER: reading_of_handover}
"""What says at every key what a line would mean."""


class LineLogged(Message):
    """What was typed is in the log, and on disk."""

    def __init__(self, incident: Incident, text: str) -> None:
        super().__init__()
        self.incident = incident
        self.text = text
        """The line as it was typed."""
        self.to_nobody = written_to_nobody(incident)
        """The id of the note, if what was typed is an instruction to nobody."""


class LineRefused(Failure):
    """What was typed could not be logged; `text` is the line as it was."""

    def __init__(self, error: RecoverError, text: str) -> None:
        super().__init__(error)
        self.text = text


class IncidentLine(IncidentTaking):
    """What happens in and with the line at the bottom."""

    _failed = ""
    """A text that the machine did not take, which Enter may try again as it stands."""

    @property
    def line(self) -> TypedLine:
        """The line at the bottom."""
        return self.query_one(TypedLine)

    @property
    def typed(self) -> Typed:
        """What stands in the line."""
        return self.line.typed

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._keep_draft()
        self.line.relabel()
        self.look_ahead()

    def enter(self) -> None:
        """Do what the line says Enter does."""
        typed, reading = self.typed, self.query_one(PromiseReadback).reading
        if not typed.text:
            self.line.skip()
        elif typed.kind is LineKind.SAID and (self.state is None or self.state.silent):
            self.app.push_screen(SilenceDialog(typed.text), self._reply)
        elif (
            self._failed == typed.text
            or reading is None
            or not reading.refused
            or reading.text != typed.text
        ):
            self._log(typed)

    def action_finish(self) -> None:
        """Log what stands in the line as heard, if it does, then that the client has finished."""
        typed = self.typed
        if typed.kind is LineKind.HEARD and typed.text and typed.question is None:
            self._log(typed)
        super().action_finish()

    def _reply(self, reply: Reply | None) -> None:
        """Say what is in the line, after the client has finished or before."""
        if reply is not None:
            self._log(self.typed, finished=reply == "finished")

    def _log(self, typed: Typed, *, finished: bool = False) -> None:
        """Write the line into the log; it is empty at once, and comes back if it is refused."""
        desk, incident_id, text = desk_of(self), self.incident_id, self.line.input.value

        def act() -> Message:
            try:
                if finished:
                    finish_listening(desk, incident_id)
                return LineLogged(log_typed(desk, incident_id, typed), text)
            except RecoverError as error:
                return LineRefused(error, text)

        self._failed = ""
        self._keeper.sending(incident_id, text)
        self.line.put("")
        write(self, act)

    @on(LineLogged)
    def _point_out(self, message: LineLogged) -> None:
        """Say that a note is put to nobody."""
        self._keeper.sent(self.incident_id, message.text)
        if message.to_nobody:
            self.point_out(message.to_nobody)

    @on(LineRefused)
    def _give_back(self, message: LineRefused) -> None:
        """Put a refused line back, in front of what was typed since, and say why."""
        message.stop()
        since = self.line.input.value
        self.line.put(f"{message.text} {since}" if since else message.text)
        self._keeper.sent(self.incident_id, message.text)
        self._failed = self.typed.text if isinstance(message.error, Failed) else ""
        self.query_one(PromiseReadback).show(refusal(self.typed.text, message.error))

    def look_ahead(self) -> None:
        """Say what the promise or the handover being typed would mean."""
        typed = self.typed
        look = _READ_BACK.get(typed.kind)
        if look is not None and typed.text:
            desk, incident_id = desk_of(self), self.incident_id
            read(
                self,
                lambda: PromiseRead(look(desk, incident_id, typed.text)),
                group="preview",
            )
            return
        reading = self.query_one(PromiseReadback).reading
        if reading is None or reading.text != typed.text:
            self.query_one(PromiseReadback).show(None)
        self.line.refuse(False)

    @on(PromiseRead)
    def _read_back(self, message: PromiseRead) -> None:
        if self.typed.kind in _READ_BACK and message.reading.text == self.typed.text:
            self.query_one(PromiseReadback).show(message.reading)
            self.line.refuse(message.reading.refused)

    def action_offer(self, number: int) -> None:
        """Put an offered phrase into the line."""
        reading = self.query_one(PromiseReadback).reading
        if reading is not None and number < len(reading.offers):
            phrase = reading.offers[number]
            text = with_phrase(desk_of(self), self.incident_id, self.typed.text, phrase)
            self.line.put(f"+ {text}")
            self.set_focus(self.line.input)

    def promised(self, incident: object) -> None:
        """Take what was typed out of the line once the form has promised it."""
        if incident is not None and self.typed.kind is LineKind.PROMISE:
            self.line.put("")

    @property
    def _keeper(self) -> DraftKeeper:
        """What keeps what is typed."""
        return keeper_of(self)

    def _keep_draft(self) -> None:
        """Have what is typed kept within a second."""
        self._keeper.typed(self.incident_id, self.line.input.value)
