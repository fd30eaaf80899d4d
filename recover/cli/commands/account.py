"""Accounts and their contacts."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.directory_shapes import account_shape, holidays_text, hours_text, special_text
from recover.cli.layout import labelled, table
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import amount, day, joined, one_of, percent, since
from recover.domain.account import Account
from recover.domain.errors import Misused
from recover.domain.text import clean_line, count
from recover.services.accounts import (
    AccountDetails,
    add_account,
    set_account,
    set_contact,
    set_seat,
    vacant_days,
)
from recover.services.contact_wishes import wishes_text
from recover.services.desk import Desk
from recover.services.finding import find_account, person_name
from recover.services.relationship import relationship

CLEARABLE = ("since", "value", "lifetime", "share", "renewal", "owner")
"""What may be unknown again."""


def _add_arguments(parser: Parser) -> None:
    parser.text("name", "the name of the client organisation")
    parser.option("--zone", "Z", "IANA time zone, such as America/Chicago; needed", required=True)
    parser.option("--key", "K", "a short name to call it by; else made from the name")
    _details_arguments(parser)


def _set_arguments(parser: Parser) -> None:
    _account(parser)
    parser.option("--name", "N", "another name")
    parser.option("--zone", "Z", "another IANA time zone")
    _details_arguments(parser)
    parser.option(
        "--clear",
        "FIELD",
        f"take away one of {', '.join(CLEARABLE)}; may be repeated",
        type=one_of(*CLEARABLE),
        action="append",
    )


def _details_arguments(parser: Parser) -> None:
    parser.option("--hours", "H", 'such as "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00"')
    parser.option("--special", "DATES", 'such as "2026-12-24 09:00-12:00, 2026-12-31 closed"')
    parser.option("--phone", "P", "telephone number")
    parser.option("--email", "E", "e-mail address")
    parser.option("--address", "A", "postal address")
    parser.option("--since", "DATE", "client since: 2011, 2011-05 or 2011-05-03", type=since)
    parser.option("--value", "N", "yearly value, plain digits", type=amount)
    parser.option("--lifetime", "N", "lifetime value so far, plain digits", type=amount)
    parser.option("--currency", "C", "three letters, such as USD")
    parser.option("--share", "PERCENT", "share of our revenue", type=percent)
    parser.option("--renewal", "DATE", "when the contract is up, 2027-01-22", type=day)
    parser.option("--owner", "PERSON", "the account manager")


def _details(
    options: Namespace, name: str | None, clear: frozenset[str] = frozenset()
) -> AccountDetails:
    """Collect what is said of an account."""
    return AccountDetails(
        name=name,
        zone=options.zone,
        hours=options.hours,
        special=options.special,
        phone=options.phone,
        email=options.email,
        address=options.address,
        since=options.since,
        value=options.value,
        lifetime=options.lifetime,
        currency=options.currency,
        share=options.share,
        renewal=options.renewal,
        owner=options.owner,
        clear=clear,
    )


def _add(desk: Desk, options: Namespace, output: Output) -> None:
    account = add_account(desk, _details(options, joined(options.name)), key=options.key)
    _saved(output, account, f"Added {account.name}, with the key {account.key}.")


def _set(desk: Desk, options: Namespace, output: Output) -> None:
    details = _details(options, options.name, frozenset(options.clear or ()))
    if details == AccountDetails():
        raise Misused("There is nothing to change: add an option, such as --phone.")
    account = set_account(desk, options.account, details)
    _saved(output, account, f"{account.name} is as you say.")


def _contact_arguments(parser: Parser) -> None:
    _account(parser)
    parser.text("name", "the name of the person at the client")
    parser.option("--phone", "P", "telephone number")
    parser.option("--email", "E", "e-mail address")
    parser.option("--role", "R", "what they do there")


def _contact(desk: Desk, options: Namespace, output: Output) -> None:
    name = joined(options.name)
    account = set_contact(
        desk,
        options.account,
        name,
        phone=options.phone,
        email=options.email,
        role=options.role,
    )
    _saved(output, account, f"{account.contacts[-1].name} is a contact of {account.name}.")


def _seat_arguments(parser: Parser) -> None:
    _account(parser)
    parser.text("role", "the seat, such as account executive")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--vacant-since", metavar="DATE", type=day, help="nobody holds it since")
    which.add_argument("--filled", action="store_true", help="somebody holds it again")


def _seat(desk: Desk, options: Namespace, output: Output) -> None:
    role = clean_line(joined(options.role))
    days = vacant_days(desk, find_account(desk, options.account), role)
    account = set_seat(desk, options.account, role, options.vacant_since)
    counted = f" after {count(days, 'day')}" if days else ""
    state = f"filled{counted}" if options.filled else f"vacant since {options.vacant_since}"
    _saved(output, account, f"{account.name}: {role} is {state}.")


def _show_arguments(parser: Parser) -> None:
    _account(parser)


def _show(desk: Desk, options: Namespace, output: Output) -> None:
    account = find_account(desk, options.account)
    output.show(lambda: account_shape(account), lambda: _lines(desk, account))


def _lines(desk: Desk, account: Account) -> Iterator[str]:
    """Write what is on record of an account."""
    over = relationship(desk, account=account)
    yield f"{account.name} ({account.key})"
    yield " · ".join([*over.phrases(), over.clock()])
    for label, text in (
        ("Zone", account.calendar.zone),
        ("Hours", hours_text(account.calendar)),
        ("Special", special_text(account.calendar)),
        ("Holidays", holidays_text(account)),
        ("Phone", account.phone),
        ("E-mail", account.email),
        ("Address", account.address),
        ("Owner", person_name(desk, account.owner) if account.owner else ""),
    ):
        yield from labelled(label, [text] if text else [])
    yield from labelled("Contact", wishes_text(desk, account))
    people = [
        " · ".join(filter(None, (each.name, each.role, each.phone, each.email)))
        for each in account.contacts
    ]
    yield from labelled("Contacts", people)
    vacant = [f"{seat.role} vacant since {seat.vacant_since}" for seat in account.seats]
    yield from labelled("Seats", vacant)
    leaving = [
        f"{person_name(desk, each.person)} is off as soon as their open work here is accepted"
        for each in account.leaving
    ]
    yield from labelled("Leaving", leaving)


def _list(desk: Desk, _: Namespace, output: Output) -> None:
    found = desk.store.accounts()
    output.show(
        lambda: [account_shape(account) for account in found],
        lambda: _table(desk, found, output.width),
    )


def _table(desk: Desk, found: list[Account], width: int) -> list[str]:
    """Lay accounts out, one line each."""
    if not found:
        return ["No accounts. `recover account add NAME --zone ZONE` adds one."]
    rows = [
        [
            account.key,
            account.name,
            account.calendar.zone,
            person_name(desk, account.owner) if account.owner else "",
            ", ".join(relationship(desk, account=account).phrases()),
        ]
        for account in found
    ]
    return table(rows, width=width, widest=(14, 18, 20, 10))


def _saved(output: Output, account: Account, line: str) -> None:
    """Show the account to scripts, and a line to people."""
    output.show(lambda: account_shape(account), lambda: [line])


def _account(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="key or part of a name")


COMMANDS = {
    "account add": Command(
        arguments=_add_arguments,
        run=_add,
        examples=(
            'recover account add Harbour --zone Europe/London --hours "mon-fri 08:00-17:00"',
            "recover account add Delta --zone America/Chicago --since 2011 --value 48000",
            "recover account add Solaris --zone Asia/Kathmandu --key sol --json",
        ),
    ),
    "account set": Command(
        arguments=_set_arguments,
        run=_set,
        examples=(
            "recover account set northwind --email office@northwind.example",
            'recover account set northwind --hours "mon-fri 09:00-12:00 13:00-17:00"',
            "recover account set northwind --owner mara --json",
        ),
    ),
    "account contact": Command(
        arguments=_contact_arguments,
        run=_contact,
        examples=(
            'recover account contact northwind "R. Hale" --phone 555-0143',
            'recover account contact northwind "P. Lind" --email lind@northwind.example',
            'recover account contact northwind "P. Lind" --role buyer --json',
        ),
    ),
    "account seat": Command(
        arguments=_seat_arguments,
        run=_seat,
        examples=(
            'recover account seat northwind "account executive" --vacant-since 2026-09-28',
            "recover account seat northwind backup --filled",
            "recover account seat northwind engineer --vacant-since 2026-10-01 --json",
        ),
    ),
    "account show": Command(
        arguments=_show_arguments,
        run=_show,
        examples=(
            "recover account show northwind",
            "recover account show north",
            "recover account show northwind --json",
        ),
    ),
    "account list": Command(
        run=_list,
        examples=(
            "recover account list",
            "recover account list --json",
            "recover --json account list",
        ),
    ),
}
