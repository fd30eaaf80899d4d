"""A playbook: what to ask, say, avoid and promise in one kind of trouble."""

from collections.abc import Mapping
from dataclasses import dataclass

from recover.domain.checking import BadFile, Path
from recover.domain.entry import Decision, Phase, PromiseKind


class BadPlaybook(BadFile):
    """A playbook cannot be used as it is written; `problems` has all that is wrong with it."""

    kind = "bad_playbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFact:
    """Something worth knowing in this kind of trouble. Nothing waits for it."""

    key: str
    """Its name in the incident's facts, such as `since-when`; unique in the playbook."""
    ask: str
    """The question in a few words, such as `since when`."""
    need: str
    """`essential`, asked first and in this order, or `later`."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, with words that help."""

    phase: Phase
    """Any but `CLOSED`."""
    do: str
    why: str = ""
    say: tuple[str, ...] = ()
    """Words a calm person would say; may hold placeholders, see `recover.domain.placeholder`."""
    avoid: tuple[str, ...] = ()
    """Words, or kinds of answer, that make it worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDemand:
    """Something clients often ask for in this kind of trouble."""

    text: str
    reason: str
    """Why we answer as we do, in words that may be said aloud."""
    alternative: str
    """What can be offered at once."""
    decision: Decision = Decision.DECLINED
    """The usual answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPromise:
    """A promise that this kind of trouble usually needs; nothing is promised before it is made."""

    what: str
    kind: PromiseKind
    by: str
    """A deadline phrase, read at the moment it is promised (`deadlines.md` B)."""
    channel: str
    """One of `recover.domain.account.CHANNELS`."""
    to: str | None = None
    """Whom it is promised to; `None` for whoever the incident is with."""
    needed_by: str | None = None
    """The key of the fact that holds the last moment it still helps; `None` when there is none."""
    opens: bool = False
    """Whether it is made by itself when an incident is opened and its account is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """What helps in one kind of trouble. A place to start from, never a gate."""

    id: str
    version: int
    """Counts up from 1; an incident keeps the version it began with."""
    title: str
    when: str
    """One sentence: when to use it."""
    severity: str
    """`low`, `normal`, `high` or `critical`."""
    facts: tuple[WantedFact, ...]
    """In the order they are asked: the essential ones first."""
    steps: tuple[Step, ...]
    """In the order of the phases, and of the file within a phase."""
    demands: tuple[ExpectedDemand, ...]
    promises: tuple[PlannedPromise, ...]
    healing: tuple[int | str, ...]
    """Follow-ups after the fix: days, or months such as `"1mo"` (`deadlines.md` F1)."""
    review: tuple[str, ...]
    """Questions for the blameless review."""
    urgent: bool
    """Whether the capture skips the listening pause: facts first."""

    @classmethod
    def from_mapping(
        cls,
        mapping: Mapping[str, object],
        *,
        source: str,
        lines: Mapping[Path, int] | None = None,
    ) -> "Playbook":
        """Read what the parser made of a file.

        Args:
            mapping: Texts, whole numbers, booleans, lists and mappings.
            source: What to call the file in problems.
            lines: The lines, from 1, that places such as `("step 2", "say")` stand on.

        Raises:
            BadPlaybook: With every problem of the file.
        """
        from recover.domain.playbook_table import read_playbook

        return cls(**read_playbook(mapping, source=source, lines=lines))
