"""What nobody has asked yet. A list to look at; nothing waits for it."""

from dataclasses import dataclass

from recover.domain.account import is_on_record
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.domain.playbook import Playbook
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of
from recover.services.needing import unread_facts
from recover.services.playbooks import playbook_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something worth asking."""

    name: str
    """The name of the fact that answers it."""
    ask: str
    """The question in a few words."""
    why: str = ""
    later: bool = False
    """Whether it can wait until the trouble is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is worth asking in one incident, answered or not, in the order to ask."""

    wanted: tuple[Question, ...]
    """From the playbook."""
    answered: frozenset[str]
    """Names of those that have been answered."""
    gaps: tuple[str, ...]
    """What the records lack, each as a thing to do, such as `ask for an e-mail address`."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Everything that is still open, as things to ask, the essential ones first."""
        open_ones = [each for each in self.wanted if each.name not in self.answered]
        now = [each.ask for each in open_ones if not each.later]
        later = [each.ask for each in open_ones if each.later]
        return (*now, *self.gaps, *later)


def questions(desk: Desk, incident: Incident) -> Questions:
    """Say what is worth asking, and what of it has been answered."""
    playbook = playbook_of(desk, incident)
    known = {slug(fact.name) for fact in incident.facts}
    wanted = tuple(
        Question(name=fact.key, ask=fact.ask, why=fact.why, later=fact.need == "later")
        for fact in (playbook.facts if playbook else ())
    )
    answered = frozenset(
        each.name for each in wanted if each.name in known or slug(each.ask) in known
    )
    gaps = _gaps(desk, incident)
    if playbook is None:
        gaps = (f"mend the playbook: `recover playbook show {incident.playbook}`", *gaps)
    gaps = (*gaps, *_unread(desk, incident, playbook))
    return Questions(wanted=wanted, answered=answered, gaps=gaps)


def _unread(desk: Desk, incident: Incident, playbook: Playbook | None) -> tuple[str, ...]:
    """List the facts that should be a moment, and are not."""
    asks = {fact.key: fact.ask for fact in (playbook.facts if playbook else ())}
    return tuple(
        f"say it as a moment, such as Sat 10:00: {asks.get(fact, fact)}"
        for fact in unread_facts(desk, incident)
    )


def _gaps(desk: Desk, incident: Incident) -> tuple[str, ...]:
    """List what the records lack to reach the client."""
    account = account_of(desk, incident)
    if account is None:
        return ("find out which account this is",)
    contact = contact_of(account, incident.contact)
    asks = {"call": "ask for a phone number", "e-mail": "ask for an e-mail address"}
    return tuple(
        ask for channel, ask in asks.items() if not is_on_record(account, contact, channel)
    )
