"""What one person did in one go, so that it can be taken back and brought back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from recover.domain.account import Account
from recover.domain.person import Person

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.review import Answer
    from recover.domain.stage import Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesWritten:
    """Entries were added to the log of an incident."""

    incident: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSaved:
    """An account was added or changed."""

    before: Account | None
    """`None` when it was added."""
    after: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSaved:
    """A person was added or changed."""

    before: Person | None
    """`None` when they were added."""
    after: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewChanged:
    """Something was said to an item of the end-of-day walk, or the day was marked clear."""

    person: str
    """Person key."""
    day: date
    answer: "Answer | None"
    """`None` when only the mark was changed."""
    cleared_before: datetime | None
    cleared_after: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietChanged:
    """Somebody chose to hear nothing of an item, or to hear of it again."""

    before: "Spoken"
    after: "Spoken"


Part = EntriesWritten | AccountSaved | PersonSaved | ReviewChanged | QuietChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """More than one thing was done at once, in this order; taken back in the other."""

    parts: tuple[Part, ...]
    is_import: bool = False
    """Whether what is used or was changed since stays, instead of keeping all the rest."""


Target = Part | Several


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a person did."""

    by: str
    """Person key."""
    at: datetime
    """When it was written down, UTC."""
    sentence: str
    """What was done, such as `made promise 12p1`; follows "Taken back:"."""
    target: Target
    order: int = 0
    """Its place among what the same person did; 0 for one that an older book holds."""
    undone_at: datetime | None = None
    """When it was taken back, UTC; `None` while it counts."""
    undone_order: int = 0
    """The place of its being taken back among what the same person did."""
    redone_at: datetime | None = None
    """When it was brought back last, UTC; `None` when it never was."""

    @property
    def place(self) -> tuple[int, datetime]:
        """Sort key: what was done later is greater, whatever the clock did."""
        return self.order, self.at


def together(targets: Iterable[Target], *, is_import: bool = False) -> Target:
    """Make one of what was done in one go: what was done twice to one thing is one change of it."""
    found: dict[tuple[str, ...], Part] = {}
    for target in targets:
        for part in target.parts if isinstance(target, Several) else (target,):
            key = _about(part)
            before = found.pop(key, None)
            found[key] = part if before is None else _joined(before, part)
    parts = tuple(found.values())
    if len(parts) == 1 and not is_import:
        return parts[0]
    return Several(parts=parts, is_import=is_import)


def _about(part: Part) -> tuple[str, ...]:
    """Name the thing that was changed."""
    match part:
        case EntriesWritten(incident=incident):
            return ("incident", incident)
        case AccountSaved(after=account):
            return ("account", account.key)
        case PersonSaved(after=person):
            return ("person", person.key)
        case ReviewChanged(person=key, day=day, answer=answer):
            return ("review", key, f"{day}", f"{answer}")
        case QuietChanged(after=spoken):
            return ("quiet", spoken.person, spoken.item)


def _joined(first: Part, second: Part) -> Part:
    """Make one change of two to the same thing."""
    match first, second:
        case EntriesWritten(entries=earlier), EntriesWritten(entries=later):
            return replace(second, entries=(*earlier, *later))
        case AccountSaved(before=before), AccountSaved():
            return replace(second, before=before)
        case PersonSaved(before=before), PersonSaved():
            return replace(second, before=before)
        case QuietChanged(before=before), QuietChanged():
            return replace(second, before=before)
    return second
