"""The holidays of accounts and of our people."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from recover.cli.command import Command
from recover.cli.directory_shapes import holidays_shape
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import day, one_of, standard_input
from recover.cli.shapes import Shape
from recover.domain.account import Account
from recover.domain.errors import Misused
from recover.domain.moments import day as day_text
from recover.domain.person import Person
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.holidays import (
    HolidayImport,
    clear_holidays,
    import_holidays,
    read_holiday_file,
)


def _account_arguments(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="key or part of a name")
    _list_arguments(parser)


def _person_arguments(parser: Parser) -> None:
    parser.add_argument("person", metavar="PERSON", help="key or part of a name")
    _list_arguments(parser)


def _list_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="ICS, CSV, JSON or one date a line; - reads standard input",
    )
    parser.option(
        "--dates", "ORDER", "how it writes 11/12/2026: dmy or mdy", type=one_of("dmy", "mdy")
    )
    parser.option("--until", "DATE", "the last date it covers; else its last holiday", type=day)
    parser.option("--source", "NAME", "what to call the list; else the name of the file")
    parser.switch("--skip", "leave out what cannot be read, and say what")
    parser.switch("--clear", "take all holidays off the calendar")
    parser.switch("--dry-run", "say what would happen, do nothing")


def _of_account(desk: Desk, options: Namespace, output: Output) -> None:
    _run(desk, options, output, account=options.account)


def _of_person(desk: Desk, options: Namespace, output: Output) -> None:
    _run(desk, options, output, person=options.person)


def _run(
    desk: Desk,
    options: Namespace,
    output: Output,
    *,
    account: str | None = None,
    person: str | None = None,
) -> None:
    """Add a list, or clear the calendar."""
    if options.clear == (options.file is not None):
        raise Misused("Name a file with holidays, - for standard input, or --clear: one of them.")
    if options.clear:
        before = clear_holidays(desk, account=account, person=person, dry_run=options.dry_run)
        _show_cleared(before, output, dry_run=options.dry_run)
        return
    text, name = _text(options.file)
    done = import_holidays(
        desk,
        account=account,
        person=person,
        text=text,
        source=options.source or name,
        date_order=options.dates,
        covered_until=options.until,
        skip=options.skip,
        dry_run=options.dry_run,
    )
    for problem in done.problems:
        aside(problem)
    output.show(
        lambda: _shape(done, dry_run=options.dry_run), lambda: _lines(done, dry_run=options.dry_run)
    )


def _text(file: Path) -> tuple[str, str]:
    """Give the list and its name."""
    return (standard_input(), "pasted") if str(file) == "-" else read_holiday_file(file)


def _shape(done: HolidayImport, *, dry_run: bool) -> Shape:
    """Give what was added, and how the calendar stands, for scripts."""
    return {
        **_whose(done.owner),
        "added": [{"day": each.day.isoformat(), "name": each.name} for each in done.added],
        "known": done.known,
        "holidays": holidays_shape(done.owner),
        "problems": list(done.problems),
        "dry_run": dry_run,
    }


def _lines(done: HolidayImport, *, dry_run: bool) -> Iterator[str]:
    """Say it for people: a line for each date, then how far the calendar can be trusted."""
    would = "Would be added" if dry_run else "Added"
    yield f"{would} to {done.owner.name}: {count(len(done.added), 'holiday')}; known: {done.known}."
    for each in done.added:
        yield f"  {day_text(each.day)}  {each.name}".rstrip()
    until = done.owner.holidays_until
    if until is not None:
        yield f"Promises due after {day_text(until)} get a warning: nothing is known from there on."


def _show_cleared(before: Account | Person, output: Output, *, dry_run: bool) -> None:
    """Say what is off the calendar."""
    number = len(before.calendar.holidays)
    would = "Would be taken" if dry_run else "Taken"
    output.show(
        lambda: {**_whose(before), "cleared": number, "dry_run": dry_run},
        lambda: [f"{would} off the calendar of {before.name}: {count(number, 'holiday')}."],
    )


def _whose(owner: Account | Person) -> Shape:
    """Name whose calendar it is."""
    return {"account" if isinstance(owner, Account) else "person": owner.key}


COMMANDS = {
    "account holidays": Command(
        arguments=_account_arguments,
        run=_of_account,
        examples=(
            "recover account holidays northwind holidays.ics --dry-run",
            'echo "2026-11-26 Thanksgiving" | recover account holidays northwind -',
            "recover account holidays northwind --clear",
        ),
    ),
    "person holidays": Command(
        arguments=_person_arguments,
        run=_of_person,
        examples=(
            "recover person holidays mara holidays.ics --until 2026-12-31",
            'echo "2026-11-26 Thanksgiving" | recover person holidays mara - --source paste',
            "recover person holidays mara --clear --json",
        ),
    ),
}
