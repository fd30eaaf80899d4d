"""Putting the log of an incident together again, of which lines are lost.

The numbers of the entries say where something is missing. A line that is lost gets a placeholder
that says so, because everything else goes by the numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recover.domain.errors import RecoverError
from recover.storage.chain import AUTHOR
from recover.storage.chain import LOST as LOST_SEAL
from recover.storage.lenient import LOG
from recover.storage.replay import Document

LOST = "This line could not be read after the file was damaged; what it said is not known."
LOST_OPENING = (
    "The first line of this incident could not be read after the file was damaged: "
    "who it is about, and how they reached us, has to be said again."
)
_ALONE = "The file was damaged, and what this line belongs to is lost. It said: "
_NO_MOMENT = "1970-01-01T00:00:00+00:00"
_OPENING = {
    "account": None,
    "contact": None,
    "channel": "",
    "department": "",
    "playbook": "blank",
    "playbook_version": 1,
    "severity": "normal",
    "urgent": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedLog:
    """The log of one incident, numbered without a gap."""

    entries: list[Document]
    lost: tuple[int, ...]
    """The numbers of the entries that could not be read anywhere."""
    from_copy: tuple[int, ...]
    """The numbers of those that were taken from a copy."""
    alone: tuple[int, ...] = ()
    """The numbers of those whose words are kept in a note, because what they belong to is lost."""


def mended(log: Sequence[Any], older: Sequence[Sequence[Any]]) -> MendedLog:
    """Put a log in order.

    Args:
        log: The entries that were read, in any order.
        older: The same log in copies, the newest copy first.
    """
    known = _by_number(log)
    taken: list[int] = []
    for copied in map(_by_number, older):
        if any(known[number] != copied[number] for number in known.keys() & copied.keys()):
            continue  # not the same incident
        taken += copied.keys() - known.keys()
        known = {**copied, **known}
    top = max(known, default=1)
    lost = tuple(number for number in range(1, top + 1) if number not in known)
    for number in lost:
        known[number] = _placeholder(number, _neighbour(known, number))
    entries = [known[number] for number in range(1, top + 1)]
    alone: list[int] = []
    if lost:
        entries, alone = _made_sense_of(entries)
    if 1 in lost:
        entries.append(_note(top + 1, entries[-1], LOST_OPENING))
    return MendedLog(entries=entries, lost=lost, from_copy=tuple(sorted(taken)), alone=tuple(alone))


def is_whole(log: object) -> bool:
    """Say whether every entry stands in the place of its number."""
    return isinstance(log, list) and [_number_of(each) for each in log] == [*range(1, len(log) + 1)]


def entries_of(document: Document | None) -> list[Any]:
    """The entries of an incident's document; none when there is none."""
    log = (document or {}).get(LOG)
    return log if isinstance(log, list) else []


def _by_number(log: Sequence[Any]) -> dict[int, Document]:
    """The entries by their numbers; of two with the same number, the one that stands first."""
    found: dict[int, Document] = {}
    for entry in log:
        number = _number_of(entry)
        if number > 0:
            found.setdefault(number, entry)
    return found


def _number_of(entry: object) -> int:
    """The number of an entry; 0 when it has none."""
    number = entry.get("number") if isinstance(entry, dict) else None
    return number if type(number) is int else 0


def _neighbour(known: dict[int, Document], number: int) -> Document:
    """The entry that was written last before that number, or else the next one behind it."""
    before = [each for each in known if each < number]
    return known[max(before)] if before else known[min(known)] if known else {}


def _placeholder(number: int, near: Document) -> Document:
    """What stands where a line is lost."""
    if number == 1:
        return {**_note(1, near, ""), "kind": "opened", "what": dict(_OPENING)}
    return _note(number, near, LOST)


def _note(number: int, near: Document, text: str) -> Document:
    """A note of ours, at the moment of the entry beside it."""
    return {
        "number": number,
        "at": near.get("at", _NO_MOMENT),
        "recorded": near.get("recorded", _NO_MOMENT),
        "by": AUTHOR,
        "kind": "note",
        "client": False,
        "action": number,
        "what": {"text": text},
        "seal": LOST_SEAL,
    }


def _made_sense_of(entries: list[Document]) -> tuple[list[Document], list[int]]:
    """Keep the words of entries that mean nothing without what is lost; give their numbers."""
    if _means_something(entries):
        return entries, []
    kept: list[Document] = []
    alone: list[int] = []
    for entry in entries:
        if _means_something([*kept, entry]):
            kept.append(entry)
            continue
        alone.append(entry["number"])
        words = json.dumps(entry.get("what"), ensure_ascii=False)
        kept.append(_note(entry["number"], entry, f"{_ALONE}{entry.get('kind')} {words}"))
    return kept, alone


def _means_something(entries: list[Document]) -> bool:
    """Say whether an incident can be worked out of a log.

    One that only a newer version can is left as it is.
    """
    from recover.domain.folding import fold
    from recover.storage.log_documents import entry_from_document

    try:
        fold("0", tuple(map(entry_from_document, entries)))
    except RecoverError:
        return True
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError):
        return False
    return True
