"""Nudges for the owner of a promise, before and after it is due (`deadlines.md` G)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

from recover.domain.calendar import Calendar, NeverOpen

BEFORE = (timedelta(hours=24), timedelta(hours=2), timedelta(minutes=30))
"""How long before due the owner is reminded."""
OVERDUE = (timedelta(minutes=15), timedelta(hours=1))
"""How long after due, at any hour of the day."""
ESCALATE_AFTER = OVERDUE[-1]
"""How long after due the owner's backup person is told as well."""

_BEFORE_CLOSE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The moments at which the owner of one promise is reminded of it."""

    before: tuple[datetime, ...]
    """Before due, ascending, in the owner's zone; at least one."""
    at: datetime
    """The due moment, in the zone it came in; never moved."""
    owner: Calendar
    """Whose working time counts."""

    @property
    def escalates_at(self) -> datetime:
        """When the owner's backup person is told, in the owner's zone."""
        return self.owner.local(self.at.astimezone(UTC) + ESCALATE_AFTER)

    def after(self, n: int) -> tuple[datetime, ...]:
        """Give the first *n* reminders after due, ascending, in the owner's zone.

        They go on until the promise is closed, so there is no last one, but for an owner whose
        calendar has no open day within 366 days.
        """
        return tuple(islice(self._overdue(), max(n, 0)))

    def latest_after(self, now: datetime) -> datetime:
        """Give the latest reminder that has come by *now*, from the one at due on.

        Args:
            now: Aware, and not before due.
        """
        asked = now.astimezone(UTC)
        latest = self.at
        for each in takewhile(lambda moment: moment <= asked, self._overdue()):
            latest = each
        return latest

    def _overdue(self) -> Iterator[datetime]:
        """Give 15 minutes and one hour after due, then each opening of an open day after that."""
        due = self.at.astimezone(UTC)
        for late in OVERDUE:
            yield self.owner.local(due + late)
        last = due + OVERDUE[-1]
        day = self.owner.local(last).date()
        if self.owner.is_open_day(day) and self.owner.opening(day).astimezone(UTC) > last:
            yield self.owner.opening(day)
        while True:
            try:
                day = self.owner.nth_open_day(day, 1)
            except NeverOpen:
                return
            yield self.owner.opening(day)


def ladder(said_at: datetime, due: datetime, owner: Calendar) -> Ladder:
    """Plan the reminders of a promise (G1).

    24 hours, 2 hours and 30 minutes before due, as far as that is after *said_at*. One that falls
    outside the owner's working time moves earlier, into it; one that would then not be after
    *said_at* is dropped. If none is left, there is one at *said_at* itself.

    Args:
        said_at: When the promise was made; aware.
        due: The moment it is due; aware.
        owner: The calendar of its owner.
    """
    said = said_at.astimezone(UTC).replace(microsecond=0)
    last = due.astimezone(UTC).replace(microsecond=0)
    wanted = (last - early for early in BEFORE)
    placed = (_in_working_time(moment, owner) for moment in wanted if moment > said)
    kept = {moment for moment in placed if moment is not None and moment > said}
    return Ladder(
        before=tuple(owner.local(moment) for moment in sorted(kept or {said})),
        at=due.replace(microsecond=0),
        owner=owner,
    )


def _in_working_time(moment: datetime, owner: Calendar) -> datetime | None:
    """Give *moment*, or the moment to be reminded at instead; `None` when there is none.

    That is 30 minutes before the end of the latest interval that ends at or before *moment*, but
    not before that interval's start.
    """
    if owner.is_open(moment):
        return moment
    interval = owner.interval_ending_by(moment)
    if interval is None:
        return None
    start, end = (edge.astimezone(UTC) for edge in interval)
    return max(end - _BEFORE_CLOSE, start)
