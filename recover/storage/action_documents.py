"""What was done last, to JSON documents and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from recover.domain.action import (
    AccountSaved,
    Action,
    EntriesWritten,
    Part,
    PersonSaved,
    QuietChanged,
    ReviewChanged,
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
    document = {
        "by": action.by,
        "at": moment_to_text(action.at),
        "sentence": action.sentence,
        "order": action.order,
    }
    if action.undone_at is not None:
        document["undone"] = moment_to_text(action.undone_at)
        document["undone_order"] = action.undone_order
    if action.redone_at is not None:
        document["redone"] = moment_to_text(action.redone_at)
    return document | _target_document(action.target)


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
        case ReviewChanged():
            return _review_document(target)
        case QuietChanged(before=before, after=after):
            from recover.storage.spoken_documents import spoken_to_document

            return {"before": spoken_to_document(before), "quiet": spoken_to_document(after)}
        case Several(parts=parts, is_import=is_import):
            document: Document = {"parts": [_target_document(each) for each in parts]}
            return document | {"import": True} if is_import else document


def _review_document(target: ReviewChanged) -> Document:
    """Write what was changed of the record of a walk."""
    answer = target.answer
    said = answer and {"item": answer.item, "word": answer.word, "at": moment_to_text(answer.at)}
    return {
        "walker": target.person,
        "day": target.day.isoformat(),
        "answer": said,
        "cleared_before": _text_or_none(target.cleared_before),
        "cleared_after": _text_or_none(target.cleared_after),
    }


def action_from_document(document: Mapping[str, Any]) -> Action:
    """Read an action."""
    return Action(
        by=document["by"],
        at=datetime.fromisoformat(document["at"]),
        sentence=document["sentence"],
        target=_target(document),
        order=document.get("order", 0),
        undone_at=_moment_or_none(document.get("undone")),
        undone_order=document.get("undone_order", 0),
        redone_at=_moment_or_none(document.get("redone")),
    )


def _target(document: Mapping[str, Any]) -> Target:
    """Read what an action was done to."""
    if "parts" in document:
        parts = tuple(_part(each) for each in document["parts"])
        return Several(parts=parts, is_import=document.get("import", False))
    return _part(document)


def _part(document: Mapping[str, Any]) -> Part:
    """Read one thing that was changed."""
    if "incident" in document:
        return EntriesWritten(incident=document["incident"], entries=tuple(document["entries"]))
    if "day" in document:
        return _review(document)
    before = document["before"]
    if "quiet" in document:
        from recover.storage.spoken_documents import spoken_from_document

        return QuietChanged(
            before=spoken_from_document(before), after=spoken_from_document(document["quiet"])
        )
    if "account" in document:
        return AccountSaved(
            before=account_from_document(before) if before else None,
            after=account_from_document(document["account"]),
        )
    return PersonSaved(
        before=person_from_document(before) if before else None,
        after=person_from_document(document["person"]),
    )


def _review(document: Mapping[str, Any]) -> ReviewChanged:
    """Read what was changed of the record of a walk."""
    from recover.domain.review import Answer

    said = document["answer"]
    return ReviewChanged(
        person=document["walker"],
        day=date.fromisoformat(document["day"]),
        answer=Answer(**{**said, "at": datetime.fromisoformat(said["at"])}) if said else None,
        cleared_before=_moment_or_none(document["cleared_before"]),
        cleared_after=_moment_or_none(document["cleared_after"]),
    )


def _text_or_none(moment: datetime | None) -> str | None:
    """Write a moment; `None` stays."""
    return None if moment is None else moment_to_text(moment)


def _moment_or_none(text: str | None) -> datetime | None:
    """Read a moment; `None` stays."""
    return None if text is None else datetime.fromisoformat(text)
