"""What must not be left to nobody in an incident: pointed out in passing, and taken up."""

from recover.domain.entry import Entry, Noted
from recover.domain.incident import Incident
from recover.services.escalating import escalated_now
from recover.services.finding import person_name
from recover.services.relationship import why_escalated
from recover.services.taking_up import Taken
from recover.tui.screens.incident_actions import IncidentActions
from recover.tui.work import desk_of


class IncidentTaking(IncidentActions):
    """Taking up a note of the incident."""

    def action_take(self) -> None:
        """Take up the chosen note, or the first instruction that nobody has taken up."""
        from recover.tui.dialogs.take import TakeDialog

        note = self._note()
        if self.state is None or note is None or not isinstance(note.what, Noted):
            self.remark("Nothing here is put to nobody. Any note can be taken up: choose it first.")
            return
        entry_id = f"{self.incident_id}e{note.number}"
        dialog = TakeDialog(entry_id, note.what.text, zone=self.state.zone)
        self.app.push_screen(dialog, self._taken)

    def counted(self, incident: Incident | None) -> None:
        """Say who is told, when this was one contact too many."""
        found = escalated_now(incident) if incident is not None else None
        if incident is None or found is None:
            return
        person, reason = found
        why, grave = why_escalated(reason), f"severity is {incident.severity}"
        if person is None:
            self.remark(f"Now {grave} {why}; nobody else is on record to tell.")
        else:
            self.remark(f"Escalated to {person_name(desk_of(self), person)} {why}; {grave}.")

    def point_out(self, entry_id: str) -> None:
        """Say in passing that a note is put to nobody; nothing waits for an answer."""
        self.remark(f"{entry_id} is to nobody: it stays with you. Esc, then T takes it up.")

    def _taken(self, taken: Taken | None) -> None:
        """Say whose it is now."""
        if taken is not None:
            self.remark(taken_text(taken, person_name(desk_of(self), taken.promise.owner)))

    def _note(self) -> Entry | None:
        """Give the note that is meant to be taken up."""
        if self.state is None:
            return None
        incident, number = self.state.incident, self._inside("e")
        for entry in incident.counting:
            is_free = entry.number == number and number not in incident.taken_up
            if is_free and isinstance(entry.what, Noted):
                return entry
        return next(map(incident.entry, self.state.unowned), None)


def taken_text(taken: Taken, owner: str) -> str:
    """Say what a note is now, and whose."""
    until = f" until {taken.offered_to.name} accepts" if taken.offered_to else ""
    return f"It is {taken.promise.id} now, owned by {owner}{until}."
