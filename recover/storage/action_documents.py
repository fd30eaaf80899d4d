"""What was done last, to JSON documents and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from recover.domain.action import (
    AccountSaved,
    Action,
    EntriesWritten,
    PersonSaved,
    Several,
    Target,
)
from recover.storage.documents import (
    Document,
    account_from_document,
    account_to_document,
    person_from_document,
    person_to_document,
)
from recover.storage.moments import moment_to_text


def action_to_document(action: Action) -> Document:
    """Write an action."""
    return {
        "by": action.by,
        "at": moment_to_text(action.at),
        "sentence": action.sentence,
    } | _target_document(action.target)


def _target_document(target: Target) -> Document:
    """Write what an action was done to."""
    match target:
        case EntriesWritten(incident=incident, entries=entries):
            return {"incident": incident, "entries": list(entries)}
        case AccountSaved(before=before, after=after):
            return {
                "before": account_to_document(before) if before else None,
                "account": account_to_document(after),
            }
        case PersonSaved(before=before, after=after):
            return {
                "before": person_to_document(before) if before else None,
                "person": person_to_document(after),
            }
        case Several(parts=parts):
            return {"parts": [_target_document(each) for each in parts]}


def action_from_document(document: Mapping[str, Any]) -> Action:
    """Read an action."""
    return Action(
        by=document["by"],
        at=datetime.fromisoformat(document["at"]),
        sentence=document["sentence"],
        target=_target(document),
    )


def _target(document: Mapping[str, Any]) -> Target:
    """Read what an action was done to."""
    if "parts" in document:
        parts = (_target(each) for each in document["parts"])
        return Several(
            parts=tuple(each for each in parts if isinstance(each, EntriesWritten | AccountSaved))
        )
    if "incident" in document:
        return EntriesWritten(incident=document["incident"], entries=tuple(document["entries"]))
    before = document["before"]
    if "account" in document:
        return AccountSaved(
            before=account_from_document(before) if before else None,
            after=account_from_document(document["account"]),
        )
    return PersonSaved(
        before=person_from_document(before) if before else None,
        after=person_from_document(document["person"]),
    )
