"""What a person has to know of a record that holds: what is missing in it, and why."""

from collections.abc import Iterator, Sequence
from typing import Any

from recover.storage.gaps import RESTORED

_NAMED = 8
Document = dict[str, Any]


def told_of(
    forgotten: Sequence[tuple[int, Document]],
    gaps: Sequence[Document],
    lost: Sequence[str],
    *,
    is_sealed: bool,
) -> Iterator[str]:
    """Say what is missing, a sentence each, so that nobody can hide something among it.

    Args:
        forgotten: What forgotten incidents have left, with their numbers.
        gaps: The places that are said to be empty.
        lost: The entries that stand for what could not be read.
        is_sealed: Whether the entries have seals; else nothing can be proved of them.
    """
    if not is_sealed:
        yield "The entries are not sealed yet: the next change of the book seals them."
    groups: dict[tuple[str, str], list[int]] = {}
    for number, each in forgotten:
        groups.setdefault((str(each["at"])[:10], str(each["by"])), []).append(number)
    for (day, by), numbers in groups.items():
        yield f"Forgotten on {day} by {by}: {_listed('incident', [str(each) for each in numbers])}."
    for gap in gaps:
        first, last = gap["from"], gap["to"]
        where = f"place {first}" if first == last else f"places {first} to {last}"
        why = (
            "given up when a copy was restored"
            if gap.get("why") == RESTORED
            else "not to be read when a file was repaired"
        )
        yield f"{_counted(last - first + 1)} ({where}) {why}."
    if lost:
        stand, say = ("stands", "says") if len(lost) == 1 else ("stand", "say")
        yield f"{_listed('Entry', lost)} {stand} for what could not be read, and {say} so."


def _counted(number: int) -> str:
    return "1 entry was" if number == 1 else f"{number:,} entries were"


def _listed(noun: str, names: Sequence[str]) -> str:
    """Name the first few."""
    nouns = {"incident": "incidents", "Entry": "Entries"}
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{noun if len(names) == 1 else nouns[noun]} {', '.join(names[:_NAMED])}{more}"
