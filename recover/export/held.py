"""What is held back from a client although it was marked for them, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_PERSONNEL = (
    "hr",
    "human resources",
    "personnel file",
    "fired",
    "sacked",
    "dismissed",
    "dismissal",
    "disciplinary",
    "disciplined",
    "misconduct",
    "written warning",
    "formal warning",
    "final warning",
    "performance review",
    "performance plan",
    "probation",
    "redundancy",
    "redundant",
    "laid off",
    "let (?:him|her|them) go",
    "resigned",
    "resignation",
    "sick leave",
    "sick note",
    "garden leave",
    "(?:his|her|their) salary",
    "severance",
    "(?:suspended|removed) from (?:duty|(?:his|her|their) (?:post|job|duties))",
)
_HR = re.compile(rf"(?<!\w)(?:{'|'.join(_PERSONNEL)})(?!\w)", re.IGNORECASE)


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
        found = _HR.search(text)
        if found:
            return f'a personnel matter ("{found[0]}")'
        found = self._avoided.search(text) if ours else None
        return f'"{found[0]}", which {self.playbook} avoids' if found else ""

    @cached_property
    def _avoided(self) -> re.Pattern[str]:
        phrases = sorted(filter(None, map(str.strip, self.avoid)), key=len, reverse=True)
        if not phrases:
            return re.compile(r"(?!)")
        written = "|".join(r"\s+".join(map(re.escape, each.split())) for each in phrases)
        return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One line that stays in the house although it was marked."""

    id: str
    """Of the entry, such as `12e7`."""
    why: str


def held_lines(held: Iterable[Held]) -> list[str]:
    """Say what is held back, for people."""
    return [f"{each.id} is held back: {each.why}" for each in held]
