"""Taking a typed promise apart: what, by when, by which channel."""

import re
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import channel_named
from recover.domain.calendar import Calendar
from recover.domain.deadline import DeadlineError, resolve
from recover.domain.errors import Refused
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import account_of, find_incident
from recover.services.promising import PromiseWish, client_calendar

_BY = re.compile(r"(?:^|\s)by(?=\s|$)", re.IGNORECASE)
_LONGEST_PHRASE = 12
"""In words; `the day after tomorrow at 9 in the morning New York time` has eleven."""
_UNREAD = ("not_understood", "empty")
_SUGGESTED = ("tomorrow 9am", "in 2 hours", "Friday noon", "in 2 business days")
_OFFERED = 3


class NoMoment(Refused):
    """A promise has no moment; `candidates` has phrases that would work."""

    kind = "no_moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseParts:
    """A promise line, taken apart."""

    what: str
    by: str
    """The deadline as it is said; it need not mean anything."""


def split_promise(desk: Desk, incident_id: str, text: str) -> PromiseParts:
    """Take `call with the plan by tomorrow 8am` apart.

    The deadline is what follows the last ` by `. Without one, it is the longest run of words at
    the end that speaks of a moment: `call in 90 minutes`. A run that speaks of a moment and is
    refused, such as `call yesterday`, is not cut further: its refusal is the answer.

    Raises:
        NoMoment: Nothing in the line speaks of a moment.
        Refused: Nothing is promised.
    """
    line = clean(text).strip()
    found = list(_BY.finditer(line))
    if found:
        what, by = line[: found[-1].start()].strip(), line[found[-1].end() :].strip()
    else:
        what, by = _longest_tail(desk, incident_id, line)
    if not by:
        raise _no_moment(desk, incident_id)
    if not what:
        raise Refused(
            "Say what is promised before its moment: + call with the plan by tomorrow 8am."
        )
    return PromiseParts(what=what, by=by)


def read_promise(desk: Desk, incident_id: str, text: str) -> PromiseWish:
    """Say what a promise line wishes for; whether its deadline holds is not looked at.

    The channel is the one that the first word names, such as `call` or `e-mail`, else the one the
    incident came by.

    Raises:
        NoMoment: Nothing in the line speaks of a moment.
        Refused: Nothing is promised.
    """
    parts = split_promise(desk, incident_id, text)
    incident = find_incident(desk, incident_id)
    channel = channel_named(parts.what.split()[0].strip(",:"))
    return PromiseWish(what=parts.what, by=parts.by, channel=channel or incident.channel)


def with_phrase(desk: Desk, incident_id: str, text: str, phrase: str) -> str:
    """Put another deadline into a promise line, in the place of the one it has, if any."""
    try:
        what = split_promise(desk, incident_id, text).what
    except Refused:
        what = clean(text).strip()
    return f"{what} by {phrase}"


def phrases_that_work(desk: Desk, incident_id: str) -> tuple[str, ...]:
    """Give a few deadlines that mean a moment ahead for this client, right now."""
    client = _client(desk, incident_id)
    return tuple(each for each in _SUGGESTED if _refusal(desk, client, each) is None)[:_OFFERED]


def _longest_tail(desk: Desk, incident_id: str, line: str) -> tuple[str, str]:
    """Split before the longest run of words at the end that speaks of a moment."""
    client = _client(desk, incident_id)
    words = line.split()
    for start in range(max(0, len(words) - _LONGEST_PHRASE), len(words)):
        tail = " ".join(words[start:])
        if _refusal(desk, client, tail) not in _UNREAD:
            return " ".join(words[:start]), tail
    return line, ""


def _refusal(desk: Desk, client: Calendar, phrase: str) -> str | None:
    """Say why a phrase is no deadline now, or `None` when it is one."""
    try:
        resolve(
            phrase,
            desk.now(),
            client=client,
            owner=desk.who.calendar,
            date_order=desk.settings.date_order,
        )
    except DeadlineError as error:
        return error.kind
    return None


def _client(desk: Desk, incident_id: str) -> Calendar:
    """Give the calendar that deadlines of an incident are read on."""
    return client_calendar(account_of(desk, find_incident(desk, incident_id)), desk.who)


def _no_moment(desk: Desk, incident_id: str) -> NoMoment:
    """Ask for the moment, and offer some."""
    candidates = phrases_that_work(desk, incident_id)
    example = candidates[0] if candidates else "tomorrow 9am"
    return NoMoment(
        f"By when? Add `by` and a moment, such as `by {example}`.", candidates=candidates
    )


def last_moment(desk: Desk, incident_id: str, phrase: str) -> datetime | None:
    """Read until when keeping a promise still helps; `None` when nothing is given.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    if not phrase.strip():
        return None
    client = _client(desk, incident_id)
    order = desk.settings.date_order
    owner = desk.who.calendar
    return resolve(clean(phrase), desk.now(), client=client, owner=owner, date_order=order).due
