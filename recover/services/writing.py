"""Adding to the log of an incident: the one way in which services write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recover.domain.action import AccountSaved, Action, EntriesWritten, Several
from recover.domain.entry import Entry, Happening
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident

if TYPE_CHECKING:
    from recover.domain.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something to be added to a log."""

    what: Happening
    client: bool = False
    """Whether it may be shown to the client."""


Decide = Callable[[Incident], Sequence[Line]]
"""Looks at the incident as it stands inside the hold, and says what is to be added."""


def write(
    desk: Desk, incident_id: str, sentence: str, decide: Decide, *, can_undo: bool = True
) -> Incident:
    """Add to the log what *decide* says, as one action that can be taken back.

    Args:
        desk: The desk.
        incident_id: The incident.
        sentence: What is done, for `recover undo`.
        decide: Called inside the hold of the book; an exception from it writes nothing.
        can_undo: Whether it becomes what `recover undo` takes back: not what nobody asked for.

    Returns:
        The incident as it stands afterwards; on disk by then.
    """
    with desk.store.exclusive():
        incident = find_incident(desk, incident_id)
        entries = as_entries(desk, decide(incident), after=len(incident.entries))
        if not entries:
            return incident
        written = desk.append(incident, entries)
        if can_undo:
            remember(desk, written, sentence, entries)
    return written


def write_several(
    desk: Desk,
    sentence: str,
    plan: Mapping[str, Decide],
    account: "tuple[Account, Account] | None" = None,
) -> list[Incident]:
    """Add to the logs of several incidents, as one action that can be taken back.

    Args:
        desk: The desk.
        sentence: What is done, for `recover undo`.
        plan: What to decide, by the ids of the incidents.
        account: An account as it was and as it is to be saved in the same go.

    Returns:
        The incidents as they stand afterwards, in the order of the plan; on disk by then.
    """
    written: list[Incident] = []
    parts: list[EntriesWritten | AccountSaved] = []
    with desk.store.exclusive():
        for incident_id, decide in plan.items():
            incident = find_incident(desk, incident_id)
            entries = as_entries(desk, decide(incident), after=len(incident.entries))
            written.append(desk.append(incident, entries) if entries else incident)
            if entries:
                numbers = tuple(entry.number for entry in entries)
                parts.append(EntriesWritten(incident=incident.id, entries=numbers))
        if account is not None and account[0] != account[1]:
            desk.store.save_account(account[1])
            parts.append(AccountSaved(before=account[0], after=account[1]))
        if parts:
            target = parts[0] if len(parts) == 1 else Several(parts=tuple(parts))
            desk.store.actions.remember(
                Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
            )
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
    desk.store.actions.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
    )
