"""Adding to the log of an incident: the one way in which services write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recover.domain.action import Action, EntriesWritten
from recover.domain.entry import Entry, Happening
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something to be added to a log."""

    what: Happening
    client: bool = False
    """Whether it may be shown to the client."""


Decide = Callable[[Incident], Sequence[Line]]
"""Looks at the incident as it stands inside the hold, and says what is to be added."""


def write(desk: Desk, incident_id: str, sentence: str, decide: Decide) -> Incident:
    """Add to the log what *decide* says, as one action that can be taken back.

    Args:
        desk: The desk.
        incident_id: The incident.
        sentence: What is done, for `recover undo`.
        decide: Called inside the hold of the book; an exception from it writes nothing.

    Returns:
        The incident as it stands afterwards; on disk by then.
    """
    with desk.store.exclusive():
        incident = find_incident(desk, incident_id)
        entries = as_entries(desk, decide(incident), after=len(incident.entries))
        if not entries:
            return incident
        written = desk.append(incident, entries)
        remember(desk, written, sentence, entries)
    return written


def as_entries(desk: Desk, lines: Sequence[Line], *, after: int) -> list[Entry]:
    """Turn lines into numbered entries of one action, by whoever acts, now."""
    at, recorded = desk.now(), desk.recorded().replace(microsecond=0)
    return [
        Entry(
            number=after + place,
            at=at,
            recorded=recorded,
            by=desk.who.key,
            what=line.what,
            client=line.client,
            action=after + 1,
        )
        for place, line in enumerate(lines, start=1)
    ]


def remember(desk: Desk, incident: Incident, sentence: str, entries: Sequence[Entry]) -> None:
    """Keep the action, so that its author can take it back."""
    numbers = tuple(entry.number for entry in entries)
    target = EntriesWritten(incident=incident.id, entries=numbers)
    desk.store.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
    )
