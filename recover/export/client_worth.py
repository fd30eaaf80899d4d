"""What a client is to us, as rows with their units."""

from collections.abc import Iterator

from recover.domain.account import Account
from recover.export.dossier import Dossier
from recover.export.report import Cell, Quantity


def worth(dossier: Dossier) -> Iterator[tuple[str, Cell]]:
    """Give years, value, lifetime, share and renewal, as far as they are known."""
    account = dossier.account
    if account is None:
        return
    if account.since is not None:
        years = f" ({dossier.years} years)" if dossier.years else ""
        yield "client since", f"{account.since.year}{years}"
    yield from money(account)
    if account.share is not None:
        yield "share of our revenue", Quantity(number=account.share.normalize(), unit="%")
    if account.renewal is not None:
        yield "renewal", _renewal(account.renewal.isoformat(), dossier.renewal_days)
    for seat in account.seats:
        yield f"vacant: {seat.role}", f"since {seat.vacant_since.isoformat()}"


def money(account: Account) -> Iterator[tuple[str, Cell]]:
    """Give what the client is worth."""
    if account.value is not None:
        yield "value a year", Quantity(number=account.value, unit=account.currency)
    if account.lifetime is not None:
        yield "lifetime value", Quantity(number=account.lifetime, unit=account.currency)


def _renewal(date: str, days: int | None) -> str:
    """Say when the contract is up."""
    if days is None:
        return date
    return f"{date}, {days} days left" if days >= 0 else f"{date}, passed"
