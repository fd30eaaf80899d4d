"""Taking over accounts from a sheet."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.importing import Imported, import_accounts


def _arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="a CSV file; its first line names the columns")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, do nothing")


def _import(desk: Desk, options: Namespace, output: Output) -> None:
    imported = import_accounts(desk, options.file, dry_run=options.dry_run)
    output.show(
        lambda: {
            "added": list(imported.added),
            "changed": list(imported.changed),
            "left": list(imported.left),
            "dry_run": options.dry_run,
        },
        lambda: [_sentence(imported, dry_run=options.dry_run)],
    )


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
