"""The incident as the client may read it: only what is marked for them, roles instead of names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account
from recover.domain.demand import Demand
from recover.domain.entry import Entry, FactLearned, Heard, Noted, Said
from recover.domain.incident import Incident
from recover.domain.moments import moment, span
from recover.domain.promise import Promise, Standing, standing
from recover.domain.text import printable
from recover.domain.zones import zone

_TELLING = (Heard, Said, Noted, FactLearned)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSummary:
    """What leaves the house. Every text is one printable line."""

    account: str
    written: str
    """The moment it was written, on the client's clock."""
    timeline: tuple[tuple[str, str], ...]
    """What happened: moments on the client's clock, and what was said."""
    answers: tuple[tuple[str, str], ...]
    """What the client asked for, and our answer."""
    promises: tuple[tuple[str, str], ...]
    """What we promised by when, and how it ended."""
    left_out: int
    """How many entries of the log stay in the house."""


def client_summary(
    incident: Incident, account: Account, roles: Mapping[str, str], now: datetime
) -> ClientSummary:
    """Gather what may be shown to the client.

    Args:
        incident: The incident.
        account: Its account.
        roles: For every name of one of us that must not leave, the role to write instead.
        now: The asking moment; aware.
    """
    shown = [each for each in incident.timeline if _is_shown(incident, each)]
    client_zone = account.calendar.zone
    return ClientSummary(
        account=printable(account.name),
        written=moment(now, client_zone),
        timeline=tuple(
            (moment(each.at, client_zone), without_names(_told(each), roles))
            for each in shown
            if isinstance(each.what, _TELLING)
        ),
        answers=tuple(
            (without_names(each.text, roles), without_names(_answer(each), roles))
            for each in incident.demands
            if each.client
        ),
        promises=tuple(
            (without_names(_promised(each), roles), _ending(each, now))
            for each in incident.promises
            if each.client
        ),
        left_out=len(incident.entries) - len(shown),
    )


def without_names(text: str, roles: Mapping[str, str]) -> str:
    """Put roles in the place of names, whole words only, whatever their case."""
    line = printable(text)
    for name in sorted(roles, key=len, reverse=True):
        line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", roles[name], line, flags=re.IGNORECASE)
    return line


def _is_shown(incident: Incident, entry: Entry) -> bool:
    """Say whether an entry is marked for the client and counts."""
    return entry.number in incident.shown - incident.struck - incident.undone


def _told(entry: Entry) -> str:
    """Write an entry for the client."""
    match entry.what:
        case FactLearned(name=name, value=value):
            return f"{name}: {value}"
        case Heard(text=text):
            return f"You told us: {text}"
        case Said(text=text):
            return f"We told you: {text}"
        case Noted(text=text):
            return text
    return ""


def _answer(demand: Demand) -> str:
    """Write our answer to a demand; one that is internal stays so."""
    if demand.decided_at is None:
        return "we have not answered yet"
    if not demand.answer_for_client:
        return "we answer this in person"
    parts = [
        demand.decision.value,
        demand.reason,
        demand.alternative and f"instead: {demand.alternative}",
    ]
    return "; ".join(part for part in parts if part)


def _promised(promise: Promise) -> str:
    """Write what was promised by when, on the client's clock."""
    return f"{promise.what}, by {moment(promise.due, promise.zone)}"


def _ending(promise: Promise, now: datetime) -> str:
    """Write how a promise ended; a missed one reads as missed."""
    state = standing(promise, now)
    if promise.kept_at is not None:
        when = f"{promise.kept_at.astimezone(zone(promise.zone)):%H:%M}"
        margin = promise.due - promise.kept_at
        if state is Standing.KEPT_LATE:
            return f"done late, {moment(promise.kept_at, promise.zone)}, {span(-margin)} late"
        return f"kept at {when}" + (f", {span(margin)} early" if margin else "")
    if promise.successor is not None:
        words = "missed, and" if state is Standing.MISSED else "renegotiated before it was due:"
        return f"{words} a new moment was agreed"
    return {
        Standing.OPEN: "we are working on it",
        Standing.MISSED: "missed",
        Standing.WITHDRAWN: f"withdrawn: {printable(promise.reason)}",
    }.get(state, state.value)
