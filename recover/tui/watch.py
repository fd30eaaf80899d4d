"""Noticing what other processes write into the same book."""

from threading import Event, Thread

from recover.domain.errors import RecoverError
from recover.tui.work import BookChanged, DeskApp, Failure, Noticed

EVERY = 1.0
"""Seconds between two looks; each is a look at two file sizes."""


class Watch:
    """A thread that looks whether the book has changed, and posts `BookChanged` if so."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._over = Event()
        self._failing = False
        self._told: list[str] = []

    def start(self) -> None:
        """Begin to look."""
        Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Look once; what cannot be read is told once, until it can be again.

        So is what was mended: bytes that were set aside, a compaction that failed.
        """
        try:
            changed = self._app.desk.store.refresh()
        except RecoverError as error:
            if not self._failing:
                self._failing = True
                self._app.post_message(Failure(error))
            return
        self._failing = False
        if changed:
            self._app.post_message(BookChanged())
        for sentence in self._app.desk.notices:
            if sentence not in self._told:
                self._told.append(sentence)
                self._app.post_message(Noticed(sentence))

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            self.look()
