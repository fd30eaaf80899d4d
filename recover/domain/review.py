"""The end-of-day walk: what needs a next step before its owner is next at work."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from recover.domain.calendar import Calendar, NeverOpen
from recover.domain.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody said to one item of the walk."""

    item: str
    """The id of a promise, or of a handover."""
    word: str
    """`stands`, `left`, `kept`, `next step`, `renegotiated`, `handed over` or `released`."""
    at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One person's walk on one of their days; a record that is kept."""

    person: str
    """Person key."""
    day: date
    """On their own calendar."""
    answers: tuple[Answer, ...] = ()
    """As they were given; a later one to the same item replaces an earlier one."""
    cleared_at: datetime | None = None
    """When the day was marked clear, UTC; `None` while it is not."""

    def word_for(self, item: str) -> str | None:
        """Give the last answer to an item, or `None`."""
        words = (each.word for each in reversed(self.answers) if each.item == item)
        return next(words, None)


def next_at_work(hours: Calendar, now: datetime) -> datetime | None:
    """Say when somebody is next at work after the day they are in, UTC.

    Args:
        hours: When they are at work, without the days on which they are away.
        now: The asking moment; aware. Up to today's close the day they are in ends with it.

    Returns:
        `None` when they are not at work within a year.
    """
    today = hours.local(now).date()
    end = now.astimezone(UTC)
    if hours.is_open_day(today):
        end = max(end, hours.close(today).astimezone(UTC))
    try:
        return hours.next_open(end).astimezone(UTC)
    except NeverOpen:
        return None


def has_step_ahead(promise: Promise, now: datetime) -> bool:
    """Say whether something is planned that may still keep a promise: a next step, or another try.

    It is ahead, and not after the due moment, unless the promise is overdue already.
    """
    planned = [promise.next_step.at] if promise.next_step is not None else []
    if promise.attempts and promise.attempts[-1].next_try is not None:
        planned.append(promise.attempts[-1].next_try)
    overdue = promise.due < now
    return any(each > now and (overdue or each <= promise.due) for each in planned)


def needs_step(promise: Promise, hours: Calendar, now: datetime) -> bool:
    """Say whether a promise keeps the day from being clear.

    It does when it is open, due before its owner is next at work or at that very moment, overdue or
    not, and nothing is planned about it that is still ahead.

    Args:
        promise: The promise.
        hours: When its owner is at work, without the days on which they are away.
        now: The asking moment; aware.
    """
    if not promise.is_open or has_step_ahead(promise, now):
        return False
    back = next_at_work(hours, now)
    return back is None or promise.due <= back
