"""Answering a client who wants to reach our management: a person and a moment, or a reason."""

from collections.abc import Sequence

from recover.domain.demand import Demand
from recover.domain.entry import Decision
from recover.domain.errors import Refused
from recover.domain.playbook import ExpectedDemand
from recover.services.finding import find_demand
from recover.services.routing import Route, preview_route
from recover.tui.dialogs.decide import DecideDialog
from recover.tui.dialogs.form import Field, Given, Outlook
from recover.tui.dialogs.promise_terms import BY_HINT, TermsDialog
from recover.tui.work import desk_of


class UpwardDialog(DecideDialog, TermsDialog):  # type: ignore[type-arg] # `DecideDialog` says it
    """Grant a demand to go higher with who takes it there, or decline it with a reason."""

    def __init__(
        self, demand: Demand, expected: Sequence[ExpectedDemand] = (), *, person: str, zone: str
    ) -> None:
        """Make the form for one demand.

        Args:
            demand: The demand; an answer it has already stands in the form.
            expected: What the playbook expects clients to ask.
            person: Who is suggested, by name; may be empty.
            zone: The client's IANA zone.
        """
        self.zone = zone
        more = [
            Field(name="to", label="who takes it", value=person, hint="one of us, no address"),
            Field(name="by", label="they call by", hint=BY_HINT),
        ]
        super().__init__(demand, expected, more)

    def route(self, given: Given) -> Route | None:
        """Read who takes it further.

        Raises:
            Refused: It is granted, and nobody is named or no moment.
        """
        if given["decision"] == Decision.DECLINED:
            return None
        if not given["to"].strip():
            raise Refused("Name who takes it further: an address is not a route to a person.")
        if not given["by"].strip():
            raise Refused(f"By when do they hear from {given['to'].strip()}? Agree a moment.")
        return Route(to=given["to"], by=given["by"])

    def preview(self, given: Given) -> Outlook:
        """Say the moment the client hears from them, in both zones, and what could stop it."""
        if given["decision"] == Decision.DECLINED:
            return Outlook(text="Declined, nobody takes it further.")
        if not given["by"].strip():
            return Outlook(text="It is promised with the answer, and yours until they accept it.")
        desk = desk_of(self)
        incident, demand = find_demand(desk, self._demand.id)
        way = Route(to=given["to"], by=given["by"])
        return self.outlook(preview_route(desk, incident, demand, way))
