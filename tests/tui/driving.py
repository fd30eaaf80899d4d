"""Driving the app with keys, and reading what a person sees."""

# ruff: noqa: SLF001 - Textual's own pilot guesses from the processor's load whether an app is at
# rest, which takes up to a second for each key; looking at the queues is exact and quick.

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from recover.services.desk import Desk
from recover.tui.app import RecoverApp

SIZES = ((80, 24), (120, 40), (60, 20))

HOSTILE = (
    "Re: [External] [URGENT] [/urgent] renewal",
    "\x1b]52;c;cm0gLXJmIH4=\x07 \x9b31m\x7f",
    "abc \u202etxt.exe\u202c \u2066isolated\u2069",
    "one\ntwo\tthree\u2028four",
    "very long " * 400,
    "漢字 e\u0301 👩\u200d👩\u200d👧 " * 30,
)
"""What clients' mails really hold."""

UNSEEN = [chr(each) for each in (*range(32), *range(0x7F, 0xA0), 0x202E, 0x202C, 0x2066, 0x2069)]
"""Characters that may never reach the terminal out of a text."""


class Driver:
    """A person at the app: presses keys, and reads when everything has settled."""

    def __init__(self, app: RecoverApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, one after the other, and wait until all is done."""
        for key in keys:
            self.send(key)
            await settle_messages(self.app)
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        """Type a text quickly: no letter waits for the one before."""
        for character in text:
            self.send(character)
        await settle(self.pilot)

    def send(self, key: str) -> None:
        """Put one key where the terminal would put it."""
        character = {"space": " ", "enter": "\r", "tab": "\t"}.get(key, key)
        name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
        event = Key(name, character if len(character) == 1 else None)
        event.set_sender(self.app)
        self.app._driver.send_message(event)  # type: ignore[union-attr]

    async def paste(self, text: str) -> None:
        """Paste a text, as terminals do, and wait until all is done."""
        event = Paste(text)
        event.set_sender(self.app)
        self.app._driver.send_message(event)  # type: ignore[union-attr]
        await settle(self.pilot)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without trailing blanks."""
        return screen_text(self.app).split("\n")

    @property
    def text(self) -> str:
        """The whole screen."""
        return screen_text(self.app)


def screen_text(app: RecoverApp) -> str:
    """Give what the screen shows, one line each, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until every worker has ended and its answer is on the screen."""
    app = pilot.app
    assert isinstance(app, RecoverApp)
    quiet = 0
    while quiet < 2:
        await settle_messages(app)
        busy = [worker for worker in app.workers if not worker.is_finished]
        quiet = 0 if busy else quiet + 1
        await asyncio.gather(*(worker.wait() for worker in busy), return_exceptions=True)


async def settle_messages(app: RecoverApp) -> None:
    """Wait until no widget has a message to handle, and what has to be drawn is drawn."""
    calm = 0
    while calm < 3 and app._running and app.screen_stack:
        for _ in range(8):
            await asyncio.sleep(0)
        app.screen._on_timer_update()
        calm = 0 if _is_busy(app) else calm + 1


def _is_busy(app: RecoverApp) -> bool:
    """Say whether anything is waiting to be handled, laid out or drawn."""
    screen = app.screen
    shown = [screen, *screen.walk_children(Widget)]
    below = [each for other in app.screen_stack for each in other.walk_children(Widget)]
    return bool(
        screen._dirty_widgets
        or screen._callbacks
        or app._batch_count
        or app.holds_keys
        or any(
            each._layout_required
            or each._scroll_required
            or each._repaint_required
            or not each.is_mounted
            for each in shown
        )
        or any(
            not each._message_queue.empty() or each._next_callbacks
            for each in (app, *shown, *below)
        )
    )


@asynccontextmanager
async def driving(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """Start the app on a desk, at a size, with notifications, and wait for its first screen."""
    app = RecoverApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield Driver(app, pilot)
        await settle(pilot)


def words(me: Driver) -> str:
    """Give the whole screen as one run of words, whatever is wrapped or framed."""
    return " ".join(me.text.replace("│", " ").replace("▌", " ").split())


async def palette(me: Driver, words: str) -> None:
    """Do something by its name."""
    await me.press("ctrl+p")
    await me.type(words)
    await me.press("enter")
