"""What is held back from a client although it was marked for them, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from recover.export.folding_text import folded
from recover.export.personnel_words import personnel_words

_BETWEEN = re.compile(r"[\s\-_,]+")


@dataclass(frozen=True)
class Holding:
    """The words that keep a line of ours in the house."""

    avoid: tuple[str, ...] = ()
    """From the playbook: what makes it worse, as it is written there."""
    playbook: str = ""

    def why(self, text: str, *, ours: bool) -> str:
        """Say why a text is held back; empty when it may leave.

        Args:
            text: The text.
            ours: Whether these are our words; the client may say what we should not.
        """
        plain = _spaced(text)
        words = personnel_words(text, plain)
        if words:
            return f'a personnel matter ("{words}")'
        found = self._avoided.search(plain) if ours else None
        return f'"{found[0]}", which {self.playbook} avoids' if found else ""

    @cached_property
    def _avoided(self) -> re.Pattern[str]:
        phrases = sorted(filter(None, map(_spaced, self.avoid)), key=len, reverse=True)
        if not phrases:
            return re.compile(r"(?!)")
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One line that stays in the house although it was marked."""

    id: str
    """Of the entry, such as `12e7`."""
    why: str
    text: str
    """What it says, as it would leave."""


def held_lines(held: Iterable[Held]) -> list[str]:
    """Say what is held back, for people."""
    return [f"{each.id} is held back: {each.why}" for each in held]


def _spaced(text: str) -> str:
    """Give a text in small letters without accents, with single blanks between words."""
    return _BETWEEN.sub(" ", folded(text).text).strip()
