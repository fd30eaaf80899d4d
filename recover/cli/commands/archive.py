"""Putting away what was closed long ago."""

from argparse import Namespace
from datetime import timedelta

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.cli.readers import days
from recover.domain.text import count
from recover.services.archiving import put_away, resting
from recover.services.desk import Desk


def _arguments(parser: Parser) -> None:
    parser.option(
        "--days", "N", "closed, and nothing written, for so many days; else the setting", type=days
    )
    parser.switch("--dry-run", "say what would go, and move nothing")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    rest = None if options.days is None else timedelta(days=options.days)
    with Progress("Putting away") as progress:
        done = (
            [each.id for each in resting(desk, rest=rest)]
            if options.dry_run
            else put_away(desk, rest=rest, tell=progress.count)
        )
    output.show(
        lambda: {"archived": done, "dry_run": options.dry_run},
        lambda: [_said(done, dry_run=options.dry_run)],
    )


def _said(done: list[str], *, dry_run: bool) -> str:
    if not done:
        return "Nothing to put away: no closed incident has rested long enough."
    named = ", ".join(done[:_NAMED]) + (f" and {len(done) - _NAMED} more" if done[_NAMED:] else "")
    if dry_run:
        return f"{count(len(done), 'incident')} would go to the archive: {named}."
    return (
        f"{count(len(done), 'incident')} put away: {named}. "
        "The archive is shown, found and reopened as before."
    )


_NAMED = 10

COMMANDS = {
    "archive": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover archive",
            "recover archive --days 90 --dry-run",
            "recover archive --days 0 --json",
        ),
    ),
}
