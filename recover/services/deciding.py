"""What the client wants, and our answer to it."""

from recover.domain.entry import Decided, Decision, Demanded
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.escalating import escalation_lines
from recover.services.finding import find_demand
from recover.services.writing import Line, write


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
) -> Incident:
    """Answer a demand; a later answer replaces an earlier one.

    Args:
        desk: The desk.
        demand_id: Such as `12d1`.
        decision: Granted, partly or declined.
        reason: Why, in words that may be said aloud; a decline needs one.
        alternative: What we offer instead.
        client: Whether the answer may be shown to the client.

    Raises:
        NotFound: There is no such demand.
        Refused: It is declined without a reason.
    """
    why = clean(reason).strip()
    if decision is Decision.DECLINED and not why:
        raise Refused(
            f"To decline {demand_id}, say why in words the client may hear: add --reason."
        )
    found, demand = find_demand(desk, demand_id)
    what = Decided(
        demand=demand.number, decision=decision, reason=why, alternative=clean(alternative).strip()
    )
    return write(
        desk,
        found.id,
        f"answered demand {demand.id}",
        lambda _: [Line(what=what, client=client)],
    )
