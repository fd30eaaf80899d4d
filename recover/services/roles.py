"""What to call our people, our teams and other clients where their names must not be read."""

from collections.abc import Sequence

from recover.domain.account import Account
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.export.roles import (
    COLLEAGUE,
    LEAD,
    MANAGER,
    OTHER_CLIENT,
    OTHER_PERSON,
    TEAM,
    Roles,
    firm_parts,
    people_roles,
)
from recover.services.desk import Desk


def roles_for(desk: Desk, account: Account, incidents: Sequence[Incident]) -> Roles:
    """Give the roles for what a client is to read about their incidents."""
    departments = {name for each in incidents for name in each.departments}
    instead = {
        **_others(desk, account),
        **dict.fromkeys(departments, TEAM),
        **people_roles([*_people(desk, account), *_unlisted(desk, incidents)]),
    }
    kept = {account.name, *(contact.name for contact in account.contacts)}
    kept |= {each.contact for each in incidents if each.contact}
    return Roles(instead=instead, kept=frozenset(kept), capitalised=frozenset(departments))


def _people(desk: Desk, account: Account) -> list[tuple[tuple[str, ...], str]]:
    """Give everybody on record, and whoever acts, with their role for this client."""
    everybody = {each.key: each for each in (*desk.store.people(), desk.who)}
    return [
        ((each.name, each.key, each.email), _role(each, account)) for each in everybody.values()
    ]


def _role(person: Person, account: Account) -> str:
    """Give what one of us is to a client."""
    if person.key == account.owner:
        return MANAGER
    return LEAD if person.lead else COLLEAGUE


def _unlisted(desk: Desk, incidents: Sequence[Incident]) -> list[tuple[tuple[str, ...], str]]:
    """Give those who wrote or owned something and are not on record."""
    known = {each.key for each in desk.store.people()}
    keys = {entry.by for each in incidents for entry in each.entries}
    keys |= {promise.owner for each in incidents for promise in each.promises}
    return [((key,), COLLEAGUE) for key in sorted(keys - known)]


def _others(desk: Desk, account: Account) -> dict[str, str]:
    """Give what to call other clients, and the people there."""
    own = {account.name.casefold(), *account.name.casefold().split()}
    roles: dict[str, str] = {}
    for other in desk.store.accounts():
        if other.key == account.key:
            continue
        for contact in other.contacts:
            if len(contact.name.split()) > 1:
                roles[contact.name] = OTHER_PERSON
        for name in (other.name, *firm_parts(other.name)):
            if name.casefold() not in own:
                roles[name] = OTHER_CLIENT
    return roles
