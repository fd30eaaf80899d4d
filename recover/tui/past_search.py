"""Looking into the archive for a screen: off the event loop, shown as found, stopped at will."""

from dataclasses import dataclass
from time import monotonic

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from recover.domain.errors import RecoverError
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.past import past_incidents
from recover.tui.work import Failure

GROUP = "past"
MOST = 500
"""As many as a list shows of the archive; more words find fewer."""
_EVERY = 0.2
"""Seconds between two words about how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWish:
    """What is looked for."""

    words: str
    is_open: bool | None


class PastFound(Message):
    """So much of the archive has been looked through."""

    def __init__(self, wish: PastWish, found: tuple[Incident, ...], done: float) -> None:
        super().__init__()
        self.wish = wish
        self.found = found
        """All that was found so far, what was put away last first."""
        self.done = done
        """Which part has been read; 1 at the end."""


class _Stopped(Exception):
    """Nobody wants to know any more."""


def look_back(node: DOMNode, desk: Desk, wish: PastWish) -> None:
    """Look for *wish*, and post `PastFound` to *node* as it goes; an older search is given up."""

    def run() -> None:
        worker = get_current_worker()
        found: list[Incident] = []
        told = monotonic()

        def tell(done: float) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise _Stopped
            if monotonic() - told >= _EVERY:
                told = monotonic()
                node.post_message(PastFound(wish, tuple(found), min(done, 0.99)))

        try:
            for each in past_incidents(desk, search=wish.words, is_open=wish.is_open, tell=tell):
                found.append(each)
                if len(found) >= MOST:
                    break
        except _Stopped:
            return
        except RecoverError as error:
            node.post_message(Failure(error))
        if not worker.is_cancelled:
            node.post_message(PastFound(wish, tuple(found), 1.0))

    node.run_worker(run, group=GROUP, exclusive=True, thread=True)
