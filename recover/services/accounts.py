"""Adding and changing accounts and their contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from recover.domain.account import Account, Contact, Seat
from recover.domain.action import AccountSaved, Action
from recover.domain.calendar import Calendar
from recover.domain.errors import Refused
from recover.domain.hours_text import parse_hours
from recover.domain.names import new_key
from recover.domain.text import clean, clean_line
from recover.domain.written import read_email, read_phone
from recover.services.desk import Desk
from recover.services.finding import find_account, find_person
from recover.services.meanwhile import on_top

Value = TypeVar("Value", Account, Contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """What may be said of an account; what is `None` stays as it is."""

    name: str | None = None
    zone: str | None = None
    """IANA zone."""
    hours: str | None = None
    """Such as `mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00`."""
    special: str | None = None
    """Such as `2026-12-24 09:00-12:00, 2026-12-31 closed`; empty for no such dates."""
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    since: date | None = None
    value: Decimal | None = None
    lifetime: Decimal | None = None
    currency: str | None = None
    share: Decimal | None = None
    renewal: date | None = None
    owner: str | None = None
    """Key or part of a name of one of us."""
    clear: frozenset[str] = frozenset()
    """What is taken away: of `since value lifetime share renewal owner`."""


def add_account(desk: Desk, details: AccountDetails, *, key: str | None = None) -> Account:
    """Add an account.

    Raises:
        Refused: It has no name or no zone, or the key or the name is taken.
        CalendarError: The zone or the hours are not understood.
    """
    name = clean_line(details.name or "")
    if not name:
        raise Refused("An account needs a name: add one, such as Northwind.")
    if not details.zone:
        raise Refused(f"{name} needs a time zone: add --zone, such as --zone America/Chicago.")
    with desk.store.exclusive():
        accounts = desk.store.accounts()
        taken = next((each for each in accounts if each.name.casefold() == name.casefold()), None)
        if taken is not None:
            raise Refused(f"There is an account {taken.name} already, with the key {taken.key}.")
        fresh = Account(
            key=new_key(name, key, (each.key for each in accounts), "account", beside_ids=True),
            name=name,
            calendar=Calendar.from_mapping({"zone": details.zone}),
        )
        account = _changed(desk, fresh, details)
        record_account(desk, None, account, f"added account {account.key}")
    return account


def set_account(
    desk: Desk,
    name: str,
    details: AccountDetails,
    *,
    seen: Account | None = None,
    over: Account | None = None,
) -> Account:
    """Change what is given of an account.

    Args:
        desk: The desk.
        name: Key or part of a name.
        details: What is changed.
        seen: The account as whoever acts looked at it; `None` when they did not.
        over: What somebody else made of it meanwhile, and is to be replaced; see `on_top`.

    Raises:
        NotFound: No account fits the name, or more than one does.
        ChangedMeanwhile: Somebody else has changed the same otherwise since it was looked at.
    """
    with desk.store.exclusive():
        before = find_account(desk, name)
        after = on_top(desk, seen, _changed(desk, seen or before, details), before, over)
        if after != before:
            record_account(desk, before, after, f"changed account {after.key}")
    return after


def set_contact(
    desk: Desk,
    account_name: str,
    contact_name: str,
    *,
    phone: str | None = None,
    email: str | None = None,
    role: str | None = None,
    seen: Account | None = None,
    over: Account | None = None,
) -> Account:
    """Add a contact to an account, or change the one of that name; *seen* as in `set_account`.

    Raises:
        NotFound: No account fits the name, or more than one does.
        ChangedMeanwhile: Somebody else has changed the same otherwise since it was looked at.
        Refused: The contact has no name.
    """
    name = clean_line(contact_name)
    if not name:
        raise Refused("A contact needs a name: add one, such as R. Hale.")
    with desk.store.exclusive():
        before = find_account(desk, account_name)
        base = seen or before
        known = next(
            (each for each in base.contacts if name.casefold() in (each.key, each.name.casefold())),
            None,
        )
        key = new_key(name, None, (each.key for each in base.contacts), "contact")
        contact = _given(
            known or Contact(key=key, name=name),
            {"phone": _phone(phone), "email": _email(email), "role": _line(role)},
        )
        others = tuple(each for each in base.contacts if each.key != contact.key)
        after = on_top(desk, seen, replace(base, contacts=(*others, contact)), before, over)
        if after != before:
            record_account(desk, before, after, f"saved contact {contact.name} of {after.key}")
    return after


def set_seat(desk: Desk, account_name: str, role: str, vacant_since: date | None) -> Account:
    """Say that a seat in the account's team is vacant since a date, or filled (`None`).

    Raises:
        NotFound: No account fits the name, or more than one does.
        Refused: The seat has no name, or was not vacant.
    """
    seat = clean_line(role)
    if not seat:
        raise Refused("A seat needs a name: add one, such as account executive.")
    with desk.store.exclusive():
        before = find_account(desk, account_name)
        others = tuple(each for each in before.seats if each.role.casefold() != seat.casefold())
        if vacant_since is None and len(others) == len(before.seats):
            raise Refused(f"No seat {seat!r} is vacant at {before.name}.")
        vacant = () if vacant_since is None else (Seat(role=seat, vacant_since=vacant_since),)
        after = replace(before, seats=(*others, *vacant))
        record_account(desk, before, after, f"changed the seats of {after.key}")
    return after


def vacant_days(desk: Desk, account: Account, role: str) -> int:
    """Count the days at the client's for which a seat has been vacant; 0 when it is not."""
    today = account.calendar.local(desk.now()).date()
    seats = (each for each in account.seats if each.role.casefold() == role.strip().casefold())
    return max(((today - each.vacant_since).days for each in seats), default=0)


