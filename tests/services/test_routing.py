"""A demand to go higher takes a person and a moment; an address leaves it open."""

import pytest

from recover.domain.deadline import DeadlineError
from recover.domain.entry import Decision
from recover.domain.errors import NotFound, Refused
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import find_demand, find_incident
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.routing import NotARoute, Route, needs_route, upward_demands
from recover.services.settling import withdraw_promise
from tests.services.conftest import Sit

UP = "send this to your headquarters"


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Erin leads the team; Northwind's R. Hale wants this sent to headquarters: 1d1."""
    add_person(
        desk,
        PersonDetails(name="Erin", zone="America/New_York", hours="mon-fri 08:00-20:00", lead=True),
    )
    listen(desk, Caller(account="northwind", contact="hale"), ["a fee of 200 dollars?"])
    add_demand(desk, "1", UP)
    return desk


def is_open(desk: Desk) -> bool:
    """Say whether the demand is without an answer, and nothing was promised with one."""
    incident, demand = find_demand(desk, "1d1")
    return demand.decision is Decision.OPEN and not incident.promises


@pytest.mark.parametrize("decision", [Decision.GRANTED, Decision.PARTLY])
@pytest.mark.parametrize(
    ("route", "says"),
    [
        (None, "stays open until somebody is named"),
        (Route(), "stays open until somebody is named"),
        (Route(by="tomorrow 5pm"), "stays open until somebody is named"),
        (Route(to="customer relations", by="tomorrow 5pm"), "not a route to a person"),
        (Route(to="relations@northwind.example", by="tomorrow 5pm"), "not a route to a person"),
        (Route(to="the complaints form", by="tomorrow 5pm"), "not a route to a person"),
        (Route(to="erin"), "By when does R. Hale hear from Erin"),
        (Route(to="mara", by="tomorrow 5pm"), "Mara is you, which is not higher up"),
    ],
)
def test_without_a_person_and_a_moment_it_stays_open(
    asked: Desk, decision: Decision, route: Route | None, says: str
) -> None:
    """And whoever could take it is named."""
    with pytest.raises(NotARoute, match=says) as refused:
        decide_demand(asked, "1d1", decision, alternative="write to them", route=route)

    assert refused.value.kind == "not_a_route"
    assert is_open(asked)


@pytest.mark.parametrize(
    ("route", "error"),
    [(Route(to="zed", by="tomorrow 5pm"), NotFound), (Route(to="erin", by="soon"), DeadlineError)],
)
def test_who_is_unknown_and_what_is_no_moment(
    asked: Desk, route: Route, error: type[Exception]
) -> None:
    """As everywhere else."""
    with pytest.raises(error):
        decide_demand(asked, "1d1", Decision.GRANTED, route=route)

    assert is_open(asked)


def test_declining_it_takes_a_reason_and_nobody(asked: Desk) -> None:
    """As with any other demand."""
    with pytest.raises(Refused, match="add --reason"):
        decide_demand(asked, "1d1", Decision.DECLINED)
    with pytest.raises(Refused, match="nobody takes it further"):
        decide_demand(
            asked, "1d1", Decision.DECLINED, reason="no", route=Route(to="erin", by="5pm")
        )
    decide_demand(asked, "1d1", Decision.DECLINED, reason="the amount is mine to decide")

    assert find_demand(asked, "1d1")[1].decision is Decision.DECLINED


def test_a_lead_may_take_it_on_themselves(asked: Desk, sit: Sit) -> None:
    """They are the way up."""
    erin = sit("2026-10-22T17:15-07:00", "erin")
    decide_demand(erin, "1d1", Decision.GRANTED, route=Route(to="erin", by="tomorrow 9am"))

    incident = find_incident(asked, "1")
    (promise,) = incident.promises
    assert (promise.what, promise.owner, promise.needs) == ("Erin calls R. Hale", "erin", ())
    assert not incident.handovers


def test_somebody_elses_promise_made_since_is_the_way_up(asked: Desk) -> None:
    """Not one of ours, not an internal one, and not one that was withdrawn."""
    assert upward_demands(asked, find_incident(asked, "1")) == {"1d1": "Erin"}
    make_promise(asked, "1", PromiseWish(what="call with the sum", by="tomorrow 9am"))
    make_promise(asked, "1", PromiseWish(what="Priya calls", by="tomorrow 9am", owner="priya"))
    incident, demand = find_demand(asked, "1d1")
    assert not needs_route(asked, incident, demand)
    withdraw_promise(asked, "1p2", "she will not")
    incident, demand = find_demand(asked, "1d1")
    assert needs_route(asked, incident, demand)
    make_promise(
        asked, "1", PromiseWish(what="Erin calls R. Hale", by="tomorrow 9am", owner="erin")
    )
    decide_demand(asked, "1d1", Decision.GRANTED)

    incident, demand = find_demand(asked, "1d1")
    assert demand.decision is Decision.GRANTED
    assert len(incident.promises) == 3


def test_a_promise_from_before_is_none(desk: Desk) -> None:
    """They asked for more since."""
    listen(desk, Caller(account="northwind"), ["a fee?"])
    make_promise(desk, "1", PromiseWish(what="Priya calls", by="tomorrow 9am", owner="priya"))
    add_demand(desk, "1", UP)
    with pytest.raises(NotARoute, match="--route PERSON"):
        decide_demand(desk, "1d1", Decision.GRANTED)


def test_another_demand_needs_no_route_and_may_have_one(asked: Desk, sit: Sit) -> None:
    """Whoever is named is promised all the same."""
    add_demand(asked, "1", "a refund")
    set_person(asked, "mara", PersonDetails(lead=True))
    mara = sit("2026-10-22T17:20-07:00")
    decide_demand(mara, "1d2", Decision.GRANTED)
    assert not find_incident(asked, "1").promises
    decide_demand(mara, "1d2", Decision.GRANTED, route=Route(to="mara", by="tomorrow 9am"))

    assert find_incident(asked, "1").promises[0].what == "Mara calls R. Hale"


def test_whoever_is_named_is_offered_it_and_the_owner_stays(asked: Desk) -> None:
    """Until they accept; the offer is a way up as well."""
    route = Route(to="erin", by="tomorrow 5pm")
    incident = decide_demand(asked, "1d1", Decision.GRANTED, client=True, route=route)

    (promise,) = incident.promises
    (handover,) = incident.handovers
    assert (promise.what, promise.owner) == ("Erin's office calls R. Hale", "mara")
    assert (promise.needs, promise.client) == (("erin",), True)
    assert (handover.sender, handover.to, handover.promises) == ("mara", "erin", (1,))
    add_demand(asked, "1", "escalate this")
    incident, demand = find_demand(asked, "1d2")
    assert needs_route(asked, incident, demand), "what was offered before is no answer to it"
