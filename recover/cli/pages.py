"""Pages that need no book: the help and the version."""

import argparse
from collections.abc import Callable, Sequence

from recover.cli import table
from recover.cli.parser import everywhere

Page = tuple[Callable[[], object], Callable[[], list[str]]]
"""A value for scripts and lines for people, as `Output.show` takes them."""

EXAMPLES = (
    'recover listen "the invoice is wrong again" --account northwind',
    'recover promise 1 "call with the corrected invoice" --by "tomorrow 10am"',
    "recover promises --due today",
)


def version() -> Page:
    """Say which recover this is."""
    from recover import __version__

    return lambda: {"version": __version__}, lambda: [f"recover {__version__}"]


def help_on(words: Sequence[str]) -> Page:
    """Give the help on what the words name: everything, a noun, or one command.

    Raises:
        Misused: They name nothing.
    """
    if words and table.verbs_of(words[0]) and (len(words) == 1 or words[1].startswith("-")):
        text = _noun(words[0])
    elif words:
        text = _command(words)
    else:
        text = _everything()
    return lambda: {"help": text}, lambda: text.split("\n")


def _everything() -> str:
    """Write the page of `recover --help`."""
    parts = [
        "usage: recover [COMMAND] [OPTIONS]",
        "Walk a client through a failure: listen, set expectations, deliver.\n"
        "Without a command: the app on a terminal, the Today list anywhere else.",
    ]
    for heading, rows in table.COMMANDS.items():
        parts.append("\n".join([f"{heading}:", *(_row(name, does) for name, _, does in rows)]))
    return "\n\n".join([*parts, _options(), _examples(EXAMPLES)])


def _noun(noun: str) -> str:
    """Write the page of `recover account --help`."""
    rows = [table.row_of(f"{noun} {verb}") for verb in table.verbs_of(noun)]
    commands = [_row(name, does) for name, _, does in rows]
    examples = [table.load(row).examples[0] for row in (*rows, *rows)][:3]
    return "\n\n".join(
        [
            f"usage: recover {noun} {'|'.join(table.verbs_of(noun))} ...",
            "\n".join(["Commands:", *commands]),
            _options(),
            _examples(examples),
        ]
    )


def _command(words: Sequence[str]) -> str:
    """Write the page of one command."""
    row, _ = table.find(words)
    command = table.load(row)
    parser = table.parser_of(row, command)
    parser.usage = argparse.SUPPRESS
    page = parser.format_help().replace("\noptions:\n", "\nOptions:\n")
    page = page.replace("\npositional arguments:\n", "\nArguments:\n").strip()
    return "\n\n".join([parser.use(), page, _options(), _examples(command.examples)])


def _row(name: str, does: str) -> str:
    """Write a command with what it does."""
    return f"  {name:<15}  {does}"


def _options() -> str:
    """List the options that may stand anywhere."""
    page = everywhere().format_help()
    return "Anywhere:\n" + page.partition("options:\n")[2].rstrip()


def _examples(examples: Sequence[str]) -> str:
    """End a page."""
    return "\n  ".join(["Examples:", *examples])
