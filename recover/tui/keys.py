"""Keys count in the order in which they were pressed, also while a screen opens or a form saves.

Textual hands each key to whatever has the focus at that very moment. While a dialog opens nothing
has it yet, and while a form saves the form still has it: keys of a quick typist would be lost, or
taken for commands of the screen behind. And a letter that acts on a promise has to find the one
that was made with the line before.
"""

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import events
from textual.widgets import Input

from recover.tui.work import DeskApp

if TYPE_CHECKING:
    from textual.screen import Screen

TICK = 0.02
"""Seconds between two looks at whether keys can go on."""

ENTERS = ("enter", "ctrl+s")
"""Keys that may end a form: what is typed after them is not for it."""

LONGEST = 2.0
"""Seconds after which keys go on whatever happens: nobody waits for a screen without a focus."""


@runtime_checkable
class Saves(Protocol):
    """A screen that Enter may end, and that may be busy with it."""

    @property
    def is_saving(self) -> bool:
        """Whether what was asked for is being done."""


@runtime_checkable
class Shows(Protocol):
    """A screen on which keys act on what it shows, but for those typed into a text."""

    @property
    def is_behind(self) -> bool:
        """Whether it does not show yet what a key would act on."""


class KeysInOrder(DeskApp):
    """An app in which no key overtakes another, and none is lost while a screen opens."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: deque[events.Key] = deque()
        self._held_since = 0.0
        self._entering = False
        self._able: Screen[Any] | None = None

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait for a screen that can take them."""
        return bool(self._held)

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while nobody can take them; everything else goes its way."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if event.key in ENTERS:
                self._entering = False
        elif self._held or self._is_busy():
            self._hold(event)
        else:
            await self._press(event)

    async def _press(self, event: events.Key) -> None:
        """Let one key act; commands have acted before the next key is looked at."""
        if event.key == "ctrl+j":  # Enter, pressed before the terminal was ours
            event = events.Key("enter", "\r")
        typing = isinstance(self.focused, Input)
        commands = not typing or event.key == "escape"
        if commands and await self._check_bindings(event.key):
            return
        self._entering = typing and event.key in ENTERS
        await super().on_event(event)

    def _is_busy(self) -> bool:
        """Say whether the screen cannot take a key yet."""
        screen = self.screen
        if screen.focused is not None:
            self._able = screen
        if self._entering or (isinstance(screen, Saves) and screen.is_saving):
            return True
        typing = isinstance(self.focused, Input)
        if not typing and isinstance(screen, Shows) and screen.is_behind:
            return True
        return screen is not self._able

    def _hold(self, event: events.Key) -> None:
        """Keep a key until the screen can take it."""
        if not self._held:
            self._held_since = monotonic()
            self.set_timer(TICK, self._release)
        self._held.append(event)

    async def _release(self) -> None:
        """Let held keys go on, as far as they can; those that come when all is over are gone."""
        while self._held and self.screen_stack:
            if self._is_busy() and monotonic() - self._held_since < LONGEST:
                self.set_timer(TICK, self._release)
                return
            self._held_since = monotonic()
            await self._press(self._held.popleft())
