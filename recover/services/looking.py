"""Looking things up: incidents by their words, promises by their urgency, the day at a glance."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from recover.domain.incident import Incident, words_of
from recover.domain.promise import Promise, Standing, by_urgency, standing
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of
from recover.services.past import has_past


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise with what a list shows beside it."""

    promise: Promise
    incident: Incident
    account: str
    """The account's name, or `unknown caller`."""
    standing: Standing
    """At the moment of asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first screen."""

    now: datetime
    """The moment of asking, UTC."""
    next: PromiseLine | None
    """Mine that is due next; if nothing is ahead, mine that is overdue the longest."""
    promises: tuple[PromiseLine, ...]
    """Every open one, everybody's, soonest first."""
    listening: tuple[Incident, ...]
    """Open incidents in which the client has not finished, the newest first."""
    is_empty: bool
    """Whether the book holds nothing at all yet."""

    @property
    def overdue(self) -> int:
        """How many of the open promises are past their moment."""
        return sum(line.standing is Standing.MISSED for line in self.promises)


UNKNOWN_CALLER = "unknown caller"


def incidents(
    desk: Desk, *, is_open: bool | None = None, search: str = "", account: str | None = None
) -> list[Incident]:
    """List incidents of the open work, the newest first; `past_incidents` gives the others.

    Args:
        desk: The desk.
        is_open: Only the open ones, only the closed ones, or (`None`) all.
        search: Words that all have to occur, in any of the incident's texts or its account's name.
        account: Only those of this account; its key.
    """
    words = search.casefold().split()
    return [
        incident
        for incident in reversed(desk.incidents())
        if fits(desk, incident, is_open=is_open, words=words, account=account)
    ]


def fits(
    desk: Desk,
    incident: Incident,
    *,
    is_open: bool | None,
    words: Sequence[str],
    account: str | None,
) -> bool:
    """Say whether an incident is among those that `incidents` lists; *words* are casefolded."""
    return (
        not incident.is_void
        and (is_open is None or incident.is_open is is_open)
        and (account is None or incident.account == account)
        and (not words or _holds(desk, incident, words))
    )


def promise_lines(
    desk: Desk,
    *,
    owner: str | None = None,
    account: str | None = None,
    due: date | None = None,
    overdue: bool = False,
    settled: bool = False,
) -> list[PromiseLine]:
    """List promises, soonest first.

    Args:
        desk: The desk.
        owner: Only those of this person; their key.
        account: Only those of this account; its key.
        due: Only those due on this date on the client's calendar.
        overdue: Only those whose moment has passed.
        settled: Also those that have ended, in the archive as well.
    """
    now = desk.now()
    everything: Iterable[Incident] = desk.incidents()
    if settled:
        from recover.services.past import whole_record

        everything = whole_record(desk, account=account)
    names = {each.key: each.name for each in desk.store.accounts()}
    lines = [
        PromiseLine(
            promise=promise,
            incident=incident,
            account=names.get(incident.account or "", UNKNOWN_CALLER),
            standing=standing(promise, now),
        )
        for incident in everything
        if not incident.is_void and (account is None or incident.account == account)
        for promise in incident.promises
        if (settled or promise.is_open) and (owner is None or promise.owner == owner)
    ]
    return sorted(
        (each for each in lines if _wanted(each, now, due, overdue)),
        key=lambda each: by_urgency(each.promise),
    )


def today(desk: Desk) -> Today:
    """Give what the first screen shows."""
    now = desk.now()
    lines = promise_lines(desk)
    known = {each.key for each in desk.store.people()}
    mine = [line for line in lines if _is_mine(desk, line.promise, known)]
    ahead = [line for line in mine if line.standing is Standing.OPEN]
    everything = incidents(desk)
    return Today(
        now=now,
        next=next(iter(ahead or mine), None),
        promises=tuple(lines),
        listening=tuple(each for each in everything if each.is_open and not each.finished_at),
        is_empty=not (everything or desk.store.accounts() or has_past(desk)),
    )


def _is_mine(desk: Desk, promise: Promise, known: Container[str]) -> bool:
    """Say whether whoever acts has to see to a promise: their own, or one of nobody on record."""
    return promise.owner == desk.who.key or promise.owner not in known


def client_date(promise: Promise, moment: datetime) -> date:
    """Give the date it is on the client's clock at *moment*."""
    return moment.astimezone(zone(promise.zone)).date()


def caller_name(desk: Desk, incident: Incident) -> str:
    """Say who the incident is with: account and contact, or that nobody knows yet."""
    account = account_of(desk, incident)
    contact = contact_of(account, incident.contact)
    named = contact.name if contact else incident.contact
    parts = [account.name if account else None, named]
    return " · ".join(part for part in parts if part) or UNKNOWN_CALLER


def _wanted(line: PromiseLine, now: datetime, due: date | None, overdue: bool) -> bool:
    """Say whether a promise passes the filters of `promise_lines`."""
    promise = line.promise
    if overdue and not (promise.is_open and promise.due < now):
        return False
    return due is None or client_date(promise, promise.due) == due


def _holds(desk: Desk, incident: Incident, words: Iterable[str]) -> bool:
    """Say whether every word occurs somewhere in the incident."""
    texts = [*words_of(incident), caller_name(desk, incident)]
    everything = "\n".join(texts).casefold()
    return all(word in everything for word in words)
