"""Ending an incident with both verdicts, and taking it up again."""

from collections.abc import Sequence

from recover.domain.entry import Decision, Outcome
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import count, shorten
from recover.services.closing import close_incident, reopen_incident
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of

_OUTCOMES = (
    (Outcome.UNKNOWN.value, "unknown"),
    (Outcome.RETAINED.value, "retained"),
    (Outcome.AT_RISK.value, "at risk"),
    (Outcome.LOST.value, "lost"),
)
_VERDICTS = (("", "no verdict"), ("met", "met"), ("not-met", "not met"))
_MET = {"": None, "met": True, "not-met": False}
_NAMED = 3


class CloseDialog(FormDialog[Incident]):
    """End an incident: what became of the client, and whether rule and purpose were met."""

    def __init__(self, incident: Incident) -> None:
        """Make the form for an open incident."""
        self._incident = incident
        fields = [
            Field(name="outcome", label="the client is", options=_OUTCOMES),
            Field(name="guideline", label="guideline", options=_VERDICTS),
            Field(name="purpose", label="purpose", options=_VERDICTS),
            Field(name="text", label="why", hint="best in the client's own words"),
        ]
        super().__init__(
            f"Close incident {incident.id}",
            fields,
            intro=_left(incident),
            draft=f"close/{incident.id}",
        )

    def save(self, given: Given) -> Incident:
        """Close it.

        Raises:
            Refused: A promise in it is still owed.
        """
        if self._incident.open_promises:
            raise Refused(f"{_owed(self._incident)} Leave with Esc.")
        return close_incident(
            desk_of(self),
            self._incident.id,
            outcome=Outcome(given["outcome"]),
            guideline=_MET[given["guideline"]],
            purpose=_MET[given["purpose"]],
            text=given["text"],
        )


class ReopenDialog(FormDialog[Incident]):
    """Take a closed incident up again."""

    def __init__(self, incident: Incident) -> None:
        """Make the form for a closed incident."""
        self._incident = incident
        reason = Field(name="reason", label="why", hint="the client called again; may be empty")
        heading = f"Reopen incident {incident.id}"
        super().__init__(heading, [reason], draft=f"reopen/{incident.id}")

    def save(self, given: Given) -> Incident:
        """Reopen it."""
        return reopen_incident(desk_of(self), self._incident.id, given["reason"])


def _left(incident: Incident) -> str:
    """Say what is owed and what was never answered; empty when nothing is left."""
    return "\n".join(filter(None, (_owed(incident), _unanswered(incident))))


def _unanswered(incident: Incident) -> str:
    """Say which demands have no answer; they may stay so."""
    asked = [each for each in incident.demands if each.decision is Decision.OPEN]
    if not asked:
        return ""
    names = _named([(each.id, each.text) for each in asked])
    return f"{count(len(asked), 'demand')} never answered: {names}"


def _named(found: Sequence[tuple[str, str]]) -> str:
    """Name the first few of what has an id and a text."""
    names = ", ".join(f"{each} {shorten(text, 40)}" for each, text in found[:_NAMED])
    return f"{names} and {len(found) - _NAMED} more" if len(found) > _NAMED else names


def _owed(incident: Incident) -> str:
    """Say which promises keep the incident open; empty when none does."""
    owed = incident.open_promises
    if not owed:
        return ""
    names = _named([(each.id, each.what) for each in owed])
    return (
        f"{count(len(owed), 'promise')} still owed: {names}. Keep, renegotiate or withdraw first."
    )
