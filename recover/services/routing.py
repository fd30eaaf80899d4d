"""The way up: who takes a demand to our management, and by when the client hears from them."""

from dataclasses import dataclass

from recover.domain.demand import Demand
from recover.domain.entry import Decided, Demanded, Promised, PromiseKind
from recover.domain.errors import Refused
from recover.domain.handing import Offered
from recover.domain.handover import HandoverState, handover_state
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.route import asks_to_go_higher, names_no_person
from recover.domain.text import clean_line, shorten
from recover.services.desk import Desk
from recover.services.escalating import manager_for
from recover.services.finding import account_of, contact_of, find_person, person_of
from recover.services.promising import Preview, PromiseWish, preview_promise, promised
from recover.services.writing import Line


class NotARoute(Refused):
    """A demand to go higher was answered without a person and a moment; it stays open."""

    kind = "not_a_route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who takes a demand to go higher, and by when the client hears from them."""

    to: str = ""
    """Key or part of a name of one of us."""
    by: str = ""
    """The deadline as it is said."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was said."""
        return not self.to.strip() and not self.by.strip()


def needs_route(desk: Desk, incident: Incident, demand: Demand) -> bool:
    """Say whether a demand can be granted only with a person and a moment."""
    return asks_to_go_higher(demand.text) and not _has_route(desk, incident, demand)


def upward_demands(desk: Desk, incident: Incident) -> dict[str, str]:
    """Give the demands that can be granted only with a person and a moment, by their ids.

    Each comes with the name to suggest; empty where nobody but whoever acts is on record.
    """
    found = [each for each in incident.demands if needs_route(desk, incident, each)]
    manager = manager_for(desk, incident) if found else None
    return {each.id: manager.name if manager else "" for each in found}


def route_lines(
    desk: Desk, incident: Incident, demand: Demand, route: Route, *, client: bool = False
) -> list[Line]:
    """Give the promise to the client that comes with a way up; nothing when there is one already.

    Whoever acts owns it until the person accepts it.

    Args:
        desk: The desk.
        incident: The incident.
        demand: What is granted.
        route: The way up.
        client: Whether the promise may be shown to the client.

    Raises:
        NotFound: More than one of us has that name, or nobody.
        NotARoute: It names no person, nobody but whoever acts, or no moment.
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    if route.is_empty and not needs_route(desk, incident, demand):
        return []
    wish = _wish(desk, incident, demand, route, client=client)
    return [Line(what=promised(desk, incident, account_of(desk, incident), wish), client=client)]


def preview_route(desk: Desk, incident: Incident, demand: Demand, route: Route) -> Preview:
    """Say what the promise that comes with a way up would mean; writes nothing.

    Raises:
        NotFound: More than one of us has that name, or nobody.
        NotARoute: It names no person, nobody but whoever acts, or no moment.
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    from recover.services.receiving import with_receiver

    preview = preview_promise(desk, incident.id, _wish(desk, incident, demand, route))
    return with_receiver(desk, preview, receiver_of(desk, route))


def receiver_of(desk: Desk, route: Route) -> Person | None:
    """Give whoever the promise is to be offered to; `None` when that is whoever acts.

    Raises:
        NotFound: More than one of us has that name, or nobody.
    """
    person = find_person(desk, clean_line(route.to))
    return None if person.key == desk.who.key else person


def routed(incident: Incident, demand: Demand) -> Promise | None:
    """Give the promise that was made when a demand was answered last; `None` for none."""
    answers = [
        entry
        for entry in incident.counting
        if isinstance(entry.what, Decided) and entry.what.demand == demand.number
    ]
    for entry in incident.counting if answers else ():
        if entry.action == answers[-1].action and isinstance(entry.what, Promised):
            return incident.promise(entry.what.promise)
    return None


def _wish(
    desk: Desk, incident: Incident, demand: Demand, route: Route, *, client: bool = False
) -> PromiseWish:
    """Say what is promised to the client."""
    person = _person(desk, incident, demand, route)
    mine = person.key == desk.who.key
    contact = contact_of(account_of(desk, incident), incident.contact)
    whom = contact.name if contact else incident.contact or "the client"
    if not route.by.strip():
        raise NotARoute(
            f"By when does {whom} hear from {person.name}? {demand.id} stays open: add --by and "
            "a moment you can agree with the client."
        )
    return PromiseWish(
        what=f"{person.name} calls {whom}" if mine else f"{person.name}'s office calls {whom}",
        by=route.by,
        kind=PromiseKind.ANSWER,
        needs=() if mine else (person.key,),
        client=client,
    )


def _person(desk: Desk, incident: Incident, demand: Demand, route: Route) -> Person:
    """Find who is named, and refuse what is no way up."""
    manager = manager_for(desk, incident)
    offered = [manager.key] if manager else []
    named = manager.key if manager else "PERSON"
    how = f'`recover decide {demand.id} granted --route {named} --by "tomorrow 5pm"`'
    name = clean_line(route.to)
    if not name:
        raise NotARoute(
            f"{demand.id} asks to go higher, and stays open until somebody is named and a moment "
            f"is agreed: {how}.",
            candidates=offered,
        )
    if names_no_person(name) and not _is_known(desk, name):
        raise NotARoute(
            f"{shorten(name, 60)!r} is not a route to a person, and {demand.id} stays open: name "
            f"one of us, {how}.",
            candidates=offered,
        )
    person = find_person(desk, name)
    if person.key == desk.who.key and not person.lead:
        raise NotARoute(
            f"{person.name} is you, which is not higher up, and {demand.id} stays open: name "
            f"somebody else, {how}.",
            candidates=offered,
        )
    return person


def _is_known(desk: Desk, name: str) -> bool:
    """Say whether that is the whole name or the key of one of us."""
    return any(slug(name) in (each.key, slug(each.name)) for each in desk.store.people())


def _has_route(desk: Desk, incident: Incident, demand: Demand) -> bool:
    """Say whether somebody else promised to be in touch since, or was offered to."""
    asked = next(
        (
            entry
            for entry in incident.counting
            if isinstance(entry.what, Demanded) and entry.what.demand == demand.number
        ),
        incident.entries[0],
    )

    def is_higher(key: str) -> bool:
        person = person_of(desk, key)
        return key not in (asked.by, desk.who.key) or bool(person and person.lead)

    made = {
        entry.what.promise
        for entry in incident.counting
        if isinstance(entry.what, Promised) and entry.number > asked.number
    }
    held = any(
        promise.number in made
        and promise.kind is not PromiseKind.INTERNAL
        and promise.withdrawn_at is None
        and is_higher(promise.owner)
        for promise in incident.promises
    )
    offered = {
        entry.what.handover
        for entry in incident.counting
        if isinstance(entry.what, Offered) and entry.number > asked.number
    }
    waiting = (HandoverState.OFFERED, HandoverState.ACCEPTED)
    return held or any(
        each.number in offered
        and is_higher(each.to)
        and handover_state(each, desk.now()) in waiting
        for each in incident.handovers
    )
