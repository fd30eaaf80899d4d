"""What a handover is about: a promise, an incident, an account, or all that somebody has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recover.domain.errors import NotFound, Refused
from recover.domain.handover import Handover
from recover.domain.incident import Incident
from recover.domain.offers import offer_of, offer_of_incident
from recover.domain.promise import Promise, by_urgency
from recover.services.desk import Desk
from recover.services.finding import (
    account_of,
    find_account,
    find_incident,
    find_promise,
    person_name,
)

_PROMISE = re.compile(r"[0-9]+p[0-9]+", re.ASCII)

ALL = "all"
"""What stands for everything open that whoever acts has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is offered of one incident."""

    incident: Incident
    promises: tuple[Promise, ...]
    """Open ones of the sender's, soonest first."""
    whole: bool
    """Whether the incident itself is offered."""
    zone: str
    """The client's IANA zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What somebody wants to hand over."""

    name: str
    """As in a sentence: `12p1`, `incident 12`, `Acme`, `everything of yours`."""
    sender: str
    """The person key of whoever has it."""
    matters: tuple[Matter, ...]
    """At least one."""
    account: bool = False
    """Whether an account that the sender looks after is meant."""
    left_out: tuple[str, ...] = ()
    """The ids of promises that are on offer to somebody already."""


class NothingOpen(Refused):
    """There is nothing that could be handed over."""

    kind = "nothing_open"


class OnOffer(Refused):
    """It is offered to somebody already."""

    kind = "on_offer"


def matters_of(desk: Desk, subject: str, sender: str | None = None) -> Subject:
    """Find what is meant.

    Args:
        desk: The desk.
        subject: An incident (`12`), a promise (`12p1`), an account, `account:` and its key where
            that looks like one of the others, or `all`.
        sender: Whose work; `None` for that of whoever has the promise or carries the incident, and
            for whoever acts where an account or everything is meant.

    Raises:
        NotFound: Nothing fits, or more than one account does.
        NothingOpen: Nothing of it is open.
        OnOffer: It is offered to somebody already.
        Refused: The promise has ended, or the incident is closed.
    """
    if _PROMISE.fullmatch(subject.lower()):
        return _promise(desk, subject)
    if subject.isascii() and subject.isdigit():
        return _incident(desk, subject, sender)
    whose = sender or desk.who.key
    if subject.casefold() == ALL:
        name = "everything of yours" if whose == desk.who.key else f"everything of {whose}"
        return _gathered(desk, name, whose, desk.incidents(), account=False)
    try:
        account = find_account(desk, subject)
    except NotFound as error:
        raise NotFound(
            f"{subject!r} is no incident, promise or account. `recover incidents` and "
            "`recover account list` show them.",
            candidates=error.candidates,
        ) from None
    theirs = [each for each in desk.incidents() if each.account == account.key]
    return _gathered(desk, account.name, whose, theirs, account=account.owner == whose)


def _promise(desk: Desk, promise_id: str) -> Subject:
    """Find one promise."""
    from recover.services.settling import open_one

    incident, promise = find_promise(desk, promise_id)
    promise = open_one(desk, incident, promise.number)
    offer = offer_of(incident, promise, desk.now())
    if offer is not None:
        raise on_offer(desk, promise.id, offer)
    matter = Matter(incident=incident, promises=(promise,), whole=False, zone=_zone(desk, incident))
    return Subject(name=promise.id, sender=promise.owner, matters=(matter,))


def _incident(desk: Desk, incident_id: str, sender: str | None) -> Subject:
    """Find one incident, with what its carrier has promised in it."""
    incident = find_incident(desk, incident_id)
    if not incident.is_open:
        raise NothingOpen(
            f"Incident {incident.id} is closed: `recover reopen {incident.id}` takes it up again."
        )
    mine = any(each.owner == desk.who.key for each in incident.open_promises)
    whose = sender or (desk.who.key if mine else incident.owner)
    offer = offer_of_incident(incident, desk.now()) if incident.owner == whose else None
    if offer is not None:
        raise on_offer(desk, f"incident {incident.id}", offer)
    return _gathered(desk, f"incident {incident.id}", whose, [incident], account=False)


def _gathered(
    desk: Desk, name: str, sender: str, incidents: Iterable[Incident], *, account: bool
) -> Subject:
    """Gather what somebody has in some incidents, but for what is on offer already."""
    matters: list[Matter] = []
    left_out: list[str] = []
    now = desk.now()
    for incident in incidents:
        if incident.is_void or not incident.is_open:
            continue
        theirs = [each for each in incident.open_promises if each.owner == sender]
        free = [each for each in theirs if offer_of(incident, each, now) is None]
        left_out += [each.id for each in theirs if each not in free]
        whole = incident.owner == sender and offer_of_incident(incident, now) is None
        if free or whole:
            matters.append(
                Matter(
                    incident=incident,
                    promises=tuple(sorted(free, key=by_urgency)),
                    whole=whole,
                    zone=_zone(desk, incident),
                )
            )
    if not matters:
        whose = "yours" if sender == desk.who.key else f"{person_name(desk, sender)}'s"
        offered = f" ({', '.join(left_out)} on offer already)" if left_out else ""
        raise NothingOpen(
            f"Nothing open in {name} is {whose}{offered}: `recover promises` shows who has what."
        )
    return Subject(
        name=name,
        sender=sender,
        matters=tuple(matters),
        account=account,
        left_out=tuple(left_out),
    )


def on_offer(desk: Desk, name: str, offer: Handover) -> OnOffer:
    """Say that something is offered to somebody already."""
    return OnOffer(
        f"{name} is offered to {person_name(desk, offer.to)} already ({offer.id}): wait for the "
        f'answer, or take it back with `recover withdraw {offer.id} --reason "..."`.',
        candidates=[offer.id],
    )


def _zone(desk: Desk, incident: Incident) -> str:
    """Give the client's zone; while the caller is unknown, that of whoever acts."""
    account = account_of(desk, incident)
    return account.calendar.zone if account else desk.who.calendar.zone
