"""Putting accounts and people back as they were, or again as they were left."""

from typing import TypeVar

from recover.domain.account import Account
from recover.domain.merging import merge
from recover.domain.person import Person
from recover.domain.text import count
from recover.services.belonging import ties
from recover.services.changed_since import ChangedSince
from recover.services.desk import Desk
from recover.services.past import whole_record

Value = TypeVar("Value", Account, Person)

_NAMED = 3
"""How many of the things that keep somebody are named."""


def put_account(desk: Desk, here: Account | None, wanted: Account | None) -> None:
    """Change an account from *here* to *wanted*, whatever else was changed of it since."""
    accounts = desk.store.accounts()
    key = next(each.key for each in (here, wanted) if each is not None)
    now = next((each for each in accounts if each.key == key), None)
    if now == wanted:
        return  # it was never written: the disk was full then
    if wanted is None:
        if now != here:
            raise ChangedSince(f"account {key} was changed since: set it by hand.")
        _check_unused(desk, key)
        desk.store.remove_account(key)
        return
    merged = _merged(f"account {key}", here, wanted, now)
    others = (each for each in accounts if each.key != key)
    taken = next((each for each in others if each.name.casefold() == merged.name.casefold()), None)
    if taken is not None:
        raise ChangedSince(
            f"another account is called {merged.name} now, with the key {taken.key}."
        )
    if here is None or here.owner != wanted.owner:
        _check_there(desk, merged.owner)
    desk.store.save_account(merged)


def put_person(desk: Desk, here: Person | None, wanted: Person | None) -> None:
    """Change a person from *here* to *wanted*, whatever else was changed of them since."""
    people = desk.store.people()
    key = next(each.key for each in (here, wanted) if each is not None)
    now = next((each for each in people if each.key == key), None)
    if now == wanted:
        return
    if wanted is None:
        if now is None or now != here:
            raise ChangedSince(f"person {key} was changed since: set it by hand.")
        found = ties(desk, now)
        if found:
            more = (
                f", and {count(len(found) - _NAMED, 'thing')} more" if len(found) > _NAMED else ""
            )
            raise ChangedSince(f"{now.name} stays: {', '.join(found[:_NAMED])}{more}.")
        desk.store.remove_person(key)
        return
    merged = _merged(f"person {key}", here, wanted, now)
    for each in (merged.backup, merged.cover):
        _check_there(desk, each)
    desk.store.save_person(merged)
    if desk.who.key == key:
        desk.who = merged


def _merged(name: str, here: Value | None, wanted: Value, now: Value | None) -> Value:
    """Put what an action changed onto what is on record now."""
    if here is None:
        if now is not None:
            raise ChangedSince(f"{name} is on record again, as somebody else wrote it.")
        return wanted
    if now is None:
        raise ChangedSince(f"{name} is not on record any more.")
    merged, clashes = merge(here, wanted, now)
    if clashes:
        raise ChangedSince(f"{name} was changed since ({', '.join(clashes)}): set it by hand.")
    return merged


def _check_unused(desk: Desk, key: str) -> None:
    """Refuse to leave an incident without its account."""
    used = (each.id for each in whole_record(desk, account=key) if not each.is_void)
    incident = next(used, None)
    if incident is not None:
        raise ChangedSince(f"account {key} stays: incident {incident} is about it.")


def _check_there(desk: Desk, key: str | None) -> None:
    """Refuse to name somebody who is gone."""
    if key is not None and all(each.key != key for each in desk.store.people()):
        raise ChangedSince(f"{key} is not one of us any more.")
