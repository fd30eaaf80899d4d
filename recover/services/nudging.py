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
_DAYS = 7
"""For how many days mornings are known ahead; the book is read anew far more often."""


def moments_ahead(desk: Desk) -> list[datetime]:
    """List the moments at which something may be due to whoever acts, UTC, ascending.

    Some that have passed are among them. What is to be said then, if anything, is
    `due_reminders`'s to say.
    """
    return sorted({each.astimezone(UTC) for each in _moments(desk)})


def _moments(desk: Desk) -> Iterator[datetime]:
    """Give them: what was wished for, ladders, follow-ups, and when it is quiet no more."""
    yield from (each.reminder.at for each in reminder_lines(desk))
    owed = []
    for incident in desk.incidents():
        if incident.is_void:
            continue
        owed += [each for each in incident.open_promises if each.owner == desk.who.key]
        if incident.owner == desk.who.key:
            yield from (each.at for each in incident.follow_ups if each.is_open)
    for promise in owed:
        yield from _rungs(desk, promise)
    if any(promise.due <= desk.now() for promise in owed):
        yield from _mornings(desk)
    for spoken in desk.store.records.spoken(desk.who.key).values():
        if spoken.quiet_until is not None:
            yield spoken.quiet_until
    yield from quiet_ends(desk, _DAYS)


def _rungs(desk: Desk, promise: Promise) -> Iterator[datetime]:
    """Give the ladder of one promise; what is overdue for longer is spoken of each morning."""
    rungs = ladder(promise.made_at, promise.due, desk.who.calendar)
    yield from (*rungs.before, rungs.at, *rungs.after(_AFTER))


def _mornings(desk: Desk) -> Iterator[datetime]:
    """Give when whoever acts opens, on each open day from today on."""
    ours = desk.who.calendar
    today = ours.local(desk.now()).date()
    days = (today + timedelta(days=each) for each in range(_DAYS))
    yield from (ours.opening(day) for day in days if ours.is_open_day(day))
