"""The one way a phrase is refused (`deadlines.md` B22, B23)."""

from collections.abc import Sequence

from recover.domain.errors import Refused

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.phrase.parts import Reading

KINDS = ("empty", "vague", "not_understood", "invalid", "ambiguous", "never_open", "past")
"""Every kind of refusal, in order of precedence (B22)."""

_LONGEST_QUOTE = 60


class DeadlineError(Refused):
    """A phrase that means no one moment to promise.

    `kind` is one of `KINDS`; `candidates` holds up to three phrases that do work instead.
    """

    def __init__(self, message: str, *, kind: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message, candidates=candidates)
        self.kind = kind


class Refusal(Exception):
    """Why a phrase is refused, before it is known which phrases would work instead."""

    def __init__(self, kind: str, what: str, *instead: str) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        """What was read and why it will not do: a clause without a full stop."""
        self.instead = instead
        """Phrases that may work, best first; untried."""
        self.reading: Reading | None = None
        """What the phrase names, where it could be read that far."""


def quoted(text: str) -> str:
    """A piece of a phrase for an error message, cut where it is long."""
    short = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 3]}..."
    return f'"{short}"'
