"""The list of incidents."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from recover.cli.command import Command
from recover.cli.layout import on_clock
from recover.cli.listing import Listing
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.cli.readers import joined
from recover.cli.shapes import client_zone, incident_shape
from recover.domain.incident import Incident
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.finding import find_account
from recover.services.looking import caller_name, incidents
from recover.services.past import has_past, past_incidents

_WIDEST = (6, 7, 26, 22, 11)


def _arguments(parser: Parser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="only the open ones")
    which.add_argument("--closed", action="store_true", help="only the closed ones, archive too")
    parser.option("--search", "TEXT", "those in which all these words occur", nargs="+")
    parser.option("--account", "A", "only those of this account")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    wish = {
        "is_open": True if options.open else False if options.closed else None,
        "search": joined(options.search or []),
        "account": find_account(desk, options.account).key if options.account else None,
    }
    with Progress("Searching the archive") as progress:
        listing = Listing(output, _WIDEST, progress.clear)
        for incident in _found(desk, wish, progress, listing):
            _add(desk, listing, incident)
        listing.end()
    if not listing.count and not output.as_json:
        output.stream(_none(options))
    elif listing.count and not _reaches_back(wish) and not options.open and has_past(desk):
        aside("Older ones are in the archive: `recover incidents --closed` lists them, too.")


def _found(
    desk: Desk, wish: dict[str, Any], progress: Progress, listing: Listing
) -> Iterator[Incident]:
    """Give what is at hand, and then, where it is asked for, what was put away."""
    yield from incidents(desk, **wish)
    if _reaches_back(wish) and has_past(desk):
        listing.show()
        yield from past_incidents(desk, **wish, tell=progress.part)


def _reaches_back(wish: dict[str, Any]) -> bool:
    """Say whether the archive is meant as well."""
    return wish["is_open"] is not True and (
        wish["is_open"] is False or bool(wish["search"]) or wish["account"] is not None
    )


def _add(desk: Desk, listing: Listing, incident: Incident) -> None:
    listing.add(lambda: _row(desk, incident), lambda: incident_shape(desk, incident))


def _none(options: Namespace) -> str:
    """Say that the list is empty, and why that may be."""
    if options.open or options.closed or options.search or options.account:
        return "No such incidents. `recover incidents` shows them all."
    return 'No incidents. `recover listen "what they say"` opens one.'


def _row(desk: Desk, incident: Incident) -> Sequence[str]:
    """Lay out one incident."""
    return [
        incident.id,
        incident.phase.value,
        on_clock(incident.opened_at, client_zone(desk, incident), desk.now()),
        caller_name(desk, incident),
        count(len(incident.open_promises), "promise") if incident.open_promises else "",
        incident.title,
    ]


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
