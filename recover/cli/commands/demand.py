"""What the client wants, and our answer."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.offers import offer_lines, offer_shape
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import joined, one_of
from recover.cli.shapes import Shape, client_zone, demand_shape, promise_shape
from recover.domain.demand import Demand
from recover.domain.entry import Decision
from recover.domain.errors import Misused
from recover.domain.incident import Incident
from recover.domain.moments import in_both
from recover.domain.promise import Promise
from recover.domain.route import asks_to_go_higher
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import find_demand, person_name
from recover.services.routing import Route, preview_route, routed


def _demand_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")
    parser.text("text", "what they want; - reads standard input")
    parser.switch("--client", "may be shown to the client")


def _demand(desk: Desk, options: Namespace, output: Output) -> None:
    incident = add_demand(desk, options.id, joined(options.text), client=options.client)
    demand = incident.demands[-1]
    output.show(
        lambda: demand_shape(demand, client_zone(desk, incident)) | offer_shape(desk, incident),
        lambda: [
            f"{demand.id} is open: {demand.text}",
            _how(desk, incident, demand),
            *offer_lines(desk, incident),
        ],
    )


def _how(desk: Desk, incident: Incident, demand: Demand) -> str:
    """Say how to answer a demand."""
    from recover.services.escalating import manager_for

    if not asks_to_go_higher(demand.text):
        return f"Answer it with `recover decide {demand.id} granted`, partly, or declined."
    manager = manager_for(desk, incident)
    named = manager.key if manager else "PERSON"
    return (
        "It asks to go higher: that takes a person and a moment, "
        f'`recover decide {demand.id} granted --route {named} --by "tomorrow 5pm"`.'
    )


def _decide_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="DEMAND", help="the demand, such as 12d1")
    parser.add_argument(
        "decision",
        metavar="DECISION",
        type=one_of("granted", "partly", "declined"),
        help="granted, partly or declined",
    )
    parser.option("--reason", "R", "why, in words the client may hear; a decline needs one")
    parser.option("--alternative", "A", "what we offer instead")
    parser.option("--route", "PERSON", "who takes it further: one of us, not an address")
    parser.option("--by", "PHRASE", "by when the client hears from them; needed with --route")
    parser.switch("--client", "the answer may be shown to the client")
    parser.switch("--again", "put it in the place of what somebody else has answered")


def _decide(desk: Desk, options: Namespace, output: Output) -> None:
    if options.route is not None and not options.route.strip():
        raise Misused("--route needs the name of one of us: `recover person list` shows them.")
    if options.by and not options.route:
        raise Misused("--by says when the client hears from somebody: add --route PERSON.")
    route = Route(to=options.route, by=options.by or "") if options.route else None
    if route is not None and options.by:
        for each in preview_route(
            desk, *find_demand(desk, options.id), route
        ).feasibility.obstacles:
            aside(each.text)
    incident = decide_demand(
        desk,
        options.id,
        Decision(options.decision),
        reason=options.reason or "",
        alternative=options.alternative or "",
        client=options.client,
        route=route,
        again=options.again,
    )
    _, demand = find_demand(desk, options.id)
    promise = routed(incident, demand) if options.route else None
    instead = [f"Instead: {demand.alternative}"] if demand.alternative else []
    why = f": {demand.reason}" if demand.reason else "."
    output.show(
        lambda: (
            demand_shape(demand, client_zone(desk, incident))
            | {"route": _route_shape(desk, incident, promise) if promise else None}
        ),
        lambda: [
            f"{demand.id} {demand.text}",
            f"{demand.decision.value}{why}",
            *instead,
            *(_route_lines(desk, promise) if promise else ()),
        ],
    )


def _route_shape(desk: Desk, incident: Incident, promise: Promise) -> Shape:
    """Give who takes it further, and the promise to the client that came with it."""
    to = promise.needs[0] if promise.needs else promise.owner
    return {"to": to, "promise": promise_shape(promise, incident, desk.now())}


def _route_lines(desk: Desk, promise: Promise) -> list[str]:
    """Say what was promised with it, by when on both clocks, and whose it is."""
    by = in_both(promise.due, promise.zone, desk.who.calendar.zone)
    lines = [f"{promise.id} promised: {promise.what}, by {by}."]
    if promise.needs:
        name = person_name(desk, promise.needs[0])
        lines.append(f"It is offered to {name}, and stays yours until they accept it.")
    return lines


COMMANDS = {
    "demand": Command(
        arguments=_demand_arguments,
        run=_demand,
        examples=(
            'recover demand 1 "who runs our account now?"',
            'recover demand 1 "a refund of the fee" --client',
            'recover demand 1 "he is fired" --json',
        ),
    ),
    "decide": Command(
        arguments=_decide_arguments,
        run=_decide,
        examples=(
            "recover decide 1d1 granted",
            'recover decide 1d1 partly --alternative "a name by tomorrow 8am" --client',
            'recover decide 1d1 declined --reason "I will not speak about one of us"',
        ),
    ),
}
