"""Reminders of one's own: until the contact window opens, to get up, or at a chosen moment."""

from dataclasses import dataclass
from datetime import UTC, datetime

from recover.domain.deadline import resolve
from recover.domain.entry import ReminderKind, ReminderSet
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.promise import Promise, Reminder
from recover.domain.text import clean
from recover.services.contacting import reach_of
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.settling import open_one
from recover.services.weighing import weigh
from recover.services.writing import Line, write


class NothingToWaitFor(Refused):
    """No moment to be reminded at follows from how the promise stands; one has to be named."""

    kind = "nothing_to_wait_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """A reminder with what a list shows beside it."""

    reminder: Reminder
    promise: Promise
    incident: Incident


def hold_promise(desk: Desk, promise_id: str, *, channel: str | None = None) -> Incident:
    """Wait until the contact window opens: a reminder for whoever acts (`deadlines.md` E8).

    Args:
        desk: The desk.
        promise_id: The promise.
        channel: Another way than the one that was promised.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        NothingToWaitFor: The window is open now, never opens, or opens after it is due.
    """
    found, promise = _open(desk, promise_id)
    way = channel or promise.channel
    reach = reach_of(desk, found, promise, way)
    opens = reach.hold_until if reach else None
    if reach is None or reach.can_contact_now:
        raise NothingToWaitFor(f"Nothing holds {promise.id} back: contact by {way} is open now.")
    if opens is None:
        raise NothingToWaitFor(
            f"Contact by {way} never opens for {promise.id}: choose another channel."
        )
    if desk.now() < promise.due < opens:
        raise NothingToWaitFor(
            f"Contact by {way} opens {moment(opens, promise.zone)}, after {promise.id} is due: "
            "choose another channel, agree a new moment, or log what they agreed to."
        )
    return _remind(desk, promise_id, ReminderKind.HOLD, opens)


def wake_for(desk: Desk, promise_id: str, phrase: str = "") -> Incident:
    """Set a reminder at the suggested time to get up, or at the moment a phrase means.

    Args:
        desk: The desk.
        promise_id: The promise.
        phrase: A deadline phrase, read on the clock of whoever acts; empty for what is suggested.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        DeadlineError: The phrase does not mean one exact moment ahead.
        NothingToWaitFor: There is no phrase, and nothing is suggested.
    """
    incident, promise = _open(desk, promise_id)
    if phrase.strip():
        ours = desk.who.calendar
        order = desk.settings.date_order
        found = resolve(clean(phrase), desk.now(), client=ours, owner=ours, date_order=order)
        return _remind(desk, promise_id, ReminderKind.OWN, found.due)
    early = time_to_get_up(desk, incident, promise)
    if early is None:
        raise NothingToWaitFor(
            f"Nothing says when to get up for {promise.id}: name the moment, such as `--by 7:30am`."
        )
    return _remind(desk, promise_id, ReminderKind.WAKE_UP, early)


def remind_as_suggested(desk: Desk, promise_id: str) -> Incident:
    """Set the reminder that a promise asks for: to get up, or until the window opens.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        NothingToWaitFor: Nothing follows.
    """
    incident, promise = _open(desk, promise_id)
    if time_to_get_up(desk, incident, promise) is not None:
        return wake_for(desk, promise_id)
    return hold_promise(desk, promise_id)


def _open(desk: Desk, promise_id: str) -> tuple[Incident, Promise]:
    """Give a promise that can still be acted on, with its incident."""
    incident, promise = find_promise(desk, promise_id)
    return incident, open_one(desk, incident, promise.number)


def time_to_get_up(desk: Desk, incident: Incident, promise: Promise) -> datetime | None:
    """Say when to be awake for the colleagues a promise rests on, UTC; `None` if never early."""
    weighed = weigh(desk, incident, promise)
    return weighed.wake_up if weighed else None


def reminder_lines(desk: Desk) -> list[ReminderLine]:
    """List the reminders of whoever acts that still ask for something, soonest first.

    A reminder is done with when its promise has ended, or when something was tried since.
    """
    lines = [
        ReminderLine(reminder=reminder, promise=promise, incident=incident)
        for incident in desk.incidents()
        if not incident.is_void
        for promise in incident.open_promises
        for reminder in promise.reminders
        if reminder.by == desk.who.key
        and not any(each.at >= reminder.at for each in promise.attempts)
    ]
    return sorted(lines, key=lambda each: (each.reminder.at, each.promise.id))


def _remind(desk: Desk, promise_id: str, kind: ReminderKind, at: datetime) -> Incident:
    """Write the reminder down; the same one twice changes nothing."""
    exact = at.astimezone(UTC)
    incident, promise = find_promise(desk, promise_id)

    def decide(incident: Incident) -> list[Line]:
        current = open_one(desk, incident, promise.number)
        known = any(each.at == exact and each.by == desk.who.key for each in current.reminders)
        what = ReminderSet(promise=promise.number, at=exact, reminder=kind)
        return [] if known else [Line(what=what)]

    return write(desk, incident.id, f"set a reminder for {promise.id}", decide)