def _changed(desk: Desk, account: Account, details: AccountDetails) -> Account:
    """Give *account* with the details that are given, and without those that are cleared."""
    cleared: dict[str, Any] = dict.fromkeys(details.clear)
    return _given(
        replace(account, **cleared),
        {
            "name": _line(details.name) or None,
            "calendar": recalendared(
                account.calendar, details.zone, details.hours, details.special
            ),
            "phone": _phone(details.phone),
            "email": _email(details.email),
            "address": None if details.address is None else clean(details.address).strip(),
            "since": details.since,
            "value": details.value,
            "lifetime": details.lifetime,
            "currency": _currency(details.currency),
            "share": details.share,
            "renewal": details.renewal,
            "owner": find_person(desk, details.owner).key if details.owner else None,
        },
    )


def recalendared(
    calendar: Calendar, zone: str | None, hours: str | None, special: str | None
) -> Calendar:
    """Give *calendar* with another zone, weekly hours or special hours; what is `None` stays.

    Raises:
        CalendarError: The zone is unknown.
        Refused: The hours are not understood.
    """
    if zone is None and hours is None and special is None:
        return calendar
    mapping = calendar.to_mapping()
    if zone is not None:
        mapping["zone"] = zone.strip()
    if hours is not None:
        mapping["hours"] = parse_hours(hours)
    if special is not None:
        from recover.domain.special_hours_text import parse_special_hours

        mapping["special_hours"] = parse_special_hours(special)
    return Calendar.from_mapping(mapping)


def _currency(code: str | None) -> str | None:
    """Check a currency code."""
    if code is None:
        return None
    letters = code.strip().upper()
    if len(letters) != 3 or not letters.isascii() or not letters.isalpha():
        raise Refused(f"{code!r} is not a currency code: use three letters, such as USD.")
    return letters


def _line(text: str | None) -> str | None:
    """Clean a line that may not be given."""
    return None if text is None else clean_line(text)


def _phone(text: str | None) -> str | None:
    """Clean a telephone number that may not be given."""
    return None if text is None else read_phone(clean_line(text))


def _email(text: str | None) -> str | None:
    """Clean an e-mail address that may not be given."""
    return None if text is None else read_email(clean_line(text))


def _given(value: Value, given: Mapping[str, Any]) -> Value:
    """Replace the fields that are given."""
    return replace(value, **{name: each for name, each in given.items() if each is not None})


def record_account(desk: Desk, before: Account | None, after: Account, sentence: str) -> None:
    """Save an account and remember how it was."""
    desk.store.save_account(after)
    desk.store.actions.remember(
        Action(
            by=desk.who.key,
            at=desk.recorded(),
            sentence=sentence,
            target=AccountSaved(before=before, after=after),
        )
    )
