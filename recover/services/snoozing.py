"""Hearing nothing of an item for a time, or not any more."""

from dataclasses import replace
from datetime import UTC, datetime

from recover.domain.action import Action, QuietChanged
from recover.domain.deadline import resolve
from recover.domain.stage import Spoken
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.handovers import find_handover
from recover.services.healing import find_touch


def snooze(desk: Desk, item_id: str, by: str) -> Spoken:
    """Say nothing of an item to whoever acts until a moment, on their own clock.

    What is due meanwhile still stands on Today.

    Raises:
        NotFound: There is no such promise, handover or follow-up.
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    ours = desk.who.calendar
    order = desk.settings.date_order
    found = resolve(clean(by), desk.now(), client=ours, owner=ours, date_order=order)
    until = found.due.astimezone(UTC)
    return _keep(desk, item_id, "snoozed", quiet_until=until, stopped=False)


def stop_reminders(desk: Desk, item_id: str) -> Spoken:
    """Say nothing of an item to whoever acts any more; it still stands on Today.

    Raises:
        NotFound: There is no such promise, handover or follow-up.
    """
    return _keep(desk, item_id, "stopped the reminders of", quiet_until=None, stopped=True)


def resume_reminders(desk: Desk, item_id: str) -> Spoken:
    """Speak of an item to whoever acts again.

    Raises:
        NotFound: There is no such promise, handover or follow-up.
    """
    return _keep(desk, item_id, "resumed the reminders of", quiet_until=None, stopped=False)


def quiet_items(desk: Desk) -> list[Spoken]:
    """List what whoever acts does not hear of now: snoozed or stopped."""
    return [
        each
        for each in desk.store.records.spoken(desk.who.key).values()
        if each.stopped or (each.quiet_until is not None and each.quiet_until > desk.now())
    ]


def _keep(
    desk: Desk, item_id: str, verb: str, *, quiet_until: datetime | None, stopped: bool
) -> Spoken:
    """Keep what somebody wants to hear of an item."""
    with desk.store.exclusive():
        item = _item(desk, item_id)
        before = desk.store.records.spoken(desk.who.key).get(item)
        record = before or Spoken(item=item, person=desk.who.key)
        after = replace(record, quiet_until=quiet_until, stopped=stopped)
        if after != record:
            desk.store.records.save_spoken(after)
            _remember(desk, f"{verb} {item}", QuietChanged(before=record, after=after))
    return after


def _remember(desk: Desk, sentence: str, target: QuietChanged) -> None:
    """Keep the action, so that its author can take it back."""
    desk.store.actions.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
    )


def _item(desk: Desk, typed: str) -> str:
    """Give the id of a promise, a handover or a follow-up that there is."""
    wanted = typed.strip().lower()
    if "h" in wanted:
        return find_handover(desk, wanted)[1].id
    if "f" in wanted:
        return find_touch(desk, wanted)[1].id
    return find_promise(desk, wanted)[1].id
