"""The parts of names by which people and firms are called, too."""

import re
from collections.abc import Iterable

from recover.export.name_words import GENERIC, PARTICLES, WEEKDAYS

COLLEAGUE = "a colleague"
"""What one of us is called where their name must not be read, and nothing more is to be said."""


def name_parts(name: str) -> list[str]:
    """Give the parts of a person's name that name them by themselves: `Sam`, `Okafor`."""
    words = re.split(r"[\s-]+", name)
    stripped = (word.strip(".,'\"()") for word in words)
    never = PARTICLES | WEEKDAYS
    return [word for word in stripped if _tells(word) and word.casefold() not in never]


def firm_parts(name: str) -> list[str]:
    """Give the parts of a firm's name that name it: `Acme` of `Acme Holdings Ltd`."""
    words = [word.strip(".,'\"()") for word in name.split()]
    return [word for word in words if _tells(word) and word.casefold() not in GENERIC | PARTICLES]


def people_roles(people: Iterable[tuple[tuple[str, ...], str]]) -> dict[str, str]:
    """Give the roles for people of ours.

    Args:
        people: For each one their names (full name, key, e-mail address; empty ones say nothing)
            with their role. Where two share a part of a name, the part is a colleague's.
    """
    roles: dict[str, str] = {}
    for names, role in people:
        every = {part for name in names for part in (name, *_parts(name)) if part}
        for name in every:
            known = roles.get(name)
            roles[name] = role if known in (None, role) else COLLEAGUE
    return roles


def _parts(name: str) -> list[str]:
    """Give the parts of a name; an address has none."""
    return [] if "@" in name else name_parts(name)


def _tells(word: str) -> bool:
    """Say whether a part of a name is more than an initial."""
    return len(word) > 1 or not is_alphabetic(word)


def is_alphabetic(word: str) -> bool:
    """Say whether a word is of a script that puts blanks between words."""
    return all(ord(letter) < 0x0E00 or 0x1E00 <= ord(letter) < 0x2E80 for letter in word)
