"""One file that holds everything, and putting it back."""

from argparse import Namespace

from recover.cli.asking import agrees, can_ask
from recover.cli.command import Command
from recover.cli.copy_lines import copy_shape, listing, looked_shape, restored_lines, written_shape
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.domain.errors import Misused, Refused
from recover.domain.text import printable
from recover.services.acting import acting
from recover.services.backing_up import back_up
from recover.services.desk import Desk, machine_now
from recover.services.home_folder import chosen_home
from recover.services.restoring import (
    Looked,
    comparison,
    copies_kept,
    find_backup,
    holdings,
    looked_into,
    put_back,
)


class Unconfirmed(Refused):
    """There is a book already, and nobody has said that it may be replaced."""

    kind = "needs_yes"


def _backup_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a new file, or a folder; without it, a file with the date in the current folder",
    )


def _back_up(desk: Desk, options: Namespace, output: Output) -> None:
    if options.file is not None and options.file in ("", "-"):
        raise Misused("Name a file, such as book.recover: a backup is no text.")
    with Progress("Writing the backup") as progress:
        written = back_up(desk, options.file, progress.part)
    manifest = written.manifest
    for name in manifest.left_out:
        aside(f"Left out, for its name is none a backup can hold: {name}.")
    shown = printable(str(written.path))
    output.show(
        lambda: written_shape(written),
        lambda: [
            f"Backed up to {shown} and read back: {holdings(manifest.counts, manifest.latest)}."
        ],
    )


def _restore_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a backup, or the date or name of a copy; without it, the copies are listed",
    )
    parser.switch("--yes", "replace the book that is here without asking")


def _restore(options: Namespace, output: Output) -> None:
    home = chosen_home(options.home)
    if options.file is None:
        kept = copies_kept(home)
        shapes = [copy_shape(each) for each in kept]
        output.show(lambda: shapes, lambda: listing(kept, output.width))
        return
    if options.file in ("", "-"):
        raise Misused("Name a file or a copy: a backup is not read from standard input.")
    file = find_backup(home, options.file)
    by = acting(home, options.acting)
    with (
        Progress("Working through the backup") as progress,
        looked_into(home, file, progress.part) as looked,
    ):
        progress.clear()
        _confirm(looked, options, output)
        restored = put_back(
            looked, now=machine_now(), by=by, on_wait=aside, on_progress=progress.part
        )
    output.show(lambda: looked_shape(restored), lambda: restored_lines(restored))


def _confirm(looked: Looked, options: Namespace, output: Output) -> None:
    """Have it said that the book that is here may be replaced."""
    if not looked.replaces or options.yes:
        return
    lines = comparison(looked)
    if output.as_json or not can_ask():
        raise Unconfirmed(
            f"{' '.join(lines)} Nothing was changed: say --yes to replace what is here; "
            "a copy of it is kept."
        )
    for line in lines:
        output.stream(line)
    if not agrees("Replace what is here? A copy of it is kept."):
        raise Refused("Nothing was changed.")


COMMANDS = {
    "backup": Command(
        arguments=_backup_arguments,
        run=_back_up,
        examples=(
            "recover backup",
            "recover backup monday.recover",
            "recover backup --json",
        ),
    ),
    "restore": Command(
        arguments=_restore_arguments,
        run=_restore,
        needs_book=False,
        examples=(
            "recover restore",
            "recover restore book.recover --yes",
            "recover restore 2026-10-21 --yes",
        ),
    ),
}
