"""The client organisation: what it is worth, where its clock stands, how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from recover.domain.calendar import Calendar

CHANNELS = ("call", "sms", "e-mail", "chat", "visit", "letter")
"""The ways to reach a client, the most direct first."""

_ALSO = {
    "phone": "call",
    "text": "sms",
    "email": "e-mail",
    "mail": "e-mail",
    "post": "letter",
    "in person": "visit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at the client."""

    key: str
    name: str
    phone: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place in the team that serves the account, and that nobody holds."""

    role: str
    vacant_since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody who is off the account as soon as their work there has an accepted new owner."""

    person: str
    """Person key."""
    reason: str
    seat: str
    """The seat that is vacant then; empty for none but the manager's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A stretch of time in which the client asked to be contacted, whatever the windows say."""

    channel: str
    """One of `CHANNELS`."""
    start: datetime
    """UTC; the first moment that is allowed."""
    end: datetime
    """UTC; the first moment that is not."""
    words: str
    """Theirs, such as `text when the truck is near`."""
    who: str
    """Whose words they are; empty when nobody was named."""
    at: datetime
    """When they were said, UTC."""
    by: str
    """Who wrote them down; person key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A client organisation."""

    key: str
    name: str
    calendar: Calendar
    """The client's zone, hours and holidays."""
    holidays_source: str = ""
    """Where the holidays of the calendar come from; empty when none were taken over."""
    holidays_until: date | None = None
    """The last date that list says anything about; `None` when there is no list."""
    also_zones: tuple[str, ...] = ()
    """Other IANA zones they may be in at present; contact has to be allowed in all of them."""
    windows: tuple[tuple[str, str], ...] = ()
    """Channels with the weekly hours the client wishes for, which narrow the house rules."""
    no_contact: frozenset[date] = frozenset()
    """Dates on which they wish not to be contacted; a letter may still be posted."""
    agreed: tuple[Agreement, ...] = ()
    phone: str = ""
    email: str = ""
    address: str = ""
    since: date | None = None
    """When they became a client; only the year is shown."""
    value: Decimal | None = None
    """Yearly value, in *currency*."""
    lifetime: Decimal | None = None
    """Lifetime value so far, in *currency*."""
    currency: str = "USD"
    """ISO 4217 code."""
    share: Decimal | None = None
    """Share of our revenue, in percent."""
    renewal: date | None = None
    """The date the contract is up for renewal, on the client's calendar."""
    owner: str | None = None
    """The key of the account manager; `None` while the account has none."""
    contacts: tuple[Contact, ...] = ()
    seats: tuple[Seat, ...] = ()
    """The vacant ones only."""
    leaving: tuple[Leaving, ...] = ()
    """Who is to be off the account once their work is accepted."""


def channel_named(text: str) -> str | None:
    """Give the channel that *text* names, or `None`."""
    word = text.strip().casefold()
    word = _ALSO.get(word, word)
    return word if word in CHANNELS else None


def is_on_record(account: Account, contact: Contact | None, channel: str) -> bool:
    """Say whether there is a number or an address to use *channel* with (`deadlines.md` E4)."""
    phone = account.phone or (contact.phone if contact else "")
    email = account.email or (contact.email if contact else "")
    on_record = {
        "call": bool(phone),
        "sms": bool(phone),
        "e-mail": bool(email),
        "visit": bool(account.address),
        "letter": bool(account.address),
    }
    return on_record.get(channel, False)


def amount(value: Decimal, currency: str) -> str:
    """Write money for people: `48,600 USD`, with cents only where there are any."""
    places = 0 if value == value.to_integral_value() else 2
    return f"{value:,.{places}f} {currency}"
