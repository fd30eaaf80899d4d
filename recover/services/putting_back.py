"""Putting what an action changed back as it was, or again as the action left it."""

from enum import StrEnum

from recover.domain.action import (
    AccountSaved,
    Action,
    EntriesWritten,
    PersonSaved,
    QuietChanged,
    ReviewChanged,
    Several,
    Target,
)
from recover.services.changed_since import ChangedSince
from recover.services.desk import Desk
from recover.services.directory_back import put_account, put_person
from recover.services.entries_back import bring_back, take_back
from recover.services.records_back import put_quiet, put_review


class Way(StrEnum):
    """In which direction; the word for what was done."""

    BACK = "taken back"
    AGAIN = "brought back"


def put_back(desk: Desk, action: Action, way: Way) -> list[str]:
    """Take back what an action did, or bring it back; called inside the hold.

    Returns:
        What stays as it is, a sentence each; only of an import.

    Raises:
        ChangedSince: Somebody has built on it.
    """
    target = action.target
    if not isinstance(target, Several):
        _put(desk, action, target, way)
        return []
    parts = target.parts if way is Way.AGAIN else target.parts[::-1]
    stays: list[str] = []
    for part in parts:
        try:
            _put(desk, action, part, way)
        except ChangedSince as error:
            if not target.is_import or isinstance(part, EntriesWritten):
                raise
            stays.append(str(error))
    return stays


def _put(desk: Desk, action: Action, target: Target, way: Way) -> None:
    """Put one thing back."""
    match target:
        case EntriesWritten():
            (take_back if way is Way.BACK else bring_back)(desk, action, target)
        case AccountSaved(before=before, after=after):
            pair = (after, before) if way is Way.BACK else (before, after)
            put_account(desk, *pair)
        case PersonSaved(before=was, after=then):
            both = (then, was) if way is Way.BACK else (was, then)
            put_person(desk, *both)
        case ReviewChanged():
            put_review(desk, target, again=way is Way.AGAIN)
        case QuietChanged():
            put_quiet(desk, target, again=way is Way.AGAIN)
