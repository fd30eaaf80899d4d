"""What a client has been called, now and before, so that it can be found in what others wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recover.domain.account import Account
from recover.domain.action import AccountSaved, Several
from recover.domain.errors import Ambiguous, NotFound
from recover.domain.incident import Incident
from recover.domain.names import find
from recover.export.name_parts import firm_parts, name_parts
from recover.services.desk import Desk
from recover.services.finding import find_account

_SHORTEST_NAME = 3
"""Letters of a whole name, a number or an address."""
_SHORTEST_PART = 4
"""Letters of a part of a name; shorter ones are words of every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientNames:
    """What names one client, casefolded."""

    whole: frozenset[str]
    """Names, addresses and numbers, of the account and of the people there."""
    parts: frozenset[str]
    """What is left of a name when it is said in short, and the account's key."""

    def is_in(self, text: str) -> bool:
        """Say whether a text names them; parts count as whole words only."""
        words = text.casefold()
        if any(each in words for each in self.whole):
            return True
        return any(re.search(rf"\b{re.escape(each)}\b", words) for each in self.parts)

    def mentions(self, incident: Incident) -> Iterator[str]:
        """Give the ids of the entries of an incident in which they are named."""
        for entry in incident.entries:
            texts = [getattr(entry.what, name) for name in entry.what.__slots__]
            if self.is_in("\n".join(each for each in texts if isinstance(each, str))):
                yield f"{incident.id}e{entry.number}"


def account_to_forget(desk: Desk, name: str) -> Account:
    """Find an account on record, or one that was taken back and is in what could be brought back.

    Raises:
        NotFound: None fits, or more than one does.
    """
    try:
        return find_account(desk, name)
    except Ambiguous:
        raise
    except NotFound:
        known = {each.key: each for each in _once_known(desk)}
        return find(
            name,
            list(known.values()),
            key=lambda each: each.key,
            name=lambda each: each.name,
            noun="account",
            hint="`recover account list` shows them.",
        )


def names_of(desk: Desk, account: Account) -> ClientNames:
    """Give what an account is and was called, as far as that is on record."""
    every = [account, *(each for each in _once_known(desk) if each.key == account.key)]
    whole: set[str] = set()
    parts: set[str] = {account.key}
    for each in every:
        whole |= {each.name, each.phone, each.email}
        parts |= set(firm_parts(each.name)[:1])
        for contact in each.contacts:
            whole |= {contact.name, contact.phone, contact.email}
            parts |= set(name_parts(contact.name))
    return ClientNames(
        whole=frozenset(each.casefold() for each in whole if len(each) >= _SHORTEST_NAME),
        parts=frozenset(each.casefold() for each in parts if len(each) >= _SHORTEST_PART),
    )


def _once_known(desk: Desk) -> Iterator[Account]:
    """Give accounts as they were before something was done to them, the latest first."""
    for action in desk.store.actions.everybodys():
        target = action.target
        for part in target.parts if isinstance(target, Several) else (target,):
            if isinstance(part, AccountSaved):
                yield from filter(None, (part.after, part.before))
