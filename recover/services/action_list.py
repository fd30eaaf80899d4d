"""What somebody did last, in words that tell one line from another."""

from recover.domain.action import Action, EntriesWritten
from recover.domain.errors import NotFound
from recover.domain.telling import told
from recover.domain.text import shorten
from recover.services.desk import Desk
from recover.services.undoing import MOST

_LONGEST = 60
_WORDED = ("heard", "said", "note", "fact", "demand")
"""Kinds of entries whose own words are added."""


def actions_done(desk: Desk) -> list[Action]:
    """List what whoever acts did last, the newest first, also what they took back."""
    return desk.store.actions.of(desk.who.key)[:MOST]


def in_words(desk: Desk, action: Action) -> str:
    """Say what an action was, with the beginning of what was written; any text."""
    target = action.target
    if not isinstance(target, EntriesWritten):
        return action.sentence
    try:
        incident = desk.incident(target.incident)
    except NotFound:
        return action.sentence
    entry = incident.entry(target.entries[0])
    if entry is None or entry.kind not in _WORDED:
        return action.sentence
    return f"{action.sentence}: {shorten(told(incident, entry), _LONGEST)}"
