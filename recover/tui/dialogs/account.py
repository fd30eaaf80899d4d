"""Adding an account, and changing one."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from recover.domain.account import Account
from recover.domain.errors import Refused
from recover.domain.hours_text import describe_hours
from recover.domain.special_hours_text import describe_special_hours
from recover.domain.written import read_amount, read_date, read_percent
from recover.services.accounts import AccountDetails, add_account, set_account
from recover.services.desk import Desk
from recover.tui.dialogs.edit import EditDialog
from recover.tui.dialogs.form import Field, Given
from recover.tui.work import desk_of

Value = TypeVar("Value")


_CLEARABLE = ("since", "value", "lifetime", "share", "renewal", "owner")


class AccountDialog(EditDialog[Account]):
    """A form with everything that may be said of an account; only name and zone are needed."""

    def __init__(self, desk: Desk, account: Account | None = None) -> None:
        """Make the form.

        Args:
            desk: The desk; a new account is taken to be in the zone of whoever acts.
            account: The account to change; `None` to add one.
        """
        self._account = account
        heading = f"Change {account.name}" if account else "Add an account"
        key = account.key if account else ""
        super().__init__(heading, _fields(desk, account), draft=f"account/{key}")

    def save(self, given: Given) -> Account:
        """Add or change it."""
        desk = desk_of(self)
        if not given["zone"].strip():
            raise Refused("The zone is missing: write one such as America/Chicago.")
        details = _details(given, self._account)
        account = self._account
        if account is None:
            return add_account(desk, details)
        return self.saving(
            lambda over: set_account(desk, account.key, details, seen=account, over=over)
        )


def _fields(desk: Desk, account: Account | None) -> list[Field]:
    """List the fields, with what is on record in them."""
    known = _known(account) if account else {"zone": desk.who.calendar.zone}
    return [
        Field(
            name=name,
            label=label,
            value=known.get(name, ""),
            hint=f"such as {hint}" if hint else "",
        )
        for name, label, hint in (
            ("name", "name", "Northwind"),
            ("zone", "time zone", "America/Chicago"),
            ("hours", "hours", "mon-fri 09:00-17:00"),
            ("special", "special days", "2026-12-24 09:00-12:00, 2026-12-31 closed"),
            ("phone", "phone", ""),
            ("email", "e-mail", ""),
            ("address", "postal address", ""),
            ("since", "client since", "2011 or 2011-05-02"),
            ("value", "yearly value", "48000"),
            ("lifetime", "lifetime value", "480000"),
            ("currency", "currency", "USD"),
            ("share", "% of revenue", "15"),
            ("renewal", "renewal", "2027-01-22"),
            ("owner", "account manager", "mara"),
        )
    ]


def _known(account: Account) -> dict[str, str]:
    """Write what is on record, as it would be typed."""
    values = {
        "since": account.since,
        "value": account.value,
        "lifetime": account.lifetime,
        "share": account.share,
        "renewal": account.renewal,
        "owner": account.owner,
    }
    return {
        "name": account.name,
        "zone": account.calendar.zone,
        "hours": hours_text(account.calendar.to_mapping()),
        "special": special_text(account.calendar.to_mapping()),
        "phone": account.phone,
        "email": account.email,
        "address": account.address,
        "currency": account.currency,
        **{name: "" if value is None else f"{value}" for name, value in values.items()},
    }


def hours_text(calendar: Mapping[str, object]) -> str:
    """Write the weekly hours of a calendar as they would be typed."""
    weekly = calendar.get("hours")
    return describe_hours(weekly) if isinstance(weekly, Mapping) else ""


def special_text(calendar: Mapping[str, object]) -> str:
    """Write the hours of single dates of a calendar as they would be typed."""
    special = calendar.get("special_hours")
    return describe_special_hours(special) if isinstance(special, Mapping) else ""


def _details(given: Given, account: Account | None) -> AccountDetails:
    """Read what was changed in the form; a field that was filled and is empty now is cleared."""
    known = _known(account) if account else {}
    typed = {name: text.strip() for name, text in given.items()}
    if known.get("hours") and not typed["hours"]:
        raise Refused("The hours are missing: write some, such as mon-fri 09:00-17:00.")
    changed = {name: text for name, text in typed.items() if text != known.get(name, "").strip()}
    return AccountDetails(
        name=changed.get("name"),
        zone=changed.get("zone"),
        hours=changed.get("hours"),
        special=changed.get("special"),
        phone=changed.get("phone"),
        email=changed.get("email"),
        address=changed.get("address"),
        since=_if_any(changed.get("since"), lambda text: read_date(text, whole=False)),
        value=_if_any(changed.get("value"), read_amount),
        lifetime=_if_any(changed.get("lifetime"), read_amount),
        currency=changed.get("currency") or None,
        share=_if_any(changed.get("share"), read_percent),
        renewal=_if_any(changed.get("renewal"), read_date),
        owner=changed.get("owner") or None,
        clear=frozenset(each for each in _CLEARABLE if changed.get(each) == ""),
    )


def _if_any(text: str | None, reading: Callable[[str], Value]) -> Value | None:
    """Read a text, unless it is empty or was not changed."""
    return reading(text) if text else None
