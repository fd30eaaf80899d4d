"""Who may be calling: accounts and contacts that fit what is typed so far."""

from dataclasses import dataclass

from recover.domain.account import Account, Contact
from recover.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller:
    """An account, or a contact of it, that fits."""

    account: str
    """Account key."""
    name: str
    """The account's name."""
    contact: str | None = None
    """Contact key; `None` for the account as such."""
    contact_name: str = ""

    @property
    def title(self) -> str:
        """Account and contact, for people."""
        return f"{self.name} · {self.contact_name}" if self.contact else self.name


def known_callers(desk: Desk, typed: str, *, most: int) -> list[KnownCaller]:
    """List whom *typed* may mean, the likeliest first.

    The beginning of a name counts more than the beginning of a word in it, and that more than any
    other part. An account that fits brings its contacts with it, right behind. Nothing typed fits
    every account.

    Args:
        desk: The desk.
        typed: Part of an account's or a contact's name.
        most: How many to give at most.
    """
    fold = " ".join(typed.split()).casefold()
    ranked: list[tuple[int, str, int, KnownCaller]] = []
    for account in desk.store.accounts():
        name = account.name.casefold()
        rank = _rank(fold, account.name, account.key)
        if rank is not None:
            ranked.append((rank, name, 0, _caller(account)))
        for place, contact in enumerate(account.contacts, start=1):
            own = _rank(fold, contact.name, contact.key) if fold else None
            ranks = [each for each in (own, rank if fold else None) if each is not None]
            if ranks:
                ranked.append((min(ranks), name, place, _caller(account, contact)))
    ranked.sort(key=lambda each: each[:3])
    return [caller for *_, caller in ranked[:most]]


def _caller(account: Account, contact: Contact | None = None) -> KnownCaller:
    return KnownCaller(
        account=account.key,
        name=account.name,
        contact=contact.key if contact else None,
        contact_name=contact.name if contact else "",
    )


def _rank(fold: str, name: str, key: str) -> int | None:
    """Say how well a name fits, 0 best; `None` when it does not."""
    folded = name.casefold()
    if folded.startswith(fold) or key.startswith(fold):
        return 0
    if any(word.startswith(fold) for word in folded.replace(".", " ").split()):
        return 1
    return 2 if fold in folded else None
