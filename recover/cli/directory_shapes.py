"""The JSON of accounts and people."""

from decimal import Decimal

from recover.cli.shapes import Shape
from recover.cli.stamps import stamp
from recover.domain.account import Account, Agreement
from recover.domain.calendar import Calendar
from recover.domain.hours_text import describe_hours
from recover.domain.moments import day
from recover.domain.person import Person


def account_shape(account: Account) -> Shape:
    """Give an account with its contacts and vacant seats."""
    return {
        "key": account.key,
        "name": account.name,
        "zone": account.calendar.zone,
        "hours": hours_text(account.calendar),
        "special": special_text(account.calendar),
        "holidays": holidays_shape(account),
        "also_zones": list(account.also_zones),
        "windows": dict(account.windows),
        "no_contact": sorted(day.isoformat() for day in account.no_contact),
        "agreed": [_agreement_shape(account, each) for each in account.agreed],
        "phone": account.phone,
        "email": account.email,
        "address": account.address,
        "since": account.since.isoformat() if account.since else None,
        "value": number(account.value),
        "lifetime": number(account.lifetime),
        "currency": account.currency,
        "share": number(account.share),
        "renewal": account.renewal.isoformat() if account.renewal else None,
        "owner": account.owner,
        "contacts": [
            {
                "key": contact.key,
                "name": contact.name,
                "phone": contact.phone,
                "email": contact.email,
                "role": contact.role,
            }
            for contact in account.contacts
        ],
        "seats": [
            {"role": seat.role, "vacant_since": seat.vacant_since.isoformat()}
            for seat in account.seats
        ],
        "leaving": [each.person for each in account.leaving],
    }


def _agreement_shape(account: Account, agreement: Agreement) -> Shape:
    """Give what a client agreed to, on their clock."""
    zone_key = account.calendar.zone
    return {
        "channel": agreement.channel,
        "start": stamp(agreement.start, zone_key),
        "end": stamp(agreement.end, zone_key),
        "words": agreement.words,
        "who": agreement.who,
        "at": stamp(agreement.at, zone_key),
        "by": agreement.by,
    }


def person_shape(person: Person) -> Shape:
    """Give one of us."""
    return {
        "key": person.key,
        "name": person.name,
        "zone": person.calendar.zone,
        "hours": hours_text(person.calendar),
        "special": special_text(person.calendar),
        "holidays": holidays_shape(person),
        "email": person.email,
        "backup": person.backup,
        "lead": person.lead,
        "away_until": person.away_until.isoformat() if person.away_until else None,
        "cover": person.cover,
    }


def holidays_shape(owner: Account | Person) -> Shape:
    """Give how many holidays a calendar has, where they are from, and how far they can be trusted.

    `until` is the last date the list says anything about.
    """
    until = owner.holidays_until
    return {
        "count": len(owner.calendar.holidays),
        "source": owner.holidays_source,
        "until": until.isoformat() if until else None,
    }


def holidays_text(owner: Account | Person) -> str:
    """Say the same in words; empty when there are none."""
    number = len(owner.calendar.holidays)
    until = f", known until {day(owner.holidays_until)}" if owner.holidays_until else ""
    source = f" ({owner.holidays_source})" if owner.holidays_source else ""
    return f"{number}{until}{source}" if number else ""


def hours_text(calendar: Calendar) -> str:
    """Write weekly hours as `--hours` takes them."""
    hours = calendar.to_mapping()["hours"]
    return describe_hours(hours) if isinstance(hours, dict) else ""


def special_text(calendar: Calendar) -> str:
    """Write the hours of single dates as `--special` takes them; empty when there are none."""
    if not calendar.special_hours:
        return ""
    from recover.domain.special_hours_text import describe_special_hours

    special = calendar.to_mapping()["special_hours"]
    return describe_special_hours(special) if isinstance(special, dict) else ""


def number(value: Decimal | None) -> int | float | None:
    """Give an amount as a JSON number.

    An amount has at most 12 digits and 2 decimals, which a double holds exactly as written.
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
