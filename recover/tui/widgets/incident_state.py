"""Everything an incident's screen shows, read in one go and away from the event loop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recover.domain.errors import RecoverError
from recover.domain.feasibility import Feasibility, Obstacle
from recover.domain.incident import Incident
from recover.domain.instruction import unowned_instructions
from recover.domain.moments import zone_text
from recover.domain.playbook import Playbook
from recover.domain.promise import Promise, by_urgency
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.escalating import is_asked_for, offered_call
from recover.services.finding import account_of, find_incident
from recover.services.guiding import guidance
from recover.services.healing import beyond_the_list
from recover.services.missing import Question, Questions, questions
from recover.services.playbooks import playbook_named
from recover.services.promising import PromiseWish
from recover.services.relationship import Relationship, relationship
from recover.services.routing import upward_demands
from recover.services.typed_line import open_questions
from recover.services.unowned import stays_with
from recover.services.weighing import weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentState:
    """An incident and what belongs beside it, as it stood at one moment."""

    incident: Incident
    relation: Relationship
    playbook: Playbook | None
    """`None` when its file is gone or broken; see *trouble*."""
    asked: Questions
    """What is worth asking."""
    trouble: str
    """Why the playbook cannot be read; empty when it can."""
    names: Mapping[str, str]
    """The names of our people, by their keys."""
    weighed: Mapping[str, Feasibility]
    """What could keep each promise that is ahead from being kept, by its id, as seen now."""
    beyond_list: tuple[str, ...]
    """Sentences about follow-ups that are after the last holiday known."""
    wants_manager: bool
    """Whether they ask for a manager, and nobody's call was promised since."""
    offer: PromiseWish | None
    """What to promise at once, as to somebody who asks for a manager; `None` for nothing."""
    unowned: Mapping[int, str]
    """With whom the instructions that are to nobody stay, by the numbers of their entries."""
    upward: Mapping[str, str]
    """The name to suggest for each demand that needs a person and a moment, by its id."""
    me: str
    """The key of whoever acts."""
    zone: str
    """The IANA zone of the client; ours while the caller is unknown."""
    own_zone: str
    now: datetime

    @property
    def listening(self) -> bool:
        """Whether the client has not finished yet."""
        return self.incident.is_open and self.incident.finished_at is None

    @property
    def silent(self) -> bool:
        """Whether a reply would break the client's silence; never so when facts come first."""
        return self.listening and not self.incident.urgent

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What is still worth asking, in the order of the numbers on the screen."""
        return open_questions(self.asked)

    def obstacles(self, promise_id: str) -> tuple[Obstacle, ...]:
        """Give what could keep a promise from being kept; nothing more once it is overdue."""
        weighed = self.weighed.get(promise_id)
        return weighed.obstacles if weighed else ()

    @property
    def due_next(self) -> tuple[Promise, ...]:
        """The open promises, soonest first."""
        return tuple(sorted(self.incident.open_promises, key=by_urgency))

    def name(self, person: str) -> str:
        """Give the name to show for a person key: `you` for whoever acts."""
        return "you" if person == self.me else self.names.get(person, person)


def incident_state(desk: Desk, incident_id: str) -> IncidentState:
    """Read everything the screen of an incident shows.

    Raises:
        NotFound: There is no such incident any more.
    """
    incident = find_incident(desk, incident_id)
    account = account_of(desk, incident)
    playbook = guidance(desk, incident)
    return IncidentState(
        incident=incident,
        relation=relationship(desk, incident),
        playbook=playbook,
        asked=questions(desk, incident),
        trouble="" if playbook else _trouble(desk, incident),
        names={each.key: each.name for each in desk.store.people()},
        weighed={
            promise.id: weighed
            for promise in incident.open_promises
            if (weighed := weigh(desk, incident, promise)) is not None
        },
        beyond_list=tuple(beyond_the_list(desk, incident)),
        wants_manager=is_asked_for(incident),
        offer=offered_call(desk, incident),
        unowned={each.number: stays_with(desk, each) for each in unowned_instructions(incident)},
        upward=upward_demands(desk, incident),
        me=desk.who.key,
        zone=account.calendar.zone if account else desk.who.calendar.zone,
        own_zone=desk.who.calendar.zone,
        now=desk.now(),
    )


def short_moment(instant: datetime, zone_key: str, *, day: bool = True) -> str:
    """Write a moment on a zone's clock for a narrow column: `Fri 23 Oct 08:00 PDT`."""
    local = instant.astimezone(zone(zone_key))
    date = f"{local:%a} {local.day} {local:%b} " if day else ""
    return f"{date}{local:%H:%M} {zone_text(local, zone_key)}"


def both_clocks(instant: datetime, zone_key: str, own_zone: str) -> str:
    """Write a moment on the client's clock, and on ours where it differs."""
    client, own = instant.astimezone(zone(zone_key)), instant.astimezone(zone(own_zone))
    theirs = short_moment(instant, zone_key)
    if client.utcoffset() == own.utcoffset():
        return theirs
    same_day = client.date() == own.date()
    return f"{theirs} = {short_moment(instant, own_zone, day=not same_day)} (you)"


def _trouble(desk: Desk, incident: Incident) -> str:
    """Say why a playbook cannot be used; it takes nothing else from the screen."""
    try:
        playbook_named(desk, incident.playbook)
    except RecoverError as error:
        return str(error)
    return ""
