"""What the client wants, and our answer."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.offers import offer_lines, offer_shape
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import joined, one_of
from recover.cli.shapes import client_zone, demand_shape
from recover.domain.entry import Decision
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import find_demand


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
            f"Answer it with `recover decide {demand.id} granted`, partly, or declined.",
            *offer_lines(desk, incident),
        ],
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
    parser.switch("--client", "the answer may be shown to the client")


def _decide(desk: Desk, options: Namespace, output: Output) -> None:
    incident = decide_demand(
        desk,
        options.id,
        Decision(options.decision),
        reason=options.reason or "",
        alternative=options.alternative or "",
        client=options.client,
    )
    _, demand = find_demand(desk, options.id)
    instead = [f"Instead: {demand.alternative}"] if demand.alternative else []
    why = f": {demand.reason}" if demand.reason else "."
    output.show(
        lambda: demand_shape(demand, client_zone(desk, incident)),
        lambda: [f"{demand.id} {demand.text}", f"{demand.decision.value}{why}", *instead],
    )


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
