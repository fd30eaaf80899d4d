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
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.widgets import Input

from recover.tui.work import DeskApp

if TYPE_CHECKING:
    from textual.screen import Screen

TICK = 0.02
"""Seconds between two looks at whether keys can go on."""

EDITS = ("enter", "backspace", "delete", "left", "right", "home", "end")
"""Keys that a text hands on and that come back as commands, as all with Ctrl do.

What is typed after them waits until they have acted: after Enter it is not for the same form, and
after backspace it is not what backspace takes away.
"""

MOVES = ("escape", "tab", "shift+tab")
"""Keys that go elsewhere before the next key is looked at, also while something is typed."""

ALT = "alt+"

LONGEST = 2.0
"""Seconds after which keys go on whatever happens: nobody waits for a screen without a focus."""


def read_alt_and_digits() -> None:
    """Have Alt and a digit mean that, and not the sign that one keyboard has there.

    Otherwise Alt+1 types `¡` into what a client says; who types that sign itself still can.
    """
    if isinstance(ANSI_SEQUENCES_KEYS, dict):
        for digit in "0123456789":
            ANSI_SEQUENCES_KEYS.pop(f"\x1b{digit}", None)


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
        self._coming_back = False
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
            if _comes_back(event.key):
                self._coming_back = False
        elif self._held or self._is_busy():
            self._hold(event)
        else:
            await self._press(event)

    async def _press(self, event: events.Key) -> None:
        """Let one key act; commands have acted before the next key is looked at."""
        if event.key == "ctrl+j":  # Enter, pressed before the terminal was ours
            event = events.Key("enter", "\r")
        if event.key.startswith(ALT) and event.is_printable:
            await self._press_alt(event)
            return
        typing = isinstance(self.focused, Input)
        commands = not typing or event.key in MOVES
        if commands and await self._check_bindings(event.key):
            return
        self._coming_back = typing and _comes_back(event.key)
        await super().on_event(event)

    async def _press_alt(self, event: events.Key) -> None:
        """Let Alt and a sign act; where they mean nothing they are Esc and the sign in one go."""
        if not await self._check_bindings(event.key):
            await self._press(events.Key("escape", "\x1b"))
            await self.on_event(events.Key(event.key.removeprefix(ALT), event.character))

    def _is_busy(self) -> bool:
        """Say whether the screen cannot take a key yet."""
        screen = self.screen
        if screen.focused is not None:
            self._able = screen
        saving = isinstance(screen, Saves) and screen.is_saving
        if self._coming_back or self.opening or saving:
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


def _comes_back(key: str) -> bool:
    """Say whether a key pressed in a text comes back to the app as a command."""
    return key in EDITS or key.startswith("ctrl+")
