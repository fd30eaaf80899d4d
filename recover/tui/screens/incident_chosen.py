"""What a letter acts on in an incident: what is chosen, or else what comes first."""

from dataclasses import replace

from recover.domain.demand import Demand
from recover.domain.entry import Decision, Demanded, Promised
from recover.domain.playbook import PlannedPromise
from recover.domain.promise import Promise
from recover.services.promise_line import split_promise
from recover.services.promising import PromiseWish
from recover.services.typed_line import LineKind, Typed
from recover.tui.screens.book_screen import BookScreen
from recover.tui.widgets.incident_state import IncidentState
from recover.tui.work import desk_of


class ChosenInIncident(BookScreen[None]):
    """The incident screen, as far as it knows what a letter is about."""

    def __init__(self, incident_id: str) -> None:
        super().__init__()
        self.incident_id = incident_id
        self.state: IncidentState | None = None
        """What is shown; `None` until it has been read."""

    def summary_subject(self) -> str:
        """Give the incident, for a summary."""
        return self.incident_id

    @property
    def chosen(self) -> str | None:
        """The id of what is selected: an entry, a promise, a demand, or a planned promise."""
        raise NotImplementedError

    @property
    def typed(self) -> Typed:
        """What stands in the line."""
        raise NotImplementedError

    def remark(self, text: str) -> None:
        """Say something in passing; any text."""
        from recover.domain.text import printable

        self.notify(printable(text), markup=False)

    def _inside(self, letter: str) -> int | None:
        """Give the number of the chosen id if it is of that kind: `12e7` and `e` give 7."""
        _, found, number = (self.chosen or "").partition(letter)
        return int(number) if found and number.isdigit() else None

    def _entry_of_chosen(self) -> int | None:
        """Give the number of the entry that made the chosen promise or demand."""
        promise, demand = self._inside("p"), self._inside("d")
        for entry in self.state.incident.entries if self.state else ():
            match entry.what:
                case Promised(promise=number) if number == promise:
                    return entry.number
                case Demanded(demand=number) if number == demand:
                    return entry.number
        return None

    def _entry_number(self, name: str) -> int | None:
        """Give the number of the promise or demand that the chosen entry speaks of."""
        number = self._inside("e")
        entry = self.state.incident.entry(number) if self.state and number else None
        return getattr(entry.what, name, None) if entry else None

    def _promise(self) -> Promise | None:
        """Give the promise that is meant; says so if there is none."""
        if self.state is None:
            return None
        incident = self.state.incident
        number = self._inside("p") or self._entry_number("promise")
        chosen = incident.promise(number) if number else None
        if chosen is not None:
            return chosen
        if not self.state.due_next:
            self.remark("Nothing is promised here: type + what you promise, and by when.")
            return None
        return self.state.due_next[0]

    def _demand(self) -> Demand | None:
        """Give the demand that is meant."""
        if self.state is None:
            return None
        demands = self.state.incident.demands
        number = self._inside("d") or self._entry_number("demand")
        chosen = self.state.incident.demand(number) if number else None
        if chosen is not None and chosen.decision is Decision.OPEN:
            return chosen
        undecided = (each for each in demands if each.decision is Decision.OPEN)
        return next(undecided, chosen or (demands[0] if demands else None))

    def _wish(self, state: IncidentState) -> PromiseWish:
        """Say what the promise form begins with: what is typed, or what is chosen."""
        empty = PromiseWish(what="", by="", channel=state.incident.channel)
        if self.typed.kind is LineKind.PROMISE and self.typed.text:
            return _begun(self, empty, self.typed.text)
        if state.offer is not None:
            return state.offer
        number = (self.chosen or "").removeprefix("plan")
        planned = state.playbook.promises if state.playbook else ()
        if number.isdigit() and int(number) <= len(planned):
            return _as_planned(planned[int(number) - 1])
        return empty


def _begun(screen: ChosenInIncident, wish: PromiseWish, text: str) -> PromiseWish:
    """Take over what was typed so far."""
    from recover.domain.errors import RecoverError

    try:
        parts = split_promise(desk_of(screen), screen.incident_id, text)
    except RecoverError:
        return replace(wish, what=text)
    return replace(wish, what=parts.what, by=parts.by)


def _as_planned(planned: PlannedPromise) -> PromiseWish:
    """Take over what the playbook would promise."""
    return PromiseWish(
        what=planned.what,
        by=planned.by,
        kind=planned.kind,
        channel=planned.channel,
        to=planned.to or "",
    )
