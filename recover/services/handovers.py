"""Finding handovers, and saying what is offered to whom."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.handover import Handover, HandoverState
from recover.domain.incident import Incident
from recover.domain.offers import covered, lapsed_in, waiting_in
from recover.domain.promise import Promise, by_urgency
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.finding import UnknownId, account_of, find_incident, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything that was offered in one go, and is answered at once."""

    parts: tuple[tuple[Incident, Handover], ...]
    """At least one; the first one's id is the batch's."""

    @property
    def first(self) -> Handover:
        """The handover the whole offer goes by."""
        return self.parts[0][1]

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The promises that would change hands, or did, soonest first."""
        found = (
            promise
            for incident, handover in self.parts
            for promise in (
                covered(incident, handover)
                if handover.answered_at is None
                else _taken(incident, handover)
            )
        )
        return tuple(sorted(found, key=by_urgency))

    @property
    def first_due(self) -> datetime | None:
        """When the soonest of them is due, UTC."""
        return self.promises[0].due if self.promises else None


def find_handover(desk: Desk, handover_id: str) -> tuple[Incident, Handover]:
    """Give the handover of an id such as `12h1`, with its incident.

    Raises:
        NotFound: There is none.
    """
    incident, number = inside(desk, handover_id, "h", "handover", "recover handovers")
    handover = incident.handover(number)
    if handover is None:
        raise UnknownId(f"No handover {handover_id!r}. `recover handovers` shows them.")
    return incident, handover


def offer_around(desk: Desk, handover: Handover) -> Offer:
    """Give the whole offer that a handover is a part of."""
    if handover.batch == handover.id and not _is_batch(desk, handover):
        return Offer(parts=((find_incident(desk, handover.incident), handover),))
    parts = [
        (incident, each)
        for incident in desk.incidents()
        if not incident.is_void
        for each in incident.handovers
        if each.batch == handover.batch
    ]
    return Offer(parts=tuple(parts))


def _is_batch(desk: Desk, handover: Handover) -> bool:
    """Say whether other handovers were offered in the same go."""
    return any(
        each.batch == handover.batch and each.id != handover.id
        for incident in desk.incidents()
        for each in incident.handovers
    )


def offers_waiting(desk: Desk, *, to: str | None = None, sender: str | None = None) -> list[Offer]:
    """List the offers that can still be answered, the soonest due first.

    Args:
        desk: The desk.
        to: Only those to this person; their key.
        sender: Only those of this person's work; their key.
    """
    return _offers(desk, HandoverState.OFFERED, to, sender)


def offers_lapsed(desk: Desk, sender: str) -> list[Offer]:
    """List the offers of somebody's work that nobody answered in time and that are open still."""
    return _offers(desk, HandoverState.EXPIRED, None, sender)


def _offers(desk: Desk, state: HandoverState, to: str | None, sender: str | None) -> list[Offer]:
    """Gather the handovers in a state into the offers they were made in."""
    now = desk.now()
    look = waiting_in if state is HandoverState.OFFERED else lapsed_in
    found: dict[str, list[tuple[Incident, Handover]]] = {}
    for incident in desk.incidents():
        if incident.is_void or not incident.handovers:
            continue
        for each in look(incident, now):
            if to in (None, each.to) and sender in (None, each.sender):
                found.setdefault(each.batch, []).append((incident, each))
    offers = [Offer(parts=tuple(parts)) for parts in found.values()]
    return sorted(offers, key=lambda each: each.first_due or each.first.answer_by)


def what_is_offered(desk: Desk, offer: Offer) -> str:
    """Say in a few words what an offer holds: `Acme: 2 promises`, or `12p1 call with the plan`."""
    promises = offer.promises
    matters = [incident for incident, each in offer.parts if each.whole]
    if len(promises) == 1 and not matters:
        return f"{promises[0].id} {promises[0].what}"
    counted = count(len(promises), "promise")
    accounts = {incident.account for incident, _ in offer.parts}
    account = account_of(desk, offer.parts[0][0]) if len(accounts) == 1 else None
    if offer.first.account and account is not None:
        return f"{account.name}: {counted}"
    where = f" at {account.name}" if account is not None else ""
    if len(matters) == 1:
        return f"incident {matters[0].id}{where}: {counted}"
    if matters:
        return f"{count(len(matters), 'incident')}{where}: {counted}"
    return f"{counted}{where}" if promises else "nothing is left in it"


def _taken(incident: Incident, handover: Handover) -> list[Promise]:
    """Give the promises of an answered offer: those that changed hands, or were offered."""
    found = map(incident.promise, handover.promises)
    return [each for each in found if each is not None]
