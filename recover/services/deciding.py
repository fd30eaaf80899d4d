"""What the client wants, and our answer to it."""

from typing import TYPE_CHECKING

from recover.domain.demand import Demand
from recover.domain.entry import Decided, Decision, Demanded
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.route import asks_to_go_higher
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.escalating import escalation_lines
from recover.services.finding import find_demand
from recover.services.one_go import in_one_go
from recover.services.writing import Line, write

if TYPE_CHECKING:
    from recover.services.routing import Route


class AlreadyDecided(Refused):
    """Somebody else has answered the demand; `demand` is it as it stands."""

    kind = "already_decided"

    def __init__(self, demand: Demand, who: str) -> None:
        super().__init__(
            f"{demand.id} was answered by {who}: {demand.decision.value}. To put yours in its "
            "place, add --again; in the app, save once more."
        )
        self.demand = demand


def add_demand(desk: Desk, incident_id: str, text: str, *, client: bool = False) -> Incident:
    """Log what the client asks for, as an open demand.

    Raises:
        Refused: The text is empty.
    """
    wanted = clean(text).strip()
    if not wanted:
        raise Refused("There is nothing to log: say what the client wants.")

    def decide(incident: Incident) -> list[Line]:
        number = 1 + sum(isinstance(entry.what, Demanded) for entry in incident.entries)
        demanded = Line(what=Demanded(demand=number, text=wanted), client=client)
        return [demanded, *escalation_lines(desk, incident, wanted)]

    return write(desk, incident_id, f"logged a demand in {incident_id}", decide)


def decide_demand(
    desk: Desk,
    demand_id: str,
    decision: Decision,
    *,
    reason: str = "",
    alternative: str = "",
    client: bool = False,
    route: "Route | None" = None,
    seen: Demand | None = None,
    again: bool = False,
) -> Incident:
    """Answer a demand; a later answer of the same person replaces an earlier one.

    To grant a demand to reach our management, at least in part, takes a person and a moment: that
    is promised to the client with it, owned by whoever acts, and offered to the person.

    Args:
        desk: The desk.
        demand_id: Such as `12d1`.
        decision: Granted, partly or declined.
        reason: Why, in words that may be said aloud; a decline needs one.
        alternative: What we offer instead.
        client: Whether the answer may be shown to the client.
        route: Who takes it further, and by when the client hears from them.
        seen: The demand as whoever acts has read it; an answer in it may be replaced.
        again: Whether any answer that somebody else gave may be replaced.

    Raises:
        AlreadyDecided: Somebody else has answered it; says who, what and when.
        NotFound: There is no such demand or person.
        NotARoute: It asks to go higher, and no person or no moment is named.
        DeadlineError: The moment does not mean one exact instant ahead.
        Refused: It is declined without a reason, or with somebody who takes it further.
    """
    why = clean(reason).strip()
    if decision is Decision.DECLINED and not why:
        raise Refused(
            f"To decline {demand_id}, say why in words the client may hear: add --reason."
        )
    found, demand = find_demand(desk, demand_id)
    read = demand if again else seen
    what = Decided(
        demand=demand.number, decision=decision, reason=why, alternative=clean(alternative).strip()
    )
    answer = Line(what=what, client=client)
    named = route is not None and not route.is_empty
    if decision is Decision.DECLINED and named:
        raise Refused(f"{demand.id} is declined, so nobody takes it further: leave the person out.")
    if decision is Decision.DECLINED or not (named or asks_to_go_higher(demand.text)):
        return write(
            desk,
            found.id,
            f"answered demand {demand.id}",
            lambda it: [_to_decide(desk, it, answer, read)],
        )
    return _routed(desk, found, demand, answer, route, read)


def _routed(
    desk: Desk,
    found: Incident,
    demand: Demand,
    answer: Line,
    route: "Route | None",
    read: Demand | None,
) -> Incident:
    """Answer a demand that goes further, and offer it to whoever is named."""
    from recover.services.routing import Route, receiver_of, route_lines, routed
    from recover.services.taking_up import offer

    way, sentence = route or Route(), f"answered demand {demand.id}"
    with desk.store.exclusive(), in_one_go(desk, sentence):
        incident = write(
            desk,
            found.id,
            sentence,
            lambda it: [
                _to_decide(desk, it, answer, read),
                *route_lines(desk, it, demand, way, client=answer.client),
            ],
        )
        promise = None if way.is_empty else routed(incident, demand)
        receiver = receiver_of(desk, way) if promise else None
        if promise is None or receiver is None:
            return incident
        offer(desk, promise.id, receiver.key)
        return desk.incident(incident.id)


def _to_decide(desk: Desk, incident: Incident, answer: Line, read: Demand | None) -> Line:
    """Give the answer, unless somebody else gave one that is not in the demand as it was read.

    Raises:
        AlreadyDecided: They did.
    """
    from recover.services.firsts import by_whom, clock_of

    demand = incident.demand(getattr(answer.what, "demand", 0))
    if demand is None or demand.decided_at is None or demand == read:
        return answer
    if demand.decided_by == desk.who.key:
        return answer
    by = demand.decided_by or ""
    raise AlreadyDecided(demand, by_whom(desk, by, demand.decided_at, clock_of(desk, incident)))
