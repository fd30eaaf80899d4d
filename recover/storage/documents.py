"""Values to JSON documents and back. A document is what a person reads in the file."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from recover.domain.account import Account, Contact, Seat
from recover.domain.action import AccountSaved, Action, EntriesWritten, PersonSaved, Target
from recover.domain.calendar import Calendar
from recover.domain.entry import KINDS, Entry
from recover.domain.person import Person

Document = dict[str, Any]


def moment_to_text(moment: datetime) -> str:
    """Write an aware moment in UTC (`2026-10-23T00:10:00Z`), a naive one as it stands."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def entry_to_document(entry: Entry) -> Document:
    """Write one log entry."""
    return {
        "number": entry.number,
        "at": moment_to_text(entry.at),
        "recorded": moment_to_text(entry.recorded),
        "by": entry.by,
        "kind": entry.kind,
        "client": entry.client,
        "action": entry.action,
        "what": {name: _plain(getattr(entry.what, name)) for name in entry.what.__slots__},
    }


def entry_from_document(document: Mapping[str, Any]) -> Entry:
    """Read one log entry."""
    kind = KINDS[document["kind"]]
    what: Document = dict(document["what"])
    for name, read in _readers(kind).items():
        if what.get(name) is not None:
            what[name] = read(what[name])
    return Entry(
        number=document["number"],
        at=datetime.fromisoformat(document["at"]),
        recorded=datetime.fromisoformat(document["recorded"]),
        by=document["by"],
        what=kind(**what),
        client=document["client"],
        action=document["action"],
    )


def _plain(value: object) -> object:
    """Turn one field into what JSON can carry."""
    if isinstance(value, datetime):
        return moment_to_text(value)
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


@cache
def _readers(kind: type[Any]) -> dict[str, Callable[[Any], object]]:
    """List the fields of a happening that JSON cannot carry as they are, each with its reader."""
    readers: dict[str, Callable[[Any], object]] = {}
    for field in fields(kind):
        wanted: Any = field.type
        if isinstance(wanted, UnionType):
            wanted = next(each for each in get_args(wanted) if each is not NoneType)
        if wanted is datetime:
            readers[field.name] = datetime.fromisoformat
        elif get_origin(wanted) is tuple:
            readers[field.name] = tuple
        elif issubclass(wanted, StrEnum):
            readers[field.name] = wanted
    return readers


def account_to_document(account: Account) -> Document:
    """Write an account."""
    return {
        "key": account.key,
        "name": account.name,
        "calendar": account.calendar.to_mapping(),
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
    }


def account_from_document(document: Mapping[str, Any]) -> Account:
    """Read an account."""
    return Account(
        key=document["key"],
        name=document["name"],
        calendar=Calendar.from_mapping(document["calendar"]),
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
    )


def person_to_document(person: Person) -> Document:
    """Write a person."""
    return {
        "key": person.key,
        "name": person.name,
        "calendar": person.calendar.to_mapping(),
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
        email=document["email"],
        backup=document["backup"],
        lead=document["lead"],
        away_until=_date_or_none(document["away_until"]),
        cover=document["cover"],
    )


def action_to_document(action: Action) -> Document:
    """Write an action."""
    document: Document = {
        "by": action.by,
        "at": moment_to_text(action.at),
        "sentence": action.sentence,
    }
    match action.target:
        case EntriesWritten(incident=incident, entries=entries):
            document |= {"incident": incident, "entries": list(entries)}
        case AccountSaved(before=before, after=after):
            document |= {
                "before": account_to_document(before) if before else None,
                "account": account_to_document(after),
            }
        case PersonSaved(before=before, after=after):
            document |= {
                "before": person_to_document(before) if before else None,
                "person": person_to_document(after),
            }
    return document


def action_from_document(document: Mapping[str, Any]) -> Action:
    """Read an action."""
    return Action(
        by=document["by"],
        at=datetime.fromisoformat(document["at"]),
        sentence=document["sentence"],
        target=_target(document),
    )


def _target(document: Mapping[str, Any]) -> Target:
    """Read what an action was done to."""
    if "incident" in document:
        return EntriesWritten(incident=document["incident"], entries=tuple(document["entries"]))
    before = document["before"]
    if "account" in document:
        return AccountSaved(
            before=account_from_document(before) if before else None,
            after=account_from_document(document["account"]),
        )
    return PersonSaved(
        before=person_from_document(before) if before else None,
        after=person_from_document(document["person"]),
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
