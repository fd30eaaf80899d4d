"""Striking a line of the log through."""

from recover.domain.incident import Incident
from recover.domain.text import shorten
from recover.services.recording import strike
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of

_SHOWN = 300


class StrikeDialog(FormDialog[Incident]):
    """Strike an entry through; it counts no more and stays readable."""

    def __init__(self, entry_id: str, text: str) -> None:
        """Make the form for one entry.

        Args:
            entry_id: Such as `12e7`.
            text: What the entry says.
        """
        self._entry = entry_id
        reason = Field(name="reason", label="why", hint="logged twice")
        super().__init__(
            f"Strike {entry_id}", [reason], intro=shorten(text, _SHOWN), draft=f"strike/{entry_id}"
        )

    def save(self, given: Given) -> Incident:
        """Strike it."""
        return strike(desk_of(self), self._entry, given["reason"])
