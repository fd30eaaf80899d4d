"""The record of an incident as a document that can be read back."""

from typing import Any

from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.export.name_parts import COLLEAGUE, people_roles
from recover.export.roles import Roles
from recover.services.desk import Desk
from recover.services.finding import account_of
from recover.storage.documents import account_to_document, person_to_document
from recover.storage.log_documents import entry_to_document
from recover.storage.record_file import INCIDENT_SCHEMA


def record_of(desk: Desk, incident: Incident) -> dict[str, Any]:
    """Give the whole log of an incident, with the account and the people it names."""
    account = account_of(desk, incident)
    log = [entry_to_document(entry) for entry in incident.entries]
    texts = _texts(log)
    said = "\n".join(sorted(texts))
    known = texts | {incident.owner} | ({account.owner} if account else set())
    people = [each for each in desk.store.people() if each.key in known or _is_named(each, said)]
    return {
        "schema": INCIDENT_SCHEMA,
        "incident": incident.id,
        "log": log,
        "account": account_to_document(account) if account else None,
        "people": [person_to_document(each) for each in people],
    }


def _texts(value: object) -> set[str]:
    """Collect every text in a document: the keys of people are among them."""
    if isinstance(value, dict):
        return set().union(*map(_texts, value.values()))
    if isinstance(value, list):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()


def _is_named(person: Person, said: str) -> bool:
    """Say whether somebody is spoken of, so that their name is known wherever it is read back."""
    names = people_roles([((person.name, person.key, person.email), COLLEAGUE)])
    found = Roles(instead=names).replaced(said)
    return bool(found.changes or found.doubts)
