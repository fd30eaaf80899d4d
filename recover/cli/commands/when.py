"""What a deadline phrase means."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import joined
from recover.cli.stamps import stamp
from recover.services.desk import Desk
from recover.services.phrases import what_it_means


def _arguments(parser: Parser) -> None:
    parser.text("phrase", 'such as "tomorrow 8am"')
    parser.option("--account", "A", "the client whose clock and hours count")
    parser.option("--client-zone", "Z", "the client's IANA time zone, instead")
    parser.option("--owner-zone", "Z", "ours, if it is not that of whoever acts")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    meaning = what_it_means(
        desk,
        joined(options.phrase),
        account=options.account,
        client_zone=options.client_zone,
        owner_zone=options.owner_zone,
    )
    deadline = meaning.deadline
    for caution in meaning.cautions:
        aside(caution)
    output.show(
        lambda: {
            "phrase": deadline.phrase,
            "due": stamp(deadline.due, meaning.client_zone),
            "zone": deadline.zone,
            "notes": list(deadline.notes),
            "readback": meaning.readback,
            "cautions": list(meaning.cautions),
            "alternatives": list(deadline.alternatives),
            "client_zone": meaning.client_zone,
            "owner_zone": meaning.owner_zone,
        },
        lambda: [meaning.readback],
    )


COMMANDS = {
    "when": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            'recover when "tomorrow 8am"',
            'recover when "in 2 business days" --account northwind',
            'recover when "Friday noon" --client-zone Asia/Kathmandu --json',
        ),
    ),
}
