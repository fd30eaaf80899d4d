"""After the fix: when to get in touch again, and that it was done."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.layout import both
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import joined
from recover.cli.shapes import touch_shape
from recover.domain.healing import Touch, offsets_text
from recover.domain.incident import Incident
from recover.domain.moments import distance
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.healing import beyond_the_list, find_touch, follow_up, plan_follow_ups


def _heal_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")
    parser.switch("--show", "only show what is planned")


def _heal(desk: Desk, options: Namespace, output: Output) -> None:
    find = find_incident if options.show else plan_follow_ups
    incident = find(desk, options.id)
    for caution in beyond_the_list(desk, incident):
        aside(caution)
    output.show(
        lambda: [touch_shape(each) for each in incident.follow_ups],
        lambda: _lines(desk, incident),
    )


def _lines(desk: Desk, incident: Incident) -> Iterator[str]:
    """Say what is planned, and what was done."""
    if not incident.follow_ups:
        yield f"No follow-up is planned: `recover heal {incident.id}` plans them."
    for each in sorted(incident.follow_ups, key=lambda touch: touch.at):
        yield touch_line(desk, each)


def touch_line(desk: Desk, touch: Touch) -> str:
    """Write a follow-up: its moment on both clocks, and how it stands."""
    when = both(touch.at, touch.zone, desk.who.calendar.zone, desk.now())
    stands = "done" if not touch.is_open else distance(touch.at, desk.now(), parts=2)
    return f"{touch.id}  {when} · {stands} · {offsets_text(touch.offsets)}"


def _follow_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="FOLLOW-UP", help="the follow-up, such as 12f1")
    parser.text("note", "what came of it; - reads standard input", required=False)


def _follow(desk: Desk, options: Namespace, output: Output) -> None:
    follow_up(desk, options.id, joined(options.note))
    _, touch = find_touch(desk, options.id)
    output.show(lambda: touch_shape(touch), lambda: [f"{touch.id} is done."])


COMMANDS = {
    "heal": Command(
        arguments=_heal_arguments,
        run=_heal,
        examples=(
            "recover heal 1",
            "recover heal 1 --json",
            "recover heal 1 --show",
        ),
    ),
    "follow-up": Command(
        arguments=_follow_arguments,
        run=_follow,
        examples=(
            "recover follow-up 2f1",
            'recover follow-up 2f1 "all is well, they thanked us"',
            "recover follow-up 2f1 --json",
        ),
    ),
}
