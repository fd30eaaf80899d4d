"""What the place of accounts says, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account, Contact, amount
from recover.domain.days import short_day, wall_time
from recover.domain.person import Person
from recover.services.contact_wishes import wishes_text
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.relationship import relationship
from recover.tui.dialogs.account import hours_text
from recover.tui.widgets.rows import Cell, Column, Row, Tone, heading, remark

COLUMNS = (
    Column(),
    Column(width=22),
    Column(width=15, from_width=72),
    Column(width=10, from_width=58),
)
"""Name, zone and time there or how to reach them, value, renewal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everybody on record."""

    now: datetime
    accounts: tuple[Account, ...]
    """By name."""
    people: tuple[Person, ...]
    """By name."""
    who: str
    """Person key of whoever looks."""


def directory(desk: Desk) -> Directory:
    """Read everybody on record."""
    return Directory(
        now=desk.now(),
        accounts=tuple(sorted(desk.store.accounts(), key=lambda each: each.name.casefold())),
        people=tuple(sorted(desk.store.people(), key=lambda each: each.name.casefold())),
        who=desk.who.key,
    )


def directory_rows(found: Directory) -> list[Row]:
    """List the accounts, each with its contacts, then our people."""
    rows = [heading(f"ACCOUNTS {len(found.accounts)}", "client's clock", "a year", "renewal")]
    for account in found.accounts:
        rows.append(_account(account, found.now))
        rows += [_contact(account, each) for each in account.contacts]
    if not found.accounts:
        rows.append(remark("  No account is on record yet: a adds one."))
    rows += [Row(cells=("",)), heading(f"PEOPLE {len(found.people)}", "their clock", "", "away")]
    rows += [_person(each, found) for each in found.people]
    if not found.people:
        rows.append(remark("  Nobody of us is on record yet: p adds one."))
    return rows


def account_lines(desk: Desk, account: Account) -> list[str]:
    """Say what is known of an account, for reading."""
    known = relationship(desk, account=account)
    return [
        line
        for line in (
            f"{account.name} · {known.clock()}",
            " · ".join(known.phrases()),
            f"hours   {hours_text(account.calendar.to_mapping())} ({account.calendar.zone})",
            _labelled("reach", account.phone, account.email, " ".join(account.address.split())),
            _labelled("holidays", _holidays(account)),
            *_under("wishes", wishes_text(desk, account)),
            _labelled("owner", person_name(desk, account.owner) if account.owner else ""),
            _labelled("leaving", *(person_name(desk, each.person) for each in account.leaving)),
        )
        if line
    ]


def _under(label: str, texts: Sequence[str]) -> list[str]:
    """Write several lines with a label beside the first."""
    return [_labelled(label if not place else "", text) for place, text in enumerate(texts)]


def _holidays(account: Account) -> str:
    """Say how many holidays are on record, and until when they are known."""
    number, until = len(account.calendar.holidays), account.holidays_until
    if not number:
        return ""
    return f"{number}, known until {short_day(until)} {until.year}" if until else f"{number}"


def _labelled(label: str, *texts: str) -> str:
    """Write what is known of several things after a label; nothing when nothing is."""
    known = " · ".join(text for text in texts if text)
    return f"{label:<7} {known}" if known else ""


def _account(account: Account, now: datetime) -> Row:
    """Write one account."""
    return Row(
        id=f"account:{account.key}",
        cells=(
            account.name,
            Cell(_clock(account.calendar.zone, now), Tone.DIM),
            amount(account.value, account.currency) if account.value is not None else "",
            short_day(account.renewal) if account.renewal else "",
        ),
    )


def _contact(account: Account, contact: Contact) -> Row:
    """Write one contact, under its account."""
    reach = contact.phone or contact.email
    name = f"{contact.name}, {contact.role}" if contact.role else contact.name
    return Row(
        id=f"account:{account.key}/{contact.key}",
        cells=(f"  {name}", Cell(reach, Tone.DIM), "", ""),
        tone=Tone.DIM,
    )


def _person(person: Person, found: Directory) -> Row:
    """Write one of us."""
    notes = [
        "you" if person.key == found.who else "",
        "lead" if person.lead else "",
        f"backup {person.backup}" if person.backup else "",
    ]
    told = ", ".join(each for each in notes if each)
    away = person.away_until
    return Row(
        id=f"person:{person.key}",
        cells=(
            f"{person.name} ({told})" if told else person.name,
            Cell(_clock(person.calendar.zone, found.now), Tone.DIM),
            Cell(f"covers: {person.cover}" if away and person.cover else "", Tone.DIM),
            f"back {short_day(away)}" if away else "",
        ),
    )


def _clock(zone_key: str, now: datetime) -> str:
    """Write what time it is in a zone, and where that is."""
    place = zone_key.rsplit("/", 1)[-1].replace("_", " ")
    return f"{wall_time(now, zone_key)} {place}"
