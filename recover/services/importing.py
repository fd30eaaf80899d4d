"""Taking over accounts from a sheet: all of it, or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recover.domain.account import Account
from recover.domain.errors import RecoverError, Refused
from recover.domain.text import clean_line, printable, shorten
from recover.domain.written import read_amount, read_date, read_percent
from recover.services.accounts import AccountDetails, add_account, set_account
from recover.services.desk import Desk
from recover.services.one_go import in_one_go
from recover.storage.csv_file import Sheet, read_sheet

COLUMNS = (
    "name",
    "zone",
    "hours",
    "phone",
    "email",
    "address",
    "since",
    "value",
    "lifetime",
    "currency",
    "share",
    "renewal",
    "owner",
)
"""What a sheet may hold; `name` has to be there, an empty cell says nothing."""

_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a sheet did, or would do, to the accounts: their names."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    """Those that are as the sheet says already."""


class BadImport(Refused):
    """Some rows are in doubt, so nothing was taken over. One line for each problem."""

    kind = "bad_import"

    def __init__(self, path: Path, problems: list[str]) -> None:
        shown = problems[:_PROBLEMS_SHOWN]
        more = len(problems) - len(shown)
        rest = [f"and {more} more"] if more else []
        named = printable(str(path))
        head = f"Nothing was imported from {named}; mend these lines and import it again:"
        super().__init__("\n".join([head, *shown, *rest]))
        self.problems = tuple(problems)


def import_accounts(desk: Desk, file: str, *, dry_run: bool = False) -> Imported:
    """Add the accounts of a CSV sheet, and change those of the same name; twice adds nothing.

    Args:
        desk: The desk.
        file: A CSV file whose first line names its columns (`COLUMNS`).
        dry_run: Say what would happen, and do nothing.

    Raises:
        BadSheet: The file is no table.
        BadImport: A column is unknown or a row is in doubt; nothing was taken over.
    """
    path = Path(file).expanduser()
    sheet = read_sheet(path, "name")
    _check_columns(path, sheet)
    outcomes: dict[str, list[str]] = {"added": [], "changed": [], "left": []}
    problems: list[str] = []
    sentence = f"imported accounts from {path.name}"
    with _all_or_nothing(desk, dry_run=dry_run), in_one_go(desk, sentence, is_import=True):
        for line, cells in sheet.rows:
            row = dict(zip(sheet.columns, cells, strict=True))
            try:
                outcomes[_take(desk, row)].append(clean_line(row["name"]))
            except RecoverError as error:
                problems.append(f"line {line}: {shorten(str(error), 160)}")
        if problems:
            raise BadImport(path, problems)
    return Imported(**{name: tuple(names) for name, names in outcomes.items()})


class _DryRun(Exception):
    """Leaves the hold of the book without writing."""


@contextmanager
def _all_or_nothing(desk: Desk, *, dry_run: bool) -> Iterator[None]:
    """Hold the book; what is done inside is one transaction, or none at all."""
    try:
        with desk.store.exclusive():
            yield
            if dry_run:
                raise _DryRun
    except _DryRun:
        return


def _check_columns(path: Path, sheet: Sheet) -> None:
    """Refuse what is not understood: nothing is guessed, and nothing is dropped in silence."""
    unknown = [each for each in sheet.columns if each not in COLUMNS]
    twice = [each for each in COLUMNS if sheet.columns.count(each) > 1]
    if unknown or twice:
        wrong = ", ".join(shorten(each, 40) or "(empty)" for each in unknown or twice)
        why = "unknown" if unknown else "there twice"
        raise BadImport(path, [f"line 1: {why}: {wrong}; there are {', '.join(COLUMNS)}"])


def _take(desk: Desk, row: Mapping[str, str]) -> str:
    """Take over one row; say whether it was added, changed or left."""
    details = _details(row)
    known = _known(desk, details.name or "")
    if known is None:
        add_account(desk, details)
        return "added"
    return "left" if set_account(desk, known.key, details) == known else "changed"


def _known(desk: Desk, name: str) -> Account | None:
    """Find the account of that very name."""
    wanted = name.casefold()
    return next((each for each in desk.store.accounts() if each.name.casefold() == wanted), None)


def _details(row: Mapping[str, str]) -> AccountDetails:
    """Read the cells of a row; an empty one says nothing."""
    given = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    since, renewal = given.get("since"), given.get("renewal")
    value, lifetime, share = given.get("value"), given.get("lifetime"), given.get("share")
    return AccountDetails(
        name=clean_line(given.get("name", "")),
        zone=given.get("zone"),
        hours=given.get("hours"),
        phone=given.get("phone"),
        email=given.get("email"),
        address=given.get("address"),
        since=read_date(since, whole=False) if since else None,
        value=read_amount(value) if value else None,
        lifetime=read_amount(lifetime) if lifetime else None,
        currency=given.get("currency"),
        share=read_percent(share) if share else None,
        renewal=read_date(renewal) if renewal else None,
        owner=given.get("owner"),
    )
