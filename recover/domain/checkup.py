"""What a look at the data and the machine found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    WARNING = "warning"
    """It works, and may go wrong."""
    WRONG = "wrong"
    """Something does not work, or is open to others."""


_GRAVITY = (State.WRONG, State.WARNING, State.OK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    check: str
    """A stable word for what was looked at, such as `journals`."""
    state: State
    what: str
    """What there is to say about it, as one sentence."""
    do: str = ""
    """What to do about it; empty when there is nothing to do."""


def ok(check: str, what: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(check=check, state=State.OK, what=what)


def warning(check: str, what: str, do: str) -> Finding:
    """Say that something may go wrong."""
    return Finding(check=check, state=State.WARNING, what=what, do=do)


def wrong(check: str, what: str, do: str) -> Finding:
    """Say that something is wrong."""
    return Finding(check=check, state=State.WRONG, what=what, do=do)


def by_gravity(findings: list[Finding]) -> list[Finding]:
    """Put the gravest first; otherwise they stay in their order."""
    return sorted(findings, key=lambda each: _GRAVITY.index(each.state))
