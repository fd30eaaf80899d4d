"""How an open promise stands as things are now: what could stop it, and when to get up."""

from recover.domain.entry import PromiseKind
from recover.domain.feasibility import Feasibility
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.resting import rests_on, stands_under
from recover.services.desk import Desk
from recover.services.feasibility import feasibility
from recover.services.finding import account_of, contact_of, person_of
from recover.services.promising import client_calendar


def weigh(desk: Desk, incident: Incident, promise: Promise) -> Feasibility | None:
    """Judge an open promise as things stand now; `None` once its moment has passed."""
    if promise.due <= desk.now():
        return None
    account = account_of(desk, incident)
    owner = person_of(desk, promise.owner) or desk.who
    return feasibility(
        desk,
        due=promise.due,
        account=account,
        contact=contact_of(account, incident.contact),
        client=client_calendar(account, owner),
        owner=owner,
        channel=promise.channel,
        consent=promise.consent,
        agreed_at=promise.made_at,
        needs=_people(desk, promise),
        internal=rests_on(incident, promise),
        under=stands_under(incident, promise),
        needed_by=promise.needed_by,
        to_client=promise.kind is not PromiseKind.INTERNAL,
    )


def _people(desk: Desk, promise: Promise) -> list[Person]:
    """Give the colleagues a promise rests on, as far as they are on record."""
    found = (person_of(desk, key) for key in promise.needs)
    return [each for each in found if each is not None]
