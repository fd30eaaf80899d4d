"""Saying what is done next about a promise, and when."""

from datetime import UTC, datetime

from recover.domain.deadline import resolve
from recover.domain.errors import Refused
from recover.domain.handing import NextStepSet
from recover.domain.incident import Incident
from recover.domain.text import clean, clean_line
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.settling import open_one
from recover.services.writing import Line, write


def set_next_step(desk: Desk, promise_id: str, text: str, by: str) -> Incident:
    """Say what is done next about a promise; a later one replaces an earlier one.

    Args:
        desk: The desk.
        promise_id: Such as `12p1`.
        text: What is done.
        by: When, as it is said; on the clock of whoever acts, since it is their own step.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        DeadlineError: The phrase does not mean one exact moment ahead.
        Refused: It is not said what is done.
    """
    what = clean_line(text)
    if not what:
        raise Refused(f"Say what is done next about {promise_id}, such as: call R. Hale again.")
    found, promise = find_promise(desk, promise_id)
    at = step_moment(desk, by)

    def decide(incident: Incident) -> list[Line]:
        current = open_one(desk, incident, promise.number)
        step = NextStepSet(promise=current.number, text=what, at=at, phrase=clean_line(by))
        return [Line(what=step)]

    return write(desk, found.id, f"set the next step of {promise.id}", decide)


def step_moment(desk: Desk, by: str) -> datetime:
    """Read the moment of a next step on the clock of whoever acts, UTC.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    ours = desk.who.calendar
    order = desk.settings.date_order
    found = resolve(clean(by), desk.now(), client=ours, owner=ours, date_order=order)
    return found.due.astimezone(UTC)
