"""Reading and writing off the event loop.

Workers post facts (messages); handlers change widgets. A refusal becomes a `Failure` message: a
form shows it in its own line, and what nobody handles the app shows as a notification.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker, get_current_worker

from recover.domain.errors import RecoverError
from recover.domain.text import printable
from recover.services.desk import Desk

WRITES = "write"
"""The group of the workers that write."""


class Failure(Message):
    """Something asked for cannot be done; `error` says in one sentence what and why."""

    def __init__(self, error: RecoverError) -> None:
        super().__init__()
        self.error = error


class Noticed(Message):
    """Something was found and mended in the files; `sentence` says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class BookChanged(Message):
    """Something was written, here or by another process, or refused: what is shown may be old."""


class DeskApp(App[int]):
    """An app that works at one desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.pen = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pen")
        """One thread for all writing: what is written first is on disk first."""
        self.sample = False
        """Whether the book holds sample data, which the first line then says."""
        self.asked = 0
        """How many writes have been asked for."""
        self.answered = 0
        """How many of them are done or refused; they are answered in the order they were asked."""
        self.refused = 0
        """How many of those were refused."""
        self.opening = False
        """Whether what a form is to hold is being looked up; keys wait for the form."""

    def say(self, text: str) -> None:
        """Tell the user something; any text."""
        self.notify(printable(text), markup=False)

    @property
    def writing(self) -> list[Worker[Any]]:
        """The writes that are not on disk yet."""
        return [each for each in self.workers if each.group == WRITES and not each.is_finished]


def app_of(node: DOMNode) -> DeskApp:
    """Give the app that a widget or a screen belongs to."""
    app = node.app
    if not isinstance(app, DeskApp):
        raise TypeError("the screens of recover need a desk")
    return app


def desk_of(node: DOMNode) -> Desk:
    """Give the desk that a widget or a screen works at."""
    return app_of(node).desk


def read(
    node: DOMNode,
    look: Callable[[], Message],
    *,
    group: str = "read",
    then: Callable[[], Message] | None = None,
) -> None:
    """Look something up in a thread and post what was found to *node*.

    Args:
        node: A widget or a screen; a `Failure` goes to it as well.
        look: Called in the thread; gives the message to post.
        group: Only the newest answer of a group is posted, older ones are dropped.
        then: Gives what is posted after the answer or the `Failure`, if anything is.
    """

    def run() -> None:
        worker = get_current_worker()
        message = _message_of(look)
        if worker.is_cancelled:
            return
        node.post_message(message)
        if then is not None:
            node.post_message(then())

    node.run_worker(run, group=group, exclusive=True, thread=True)


def write(node: DOMNode, act: Callable[[], Message]) -> None:
    """Write something in the writing thread, in the order of the calls, and post what came of it.

    The app does not leave before it is done. When *node* is gone by then, a failure still reaches
    the user.

    Args:
        node: A widget or a screen that is told.
        act: Called in the thread; gives the message to post.
    """
    app = app_of(node)
    app.asked += 1

    async def run() -> None:
        from asyncio import get_running_loop

        message = await get_running_loop().run_in_executor(app.pen, _message_of, act)
        app.answered += 1
        told = node.post_message(message)
        if isinstance(message, Failure):
            app.refused += 1
            if not told:
                app.post_message(Failure(message.error))
        app.post_message(BookChanged())

    app.run_worker(run(), group=WRITES)


def _message_of(make: Callable[[], Message]) -> Message:
    """Run *make*; a refusal is a message, too."""
    try:
        return make()
    except RecoverError as error:
        return Failure(error)
