"""Ending an incident with both verdicts, and taking it up again."""

from recover.domain.entry import Closed, Outcome, Reopened
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.firsts import last_of, writer_of
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


class AlreadyClosed(Refused):
    """Somebody has closed it before."""

    kind = "already_closed"


class AlreadyOpen(Refused):
    """It is open; somebody may have reopened it before."""

    kind = "already_open"


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
        AlreadyClosed: It is; says who closed it, and when.
        Refused: It was opened later than that.
        PromisesStillOpen: A promise in it has no ending yet.
    """
    what = Closed(outcome=outcome, guideline=guideline, purpose=purpose, text=clean(text).strip())

    def decide(incident: Incident) -> list[Line]:
        if not incident.is_open:
            raise AlreadyClosed(
                f"Incident {incident.id} was closed{_by(desk, incident, Closed)}: reopen it to "
                "change that."
            )
        if incident.open_promises:
            raise PromisesStillOpen(incident)
        if desk.now() < incident.opened_at:
            raise Refused(f"Incident {incident.id} was opened later than that: close it after it.")
        return [Line(what=what)]

    return write(desk, incident_id, f"closed incident {incident_id}", decide)


def reopen_incident(desk: Desk, incident_id: str, reason: str = "") -> Incident:
    """Take a closed incident up again, in the phase it was closed in.

    Raises:
        AlreadyOpen: It is; says who reopened it, and when, if anybody did.
    """
    what = Reopened(reason=clean(reason).strip())

    def decide(incident: Incident) -> list[Line]:
        if incident.is_open:
            by = _by(desk, incident, Reopened)
            raise AlreadyOpen(
                f"Incident {incident.id} {f'was reopened{by}' if by else 'is open'}: "
                "there is nothing to reopen."
            )
        return [Line(what=what)]

    return write(desk, incident_id, f"reopened incident {incident_id}", decide)


def _by(desk: Desk, incident: Incident, kind: type[Closed] | type[Reopened]) -> str:
    """Say who closed or reopened it last, and when; empty when nobody did."""
    entry = last_of(incident, kind)
    return f" by {writer_of(desk, incident, entry)}" if entry else ""
