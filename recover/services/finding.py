"""Finding what a person means: by key, by part of a name, or by an id such as `12p1`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recover.domain.errors import NotFound
from recover.domain.names import find
from recover.domain.text import shorten
from recover.services.desk import PERSON_HINT, Desk

if TYPE_CHECKING:
    from recover.domain.account import Account, Contact
    from recover.domain.demand import Demand
    from recover.domain.incident import Incident
    from recover.domain.person import Person
    from recover.domain.promise import Promise

_ACCOUNT = "account:"
_INSIDE = re.compile(r"([0-9]{1,9})([a-z])([0-9]{1,9})", re.ASCII)


class UnknownId(NotFound):
    """The id names nothing inside its incident."""


def find_account(desk: Desk, name: str) -> Account:
    """Find an account by its key or any unambiguous part of its name, or by `account:` and its key.

    Raises:
        NotFound: None fits, or more than one does.
    """
    accounts = desk.store.accounts()
    if is_account_key(name):
        key = name.partition(":")[2].strip().casefold()
        found = next((each for each in accounts if each.key.casefold() == key), None)
        if found is not None:
            return found
    return find(
        name,
        accounts,
        key=lambda each: each.key,
        name=lambda each: each.name,
        noun="account",
        hint="`recover account list` shows them, `recover account add` adds one.",
    )


def by_key(account_key: str) -> str:
    """Name an account so that it can be nothing else: a key may look like an id, or be `all`."""
    return f"{_ACCOUNT}{account_key}"


def is_account_key(name: str) -> bool:
    """Say whether *name* is `account:` and a key."""
    return name.strip().casefold().startswith(_ACCOUNT)


def account_of(desk: Desk, incident: Incident) -> Account | None:
    """Give the account of an incident, or `None` while the caller is unknown."""
    return account_of_key(desk, incident.account)


def account_of_key(desk: Desk, key: str | None) -> Account | None:
    """Give the account of that key, or `None`."""
    return next((each for each in desk.store.accounts() if each.key == key), None)


def contact_of(account: Account | None, key: str | None) -> Contact | None:
    """Give the contact on record of that key, or `None`."""
    contacts = account.contacts if account else ()
    return next((each for each in contacts if each.key == key), None)


def find_contact(account: Account | None, name: str) -> str:
    """Give the key of the contact that *name* means, or the name itself when none is on record.

    Raises:
        Ambiguous: More than one contact fits.
    """
    if account is None:
        return name
    try:
        found = find(
            name,
            account.contacts,
            key=lambda each: each.key,
            name=lambda each: each.name,
            noun="contact",
            hint="",
        )
    except NotFound as error:
        if len(error.candidates) > 1 and error.kind == "ambiguous":
            raise
        return name
    return found.key


def find_person(desk: Desk, name: str) -> Person:
    """Find one of us by key or any unambiguous part of a name; whoever acts is always known.

    Raises:
        NotFound: Nobody fits, or more than one does.
    """
    people = desk.store.people()
    if all(each.key != desk.who.key for each in people):
        people = [*people, desk.who]
    return find(
        name,
        people,
        key=lambda each: each.key,
        name=lambda each: each.name,
        noun="person",
        hint=PERSON_HINT,
    )


def find_owner(desk: Desk, name: str) -> str:
    """Give the key of whoever *name* means: one of us, or somebody who owns a promise on record.

    Work that began before anybody was on record is owned by a login name.

    Raises:
        NotFound: Nobody fits, or more than one does.
    """
    try:
        return find_person(desk, name).key
    except NotFound:
        from recover.services.past import whole_record

        owners = {each.owner for incident in whole_record(desk) for each in incident.promises}
        if name not in owners:
            raise
        return name


def person_of(desk: Desk, key: str) -> Person | None:
    """Give the person of that key, or `None` when they are not on record."""
    if key == desk.who.key:
        return desk.who
    return next((each for each in desk.store.people() if each.key == key), None)


def person_name(desk: Desk, key: str) -> str:
    """Give the name to show for a person key."""
    person = person_of(desk, key)
    return person.name if person else key


def find_incident(desk: Desk, incident_id: str) -> Incident:
    """Give the incident of that id.

    Raises:
        NotFound: There is none, or its opening was taken back.
    """
    incident = desk.incident(incident_id.strip())
    if incident.is_void:
        raise UnknownId(
            f"Incident {incident.id} was taken back. `recover incidents` lists the others."
        )
    return incident


def find_promise(desk: Desk, promise_id: str) -> tuple[Incident, Promise]:
    """Give the promise of an id such as `12p1`, with its incident.

    Raises:
        NotFound: There is none.
    """
    incident, number = inside(desk, promise_id, "p", "promise", "recover promises --all")
    promise = incident.promise(number)
    if promise is None:
        from recover.services.firsts import promise_taken_back

        gone = promise_taken_back(desk, incident, number)
        raise UnknownId(gone) if gone else _unknown(promise_id, "promise", "recover promises --all")
    return incident, promise


def promise_inside(incident: Incident | None, promise_id: str) -> Promise:
    """Give the promise of an incident by its id; `None` stands for an incident not open yet.

    Raises:
        UnknownId: The incident has no such promise.
    """
    wanted = promise_id.strip().lower()
    for promise in incident.promises if incident else ():
        if promise.id == wanted:
            return promise
    if incident is None:
        raise UnknownId("There are no promises yet: listen first.")
    raise UnknownId(
        f"Incident {incident.id} has no promise {shorten(promise_id, 40)!r}. "
        f"`recover show {incident.id}` shows those it has."
    )


def find_demand(desk: Desk, demand_id: str) -> tuple[Incident, Demand]:
    """Give the demand of an id such as `12d1`, with its incident.

    Raises:
        NotFound: There is none.
    """
    incident, number = inside(desk, demand_id, "d", "demand", "recover show ID")
    demand = incident.demand(number)
    if demand is None:
        raise _unknown(demand_id, "demand", f"recover show {incident.id}")
    return incident, demand


def find_entry(desk: Desk, entry_id: str) -> tuple[Incident, int]:
    """Give the number of the entry of an id such as `12e7`, with its incident.

    Raises:
        NotFound: There is none.
    """
    incident, number = inside(desk, entry_id, "e", "entry", "recover show ID")
    if incident.entry(number) is None:
        raise _unknown(entry_id, "entry", f"recover show {incident.id}")
    return incident, number


def inside(desk: Desk, typed: str, letter: str, noun: str, command: str) -> tuple[Incident, int]:
    """Split an id such as `12p1` into its incident and the number inside it.

    Args:
        desk: The desk.
        typed: The id.
        letter: What stands between the two numbers.
        noun: What such an id names.
        command: The command that shows them.

    Raises:
        NotFound: It is no such id, or there is no such incident.
    """
    match = _INSIDE.fullmatch(typed.strip().lower())
    if match is None or match[2] != letter:
        raise UnknownId(
            f"{typed!r} names no {noun}, whose id looks like 12{letter}1. `{command}` shows them."
        )
    return find_incident(desk, match[1]), int(match[3])


def _unknown(typed: str, noun: str, command: str) -> UnknownId:
    """Say that an id names nothing."""
    return UnknownId(f"No {noun} {typed!r}. `{command}` shows them.")
