"""Promises as reports show them: what, by when, and how it ended."""

from collections.abc import Callable
from datetime import datetime, timedelta

from recover.domain.incident import Incident
from recover.domain.moments import span
from recover.domain.promise import Promise, Standing, margin_minutes, standing
from recover.export.report import Pledge, When

_ENDED = {
    Standing.OPEN: "open",
    Standing.MISSED: "missed",
    Standing.RENEGOTIATED: "renegotiated before it was due",
    Standing.WITHDRAWN: "withdrawn",
}


def pledge(
    incident: Incident,
    promise: Promise,
    now: datetime,
    *,
    who: Callable[[str], str],
    zone: str | None = None,
) -> Pledge:
    """Give a promise with everything that is known about it.

    Args:
        incident: Its incident.
        promise: The promise.
        now: The moment to judge at.
        who: Gives the name of one of us, by person key.
        zone: The IANA zone to write moments in; `None` for the client's.
    """
    place = zone or promise.zone
    ended = promise.settled_at
    new = successor_of(incident, promise)
    return Pledge(
        id=promise.id,
        what=promise.what,
        made=When(at=promise.made_at, zone=place),
        due=When(at=promise.due, zone=place),
        ended=When(at=ended, zone=place) if ended else None,
        state=standing(promise, now).value,
        ending=ending(promise, now),
        owner=who(promise.owner),
        channel=promise.channel,
        margin=margin_minutes(promise),
        then=When(at=new.due, zone=place) if new else None,
        kind=promise.kind.value,
        reason=promise.reason,
    )


def ending(promise: Promise, now: datetime) -> str:
    """Say how a promise ended, without reasons; late and missed read as that."""
    state = standing(promise, now)
    margin = margin_minutes(promise)
    if margin is not None:
        size = span(timedelta(minutes=margin))
        if state is Standing.KEPT_LATE:
            return f"done late, by {size}"
        return f"kept, {size} early" if margin else "kept, on time"
    if state is Standing.MISSED and promise.successor:
        return "missed; a new moment was agreed"
    if state is Standing.MISSED and promise.is_open:
        return "missed, and still owed"
    return _ENDED[state]


def successor_of(incident: Incident, promise: Promise) -> Promise | None:
    """Give the promise that took the place of another one, or `None`."""
    return next((each for each in incident.promises if each.id == promise.successor), None)
