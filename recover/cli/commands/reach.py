"""Getting in touch about a promise now, or waiting for the moment to."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.layout import both
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import channel
from recover.cli.shapes import Shape, promise_shape
from recover.cli.stamps import stamp
from recover.domain.incident import Incident
from recover.domain.moments import distance, moment
from recover.services.contacting import Way, contact_anyway
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.reminding import hold_promise, wake_for


def _reach_arguments(parser: Parser) -> None:
    _id(parser)
    _channel(parser)
    parser.option("--agreed", "WORDS", "the client agreed to be contacted now: their words")
    parser.option("--reason", "R", "why they are contacted now without having agreed")


def _reach(desk: Desk, options: Namespace, output: Output) -> None:
    way = contact_anyway(
        desk,
        options.id,
        channel=options.channel,
        agreed=options.agreed or "",
        reason=options.reason or "",
    )
    output.show(lambda: _shape(way), lambda: [_way(desk, way)])


def _shape(way: Way) -> Shape:
    """Give how to get in touch, for scripts."""
    return {
        "promise": way.promise.id,
        "channel": way.channel,
        "who": way.who,
        "address": way.address,
        "until": stamp(way.until, way.promise.zone),
        "note": way.note,
    }


def _way(desk: Desk, way: Way) -> str:
    """Say how to get in touch, and until when that is allowed."""
    where = way.address or "no number is known"
    until = ""
    if way.until is not None:
        zones = way.promise.zone, desk.who.calendar.zone
        until = f"open until {both(way.until, *zones, desk.now())}"
    return " · ".join(filter(None, [f"{way.channel} {way.who}: {where}", until, way.note]))


def _hold_arguments(parser: Parser) -> None:
    _id(parser)
    _channel(parser)


def _hold(desk: Desk, options: Namespace, output: Output) -> None:
    _reminded(desk, options, output, hold_promise(desk, options.id, channel=options.channel))


def _wake_arguments(parser: Parser) -> None:
    _id(parser)
    parser.option("--by", "PHRASE", "when, on your own clock; else the suggested time to get up")


def _wake(desk: Desk, options: Namespace, output: Output) -> None:
    _reminded(desk, options, output, wake_for(desk, options.id, options.by or ""))


def _reminded(desk: Desk, options: Namespace, output: Output, incident: Incident) -> None:
    """Show the promise to scripts, and the reminder to people."""
    _, promise = find_promise(desk, options.id)
    mine = [each for each in promise.reminders if each.by == desk.who.key]
    at = mine[-1].at
    when = f"{moment(at, desk.who.calendar.zone)} (you)"
    if at > promise.due > desk.now():
        aside(f"That is after {promise.id} is due, {moment(promise.due, promise.zone)}.")
    output.show(
        lambda: promise_shape(promise, incident, desk.now()),
        lambda: [f"{promise.id}: you are reminded {when}, {distance(at, desk.now())}."],
    )


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="PROMISE", help="the promise, such as 12p1")


def _channel(parser: Parser) -> None:
    parser.option("--channel", "C", "another way than the one promised", type=channel)


COMMANDS = {
    "reach": Command(
        arguments=_reach_arguments,
        run=_reach,
        examples=(
            "recover reach 1p1",
            'recover reach 1p1 --agreed "text me when the truck is near" --channel sms',
            'recover reach 1p1 --reason "nobody else can open the gate" --json',
        ),
    ),
    "hold": Command(
        arguments=_hold_arguments,
        run=_hold,
        examples=(
            "recover hold 1p1 --at 2026-10-23T08:30-07:00",
            "recover hold 1p1 --channel sms --at 2026-10-23T08:30-07:00",
            "recover hold 1p1 --at 2026-10-23T08:30-07:00 --json",
        ),
    ),
    "wake": Command(
        arguments=_wake_arguments,
        run=_wake,
        examples=(
            'recover wake 1p1 --by "tomorrow 4:45am"',
            'recover wake 1p1 --by "in 2 hours"',
            'recover wake 1p1 --by "tomorrow 7am my time" --json',
        ),
    ),
}
