"""Looking into the archive: what was closed long ago, as it is found, the newest first."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.storage.moments import moment_to_text

Tell = Callable[[float], object]
"""Told which part of the archive has been looked through, from 0 to 1."""


def has_past(desk: Desk) -> bool:
    """Say whether anything was put away at all."""
    return desk.store.logs.has_past


def forgotten_ids(desk: Desk) -> frozenset[str]:
    """Give the ids of the incidents that were forgotten with their clients."""
    return frozenset(map(str, desk.store.logs.forgotten()))


def past_incidents(
    desk: Desk,
    *,
    is_open: bool | None = None,
    search: str = "",
    account: str | None = None,
    tell: Tell | None = None,
) -> Iterator[Incident]:
    """Give the incidents of the archive that fit, one after the other.

    Args:
        desk: The desk.
        is_open: As `recover.services.looking.incidents`; there are no open ones.
        search: Words that all have to occur, in any of the incident's texts or its account's name.
        account: Only those of this account; its key.
        tell: Told now and then how far it is.

    Raises:
        Failed: The archive cannot be read, or is damaged.
    """
    from recover.services.looking import fits

    if is_open:
        return
    words = search.casefold().split()
    wanted = [_signs_of(desk, word) for word in words]
    if account is not None:
        wanted.append([_field("account", account)])
    now = desk.now()
    for incident in desk.store.logs.past(wanted, tell):
        shown = incident.as_of(now)
        if fits(desk, shown, is_open=is_open, words=words, account=account):
            yield shown


def whole_record(desk: Desk, *, account: str | None = None) -> Iterator[Incident]:
    """Give every incident, or every one of an account, the archive's first; also those taken back.

    Raises:
        Failed: The archive cannot be read, or is damaged.
    """
    now = desk.now()
    wanted = [] if account is None else [[_field("account", account)]]
    for incident in desk.store.logs.past(wanted):
        if account is None or incident.account == account:
            yield incident.as_of(now)
    yield from (each for each in desk.incidents() if account is None or each.account == account)


def past_written(desk: Desk, moment: datetime) -> Iterator[Incident]:
    """Give the incidents of the archive in which something was written down at a moment."""
    return desk.store.logs.past([[_field("recorded", moment_to_text(moment))]])


def past_departments(desk: Desk) -> set[str]:
    """Give the departments that clients have been through in what was put away.

    Raises:
        Failed: The archive cannot be read.
    """
    return desk.store.logs.past_texts("department")


def _signs_of(desk: Desk, word: str) -> list[str]:
    """Give what may stand in the record of an incident that a word is found in."""
    signs = [json.dumps(word, ensure_ascii=False)[1:-1].casefold()]
    for account in desk.store.accounts():
        if word in account.name.casefold():
            signs.append(_field("account", account.key))
        signs += [
            _field("contact", contact.key)
            for contact in account.contacts
            if word in contact.name.casefold()
        ]
    return signs


def _field(name: str, value: str) -> str:
    """Give what stands in the archive where a field has a value."""
    from recover.storage.history import field_sign  # who lists promises reads no archive

    return field_sign(name, value)
