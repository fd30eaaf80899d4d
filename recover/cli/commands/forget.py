"""Forgetting a client for good."""

from argparse import Namespace
from typing import Any

from recover.cli.asking import ask, can_ask
from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.domain.errors import Misused
from recover.services.desk import Desk
from recover.services.forgetting import Traces, forget_account, traces_of
from recover.services.telling_traces import forgotten_told, traces_told


def _arguments(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="the client, by key or part of a name")
    parser.switch("--dry-run", "say what there is of them, and forget nothing")
    parser.switch("--yes", "ask nothing; needed where there is no terminal")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    found = traces_of(desk, options.account)
    if options.dry_run:
        output.show(lambda: _shape(found, forgotten=False), lambda: traces_told(found))
        return
    if not options.yes and not _agrees(found, output):
        output.show(lambda: _shape(found, forgotten=False), lambda: ["Nothing was forgotten."])
        return
    with Progress(f"Forgetting {found.account.name}") as progress:
        found = forget_account(desk, found.account.key, progress.now)
    output.show(lambda: _shape(found, forgotten=True), lambda: forgotten_told(found))


def _agrees(found: Traces, output: Output) -> bool:
    """Show what goes, and have the key typed: it cannot be taken back.

    Raises:
        Misused: There is nobody to ask.
    """
    if output.as_json or not can_ask():
        raise Misused(
            f"Nothing was forgotten: without a terminal to ask, `recover forget "
            f"{found.account.key}` needs --yes; --dry-run shows what there is."
        )
    for line in traces_told(found):
        output.stream(line)
    try:
        typed = ask(f"It cannot be taken back. Type {found.account.key} to forget them:")
    except EOFError:
        return False
    return typed.strip().casefold() == found.account.key


def _shape(found: Traces, *, forgotten: bool) -> dict[str, Any]:
    """Say it to scripts."""
    return {
        "account": found.account.key,
        "forgotten": forgotten,
        "incidents": list(found.incidents),
        "entries": found.entries,
        "copies": found.copies,
        "exports": [
            {"path": each.path, "about": each.about, "audience": each.audience}
            for each in found.exports
        ],
        "mentions": list(found.mentions),
        "removed": list(found.removed),
    }


COMMANDS = {
    "forget": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover forget northwind --dry-run",
            "recover forget northwind --dry-run --json",
            "recover forget northwind --yes",
        ),
    ),
}
