"""What is to be said now to whoever acts, each stage once (`deadlines.md` G, E8)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from recover.domain.entry import ReminderKind
from recover.domain.handover import Handover
from recover.domain.incident import Incident
from recover.domain.promise import Promise
from recover.domain.reminder import ESCALATE_AFTER, ladder
from recover.domain.stage import PATIENT, STANDING, Due, Spoken, Stage
from recover.services.desk import Desk
from recover.services.escalating_missed import told_of_missed, told_when_missed
from recover.services.handovers import Offer, offers_lapsed, offers_waiting
from recover.services.quieting import is_quiet

Moment = TypeVar("Moment", bound=datetime)

_REMEMBERED = timedelta(days=30)
"""How long it is known what was said of something that has ended."""

_OF_REMINDER = {
    ReminderKind.HOLD: Stage.HOLD,
    ReminderKind.WAKE_UP: Stage.WAKE_UP,
    ReminderKind.OWN: Stage.OWN,
}


def due_reminders(desk: Desk) -> list[Due]:
    """List what is to be said now and was not yet, the longest waiting first; writes nothing.

    Of several stages of one item that have passed only the latest is said.
    """
    spoken = desk.store.records.spoken(desk.who.key)
    found = (each for each in _latest(desk) if _is_new(desk, each, spoken.get(each.item)))
    return sorted(found, key=lambda each: (each.at, each.item))


def due_or_overdue(desk: Desk) -> list[Due]:
    """List the same, and what is due or overdue although that was said; writes nothing.

    What whoever acts wants to hear nothing of, for a time or at all, is left out.
    """
    spoken = desk.store.records.spoken(desk.who.key)
    standing = (each for each in _latest(desk) if each.stage in STANDING)
    kept = [each for each in standing if not _is_kept_quiet(desk, spoken.get(each.item))]
    found = {each.item: each for each in (*kept, *due_reminders(desk))}
    return sorted(found.values(), key=lambda each: (each.at, each.item))


def say_reminders(desk: Desk) -> list[Due]:
    """Take what is to be said now: nobody else will say it to whoever acts.

    Whoever has to be told of a missed promise is written into its incident's log, once. What is
    taken and then not shown, because the process is killed, is not said again.
    """
    with desk.store.exclusive():
        told_when_missed(desk)
        found = [each for each in due_reminders(desk) if claim(desk, each.item, each.at)]
        _forget_what_is_over(desk)
    return found


def claim(desk: Desk, item: str, at: datetime) -> bool:
    """Note that whoever acts is told of an item now; say whether nobody has told them yet.

    Args:
        desk: The desk.
        item: As in `Due.item`.
        at: The moment of the stage; aware.
    """
    with desk.store.exclusive():
        before = desk.store.records.spoken(desk.who.key).get(item)
        record = before or Spoken(item=item, person=desk.who.key)
        if not _asks(desk, record, at):
            return False
        said = max(at.astimezone(UTC), record.said_at or at.astimezone(UTC))
        desk.store.records.save_spoken(replace(record, said_at=said, quiet_until=None))
    return True


def _is_new(desk: Desk, due: Due, spoken: Spoken | None) -> bool:
    """Say whether something was not said yet, and may be said at this hour."""
    if due.stage in PATIENT and is_quiet(desk):
        return False
    return spoken is None or _asks(desk, spoken, due.at)


def _asks(desk: Desk, spoken: Spoken, at: datetime) -> bool:
    """Say whether a stage of an item is to be said: not snoozed or stopped, and not said before.

    When a snooze is over, what was said before it is said again.
    """
    if _is_kept_quiet(desk, spoken):
        return False
    return spoken.quiet_until is not None or spoken.said_at is None or spoken.said_at < at


def _is_kept_quiet(desk: Desk, spoken: Spoken | None) -> bool:
    """Say whether an item is stopped, or snoozed at this moment."""
    if spoken is None:
        return False
    snoozed = spoken.quiet_until is not None and desk.now() < spoken.quiet_until
    return spoken.stopped or snoozed


def _latest(desk: Desk) -> Iterator[Due]:
    """Give the latest stage that has come of every item of whoever acts."""
    for incident in desk.incidents():
        if incident.is_void:
            continue
        for promise in incident.open_promises:
            yield from _of_promise(desk, incident, promise)
        yield from _of_follow_ups(desk, incident)
    yield from _of_offers(desk)


def _of_promise(desk: Desk, incident: Incident, promise: Promise) -> Iterator[Due]:
    """Give the rung of the ladder, the reminders that were set, and the escalation."""
    now, me = desk.now(), desk.who.key

    def due(stage: Stage, at: datetime, item: str = promise.id) -> Due:
        return Due(
            item=item,
            stage=stage,
            at=at.astimezone(UTC),
            due=promise.due,
            zone=promise.zone,
            what=promise.what,
        )

    if promise.owner == me:
        rung = _rung(desk, promise)
        if rung is not None:
            yield due(*rung)
    elif told_of_missed(incident, promise) == me:
        yield due(Stage.ESCALATED, promise.due + ESCALATE_AFTER, f"{promise.id}@escalated")
    for reminder in promise.reminders:
        done = any(each.at >= reminder.at for each in promise.attempts)
        if reminder.by == me and reminder.at <= now and not done:
            item = f"{promise.id}@{reminder.at.isoformat()}"
            yield due(_OF_REMINDER[reminder.kind], reminder.at, item)


def _rung(desk: Desk, promise: Promise) -> tuple[Stage, datetime] | None:
    """Give the latest rung of a promise's ladder that has come."""
    now = desk.now()
    rungs = ladder(promise.made_at, promise.due, desk.who.calendar)
    if now < promise.due:
        past = _last_by(now, (each for each in rungs.before if each > promise.made_at))
        return None if past is None else (Stage.BEFORE, past)
    latest = rungs.latest_after(now)
    return (Stage.DUE if latest == promise.due else Stage.OVERDUE), latest


