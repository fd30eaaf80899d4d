"""Roles in the place of names: what leaves the house names none of us and no other client."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recover.export.folding_text import folded, spellings
from recover.export.name_context import (
    begins_sentence,
    determiner_length,
    has_article,
    is_place,
    is_team,
    reads_as_word,
    team_noun_length,
)
from recover.export.name_parts import is_alphabetic
from recover.export.name_words import COMMON

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
_JOINS = re.compile(r"[\s\-\u2010-\u2015]*")
"""What stands between two parts of one name."""
_LEAST_WITH_ENDING = 3
_LEAST_DOUBT = 3
"""Letters; nobody is asked about `It` and `An`."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text in which roles stand for names."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    """What was written, and the role that stands there now, in order."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Words that stay and may be names, each with the role of whoever is called so."""


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

        A name may have its parts joined, initials before it, and an `s` after it. A name that is an
        everyday word, such as Will, or a mere part of another client's counts only where it has a
        capital letter and reads as a name; where it may be either it stays, and is a doubt. An
        address of mail or the web that holds a name is replaced as a whole.

        Args:
            text: Any text.
            ours: Whether these are our words; in the client's, the names of their own people stay.
        """
        changes: list[tuple[str, str]] = []
        doubts: list[tuple[str, str]] = []
        parts: list[str] = []
        place = 0
        for start, end, role, sure in self._found(text, ours=ours):
            if not sure:
                doubts += [(text[start:end], role)] if end - start >= _LEAST_DOUBT else []
                continue
            between = text[place:start]
            changes.append((text[start:end], role))
            if parts and _JOINS.fullmatch(between) and parts[-1].lower() == role:
                place = end  # "Sam Okafor", each a name of its own, is one colleague
                continue
            parts += [between, _begun(role, text[:start])]
            place = end
        return Reworded("".join([*parts, text[place:]]), tuple(changes), tuple(doubts))

    def _found(self, text: str, *, ours: bool) -> Iterable[tuple[int, int, str, bool]]:
        """Give where names stand in a text, from the left, with their roles, and if it is sure."""
        plain = folded(text)
        names = self._names_in(plain.text)
        if not names:
            return
        tokens = [found.span() for found in _TOKEN.finditer(plain.text)]
        for found in _pattern(tuple(self._written(name) for name in names)).finditer(plain.text):
            name = names[int((found.lastgroup or "n0")[1:])]
            role = self._plainly[name]
            if role is None:
                continue
            inside = [span for span in tokens if span[0] <= found.start() < span[1]]
            if inside:
                tokens.remove(inside[0])
                yield (*plain.span(*inside[0]), role, True)
                continue
            original = text[slice(*plain.span(*found.span()))]
            sure = self._is_sure(name, role, plain.text, found, original, ours=ours)
            if sure is not None:
                start, end = _with_articles(plain.text, found, role) if sure else found.span()
                yield (*plain.span(start, end), role, sure)

    def _names_in(self, plain: str) -> tuple[str, ...]:
        """Give the names whose letters occur in a folded text, the longest first.

        There may be thousands, and few of them are ever met.
        """
        letters = _letters(plain)
        return tuple(name for name, wanted in self._lettered if wanted in letters)

    def _is_sure(
        self,
        name: str,
        role: str,
        plain: str,
        found: re.Match[str],
        original: str,
        *,
        ours: bool,
    ) -> bool | None:
        """Say whether what was found is a name: surely, perhaps, or (`None`) not at all."""
        before, after = plain[: found.start()], plain[found.end() :]
        small = original == original.lower()
        if not ours and name in self._theirs:
            return None
        if role == TEAM:
            if is_team(before, after, small=small):
                return True
            return None if small else False
        is_word = COMMON.issuperset(name.split())
        is_part = name in self._capitalised
        if not (is_word or is_part):
            return True
        if small or is_place(after):
            return None if is_word or not small else False
        of_others = role in (OTHER_CLIENT, OTHER_PERSON)
        begins = begins_sentence(before)
        doubtful = has_article(before) or (begins and (of_others or reads_as_word(after)))
        return not (is_word and doubtful)

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
        if not all(map(is_alphabetic, words)):
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


def _with_articles(plain: str, found: re.Match[str], role: str) -> tuple[int, int]:
    """Give where a name stands with the article before it, and a department with its noun."""
    start, end = found.span()
    if role == TEAM:
        end += team_noun_length(plain[end:])
    return start - determiner_length(plain[:start]), end


def _begun(role: str, before: str) -> str:
    """Write a role with a capital letter where a sentence begins."""
    rest = before.rstrip()
    starts = not rest or (rest != before and rest[-1] in ".!?") or before.endswith("\n")
    return role[0].upper() + role[1:] if starts else role
