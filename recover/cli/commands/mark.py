"""Marking an entry for the client, and striking one through."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.shapes import show_shape
from recover.services.desk import Desk
from recover.services.missing import questions
from recover.services.recording import mark, strike


def _mark_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ENTRY", help="the entry, such as 12e7")
    parser.switch("--internal", "keep it in the house, instead of showing it to the client")


def _mark(desk: Desk, options: Namespace, output: Output) -> None:
    incident = mark(desk, options.id, client=not options.internal)
    who = "stays in the house" if options.internal else "may be shown to the client"
    output.show(
        lambda: show_shape(desk, incident, questions(desk, incident).missing),
        lambda: [f"{options.id} {who}."],
    )


def _strike_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ENTRY", help="the entry, such as 12e7")
    parser.option("--reason", "R", "why; needed", required=True)


def _strike(desk: Desk, options: Namespace, output: Output) -> None:
    incident = strike(desk, options.id, options.reason)
    output.show(
        lambda: show_shape(desk, incident, questions(desk, incident).missing),
        lambda: [f"{options.id} is struck through; it stays in the internal record."],
    )


COMMANDS = {
    "mark": Command(
        arguments=_mark_arguments,
        run=_mark,
        examples=(
            "recover mark 1e2",
            "recover mark 1e2 --internal",
            "recover mark 1e2 --json",
        ),
    ),
    "strike": Command(
        arguments=_strike_arguments,
        run=_strike,
        examples=(
            'recover strike 1e2 --reason "wrong incident"',
            'recover strike 1e3 --reason "not what she said"',
            'recover strike 1e2 --reason "twice" --json',
        ),
    ),
}
