"""Ending an incident with both verdicts, and taking it up again."""

from recover.domain.entry import Closed, Outcome, Reopened
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.writing import Line, write


class PromisesStillOpen(Refused):
    """An incident cannot end while it holds an open promise."""

    kind = "promises_open"

    def __init__(self, incident: Incident) -> None:
        ids = [promise.id for promise in incident.open_promises]
        verb, them = ("is", "it") if len(ids) == 1 else ("are", "each")
        super().__init__(
            f"Incident {incident.id} stays open: {', '.join(ids)} {verb} still owed. "
            f"Keep, renegotiate or withdraw {them} first.",
            candidates=ids,
        )


def close_incident(
    desk: Desk,
    incident_id: str,
    *,
    outcome: Outcome,
    guideline: bool | None = None,
    purpose: bool | None = None,
    text: str = "",
) -> Incident:
    """End an incident.

    Args:
        desk: The desk.
        incident_id: The incident.
        outcome: What became of the relationship.
        guideline: Whether the guideline was met; `None` to leave it open.
        purpose: Whether the purpose was met; `None` to leave it open.
        text: The reason, best in the client's words.

    Raises:
        Refused: It is closed already.
        PromisesStillOpen: A promise in it has no ending yet.
    """
    what = Closed(outcome=outcome, guideline=guideline, purpose=purpose, text=clean(text).strip())

    def decide(incident: Incident) -> list[Line]:
        if not incident.is_open:
            raise Refused(f"Incident {incident.id} is closed already: reopen it to change that.")
        if incident.open_promises:
            raise PromisesStillOpen(incident)
        if desk.now() < incident.opened_at:
            raise Refused(f"Incident {incident.id} was opened later than that: close it after it.")
        return [Line(what=what)]

    return write(desk, incident_id, f"closed incident {incident_id}", decide)


def reopen_incident(desk: Desk, incident_id: str, reason: str = "") -> Incident:
    """Take a closed incident up again, in the phase it was closed in.

    Raises:
        Refused: It is open.
    """
    what = Reopened(reason=clean(reason).strip())

    def decide(incident: Incident) -> list[Line]:
        if incident.is_open:
            raise Refused(f"Incident {incident.id} is open: there is nothing to reopen.")
        return [Line(what=what)]

    return write(desk, incident_id, f"reopened incident {incident_id}", decide)
