"""Answering what the client wants."""

from collections.abc import Sequence

from recover.domain.demand import Demand
from recover.domain.entry import Decision
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.domain.playbook import ExpectedDemand
from recover.services.deciding import AlreadyDecided, decide_demand
from recover.services.routing import Route
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of

_ANSWERS = (("granted", "granted"), ("partly", "partly"), ("declined", "declined"))
_ALIKE = 0.5
_SMALL = (
    "a an and are be do he i is it me my of our she that the they this to us we "
    "who what want wants you your"
)
_SMALL_WORDS = frozenset(_SMALL.split())


class DecideDialog(FormDialog[Incident]):
    """Grant a demand, grant it in part, or decline it with a reason and an alternative."""

    def __init__(
        self,
        demand: Demand,
        expected: Sequence[ExpectedDemand] = (),
        more: Sequence[Field] = (),
    ) -> None:
        """Make the form for one demand.

        Args:
            demand: The demand; an answer it has already stands in the form.
            expected: What the playbook expects clients to ask; the one that is meant fills in the
                words that may be said.
            more: Lines for what else the answer takes, below the answer itself.
        """
        self._demand = demand
        known = demand if demand.decision is not Decision.OPEN else matching(demand.text, expected)
        fields = [
            Field(
                name="decision",
                label="our answer",
                value=_first(demand, known),
                options=_ANSWERS,
            ),
            *more,
            Field(
                name="reason",
                label="why",
                value=known.reason if known else "",
                hint="in words the client may hear",
            ),
            Field(
                name="alternative",
                label="instead",
                value=known.alternative if known else "",
                hint="what we can do at once",
            ),
            Field(
                name="client",
                label="who may read it",
                options=(("", "internal"), ("yes", "the client, too")),
            ),
        ]
        heading = f"Answer {demand.id}: {demand.text}"
        super().__init__(heading, fields, draft=f"decide/{demand.id}")

    def save(self, given: Given) -> Incident:
        """Log the answer.

        Raises:
            AlreadyDecided: Somebody else has answered it since; saving once more replaces that.
            Refused: It is declined without a reason, or asks to go higher and nobody is named.
        """
        decision = Decision(given["decision"])
        if decision is Decision.DECLINED and not given["reason"].strip():
            raise Refused("To decline it, say why in words the client may hear.")
        try:
            return decide_demand(
                desk_of(self),
                self._demand.id,
                decision,
                reason=given["reason"],
                alternative=given["alternative"],
                client=bool(given["client"]),
                route=self.route(given),
                seen=self._demand,
            )
        except AlreadyDecided as error:
            self._demand = error.demand
            raise

    def route(self, given: Given) -> Route | None:  # noqa: ARG002 - only a way up is typed
        """Say who takes it further; nobody unless the form asks."""
        return None


def matching(text: str, expected: Sequence[ExpectedDemand]) -> ExpectedDemand | None:
    """Find the expected demand that shares most of its telling words with *text*, or `None`."""
    said = _words(text)
    best, most = None, 0.0
    for each in expected:
        words = _words(each.text)
        alike = len(said & words) / len(words) if words else 0.0
        if alike > most:
            best, most = each, alike
    return best if most >= _ALIKE else None


def _words(text: str) -> set[str]:
    """Give the words that tell one demand from another, without their endings."""
    words = {word for word in slug(text).split("-") if word} - _SMALL_WORDS
    return {word[:4] for word in words}


def _first(demand: Demand, known: Demand | ExpectedDemand | None) -> str:
    """Choose the answer to begin with: the one given, or the usual one where it is known."""
    if demand.decision is not Decision.OPEN:
        return demand.decision.value
    return known.decision.value if known else Decision.GRANTED.value
