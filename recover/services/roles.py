"""What to call our people, our teams and other clients where their names must not be read."""

from collections.abc import Iterable, Iterator, Sequence

from recover.domain.account import Account
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.export.name_parts import COLLEAGUE, firm_parts, name_parts, people_roles
from recover.export.roles import LEAD, MANAGER, OTHER_CLIENT, OTHER_PERSON, TEAM, Roles
from recover.services.desk import Desk
from recover.services.past import past_departments

_SHORTEST_LOGIN = 3
"""Letters; fewer would take too much for a name."""


def roles_for(desk: Desk, account: Account, incidents: Sequence[Incident]) -> Roles:
    """Give the roles for what a client is to read about their incidents."""
    departments = {name for each in desk.incidents() for name in each.departments}
    departments |= past_departments(desk)
    own = {part for each in account.contacts for part in name_parts(each.name)}
    theirs, their_parts = _others(desk, account, own)
    teams = dict.fromkeys(departments, TEAM)
    ours = people_roles([*_people(desk, account), *_unlisted(desk, incidents)])
    kept = {account.name, *(contact.name for contact in account.contacts)}
    kept |= {contact.email for contact in account.contacts} | {account.email}
    return Roles(
        instead={**theirs, **teams, **ours},
        kept=frozenset(filter(None, kept)),
        theirs=frozenset(own),
        capitalised=frozenset((departments | their_parts) - ours.keys()),
    )


def _people(desk: Desk, account: Account) -> list[tuple[tuple[str, ...], str]]:
    """Give everybody on record, and whoever acts, with their role for this client."""
    everybody = {each.key: each for each in (*desk.store.people(), desk.who)}
    return [
        ((each.name, each.key, each.email, *_login(each.email)), _role(each, account))
        for each in everybody.values()
    ]


def _login(email: str) -> list[str]:
    """Give the part of an address that may be used as a name by itself."""
    login = email.partition("@")[0]
    return [login] if len(login) > _SHORTEST_LOGIN else []


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


def _others(
    desk: Desk, account: Account, own: Iterable[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """Give what to call other clients and the people there, and which of that needs a capital."""
    words = {part.casefold() for part in (*account.name.split(), *own)}
    words |= {account.name.casefold(), account.key}
    roles: dict[str, str] = {}
    capitalised: set[str] = set()
    for other in desk.store.accounts():
        if other.key == account.key:
            continue
        for name, role, is_part in _names(other):
            if name and name.casefold() not in words:
                roles[name] = role
                capitalised |= {name} if is_part else set()
    return roles, frozenset(capitalised)


def _names(other: Account) -> Iterator[tuple[str, str, bool]]:
    """Give the names of another client, each with its role, and whether it is a mere part."""
    for contact in other.contacts:
        yield contact.name, OTHER_PERSON, False
        yield contact.email, OTHER_PERSON, False
        yield from ((part, OTHER_PERSON, True) for part in name_parts(contact.name))
    first, *more = firm_parts(other.name) or [""]
    yield from ((part, OTHER_CLIENT, True) for part in more)
    yield first, OTHER_CLIENT, False
    is_word = other.key.isalpha() and other.key != first.casefold()
    yield other.key, OTHER_CLIENT, is_word
    yield other.email, OTHER_CLIENT, False
    yield other.name, OTHER_CLIENT, False
