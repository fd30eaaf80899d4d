"""Proving that the record is what was written."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.services.home_folder import chosen_home
from recover.services.verifying import Verified, verdict, verify_book

FAILED = 1


def _arguments(parser: Parser) -> None:
    parser.option(
        "--against", "HEAD", "a head that was noted earlier: the record has to lead through it"
    )


def _run(options: Namespace, output: Output) -> int:
    with Progress("Reading everything") as progress:
        found = verify_book(
            chosen_home(options.home), against=options.against or "", tell=progress.count
        )
    output.show(lambda: asdict(found) | {"ok": not found.problems}, lambda: _lines(found))
    return FAILED if found.problems else 0


def _lines(found: Verified) -> Iterator[str]:
    """Say what was read, and what does not hold."""
    yield from verdict(found)
    if found.head and not found.problems:
        yield f"Head  {found.head}"
        yield (
            "Keep the head somewhere else, such as in a mail to yourself: whoever can write to "
            "these files could make the whole chain anew or cut off its end, and only "
            "`recover verify --against HEAD` would show it."
        )


COMMANDS = {
    "verify": Command(
        arguments=_arguments,
        run=_run,
        needs_book=False,
        examples=(
            "recover verify",
            "recover verify --json",
            "recover verify --home ~/.local/share/recover",
        ),
    ),
}
