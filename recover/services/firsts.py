"""Saying who was first, and how long ago, to whoever comes second."""

from datetime import datetime, timedelta

from recover.domain.entry import Entry, Happening, Promised, Undone
from recover.domain.incident import Incident
from recover.domain.moments import moment, span
from recover.services.desk import Desk
from recover.services.finding import account_of, person_name


def by_whom(desk: Desk, by: str, at: datetime, zone: str) -> str:
    """Write who did something and when: `Priya on Thu 22 Oct 2026 17:12 PDT, 2 min ago`."""
    return f"{person_name(desk, by)} on {moment(at, zone)}{_ago(desk, at)}"


def writer_of(desk: Desk, incident: Incident, entry: Entry) -> str:
    """Write who wrote an entry and when, on the client's clock, or ours while it is unknown."""
    return by_whom(desk, entry.by, entry.at, clock_of(desk, incident))


def clock_of(desk: Desk, incident: Incident) -> str:
    """Give the client's zone; ours while the caller is unknown."""
    account = account_of(desk, incident)
    return (account.calendar if account else desk.who.calendar).zone


def last_of(incident: Incident, *kinds: "type[Happening]") -> Entry | None:
    """Give the newest entry of these kinds that counts, or `None`."""
    found = (each for each in reversed(incident.counting) if isinstance(each.what, kinds))
    return next(found, None)


def taken_back_by(desk: Desk, incident: Incident, number: int) -> str:
    """Write who took an entry back or struck it, and when; empty when nobody did."""
    for entry in reversed(incident.entries):
        numbers = entry.what.entries if isinstance(entry.what, Undone) else ()
        struck = entry.kind == "struck" and getattr(entry.what, "entry", 0) == number
        if number in numbers or struck:
            return writer_of(desk, incident, entry)
    return ""


def promise_taken_back(desk: Desk, incident: Incident, number: int) -> str:
    """Say that a promise that was made once is taken back, by whom and when; empty for none."""
    for entry in incident.entries:
        if isinstance(entry.what, Promised) and entry.what.promise == number:
            who = taken_back_by(desk, incident, entry.number)
            name = f"{incident.id}p{number}"
            return f"{name} was taken back{f' by {who}' if who else ''}: nothing is left of it."
    return ""


def _ago(desk: Desk, at: datetime) -> str:
    """Say how long ago it was; nothing for what is ahead."""
    passed = desk.now() - at
    if passed < timedelta(0):
        return ""
    return f", {span(passed, parts=1)} ago" if passed >= timedelta(minutes=1) else ", just now"
