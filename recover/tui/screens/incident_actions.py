"""What the letters do in an incident: each opens a short dialog, or acts at once."""

from textual.message import Message

from recover.domain.incident import Incident
from recover.domain.telling import told
from recover.services.healing import plan_follow_ups
from recover.services.listening import finish_listening
from recover.services.recording import mark, move_to
from recover.tui.handing import hand_over
from recover.tui.reminders import remind
from recover.tui.screens.incident_chosen import ChosenInIncident
from recover.tui.screens.reaching import reach
from recover.tui.widgets.incident_header import PHASES
from recover.tui.work import app_of, desk_of, write


class Written(Message):
    """Something was done at once; the app tells the screen to read the book anew."""


class IncidentActions(ChosenInIncident):
    """The actions of the incident screen that need no more than its state and what is chosen."""

    def action_finish(self) -> None:
        """Log that the client has finished."""
        desk, incident_id = desk_of(self), self.incident_id
        if self.state is None or self.state.listening:
            write(self, lambda: (finish_listening(desk, incident_id), Written())[1])
        else:
            self.remark("They have finished already: what you type is a note, > is what we say.")

    def action_phase(self, number: int) -> None:
        """Stand in another phase."""
        desk, incident_id, phase = desk_of(self), self.incident_id, PHASES[number - 1]
        write(self, lambda: (move_to(desk, incident_id, phase), Written())[1])

    def action_read_back(self) -> None:
        """Read back what was heard."""
        from recover.tui.dialogs.readback import ReadbackDialog

        if self.state is not None:
            self.app.push_screen(ReadbackDialog(self.state.incident))

    def action_decide(self) -> None:
        """Answer the chosen demand, or the first without an answer while there is one."""
        from recover.tui.dialogs.decide import DecideDialog
        from recover.tui.dialogs.decide_upward import UpwardDialog

        demand = self._demand()
        if self.state is None or demand is None:
            self.remark("Nothing is asked for yet: type ? and what they want.")
            return
        expected = self.state.playbook.demands if self.state.playbook else ()
        if demand.id in self.state.upward:
            person, zone = self.state.upward[demand.id], self.state.zone
            self.app.push_screen(UpwardDialog(demand, expected, person=person, zone=zone))
            return
        self.app.push_screen(DecideDialog(demand, expected))

    def action_promise(self) -> None:
        """Promise with all that belongs to it, beginning with what is chosen or typed."""
        from recover.tui.dialogs.promise_make import PromiseDialog

        if self.state is not None:
            wish = self._wish(self.state)
            self.app.push_screen(
                PromiseDialog(self.state.incident, wish, zone=self.state.zone), self.promised
            )

    def promised(self, incident: object) -> None:
        """Hear that the promise form was left; `None` when nothing was promised."""

    def action_keep(self) -> None:
        """Keep the chosen promise, or the soonest."""
        from recover.tui.dialogs.promise_keep import KeepDialog

        if promise := self._promise():
            self.app.push_screen(KeepDialog(promise))

    def action_attempt(self) -> None:
        """Log a try for the chosen promise, or the soonest."""
        from recover.tui.dialogs.promise_attempt import AttemptDialog

        if promise := self._promise():
            self.app.push_screen(AttemptDialog(promise))

    def action_renegotiate(self) -> None:
        """Agree a new moment for the chosen promise, or the soonest."""
        from recover.tui.dialogs.promise_renegotiate import RenegotiateDialog

        if promise := self._promise():
            self.app.push_screen(RenegotiateDialog(promise))

    def action_withdraw(self) -> None:
        """Withdraw the chosen promise, or the soonest."""
        from recover.tui.dialogs.promise_withdraw import WithdrawDialog

        if promise := self._promise():
            self.app.push_screen(WithdrawDialog(promise))

    def action_reach(self) -> None:
        """Say whether and where the client can be reached about the chosen promise."""
        if promise := self._promise():
            reach(self, promise)

    def action_remind(self) -> None:
        """Be reminded of the chosen promise, or the soonest."""
        if promise := self._promise():
            remind(app_of(self), promise)

    def action_step(self) -> None:
        """Say what is done next about the chosen promise, or the soonest."""
        from recover.tui.dialogs.next_step import NextStepDialog

        if promise := self._promise():
            self.app.push_screen(NextStepDialog(promise))

    def action_hand_over(self) -> None:
        """Hand over what is chosen, or the incident; answer an offer, or take one back."""
        number = self._inside("p") or self._entry_number("promise")
        chosen = self.state.incident.promise(number) if self.state and number else None
        is_meant = chosen is not None and chosen.is_open
        hand_over(app_of(self), chosen.id if chosen and is_meant else self.incident_id)

    def action_strike(self) -> None:
        """Strike the chosen line through."""
        from recover.tui.dialogs.strike import StrikeDialog

        number = self._inside("e")
        entry = self.state.incident.entry(number) if self.state and number else None
        if self.state is None or entry is None:
            self.remark("Choose a line of the log first: Tab goes there, the arrows choose.")
            return
        text = told(self.state.incident, entry)
        self.app.push_screen(StrikeDialog(f"{self.incident_id}e{entry.number}", text))

    def action_mark(self) -> None:
        """Show the chosen line to the client, or keep it in the house."""
        number = self._inside("e") or self._entry_of_chosen()
        if self.state is None or not number:
            self.remark("Choose a line of the log first: Tab goes there, the arrows choose.")
            return
        desk, entry_id = desk_of(self), f"{self.incident_id}e{number}"
        client = number not in self.state.incident.shown
        write(self, lambda: (mark(desk, entry_id, client=client), Written())[1])

    def action_identify(self) -> None:
        """Say who it is about."""
        from recover.tui.dialogs.identify import IdentifyDialog

        if self.state is not None:
            self.app.push_screen(IdentifyDialog(self.state.incident))

    def action_contacted(self) -> None:
        """Count one more time the client had to contact us."""
        from recover.tui.dialogs.contacted import ContactedDialog

        if self.state is not None:
            self.app.push_screen(ContactedDialog(self.state.incident), self.counted)

    def counted(self, incident: Incident | None) -> None:
        """Hear that a contact was counted; `None` when the form was left."""

    def action_follow_up(self) -> None:
        """Log that the chosen follow-up was made, or the next; plan them while there are none."""
        from recover.tui.dialogs.follow_up import FollowUpDialog

        if self.state is None:
            return
        ahead = sorted(
            (each for each in self.state.incident.follow_ups if each.is_open),
            key=lambda each: (each.id != self.chosen, each.at),
        )
        if ahead:
            self.app.push_screen(FollowUpDialog(ahead[0]))
            return
        desk, incident_id = desk_of(self), self.incident_id
        write(self, lambda: (plan_follow_ups(desk, incident_id), Written())[1])

    def action_close(self) -> None:
        """Close the incident, or take it up again."""
        from recover.tui.dialogs.close import CloseDialog, ReopenDialog

        if self.state is not None:
            incident = self.state.incident
            dialog = CloseDialog(incident) if incident.is_open else ReopenDialog(incident)
            self.app.push_screen(dialog)
