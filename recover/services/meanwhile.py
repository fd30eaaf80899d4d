"""Saving a change onto what somebody else has changed since it was looked at."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from recover.domain.account import Account
from recover.domain.action import AccountSaved, Action, PersonSaved, Several
from recover.domain.errors import Refused
from recover.domain.merging import changed_fields, field_words, merge
from recover.domain.person import Person
from recover.services.desk import Desk
from recover.services.firsts import by_whom

Value = TypeVar("Value", Account, Person)


class ChangedMeanwhile(Refused):
    """Somebody else has changed the same field otherwise; `now` is all of it as it stands."""

    kind = "changed_meanwhile"

    def __init__(self, now: Account | Person, what: str) -> None:
        super().__init__(
            f"{now.name} was changed while you typed: {what}. "
            "Nothing is saved yet; save once more to put yours in its place."
        )
        self.now: Any = now


def on_top(desk: Desk, seen: Value | None, wanted: Value, now: Value, over: Value | None) -> Value:
    """Put what was changed of *seen* onto *now*: what nobody here changed stays as others wrote it.

    Args:
        desk: The desk.
        seen: As whoever acts looked at it; `None` when they looked at *now*.
        wanted: *seen* with their changes.
        now: As it is on record.
        over: What they were told of, and want to replace where it differs; `None` for nothing.

    Raises:
        ChangedMeanwhile: A field was changed otherwise by somebody else; names who and when.
    """
    if seen is None:
        return wanted
    merged, clashes = merge(seen, wanted, now, mine_wins=now == over)
    if clashes and now != over:
        raise ChangedMeanwhile(now, ", ".join(_who(desk, now, each) for each in clashes))
    return merged


def _who(desk: Desk, now: Value, field: str) -> str:
    """Say what a field is now, and who changed it when."""
    value = _value(now, field)
    is_now = f" is now {value}" if value else ""
    for action in desk.store.actions.everybodys():
        if action.undone_at is None and field in _changed(action, now):
            who = by_whom(desk, action.by, action.at, desk.who.calendar.zone)
            return f"{field}{is_now}, by {who}"
    return f"{field}{is_now}"


def _value(now: Account | Person, field: str) -> str:
    """Write what stands in a plain field; empty for anything else."""
    for name in type(now).__slots__:
        value = getattr(now, name)
        if field_words(name) == field and isinstance(value, str | date | Decimal):
            return f"{value}"
    return ""


def _changed(action: Action, now: Account | Person) -> frozenset[str]:
    """Name the fields of something that an action has changed."""
    target = action.target
    for part in target.parts if isinstance(target, Several) else (target,):
        if isinstance(part, AccountSaved | PersonSaved) and part.before is not None:
            is_it = type(part.after) is type(now) and part.after.key == now.key
            if is_it:
                return changed_fields(part.before, part.after)
    return frozenset()
