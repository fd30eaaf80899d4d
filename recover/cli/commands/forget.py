"""Forgetting a client for good."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from recover.cli.asking import ask, can_ask
from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.domain.errors import Misused
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.forgetting import Traces, forget_account, traces_of

_NAMED = 12


def _arguments(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="the client, by key or part of a name")
    parser.switch("--dry-run", "say what there is of them, and forget nothing")
    parser.switch("--yes", "ask nothing; needed where there is no terminal")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    found = traces_of(desk, options.account)
    if options.dry_run:
        output.show(lambda: _shape(found, forgotten=False), lambda: _lines(found))
        return
    if not options.yes and not _agrees(found, output):
        output.show(lambda: _shape(found, forgotten=False), lambda: ["Nothing was forgotten."])
        return
    with Progress(f"Forgetting {found.account.name}") as progress:
        found = forget_account(desk, found.account.key, progress.now)
    output.show(lambda: _shape(found, forgotten=True), lambda: _done(found))


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
    for line in _lines(found):
        output.stream(line)
    try:
        typed = ask(f"It cannot be taken back. Type {found.account.key} to forget them:")
    except EOFError:
        return False
    return typed.strip().casefold() == found.account.key


def _lines(found: Traces) -> Iterator[str]:
    """Say what there is of a client."""
    account = found.account
    yield (
        f"{account.name}: {count(len(found.incidents), 'incident')} with "
        f"{found.entries:,} entries, {count(len(account.contacts), 'contact')}; in this book"
        f"{f' and in {found.copies:,} of its copies' if found.copies else ''}."
    )
    yield "What stays: that something was there, and the digests that the chain needs. No name."
    yield from _elsewhere(found)


def _elsewhere(found: Traces) -> Iterator[str]:
    """Say what only a person can see to."""
    if found.exports:
        yield "Files that were written out, which only you can delete, and whoever got them:"
        for each in found.exports:
            who = f" for {each.audience}" if each.audience else ""
            yield f"  {each.path} ({each.about}{who}, {each.at:%Y-%m-%d})"
    else:
        yield "No file that was written out is known; one printed to a terminal or a pipe is not."
    if found.mentions:
        more = len(found.mentions) - _NAMED
        named = ", ".join(found.mentions[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        yield f"Still named in incidents of others, which stay as they are: {named}."


def _done(found: Traces) -> Iterator[str]:
    """Say what is gone, and what is not ours to remove."""
    gone = f"{count(len(found.incidents), 'incident')} with {found.entries:,} entries"
    yield f"Forgotten: {found.account.name}, {gone}."
    if found.removed:
        yield "Removed as a whole, because nobody can take a part out of them:"
        yield from (f"  {each}" for each in found.removed)
    yield from _elsewhere(found)


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
