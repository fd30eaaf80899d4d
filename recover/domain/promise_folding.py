"""Working out a promise from the entries that speak of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from recover.domain.entry import (
    Attempted,
    Entry,
    Kept,
    Needed,
    Overrode,
    Promised,
    ReminderSet,
    Renegotiated,
    Withdrawn,
)
from recover.domain.promise import Attempt, Override, Promise, Reminder
from recover.domain.zones import zone_data_version

if TYPE_CHECKING:
    from datetime import datetime


def made(incident_id: str, entry: Entry, what: Promised, for_client: bool) -> Promise:
    """Build the promise that an entry made.

    Args:
        incident_id: Such as `12`.
        entry: The entry.
        what: What it holds.
        for_client: Whether it may be shown to the client.
    """
    due, warnings = _under_todays_zones(what, entry.at)
    return Promise(
        incident=incident_id,
        number=what.promise,
        what=what.what,
        kind=what.kind,
        to=what.to,
        channel=what.channel,
        owner=what.owner,
        phrase=what.phrase,
        due=due,
        zone=what.zone,
        wall=what.wall,
        wall_zone=what.wall_zone,
        tzdata=what.tzdata,
        needed_by=what.needed_by,
        needed_by_fact=what.needed_by_fact,
        consent=what.consent,
        warnings=warnings,
        needs=what.needs,
        made_at=entry.at,
        made_by=entry.by,
        client=for_client,
        follows=None if what.follows is None else f"{incident_id}p{what.follows}",
        under=None if what.under is None else f"{incident_id}p{what.under}",
    )


def changed(promise: Promise, entry: Entry) -> Promise:
    """Give the promise as it stands after an entry that speaks of it."""
    match entry.what:
        case Kept(evidence=evidence):
            return replace(promise, kept_at=entry.at, evidence=evidence)
        case Attempted(note=note, next_try=next_try):
            attempt = Attempt(at=entry.at, note=note, next_try=next_try)
            return replace(promise, attempts=(*promise.attempts, attempt))
        case Renegotiated(successor=successor, reason=reason):
            place = f"{promise.incident}p{successor}"
            return replace(promise, renegotiated_at=entry.at, successor=place, reason=reason)
        case Withdrawn(reason=reason):
            return replace(promise, withdrawn_at=entry.at, reason=reason)
        case Needed(by=by):
            return replace(promise, needed_by=by)
        case ReminderSet(at=at, reminder=kind):
            reminder = Reminder(at=at, kind=kind, by=entry.by)
            return replace(promise, reminders=(*promise.reminders, reminder))
        case Overrode(channel=channel, agreed=agreed, text=text):
            override = Override(at=entry.at, channel=channel, agreed=agreed, text=text)
            return replace(promise, overrides=(*promise.overrides, override))
    return promise


def _under_todays_zones(made: Promised, said_at: "datetime") -> "tuple[datetime, tuple[str, ...]]":
    """Give the due moment and the warnings under the zone data of today (`deadlines.md` A5)."""
    if made.wall is None or made.tzdata == zone_data_version():
        return made.due, made.warnings
    from recover.domain.deadline import Deadline, renewed

    deadline = renewed(
        Deadline(
            phrase=made.phrase,
            said_at=said_at,
            due=made.due,
            zone=made.wall_zone,
            wall=made.wall,
            notes=made.warnings,
            tzdata=made.tzdata,
        )
    )
    return deadline.due, deadline.notes
