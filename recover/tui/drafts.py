"""Keeping what is being typed, a moment after it was typed."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from textual.dom import DOMNode

from recover.domain.errors import RecoverError
from recover.services.drafting import Draft, DraftSheet, Typed, dismiss_drafts
from recover.tui.work import DeskApp, Failure

if TYPE_CHECKING:
    from textual.timer import Timer

WAIT = 0.4
"""Seconds after the first change until it is on disk, however fast the typing goes on."""


class DraftKeeper:
    """What stands in the lines and forms of one app and is saved nowhere, in memory and on disk.

    Each line and form has a name: the id of its incident, or such as `keep/1p1`.
    """

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._sheet = DraftSheet(app.desk)
        self._typed: dict[str, Typed] = {}
        self._sending: dict[str, list[str]] = {}
        # Not the thread that writes the book: that may wait for seconds until it has the lock.
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._timer: Timer | None = None
        self._told = False
        self._one_at_a_time = Lock()
        self._closed = False

    def typed(self, name: str, typed: Typed) -> None:
        """Take what stands in a line or a form now; on disk within half a second."""
        if self._typed.get(name, "") == (typed or ""):
            return
        if typed:
            self._typed[name] = typed
        else:
            self._typed.pop(name, None)
        self._wait()

    def sending(self, name: str, text: str) -> None:
        """Keep a line that is being written into the log, until `sent` says that it is there."""
        self._sending.setdefault(name, []).append(text)
        self._wait()

    def sent(self, name: str, text: str) -> None:
        """Forget a line: it is in the log, or stands where it was typed again."""
        waiting = self._sending.get(name, [])
        if text in waiting:
            waiting.remove(text)
        self._wait()

    def clear(self, name: str) -> None:
        """Forget what was typed: it was saved, or thrown away. It is off the disk at once."""
        if self._typed.pop(name, None):
            self._stop_waiting()
            self._keep_soon()

    def holds(self, name: str) -> bool:
        """Say whether something was typed there that was neither saved nor thrown away."""
        return name in self._typed

    def text(self, incident_id: str) -> str:
        """Give what was typed into the line of an incident and neither logged nor thrown away."""
        typed = self._typed.get(incident_id, "")
        return typed if isinstance(typed, str) else ""

    def fields(self, name: str) -> Mapping[str, str]:
        """Give what was typed into a form, by field, and neither saved nor thrown away."""
        typed = self._typed.get(name, "")
        return {} if isinstance(typed, str) else typed

    def adopt(self, left: Sequence[Draft]) -> list[Draft]:
        """Take over what apps that are gone have left; gives the drafts that were taken over.

        A line or a form holds one draft: a second one for it waits for the next start.
        """
        taken = []
        for each in left:
            if each.name not in self._typed:
                self._typed[each.name] = each.typed
                taken.append(each)
        waiting = {each.sheet for each in left if self._typed[each.name] != each.typed}
        sheets = {each.sheet for each in left} - waiting
        self._hand.submit(self._take_over, sheets)
        return taken

    @property
    def sheet(self) -> str:
        """The name of the file on disk; empty while nothing is typed."""
        return self._sheet.name

    def drop(self, is_theirs: Callable[[str, Typed], bool]) -> None:
        """Let go of every draft of which *is_theirs* says so, also on disk; any thread.

        Raises:
            Failed: The disk would not take it.
        """
        self._typed = {
            name: typed for name, typed in self._typed.items() if not is_theirs(name, typed)
        }
        with self._one_at_a_time:
            self._sheet.keep(self._all())

    def flush(self) -> None:
        """Keep what was typed, now, in this thread: the process is about to end."""
        self._stop_waiting()
        self._keep()

    def close(self) -> None:
        """Keep what was typed, and let go of the file."""
        self._closed = True
        self._hand.shutdown(wait=False)
        self.flush()
        self._sheet.close()

    def _keep_soon(self) -> None:
        """Keep what was typed, in a thread."""
        self._timer = None
        if not self._closed:
            self._hand.submit(self._keep)

    def _take_over(self, sheets: set[str]) -> None:
        """Have the texts on our own sheet before those of the others go."""
        if self._keep():
            for sheet in sheets:
                with suppress(RecoverError):
                    dismiss_drafts(self._app.desk, sheet)

    def _wait(self) -> None:
        """Have it kept a moment from now."""
        if self._timer is None:
            self._timer = self._app.set_timer(WAIT, self._keep_soon)

    def _all(self) -> dict[str, Typed]:
        """All that is saved nowhere: what is being written stands before what was typed since."""
        found = dict(self._typed)
        for name, lines in list(self._sending.items()):
            since = found.get(name, "")
            if lines and isinstance(since, str):
                found[name] = " ".join([*lines, since]).strip()
        return found

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _keep(self) -> bool:
        """Write the sheet; when the disk refuses, say so once, and go on."""
        try:
            with self._one_at_a_time:
                self._sheet.keep(self._all())
        except RecoverError as error:
            if not self._told:
                self._told = True
                self._app.post_message(Failure(error))
            return False
        return True


def keeper_of(node: DOMNode) -> DraftKeeper:
    """Give what keeps the typing of the app that a widget or a screen belongs to."""
    keeper = getattr(node.app, "drafts", None)
    if not isinstance(keeper, DraftKeeper):
        raise TypeError("the forms of recover need an app that keeps drafts")
    return keeper
