"""From the arguments to an exit code: one command found, loaded and run; every error a sentence."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from recover.cli import table
from recover.cli.output import Output, as_json, aside, error_value, speak_utf8, write
from recover.cli.parser import lift
from recover.domain.errors import Failed, Misused, NotFound, RecoverError, Refused

if TYPE_CHECKING:
    from recover.services.desk import Desk

DONE = 0
FAILED = 1
INTERRUPTED = 130


class Interrupted(RecoverError):
    """Ctrl-C."""

    kind = "interrupted"


EXIT_CODES: Sequence[tuple[type[RecoverError], int]] = (
    (Misused, 2),
    (NotFound, 3),
    (Refused, 4),
    (Interrupted, INTERRUPTED),
)
"""The code of each family of errors (`cli.md`, manners); whatever is in none has failed."""


def run(words: Sequence[str], *, app: "Callable[[Desk], int]") -> int:
    """Run one command line; nothing is raised, whatever happens.

    Args:
        words: The command line, without the program's name.
        app: Starts the terminal app at a desk; gives its exit code.

    Returns:
        The exit code.
    """
    if sys.stdout is None:
        aside("Standard output is closed, so nothing was done: open it and try again.")
        return FAILED
    speak_utf8()
    try:
        return _run(words, app)
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return _refused(Interrupted("Interrupted; what was saved before stays."), words)
    except RecoverError as error:
        return _refused(error, words)
    except Exception as error:  # no traceback: it may hold what a client said
        return _refused(_unforeseen(error), words)


def _run(words: Sequence[str], app: "Callable[[Desk], int]") -> int:
    """Find the command and run it."""
    everywhere, rest = lift(words)
    everywhere.app = app
    output = Output(as_json=everywhere.as_json)
    if everywhere.version or everywhere.wants_help:
        from recover.cli import pages

        output.show(*(pages.version() if everywhere.version else pages.help_on(rest)))
        output.flush()
        return DONE
    if not rest:
        return _no_command(everywhere, output)
    row, arguments = table.find(rest)
    command = table.load(row)
    options = table.parser_of(row, command).read(arguments)
    if any(word == "-" or word.endswith("=-") for word in arguments):
        from recover.cli.readers import fill_from_input

        fill_from_input(options)
    vars(options).update(vars(everywhere))
    if command.needs_book:
        code = _at_the_desk(command.run, options, output)
    else:
        code = command.run(options, output) or DONE
    output.flush()
    return code


def _at_the_desk(
    action: "Callable[[Desk, Namespace, Output], int | None]", options: Namespace, output: Output
) -> int:
    """Open the desk, do one thing, and let go of the files."""
    from recover.services.desk import open_desk

    desk = open_desk(
        home=options.home, person=options.acting, at=options.at, ticking=False, on_wait=aside
    )
    try:
        return action(desk, options, output) or DONE
    finally:
        for notice in desk.notices:
            aside(notice)
        desk.close()


def _no_command(options: Namespace, output: Output) -> int:
    """The app on a terminal; without one, the Today list as text."""
    from recover.cli.commands import today

    on_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if on_terminal and not output.as_json:
        return today.start_app(options)
    _at_the_desk(today.run, options, output)
    output.flush()
    return DONE


def _refused(error: RecoverError, words: Sequence[str]) -> int:
    """Say an error, in the shape that was asked for, and give its exit code."""
    code = next((code for family, code in EXIT_CODES if isinstance(error, family)), FAILED)
    end = words.index("--") if "--" in words else len(words)
    try:
        if "--json" in words[:end]:
            write(f"{as_json(error_value(error))}\n")
        else:
            aside(str(error))
    except (OSError, RecoverError):
        aside(str(error))
    return code


def _unforeseen(error: Exception) -> Failed:
    """Make a sentence of a fault of our own: its kind and its place, and no client words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        file = trace.tb_frame.f_code.co_filename.rpartition("/")[2]
        place = f" in {file}, line {trace.tb_lineno}"
    return Failed(
        f"recover ran into a fault of its own ({type(error).__name__}{place}); what was saved "
        "before stays. Please report these words."
    )
