"""The list of promises."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from recover.cli.command import Command
from recover.cli.layout import on_clock, ours, table
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import due_day
from recover.domain.promise import Standing
from recover.services.desk import Desk
from recover.services.finding import find_account, find_owner
from recover.services.looking import PromiseLine, client_date, promise_lines


def _arguments(parser: Parser) -> None:
    parser.option("--owner", "P", "only those of this person")
    parser.option("--account", "A", "only those of this account")
    parser.option(
        "--due", "DAY", "today, tomorrow or a date, on the client's calendar", type=due_day
    )
    parser.switch("--overdue", "only those whose moment has passed")
    parser.switch("--all", "also those that have ended")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    owner = find_owner(desk, options.owner) if options.owner else None
    account = find_account(desk, options.account).key if options.account else None
    lines = promise_lines(
        desk,
        owner=owner,
        account=account,
        due=options.due if isinstance(options.due, date) else None,
        overdue=options.overdue,
        settled=options.all,
    )
    if isinstance(options.due, str):
        ahead = timedelta(days=1 if options.due == "tomorrow" else 0)
        lines = [line for line in lines if _is_due(desk, line, ahead)]
    output.show(
        lambda: _shapes(desk, lines),
        lambda: promise_table(desk, lines, output.width, states=options.all) or [_none(options)],
    )


def _shapes(desk: Desk, lines: Sequence[PromiseLine]) -> list[dict[str, object]]:
    """Give the promises for scripts."""
    from recover.cli.shapes import promise_shape

    return [promise_shape(line.promise, line.incident, desk.now()) for line in lines]


def _is_due(desk: Desk, line: PromiseLine, ahead: timedelta) -> bool:
    """Say whether a promise is due today, or so many days ahead, where its client is."""
    promise = line.promise
    return client_date(promise, promise.due) == client_date(promise, desk.now()) + ahead


def _none(options: Namespace) -> str:
    """Say that the list is empty, and why that may be."""
    narrowed = options.owner or options.account or options.due or options.overdue
    if narrowed:
        return "No such promises. `recover promises` shows every open one."
    return "No open promises. `recover promise ID TEXT --by PHRASE` makes one."


def promise_table(
    desk: Desk, lines: Sequence[PromiseLine], width: int, *, states: bool = False
) -> list[str]:
    """Lay promises out, one line each: `!` before what is overdue, the client's clock first.

    Args:
        desk: The desk.
        lines: The promises, in order.
        width: The columns of the terminal; 0 in a pipe.
        states: Whether to say how each one stands.
    """
    if not lines:
        return []
    rows = list(_rows(desk, lines, states=states))
    widest = [1, 8, 27, 13, 12, 6, 15, 14]
    empty = [place for place, cells in enumerate(zip(*rows, strict=True)) if not any(cells)]
    kept = [[cell for place, cell in enumerate(row) if place not in empty] for row in rows]
    sizes = [size for place, size in enumerate(widest) if place not in empty]
    return table(kept, width=width, widest=sizes)


def _rows(desk: Desk, lines: Sequence[PromiseLine], *, states: bool) -> Iterator[list[str]]:
    """Give the cells of each promise; our own clock only where it differs from the client's."""
    now, own_zone = desk.now(), desk.who.calendar.zone
    for line in lines:
        promise = line.promise
        there = on_clock(promise.due, promise.zone, now)
        here = ours(promise.due, promise.zone, own_zone)
        overdue = promise.is_open and line.standing is Standing.MISSED
        yield [
            "!" if overdue else "",
            promise.id,
            there,
            "" if there.endswith(here) else f"= {here}",
            line.standing.value.replace("_", " ") if states else "",
            promise.channel,
            _owner(desk, line),
            line.account,
            promise.what,
        ]


def _owner(desk: Desk, line: PromiseLine) -> str:
    """Name the owner, and whoever it is offered to."""
    people = [line.promise.owner]
    if line.incident.handovers:
        from recover.domain.offers import offer_of

        offer = offer_of(line.incident, line.promise, desk.now())
        people += [offer.to] if offer else []
    return " → ".join("you" if each == desk.who.key else each for each in people)


COMMANDS = {
    "promises": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover promises",
            "recover promises --due today --owner mara",
            "recover promises --all --account northwind --json",
        ),
    ),
}
