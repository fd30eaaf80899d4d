"""Accounts and people to JSON documents and back. A document is what a person reads in the file."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from recover.domain.account import Account, Agreement, Contact, Leaving, Seat
from recover.domain.calendar import Calendar
from recover.domain.person import Person
from recover.storage.moments import moment_to_text

Document = dict[str, Any]


def account_to_document(account: Account) -> Document:
    """Write an account."""
    return {
        "key": account.key,
        "name": account.name,
        "calendar": account.calendar.to_mapping(),
        "holidays_source": account.holidays_source,
        "holidays_until": _text_or_none(account.holidays_until),
        "also_zones": list(account.also_zones),
        "windows": dict(account.windows),
        "no_contact": sorted(day.isoformat() for day in account.no_contact),
        "agreed": [_agreement_to_document(each) for each in account.agreed],
        "phone": account.phone,
        "email": account.email,
        "address": account.address,
        "since": _text_or_none(account.since),
        "value": _text_or_none(account.value),
        "lifetime": _text_or_none(account.lifetime),
        "currency": account.currency,
        "share": _text_or_none(account.share),
        "renewal": _text_or_none(account.renewal),
        "owner": account.owner,
        "contacts": [
            {name: getattr(contact, name) for name in Contact.__slots__}
            for contact in account.contacts
        ],
        "seats": [
            {"role": seat.role, "vacant_since": seat.vacant_since.isoformat()}
            for seat in account.seats
        ],
        "leaving": [
            {name: getattr(each, name) for name in Leaving.__slots__} for each in account.leaving
        ],
    }


def account_from_document(document: Mapping[str, Any]) -> Account:
    """Read an account."""
    return Account(
        key=document["key"],
        name=document["name"],
        calendar=Calendar.from_mapping(document["calendar"]),
        holidays_source=document.get("holidays_source", ""),
        holidays_until=_date_or_none(document.get("holidays_until")),
        also_zones=tuple(document.get("also_zones", ())),
        windows=tuple(document.get("windows", {}).items()),
        no_contact=frozenset(map(date.fromisoformat, document.get("no_contact", ()))),
        agreed=tuple(map(_agreement_from_document, document.get("agreed", ()))),
        phone=document["phone"],
        email=document["email"],
        address=document["address"],
        since=_date_or_none(document["since"]),
        value=_decimal_or_none(document["value"]),
        lifetime=_decimal_or_none(document["lifetime"]),
        currency=document["currency"],
        share=_decimal_or_none(document["share"]),
        renewal=_date_or_none(document["renewal"]),
        owner=document["owner"],
        contacts=tuple(Contact(**contact) for contact in document["contacts"]),
        seats=tuple(
            Seat(role=seat["role"], vacant_since=date.fromisoformat(seat["vacant_since"]))
            for seat in document["seats"]
        ),
        leaving=tuple(Leaving(**each) for each in document.get("leaving", ())),
    )


def _agreement_to_document(agreement: Agreement) -> Document:
    """Write what a client agreed to."""
    return {
        "channel": agreement.channel,
        "start": moment_to_text(agreement.start),
        "end": moment_to_text(agreement.end),
        "words": agreement.words,
        "who": agreement.who,
        "at": moment_to_text(agreement.at),
        "by": agreement.by,
    }


def _agreement_from_document(document: Mapping[str, Any]) -> Agreement:
    """Read what a client agreed to."""
    moments = {name: datetime.fromisoformat(document[name]) for name in ("start", "end", "at")}
    return Agreement(**{**document, **moments})


def person_to_document(person: Person) -> Document:
    """Write a person."""
    return {
        "key": person.key,
        "name": person.name,
        "calendar": person.calendar.to_mapping(),
        "holidays_source": person.holidays_source,
        "holidays_until": _text_or_none(person.holidays_until),
        "email": person.email,
        "backup": person.backup,
        "lead": person.lead,
        "away_until": _text_or_none(person.away_until),
        "cover": person.cover,
    }


def person_from_document(document: Mapping[str, Any]) -> Person:
    """Read a person."""
    return Person(
        key=document["key"],
        name=document["name"],
        calendar=Calendar.from_mapping(document["calendar"]),
        holidays_source=document.get("holidays_source", ""),
        holidays_until=_date_or_none(document.get("holidays_until")),
        email=document["email"],
        backup=document["backup"],
        lead=document["lead"],
        away_until=_date_or_none(document["away_until"]),
        cover=document["cover"],
    )


def _text_or_none(value: object | None) -> str | None:
    """Write a date or an amount; `None` stays."""
    return None if value is None else str(value)


def _date_or_none(text: str | None) -> date | None:
    """Read a date; `None` stays."""
    return None if text is None else date.fromisoformat(text)


def _decimal_or_none(text: str | None) -> Any:
    """Read an amount exactly; `None` stays."""
    if text is None:
        return None
    from decimal import Decimal

    return Decimal(text)
