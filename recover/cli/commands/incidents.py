"""The list of incidents."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.layout import on_clock, table
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import joined
from recover.cli.shapes import client_zone, incident_shape
from recover.domain.incident import Incident
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.finding import find_account
from recover.services.looking import caller_name, incidents


def _arguments(parser: Parser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="only the open ones")
    which.add_argument("--closed", action="store_true", help="only the closed ones")
    parser.option("--search", "TEXT", "only those in which all these words occur", nargs="+")
    parser.option("--account", "A", "only those of this account")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    found = incidents(
        desk,
        is_open=True if options.open else False if options.closed else None,
        search=joined(options.search or []),
        account=find_account(desk, options.account).key if options.account else None,
    )
    output.show(
        lambda: [incident_shape(desk, incident) for incident in found],
        lambda: incident_table(desk, found, output.width) or [_none(options)],
    )


def _none(options: Namespace) -> str:
    """Say that the list is empty, and why that may be."""
    if options.open or options.closed or options.search or options.account:
        return "No such incidents. `recover incidents` shows them all."
    return 'No incidents. `recover listen "what they say"` opens one.'


def incident_table(desk: Desk, found: list[Incident], width: int) -> list[str]:
    """Lay incidents out, one line each."""
    rows = [
        [
            incident.id,
            incident.phase.value,
            on_clock(incident.opened_at, client_zone(desk, incident), desk.now()),
            caller_name(desk, incident),
            count(len(incident.open_promises), "promise") if incident.open_promises else "",
            incident.title,
        ]
        for incident in found
    ]
    return table(rows, width=width, widest=(6, 7, 26, 22, 11)) if rows else []


COMMANDS = {
    "incidents": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover incidents --open",
            "recover incidents --search recording",
            "recover incidents --account northwind --json",
        ),
    ),
}
