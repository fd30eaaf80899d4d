"""Roles in the place of names: what leaves the house names none of us and no other client."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from recover.export.name_words import COMMON, GENERIC, PARTICLES

COLLEAGUE = "a colleague"
MANAGER = "your account manager"
LEAD = "the team lead"
TEAM = "one of our teams"
OTHER_CLIENT = "another client"
OTHER_PERSON = "somebody else"

_SPACES = r"[\s\u00a0]+"


@dataclass(frozen=True)
class Roles:
    """What is written instead of each name; see `Roles.replaced`."""

    instead: Mapping[str, str]
    """For each name the role, such as `your account manager`."""
    kept: frozenset[str] = frozenset()
    """Names of the client's own, which stay although a name of ours may be a part of them."""
    capitalised: frozenset[str] = frozenset()
    """Names that count only where they are not in small letters, such as a department's."""

    def replaced(self, text: str) -> str:
        """Put roles in the place of names: whole words, whatever their case and accents.

        A name that is an everyday word, such as Will, counts only where it has a capital letter.
        """
        plain = _plain(text)
        parts: list[str] = []
        place = 0
        for found in self._pattern.finditer(plain):
            written = text[found.start() : found.end()]
            role = self._role(found[0], written)
            if role is None:
                continue
            between = text[place : found.start()]
            if parts and not between.strip() and parts[-1].lower() == role:
                place = found.end()  # "Sam Okafor", each a name of its own, is one colleague
                continue
            parts += [between, _begun(role, text[: found.start()])]
            place = found.end()
        return "".join([*parts, text[place:]])

    def _role(self, plain: str, written: str) -> str | None:
        """Give the role for what was found; `None` where it is to stay."""
        name = re.sub(_SPACES, " ", plain)
        role = self._plainly.get(name)
        is_word = name in self._capitalised or COMMON.issuperset(name.split())
        return None if role is None or (is_word and written == written.lower()) else role

    @cached_property
    def _plainly(self) -> dict[str, str | None]:
        """The roles by plain name; the client's own names have none."""
        roles: dict[str, str | None] = {_plain(name): role for name, role in self.instead.items()}
        return roles | {_plain(name): None for name in self.kept}

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        return frozenset(map(_plain, self.capitalised))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Every name, the longest first, in one pass."""
        names = sorted(filter(None, self._plainly), key=len, reverse=True)
        if not names:
            return re.compile(r"(?!)")
        written = (_SPACES.join(map(re.escape, name.split())) for name in names)
        return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def name_parts(name: str) -> list[str]:
    """Give the parts of a person's name that name them by themselves: `Sam`, `Okafor`."""
    words = (word.strip(".,'\"()") for word in name.split())
    return [word for word in words if len(word) > 1 and word.casefold() not in PARTICLES]


def firm_parts(name: str) -> list[str]:
    """Give the parts of a firm's name that name it by themselves: `Acme` of `Acme Holdings Ltd`."""
    words = [word.strip(".,'\"()") for word in name.split()]
    first = words[0] if words else ""
    plain = first.casefold()
    return [first] if len(first) > 3 and plain not in GENERIC and plain not in COMMON else []


def people_roles(people: Iterable[tuple[tuple[str, ...], str]]) -> dict[str, str]:
    """Give the roles for people of ours.

    Args:
        people: For each one their names (full name, key, e-mail address; empty ones say nothing)
            with their role. Where two share a part of a name, the part is a colleague's.
    """
    roles: dict[str, str] = {}
    for names, role in people:
        every = {part for name in names for part in (name, *name_parts(name)) if part}
        for name in every:
            known = roles.get(name)
            roles[name] = role if known in (None, role) else COLLEAGUE
    return roles


def _plain(text: str) -> str:
    """Give *text* in small letters without accents, as long as it was."""
    return "".join(map(_letter, text)) if not text.isascii() else text.lower()


def _letter(letter: str) -> str:
    base = normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def _begun(role: str, before: str) -> str:
    """Write a role with a capital letter where a sentence begins."""
    starts = not before.strip() or before.rstrip()[-1] in ".!?\n"
    return role[0].upper() + role[1:] if starts else role
