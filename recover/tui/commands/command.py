"""What a command is: the one description that keys, palette, footer and help are made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Place(StrEnum):
    """Where a command holds."""

    EVERYWHERE = "everywhere"
    TODAY = "today"
    INCIDENTS = "incidents"
    INCIDENT = "incident"
    ACCOUNTS = "accounts"
    PLAYBOOKS = "playbooks"
    REVIEW = "review"
    """The end-of-day walk."""
    SUMMARY = "summary"
    """What leaves the house, before it does."""
    DATA = "data"
    """Where the data is looked after."""
    LIST = "list"
    """Wherever a list has the focus."""
    DIALOG = "dialog"
    """In the short dialogs on top of a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a key, the palette or the footer can do."""

    id: str
    """Unique and stable, such as `promise.keep`: settings name a key by it."""
    action: str
    """The action method without its prefix, with literal arguments if it takes any."""
    keys: tuple[str, ...]
    """Textual's names of the keys, the one to show first."""
    title: str
    """What it does, as a sentence for the palette and the help."""
    places: tuple[Place, ...]
    label: str = ""
    """One or two words for the footer."""
    footer: int | None = None
    """The footer shows the lowest numbers first; `None` keeps it out of the footer."""
    listed: bool = True
    """Whether the palette offers it."""

    @property
    def full_action(self) -> str:
        """The action as a binding or the palette runs it: on the app, the screen, or in place.

        An action that names where it runs, such as `app.focus_next`, runs there.
        """
        if Place.EVERYWHERE in self.places:
            return f"app.{self.action}"
        if Place.LIST in self.places or self.action.partition("(")[0].count("."):
            return self.action
        return f"screen.{self.action}"

    @property
    def binding(self) -> Binding:
        """The binding that Textual knows the command by."""
        return Binding(",".join(self.keys), self.full_action, self.title, show=False, id=self.id)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as people read them, such as `Ctrl+S` and `?`."""
        return tuple(key_name(key) for key in self.keys)


OFFER_KEYS = ("f2", "f3", "f4")
"""The keys that take an offered phrase. No terminal keeps these for itself."""

FOOTER_MOST = 6
"""How many keys a footer shows at most."""

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "at": "@",
    "quotation_mark": '"',
    "greater_than_sign": ">",
    "comma": ",",
    "full_stop": ".",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """Write a key for people: `Ctrl+S`, `?`, `Esc`, `k`."""
    *held, last = key.split("+")
    name = _NAMES.get(last, last if len(last) == 1 else last.capitalize())
    if held and len(name) == 1:
        name = name.upper()
    return "+".join([*(each.capitalize() for each in held), name])


def footer_of(commands: Iterable[Command], place: Place) -> tuple[Command, ...]:
    """Choose what the footer of a place shows: its own keys and those that hold everywhere."""
    wanted = [
        (each.footer, number, each)
        for number, each in enumerate(commands)
        if each.footer is not None and {place, Place.EVERYWHERE} & set(each.places)
    ]
    return tuple(each for _, _, each in sorted(wanted, key=lambda one: one[:2])[:FOOTER_MOST])
