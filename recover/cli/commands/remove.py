"""Taking somebody off an account."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.directory_shapes import account_shape
from recover.cli.handover_shapes import removal_shape
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.domain.moments import in_both
from recover.domain.promise import Promise
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.taking_off import Removal, RemovalWish, keep_on, take_off


def _arguments(parser: Parser) -> None:
    parser.add_argument("person", metavar="PERSON", help="who is taken off; key or part of a name")
    parser.option("--from", "ACCOUNT", "which account", required=True, dest="account")
    parser.option("--to", "PERSON", "who is offered all their open work there")
    parser.option("--readback", "TEXT", "what you take over, where it is offered to yourself")
    parser.option("--reason", "R", "why; internal")
    parser.switch("--cancel", "call it off while their work is not accepted yet")
    parser.option("--seat", "ROLE", "the seat that is vacant from today, such as 'second seat'")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    if options.cancel:
        account = keep_on(desk, options.person, options.account)
        output.show(
            lambda: account_shape(account), lambda: [f"Called off; they stay on {account.name}."]
        )
        return
    wish = RemovalWish(
        to=options.to or "",
        readback=options.readback or "",
        reason=options.reason or "",
        seat=options.seat or "",
    )
    removal = take_off(desk, options.person, options.account, wish)
    output.show(lambda: removal_shape(desk, removal), lambda: _lines(desk, removal))


def _lines(desk: Desk, removal: Removal) -> Iterator[str]:
    """Say how far it is."""
    who, where = removal.person.name, removal.account.name
    if removal.is_complete:
        yield f"{who} is off {where}: nothing open is theirs there."
    else:
        yield f"{who} is off {where} as soon as all of this is accepted:"
        for promise in removal.promises:
            yield f"  {_line(desk, promise)}{_offered(desk, removal, promise)}"
        yield from (f"  incident {each}" for each in removal.carried)
        for offer in removal.offers:
            first = offer.first
            by = in_both(first.answer_by, first.zone, desk.who.calendar.zone)
            yield f"{person_name(desk, first.to)} answers {first.id} by {by}:"
            yield f'  recover accept {first.id} --as {first.to} --readback "..."'
    for seat in removal.account.seats:
        yield f"{seat.role}: vacant since {seat.vacant_since.isoformat()}"
    if removal.elsewhere:
        yield f"Elsewhere {count(len(removal.elsewhere), 'promise')} of theirs, which stay:"
        yield from (f"  {_line(desk, promise)}" for promise in removal.elsewhere)


def _line(desk: Desk, promise: Promise) -> str:
    """Write one promise."""
    due = in_both(promise.due, promise.zone, desk.who.calendar.zone)
    return f"{promise.id} {promise.what}: {due}"


def _offered(desk: Desk, removal: Removal, promise: Promise) -> str:
    """Say to whom it is offered."""
    for offer in removal.offers:
        if promise in offer.promises:
            return f", offered to {person_name(desk, offer.first.to)} ({offer.first.id})"
    return ", offered to nobody yet"


COMMANDS = {
    "remove": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover remove priya --from northwind --to mara",
            'recover remove mara --from northwind --to priya --reason "at their wish"',
            "recover remove priya --from northwind --seat 'second seat' --json",
        ),
    ),
}
