"""Work that takes a while: it says how far it is, and stops when nobody wants it any more."""

from collections.abc import Callable
from time import monotonic

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from recover.domain.errors import RecoverError
from recover.tui.work import Failure

_EVERY = 0.1
"""Seconds between two words about how far it is."""

Tell = Callable[[str], None]
"""Told in a few words how far it is; any text, any thread."""


class Progressed(Message):
    """So much of it is done."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Stopped(Exception):
    """Nobody wants it any more."""


def teller(node: DOMNode, is_unwanted: Callable[[], bool] = lambda: False) -> Tell:
    """Give what posts `Progressed` to *node*, not too often; it raises `Stopped` when told to.

    Args:
        node: A widget or a screen.
        is_unwanted: Whether to stop.
    """
    told = 0.0

    def tell(text: str) -> None:
        nonlocal told
        if is_unwanted():
            raise Stopped
        if monotonic() - told >= _EVERY:
            told = monotonic()
            node.post_message(Progressed(text))

    return tell


def read_long(node: DOMNode, look: Callable[[Tell], Message], *, group: str) -> None:
    """Look something up in a thread, as `read` does; cancelling the group's workers stops it.

    Args:
        node: A widget or a screen, which is told how far it is, and what was found.
        look: Called in the thread; tells how far it is, and gives the message to post.
        group: Of the newest of these alone something is heard.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            message = look(teller(node, lambda: worker.is_cancelled))
        except Stopped:
            return
        except RecoverError as error:
            message = Failure(error)
        if not worker.is_cancelled:
            node.post_message(message)

    node.run_worker(run, group=group, exclusive=True, thread=True)
