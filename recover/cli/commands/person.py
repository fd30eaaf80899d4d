"""Our people."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.directory_shapes import holidays_text, hours_text, person_shape, special_text
from recover.cli.layout import labelled, table
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import day, joined
from recover.domain.errors import Misused
from recover.domain.person import Person
from recover.services.covering import work_left
from recover.services.desk import Desk
from recover.services.finding import find_person, person_name
from recover.services.people import PersonDetails, add_person, set_away, set_person


def _add_arguments(parser: Parser) -> None:
    parser.text("name", "the name")
    parser.option("--zone", "Z", "IANA time zone, such as America/Chicago; needed", required=True)
    parser.option("--key", "K", "a short name; else made from the name")
    _details_arguments(parser)
    parser.switch("--lead", "leads the team")


def _set_arguments(parser: Parser) -> None:
    _person(parser)
    parser.option("--name", "N", "another name")
    parser.option("--zone", "Z", "another IANA time zone")
    _details_arguments(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--lead", action="store_const", const=True, default=None, help="leads the team"
    )
    which.add_argument(
        "--no-lead", action="store_const", const=False, dest="lead", help="leads it no more"
    )
    parser.switch("--no-backup", "nobody is told when a promise of theirs is overdue")


def _details_arguments(parser: Parser) -> None:
    parser.option("--hours", "H", 'working hours, such as "mon-fri 08:00-18:00"')
    parser.option("--special", "DATES", 'such as "2026-12-24 09:00-12:00, 2026-12-31 closed"')
    parser.option("--email", "E", "e-mail address")
    parser.option("--backup", "PERSON", "who is told when a promise of theirs is overdue")


def _add(desk: Desk, options: Namespace, output: Output) -> None:
    details = PersonDetails(
        name=joined(options.name),
        zone=options.zone,
        hours=options.hours,
        special=options.special,
        email=options.email,
        backup=options.backup,
        lead=options.lead,
    )
    person = add_person(desk, details, key=options.key)
    _saved(output, person, f"Added {person.name}, with the key {person.key}.")


def _set(desk: Desk, options: Namespace, output: Output) -> None:
    details = PersonDetails(
        name=options.name,
        zone=options.zone,
        hours=options.hours,
        special=options.special,
        email=options.email,
        backup=options.backup,
        lead=options.lead,
        clear=frozenset({"backup"} if options.no_backup else ()),
    )
    if details == PersonDetails():
        raise Misused("There is nothing to change: add an option, such as --hours.")
    person = set_person(desk, options.person, details)
    _saved(output, person, f"{person.name} is as you say.")


def _away_arguments(parser: Parser) -> None:
    _person(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--until", metavar="DATE", type=day, help="the first day back at work")
    which.add_argument("--back", action="store_true", help="at work again")
    parser.option("--cover", "PERSON", "who covers")


def _away(desk: Desk, options: Namespace, output: Output) -> None:
    if options.back and options.cover:
        raise Misused("Nobody covers for somebody who is back: leave --cover out.")
    person = set_away(desk, options.person, options.until, options.cover)
    covered = f"; {person_name(desk, person.cover)} covers" if person.cover else ""
    state = f"away until {person.away_until}{covered}" if person.away_until else "back at work"
    left = work_left(desk, person) if person.away_until else ""
    if left:
        to = person.cover or "PERSON"
        aside(
            f"{person.name} has {left}. To ask for cover until then: `recover handover all "
            f"--as {person.key} --to {to} --until {person.away_until}`"
        )
    _saved(output, person, f"{person.name} is {state}.")


def _show(desk: Desk, options: Namespace, output: Output) -> None:
    person = find_person(desk, options.person)
    output.show(lambda: person_shape(person), lambda: _lines(desk, person))


def _lines(desk: Desk, person: Person) -> Iterator[str]:
    """Write what is on record of a person."""
    yield f"{person.name} ({person.key})" + (" · leads the team" if person.lead else "")
    for label, text in (
        ("Zone", person.calendar.zone),
        ("Hours", hours_text(person.calendar)),
        ("Special", special_text(person.calendar)),
        ("Holidays", holidays_text(person)),
        ("E-mail", person.email),
        ("Backup", person_name(desk, person.backup) if person.backup else ""),
        ("Away", f"until {person.away_until}" if person.away_until else ""),
        ("Cover", person_name(desk, person.cover) if person.cover else ""),
    ):
        yield from labelled(label, [text] if text else [])


def _list(desk: Desk, _: Namespace, output: Output) -> None:
    found = desk.store.people()
    output.show(
        lambda: [person_shape(person) for person in found], lambda: _table(found, output.width)
    )


def _table(found: list[Person], width: int) -> list[str]:
    """Lay people out, one line each."""
    if not found:
        return ["No people. `recover person add NAME --zone ZONE` adds one."]
    rows = [
        [
            person.key,
            person.name,
            person.calendar.zone,
            "lead" if person.lead else "",
            f"away until {person.away_until}" if person.away_until else hours_text(person.calendar),
        ]
        for person in found
    ]
    return table(rows, width=width, widest=(14, 18, 20, 4))


def _saved(output: Output, person: Person, line: str) -> None:
    """Show the person to scripts, and a line to people."""
    output.show(lambda: person_shape(person), lambda: [line])


def _person(parser: Parser) -> None:
    parser.add_argument("person", metavar="PERSON", help="key or part of a name")


COMMANDS = {
    "person add": Command(
        arguments=_add_arguments,
        run=_add,
        examples=(
            "recover person add Lee --zone America/Los_Angeles",
            'recover person add Dana --zone America/New_York --hours "mon-fri 08:00-18:00"',
            "recover person add Ines --zone Europe/Lisbon --backup mara --lead --json",
        ),
    ),
    "person set": Command(
        arguments=_set_arguments,
        run=_set,
        examples=(
            'recover person set mara --hours "mon-fri 07:00-16:00"',
            "recover person set mara --backup priya",
            "recover person set priya --lead --json",
        ),
    ),
    "person away": Command(
        arguments=_away_arguments,
        run=_away,
        examples=(
            "recover person away priya --until 2027-01-04 --cover mara",
            "recover person away priya --until 2027-01-04",
            "recover person away priya --back --json",
        ),
    ),
    "person show": Command(
        arguments=_person,
        run=_show,
        examples=(
            "recover person show mara",
            "recover person show priya",
            "recover person show mara --json",
        ),
    ),
    "person list": Command(
        run=_list,
        examples=(
            "recover person list",
            "recover person list --json",
            "recover --json person list",
        ),
    ),
}
