"""Whoever stands behind the owner of a missed promise is told, once (`deadlines.md` G1)."""

from collections.abc import Callable, Sequence

from recover.domain.entry import Raised
from recover.domain.handing import Told
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.reminder import ESCALATE_AFTER
from recover.domain.severity import raised
from recover.services.desk import Desk
from recover.services.escalating import standing_behind
from recover.services.writing import Line, write


def told_of_missed(incident: Incident, promise: Promise) -> str | None:
    """Give the person key of whoever was told that a promise was missed, or `None`."""
    cause = _cause(promise)
    return next((person for person, reason in incident.told if reason == cause), None)


def told_when_missed(desk: Desk) -> None:
    """Write down who is told of each promise that is overdue by an hour, where nobody was yet.

    The severity is raised with it. Where nobody is on record to tell, nothing is written.
    """
    late = [
        (incident, promise)
        for incident in desk.incidents()
        if not incident.is_void
        for promise in incident.open_promises
        if promise.due + ESCALATE_AFTER <= desk.now() and told_of_missed(incident, promise) is None
    ]
    for incident, promise in late:
        if _to_tell(desk, promise) is not None:
            sentence = f"told of {promise.id}"
            write(desk, incident.id, sentence, _telling(desk, promise), can_undo=False)


def _to_tell(desk: Desk, promise: Promise) -> Person | None:
    """Give the backup of whoever owes it, else a lead of the team, whoever carries the incident."""
    return next(iter(standing_behind(desk, promise.owner)), None)


def _telling(desk: Desk, promise: Promise) -> Callable[[Incident], Sequence[Line]]:
    """Say what is written."""

    def decide(incident: Incident) -> list[Line]:
        person, cause = _to_tell(desk, promise), _cause(promise)
        if person is None or told_of_missed(incident, promise) is not None:
            return []
        graver = Raised(severity=raised(incident.severity), reason=cause)
        return [Line(what=graver), Line(what=Told(person=person.key, reason=cause))]

    return decide


def _cause(promise: Promise) -> str:
    """Name the cause, as `Told.reason` has it."""
    return f"missed {promise.id}"