def _last_by(now: datetime, moments: Iterable[Moment]) -> Moment | None:
    """Give the last of some ascending moments that has come."""
    return max((each for each in moments if each <= now), default=None)


def _of_follow_ups(desk: Desk, incident: Incident) -> Iterator[Due]:
    """Give the follow-ups whose moment has come, to whoever carries the incident."""
    if incident.owner != desk.who.key:
        return
    for touch in incident.follow_ups:
        if touch.is_open and touch.at <= desk.now():
            yield Due(
                item=touch.id,
                stage=Stage.FOLLOW_UP,
                at=touch.at,
                due=touch.at,
                zone=touch.zone,
                what=incident.title,
            )


def _of_offers(desk: Desk) -> Iterator[Due]:
    """Give the offers to whoever acts, and those of theirs that nobody answered."""
    now, me = desk.now(), desk.who.key
    for offer in map(_speaking_for, offers_waiting(desk, to=me)):
        half = offer.offered_at + (offer.answer_by - offer.offered_at) / 2
        soon = now >= half
        stage = Stage.ANSWER_SOON if soon else Stage.OFFERED
        yield _offer(offer, stage, half if soon else offer.offered_at)
    for offer in map(_speaking_for, offers_lapsed(desk, me)):
        yield _offer(offer, Stage.BACK, offer.answer_by)


def _speaking_for(offer: Offer) -> Handover:
    """Give the part that stands for an offer: the one it is named after, or what is left of it."""
    parts = [handover for _, handover in offer.parts]
    return next((each for each in parts if each.id == each.batch), parts[0])


def _offer(offer: Handover, stage: Stage, at: datetime) -> Due:
    """Give what is to be said of an offer."""
    return Due(
        item=offer.id,
        stage=stage,
        at=at.replace(microsecond=0),
        due=offer.answer_by,
        zone=offer.zone,
        what=offer.brief.summary,
    )


def _forget_what_is_over(desk: Desk) -> None:
    """Drop what was said long ago about items that are not open any more.

    Not at once: what ended may be taken back, and would be said again.
    """
    kept = {each.item for each in _latest(desk)}
    open_ids = {
        promise.id
        for incident in desk.incidents()
        if not incident.is_void
        for promise in incident.open_promises
    }
    for item, spoken in desk.store.records.spoken(desk.who.key).items():
        is_old = spoken.said_at is None or desk.now() - spoken.said_at > _REMEMBERED
        if is_old and item not in kept and item.partition("@")[0] not in open_ids:
            desk.store.records.forget_spoken(desk.who.key, item)
