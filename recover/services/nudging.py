"""What the app reminds whoever acts of: their own reminders, and the ladder of each promise."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from recover.domain.entry import ReminderKind
from recover.domain.moments import span
from recover.domain.promise import Promise
from recover.domain.reminder import ladder
from recover.services.desk import Desk
from recover.services.reminding import reminder_lines

_AFTER = 4
"""How many reminders after due are known ahead: 15 minutes, an hour, and the next two mornings."""
_AHEAD = timedelta(days=4)
"""How far ahead is looked; the book is read anew far more often."""

_WHY = {
    ReminderKind.HOLD: "the contact window is open",
    ReminderKind.WAKE_UP: "time to be up for it",
    ReminderKind.OWN: "you wanted to be reminded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One moment at which whoever acts is reminded of a promise."""

    at: datetime
    """UTC."""
    item: str
    """As in `Due.item`: each is said once, whoever says it."""
    promise: Promise
    why: str
    """In a few words, such as `due in 2 h`."""


def nudges_ahead(desk: Desk) -> list[Nudge]:
    """List the reminders of whoever acts for the next days, soonest first (`deadlines.md` G, E8).

    At one moment a promise is spoken of once; what somebody wished for comes before the ladder.
    """
    until = desk.now() + _AHEAD
    own = [
        Nudge(
            at=each.reminder.at,
            item=f"{each.promise.id}@{each.reminder.at.isoformat()}",
            promise=each.promise,
            why=_WHY[each.reminder.kind],
        )
        for each in reminder_lines(desk)
    ]
    rungs = [
        nudge
        for incident in desk.incidents()
        if not incident.is_void
        for promise in incident.open_promises
        if promise.owner == desk.who.key and promise.due < until
        for nudge in _rungs(desk, promise)
    ]
    found: dict[tuple[datetime, str], Nudge] = {}
    for nudge in (*own, *rungs):
        if nudge.at < until:
            found.setdefault((nudge.at, nudge.promise.id), nudge)
    return [found[key] for key in sorted(found)]


def _rungs(desk: Desk, promise: Promise) -> list[Nudge]:
    """Give the ladder of one promise."""
    rungs = ladder(promise.made_at, promise.due, desk.who.calendar)
    moments = (*rungs.before, rungs.at, *rungs.after(_AFTER))
    return [
        Nudge(at=at, item=promise.id, promise=promise, why=_distance(at, promise))
        for at in (each.astimezone(UTC) for each in moments)
        if at > promise.made_at
    ]


def _distance(at: datetime, promise: Promise) -> str:
    """Say how far off due a moment is."""
    if at == promise.due:
        return "due now"
    left = promise.due - at
    return f"due in {span(left)}" if left > timedelta(0) else f"overdue {span(left)}"
