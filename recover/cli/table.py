"""The table of commands: the help, the parsing and the dispatch are all derived from it."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from recover.cli.parser import Parser, meant, near
from recover.domain.errors import Misused

if TYPE_CHECKING:
    from recover.cli.command import Command

Row = tuple[str, str, str]
"""A command, the module of `recover.cli.commands` it lives in, and what it does."""

COMMANDS: Mapping[str, Sequence[Row]] = {
    "Listen": (
        ("listen", "listen", "open an incident, or add to one, with what the client says"),
        ("log", "log", "write one entry: heard, said, a note or a fact"),
        ("finished", "listen", "log that the client has finished"),
        ("identify", "listen", "say which account or contact an incident is about"),
        ("contacted", "log", "count that the client had to contact us again"),
        ("readback", "log", "read back what was heard; --confirmed: they agreed"),
    ),
    "Set expectations": (
        ("demand", "demand", "log what the client wants"),
        ("decide", "demand", "answer a demand: granted, partly or declined"),
        ("when", "when", "what a deadline phrase means, in both zones"),
        ("contact", "contact", "which channels reach a client now, or in time"),
        ("promise", "promise", "make a promise, with its exact moment in both zones"),
    ),
    "Deliver": (
        ("promises", "promises", "the open promises, soonest first"),
        ("reach", "reach", "may they be contacted about a promise now, and where"),
        ("hold", "reach", "wait until the contact window opens: you are reminded"),
        ("wake", "reach", "remind me of a promise: when to get up for it, or at a moment"),
        ("take", "take", "take up an instruction to nobody: keep it, or offer it"),
        ("keep", "settle", "a promise was carried out"),
        ("attempt", "settle", "tried, and not reached: the promise stays open"),
        ("renegotiate", "promise", "agree a new moment with the client"),
        ("withdraw", "settle", "take a promise back, or an offer"),
    ),
    "Hand over": (
        ("handover", "handover", "offer a promise, an incident, an account or all you have"),
        ("handovers", "handover", "the offers that wait for an answer; one with its brief"),
        ("accept", "handover", "take over what was offered to you, in your own words"),
        ("decline", "handover", "leave it with its sender, and say why"),
        ("remove", "remove", "take somebody off an account; their work is accepted first"),
    ),
    "End the day, be reminded": (
        ("review", "review", "the end-of-day walk over every open promise; tomorrow's sheet"),
        ("next", "review", "say what is done next about a promise, and when"),
        ("remind", "remind", "what is due to be said now, each stage once; for a scheduler"),
        ("snooze", "remind", "hear nothing of a promise until a moment, or any more"),
        ("calendar", "calendar", "promises and follow-ups as an iCalendar file with alarms"),
    ),
    "Heal": (
        ("phase", "log", "stand in another phase"),
        ("heal", "heal", "plan when to get in touch again after the fix, and show it"),
        ("follow-up", "heal", "log that we got in touch again"),
        ("close", "close", "end an incident, with its outcome and both verdicts"),
        ("reopen", "close", "take a closed incident up again"),
    ),
    "Hand on, look back": (
        ("export", "export", "a summary for the client, for us or for an executive"),
    ),
    "Find and mend": (
        ("incidents", "incidents", "the incidents, newest first; --search finds words"),
        ("show", "show", "everything about one incident"),
        ("undo", "undo", "take back what you did last, or more of it; --list"),
        ("redo", "undo", "bring back what you took back last"),
        ("mark", "mark", "mark an entry for the client, or keep it in the house"),
        ("strike", "mark", "strike an entry through; it stays in the internal record"),
    ),
    "Accounts and people": (
        ("account add", "account", "add an account"),
        ("account set", "account", "change an account"),
        ("account contact", "account", "add or change a contact of an account"),
        ("account seat", "account", "say that a seat in its team is vacant, or filled"),
        ("account wishes", "wishes", "say when they wish to be contacted"),
        ("account agree", "wishes", "log that they asked to be contacted at certain hours"),
        ("account holidays", "holidays", "add holidays to its calendar from a file, or clear them"),
        ("account show", "account", "one account and its contacts"),
        ("account list", "account", "every account"),
        ("import", "importing", "take over accounts from a CSV file, or an exported incident"),
        ("person add", "person", "add one of us"),
        ("person set", "person", "change one of us"),
        ("person away", "person", "say until when somebody is away, and who covers"),
        (
            "person holidays",
            "holidays",
            "add holidays to their calendar from a file, or clear them",
        ),
        ("person show", "person", "one of us"),
        ("person list", "person", "all of us"),
        ("playbook list", "playbook", "the playbooks to choose from"),
        ("playbook show", "playbook", "one playbook: what to ask, say and avoid"),
    ),
    "Look after the data": (
        ("backup", "backup", "everything in one file, from which a new machine goes on"),
        ("restore", "backup", "put a backup or a copy back; without a file, list the copies"),
        ("archive", "archive", "put away what was closed long ago; it is found as before"),
        ("verify", "verify", "read everything, and prove that nothing in it was changed"),
        ("forget", "forget", "remove a client for good, from the book, archive and copies"),
        ("doctor", "doctor", "what is wrong and what to do; --repair mends a damaged file"),
    ),
    "Look around": (
        ("demo", "demo", "the app on sample data, in a throw-away folder"),
        ("completion", "completion", "completion for bash, zsh or fish"),
    ),
}
"""The rows under the headings of `recover --help`, in the order of a conversation."""


def names() -> list[str]:
    """List the commands, such as `listen` and `account add`."""
    return [name for rows in COMMANDS.values() for name, _, _ in rows]


def row_of(name: str) -> Row:
    """Give the row of a command that is in the table."""
    return next(row for rows in COMMANDS.values() for row in rows if row[0] == name)


def verbs_of(noun: str) -> list[str]:
    """List the second words of a noun: `add`, `set` ... of `account`; empty for a plain verb."""
    return [name.partition(" ")[2] for name in names() if name.startswith(f"{noun} ")]


def find(words: Sequence[str]) -> tuple[Row, Sequence[str]]:
    """Split the words of a command line into a command and its arguments.

    Args:
        words: At least one, without the options that may stand anywhere.

    Raises:
        Misused: There is no such command; the nearest ones are named.
    """
    first, *rest = words
    if first in names():
        return row_of(first), rest
    verbs = verbs_of(first)
    if rest and rest[0] in verbs:
        return row_of(f"{first} {rest[0]}"), rest[1:]
    if verbs:
        typed = rest[0] if rest else ""
        wrong = f"There is no {typed[:60]!r} after" if rest else "A word is missing after"
        raise Misused(
            f"{wrong} `recover {first}`: use {', '.join(verbs)}.{meant(typed, verbs)}",
            candidates=verbs,
        )
    nouns = list(dict.fromkeys(name.partition(" ")[0] for name in names()))
    raise Misused(
        f"There is no command {first[:60]!r}.{meant(first, nouns)} "
        "`recover --help` lists them all.",
        candidates=near(first, nouns),
    )


def load(row: Row) -> "Command":
    """Import the module of a command, and nothing else."""
    name, module, _ = row
    found: Command = import_module(f"recover.cli.commands.{module}").COMMANDS[name]
    return found


def parser_of(row: Row, command: "Command") -> Parser:
    """Build the parser of a command."""
    name, _, does = row
    parser = Parser(name, does)
    command.arguments(parser)
    return parser
