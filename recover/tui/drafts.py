"""Keeping what is being typed, a moment after it was typed."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from recover.domain.errors import RecoverError
from recover.services.drafting import Draft, DraftSheet, dismiss_drafts
from recover.tui.work import DeskApp, Failure

if TYPE_CHECKING:
    from textual.timer import Timer

WAIT = 0.4
"""Seconds after the first change until it is on disk, however fast the typing goes on."""


class DraftKeeper:
    """The texts in the lines of one app, in memory and on disk."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._sheet = DraftSheet(app.desk)
        self._texts: dict[str, str] = {}
        self._timer: Timer | None = None
        self._told = False
        self._one_at_a_time = Lock()
        self._closed = False

    def typed(self, incident_id: str, text: str) -> None:
        """Take what stands in the line of an incident; on disk within half a second."""
        if self._texts.get(incident_id, "") == text:
            return
        if text:
            self._texts[incident_id] = text
        else:
            self._texts.pop(incident_id, None)
        if self._timer is None:
            self._timer = self._app.set_timer(WAIT, self._keep_soon)

    def clear(self, incident_id: str) -> None:
        """Forget the text of an incident: it was logged, or thrown away."""
        self.typed(incident_id, "")

    def text(self, incident_id: str) -> str:
        """Give what was typed for an incident and neither logged nor thrown away."""
        return self._texts.get(incident_id, "")

    def adopt(self, left: Sequence[Draft]) -> list[Draft]:
        """Take over what apps that are gone have left; gives the drafts that were taken over.

        An incident's line holds one text: a second one for it waits for the next start.
        """
        taken = []
        for each in left:
            if each.incident not in self._texts:
                self._texts[each.incident] = each.text
                taken.append(each)
        waiting = {each.sheet for each in left if self._texts[each.incident] != each.text}
        sheets = {each.sheet for each in left} - waiting
        self._app.pen.submit(self._take_over, sheets)
        return taken

    def flush(self) -> None:
        """Keep what was typed, now, in this thread: the process is about to end."""
        self._stop_waiting()
        self._keep()

    def close(self) -> None:
        """Keep what was typed, and let go of the file."""
        self._closed = True
        self.flush()
        self._sheet.close()

    def _keep_soon(self) -> None:
        """Keep what was typed, in the writing thread."""
        self._timer = None
        if not self._closed:
            self._app.pen.submit(self._keep)

    def _take_over(self, sheets: set[str]) -> None:
        """Have the texts on our own sheet before those of the others go."""
        if self._keep():
            for sheet in sheets:
                with suppress(RecoverError):
                    dismiss_drafts(self._app.desk, sheet)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _keep(self) -> bool:
        """Write the sheet; when the disk refuses, say so once, and go on."""
        try:
            with self._one_at_a_time:
                self._sheet.keep(dict(self._texts))
        except RecoverError as error:
            if not self._told:
                self._told = True
                self._app.post_message(Failure(error))
            return False
        return True
