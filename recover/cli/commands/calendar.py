"""Open promises and follow-ups as an iCalendar file."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output, write
from recover.cli.parser import Parser
from recover.services.calendaring import calendar_text, save_calendar
from recover.services.desk import Desk
from recover.services.finding import find_owner


def _arguments(parser: Parser) -> None:
    parser.option("-o", "FILE", "write it to a file, in the place of an earlier one", dest="file")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--owner", metavar="P", help="those of this person; else your own")
    whose.add_argument("--all", action="store_true", help="everybody's")
    parser.switch("--full", "name what was promised; else ids, clients and times only")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    owner = find_owner(desk, options.owner) if options.owner else desk.who.key
    text = calendar_text(desk, owner=None if options.all else owner, full=options.full)
    count = text.count("BEGIN:VEVENT")
    if options.file:
        path = save_calendar(options.file, text)
        output.show(
            lambda: {"file": str(path), "events": count},
            lambda: [f"{path}: {count} events."],
        )
        return
    if output.as_json:
        output.show(lambda: {"calendar": text, "events": count}, list)
    else:
        write(text)


COMMANDS = {
    "calendar": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover calendar",
            "recover calendar -o promises.ics",
            "recover calendar --all --full --json",
        ),
    ),
}
