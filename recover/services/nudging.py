"""When the app has to look whether something is due: it does not read the book all the time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from recover.domain.promise import Promise
from recover.domain.reminder import ladder
from recover.services.desk import Desk
from recover.services.quieting import quiet_ends
from recover.services.reminding import reminder_lines

_AFTER = 4
"""How many reminders after due are known ahead: 15 minutes, an hour, and the next two mornings."""
_DAYS = 4
"""How many mornings are known ahead; the book is read anew far more often."""


def moments_ahead(desk: Desk) -> list[datetime]:
    """List the moments at which something may be due to whoever acts, UTC, ascending.

    Some that have passed are among them. What is to be said then, if anything, is
    `due_reminders`'s to say.
    """
    return sorted({each.astimezone(UTC) for each in _moments(desk)})


def _moments(desk: Desk) -> Iterator[datetime]:
    """Give them: what was wished for, ladders, follow-ups, and when it is quiet no more."""
    yield from (each.reminder.at for each in reminder_lines(desk))
    for incident in desk.incidents():
        if incident.is_void:
            continue
        for promise in incident.open_promises:
            if promise.owner == desk.who.key:
                yield from _rungs(desk, promise)
        if incident.owner == desk.who.key:
            yield from (each.at for each in incident.follow_ups if each.is_open)
    for spoken in desk.store.records.spoken(desk.who.key).values():
        if spoken.quiet_until is not None:
            yield spoken.quiet_until
    yield from quiet_ends(desk, _DAYS)


def _rungs(desk: Desk, promise: Promise) -> Iterator[datetime]:
    """Give the ladder of one promise; of one that is overdue, the next mornings."""
    rungs = ladder(promise.made_at, promise.due, desk.who.calendar)
    yield from (*rungs.before, rungs.at, *rungs.after(_AFTER))
    if promise.due <= desk.now():
        ahead = (desk.now() + timedelta(days=each) for each in range(1, _DAYS + 1))
        yield from map(rungs.latest_after, ahead)
