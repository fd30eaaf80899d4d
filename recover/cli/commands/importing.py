"""Taking over accounts from a sheet, or an incident that was exported."""

from argparse import Namespace
from pathlib import Path

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.domain.errors import Misused
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.importing import Imported, import_accounts

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.services.importing_record import TakenOver


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a CSV file of accounts whose first line names the columns, or an incident as JSON",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, do nothing")


def _import(desk: Desk, options: Namespace, output: Output) -> None:
    if str(options.file) == "-":
        raise Misused("Name a file to import: it is not read from standard input.")
    if options.file.suffix.casefold() == ".json":
        _import_record(desk, options, output)
        return
    imported = import_accounts(desk, str(options.file), dry_run=options.dry_run)
    output.show(
        lambda: {
            "added": list(imported.added),
            "changed": list(imported.changed),
            "left": list(imported.left),
            "dry_run": options.dry_run,
        },
        lambda: [_sentence(imported, dry_run=options.dry_run)],
    )


def _import_record(desk: Desk, options: Namespace, output: Output) -> None:
    """Take over an incident."""
    from recover.services.importing_record import import_record

    taken = import_record(desk, str(options.file), dry_run=options.dry_run)
    output.show(
        lambda: {
            "incident": taken.incident,
            "was": taken.was,
            "entries": taken.entries,
            "added": taken.entries > 0,
            "account": taken.account or None,
            "people": list(taken.people),
            "dry_run": options.dry_run,
        },
        lambda: [_taken_sentence(taken, dry_run=options.dry_run)],
    )


def _taken_sentence(taken: "TakenOver", *, dry_run: bool) -> str:
    """Say what happened, or would happen."""
    would = "Would be added" if dry_run else "Added"
    also = filter(None, (taken.account and f"account {taken.account}", *taken.people))
    more = "; ".join(also)
    if not taken.entries:
        here = f"Incident {taken.incident} is here already"
        return f"{here}. {would} for it: {more}." if more else f"{here}: nothing was added."
    was = "" if taken.was == taken.incident else f" (it was {taken.was})"
    said = f"{would}: incident {taken.incident}{was}, {count(taken.entries, 'log line')}"
    if not taken.is_new:
        said = f"{would}: {count(taken.entries, 'log line')} to incident {taken.incident}"
    return f"{said}; with it {more}." if more else f"{said}."


def _sentence(imported: Imported, *, dry_run: bool) -> str:
    """Say what happened, or would happen."""
    would = "Would be added" if dry_run else "Added"
    return (
        f"{would}: {count(len(imported.added), 'account')}; "
        f"changed: {len(imported.changed)}; as they were: {len(imported.left)}."
    )


COMMANDS = {
    "import": Command(
        arguments=_arguments,
        run=_import,
        examples=(
            "recover import clients.csv --dry-run",
            "recover import clients.csv",
            "recover import clients.csv --json",
        ),
    ),
}
