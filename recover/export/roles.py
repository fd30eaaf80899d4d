"""Roles in the place of names: what leaves the house names none of us and no other client."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recover.export.folding_text import Folded, folded, spellings
from recover.export.name_words import COMMON, GENERIC, PARTICLES

COLLEAGUE = "a colleague"
MANAGER = "your account manager"
LEAD = "the team lead"
TEAM = "our team"
OTHER_CLIENT = "another client"
OTHER_PERSON = "somebody else"

_TOKEN = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|(?<!\w)@\w[\w.-]*")
"""An address of mail or the web, or a handle: replaced as a whole if a name is in it."""
_BETWEEN = r"[\W_]*"
_INITIALS = r"(?:(?<![^\W\d_])[^\W\d_]\.[\s-]*)*"
_ENDING = r"(?:e?s)?"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_WORD_NEXT = re.compile(
    r"\s+(?:(?:the|an?|you|we|they|it|he|she|i|this|that|these|there|your|our|my|their)\b|\d)"
)
"""What follows an everyday word, and not a name: `Will the truck come`, `Max 2 hours`."""
_JOINS = re.compile(r"[\s\-\u2010-\u2015]*")
"""What stands between two parts of one name."""
_LEAST_WITH_ENDING = 3


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text in which roles stand for names."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    """What was written, and the role that stands there now, in order."""


@dataclass(frozen=True)
class Roles:
    """What is written instead of each name; see `Roles.replaced`."""

    instead: Mapping[str, str]
    """For each name the role, such as `your account manager`."""
    kept: frozenset[str] = frozenset()
    """Whole names of the client's own, which stay although a name of ours may be a part of them."""
    theirs: frozenset[str] = frozenset()
    """Names that stay in the client's own words, such as the first names of their people."""
    capitalised: frozenset[str] = frozenset()
    """Names that count only where they are not in small letters, such as a department's."""

    def replaced(self, text: str, *, ours: bool = True) -> Reworded:
        """Put roles in the place of names, whatever their case, accents and dashes.

        A name may have its parts joined, initials before it, and an `s` after it; a name that is an
        everyday word, such as Will, counts only where it has a capital letter and reads as a name.
        An address of mail or the web that holds a name is replaced as a whole.

        Args:
            text: Any text.
            ours: Whether these are our words; in the client's, the names of their own people stay.
        """
        changes: list[tuple[str, str]] = []
        parts: list[str] = []
        place = 0
        for start, end, role in self._found(text, ours=ours):
            between = text[place:start]
            if parts and _JOINS.fullmatch(between) and parts[-1].lower() == role:
                place = end  # "Sam Okafor", each a name of its own, is one colleague
                continue
            parts += [between, _begun(role, text[:start])]
            changes.append((text[start:end], role))
            place = end
        return Reworded("".join([*parts, text[place:]]), tuple(changes))

    def _found(self, text: str, *, ours: bool) -> Iterable[tuple[int, int, str]]:
        """Give where names stand in a text, from the left, with the role of each."""
        plain = folded(text)
        names = self._names_in(plain.text)
        if not names:
            return
        tokens = [found.span() for found in _TOKEN.finditer(plain.text)]
        for found in _pattern(tuple(self._written(name) for name in names)).finditer(plain.text):
            name = names[int((found.lastgroup or "n0")[1:])]
            inside = [span for span in tokens if span[0] <= found.start() < span[1]]
            role = self._role(name, plain, found, text, ours=ours or bool(inside))
            if role is None:
                continue
            start, end = inside[0] if inside else found.span()
            if inside:
                tokens.remove(inside[0])
            yield (*plain.span(start, end), role)

    def _names_in(self, plain: str) -> tuple[str, ...]:
        """Give the names whose letters occur in a folded text, the longest first.

        There may be thousands, and few of them are ever met.
        """
        letters = _letters(plain)
        return tuple(name for name, wanted in self._lettered if wanted in letters)

    def _role(
        self, name: str, plain: Folded, found: re.Match[str], text: str, *, ours: bool
    ) -> str | None:
        """Give the role for what was found; `None` where it is to stay."""
        role = self._plainly[name]
        start, end = plain.span(found.start(), found.end())
        if role is None or (not ours and name in self._theirs):
            return None
        small = text[start:end] == text[start:end].lower()
        if name in self._capitalised:
            return None if small else role
        if COMMON.issuperset(name.split()):
            is_word = small or _WORD_NEXT.match(plain.text, found.end()) is not None
            return None if is_word else role
        return role

    @cached_property
    def _plainly(self) -> dict[str, str | None]:
        """The roles by folded name; the client's own names have none."""
        roles: dict[str, str | None] = {
            each: role for name, role in self.instead.items() for each in spellings(name)
        }
        return roles | {each: None for name in self.kept for each in spellings(name)}

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        return frozenset(each for name in self.capitalised for each in spellings(name))

    @cached_property
    def _theirs(self) -> frozenset[str]:
        return frozenset(each for name in self.theirs for each in spellings(name))

    @cached_property
    def _lettered(self) -> tuple[tuple[str, str], ...]:
        """The names with their letters alone, the longest first."""
        names = sorted(self._plainly, key=lambda name: (-len(name), name))
        return tuple((name, _letters(name)) for name in names if _letters(name))

    def _written(self, name: str) -> str:
        """Write how a name may stand in a text."""
        words = re.findall(r"[^\W_]+", name)
        joined = _BETWEEN.join(map(re.escape, words))
        if not all(map(_is_alphabetic, words)):
            return joined  # no blanks stand around names there
        is_word = COMMON.issuperset(words) or name in self._capitalised
        ending = "" if is_word or len(name) < _LEAST_WITH_ENDING else _ENDING
        initials = "" if is_word else _INITIALS
        return f"{_NO_LETTER_BEFORE}{initials}{joined}{ending}{_NO_LETTER_AFTER}"


@lru_cache(maxsize=1024)
def _pattern(written: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of several names in one pass, the first of them first."""
    return re.compile("|".join(f"(?P<n{place}>{each})" for place, each in enumerate(written)))


def _letters(plain: str) -> str:
    return "".join(filter(str.isalnum, plain))


def name_parts(name: str) -> list[str]:
    """Give the parts of a person's name that name them by themselves: `Sam`, `Okafor`."""
    words = re.split(r"[\s-]+", name)
    stripped = (word.strip(".,'\"()") for word in words)
    return [word for word in stripped if _tells(word) and word.casefold() not in PARTICLES]


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
    return len(word) > 1 or not _is_alphabetic(word)


def _is_alphabetic(word: str) -> bool:
    """Say whether a word is of a script that puts blanks between words."""
    return all(ord(letter) < 0x0E00 or 0x1E00 <= ord(letter) < 0x2E80 for letter in word)


def _begun(role: str, before: str) -> str:
    """Write a role with a capital letter where a sentence begins."""
    rest = before.rstrip()
    starts = not rest or (rest != before and rest[-1] in ".!?") or before.endswith("\n")
    return role[0].upper() + role[1:] if starts else role
