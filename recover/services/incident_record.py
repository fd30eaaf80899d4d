"""The record of an incident as a document that can be read back."""

from typing import Any

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import account_of
from recover.storage.documents import account_to_document, person_to_document
from recover.storage.log_documents import entry_to_document
from recover.storage.record_file import INCIDENT_SCHEMA


def record_of(desk: Desk, incident: Incident) -> dict[str, Any]:
    """Give the whole log of an incident, with the account and the people it names."""
    account = account_of(desk, incident)
    log = [entry_to_document(entry) for entry in incident.entries]
    named = _named(log) | {incident.owner} | ({account.owner} if account else set())
    return {
        "schema": INCIDENT_SCHEMA,
        "incident": incident.id,
        "log": log,
        "account": account_to_document(account) if account else None,
        "people": [person_to_document(each) for each in desk.store.people() if each.key in named],
    }


def _named(value: object) -> set[object]:
    """Collect every text in a document: the keys of people are among them."""
    if isinstance(value, dict):
        return set().union(*map(_named, value.values()))
    if isinstance(value, list):
        return set().union(*map(_named, value))
    return {value} if isinstance(value, str) else set()
