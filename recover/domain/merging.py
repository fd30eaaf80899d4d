"""Putting a change onto something that somebody else has changed meanwhile, field by field."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")

_GONE = object()
"""Stands for an item that is not in a list."""

_WORDS: Mapping[str, str] = {
    "also_zones": "other zones",
    "agreed": "agreements",
    "away_until": "first day back",
    "email": "e-mail",
    "holidays_source": "holidays",
    "holidays_until": "holidays",
    "lifetime": "lifetime value",
    "no_contact": "days without contact",
    "owner": "account manager",
    "share": "share of revenue",
    "since": "beginning",
    "special_hours": "special days",
    "value": "yearly value",
    "windows": "wishes",
    "zone": "time zone",
}


def merge(
    base: Value, mine: Value, theirs: Value, *, mine_wins: bool = False
) -> tuple[Value, tuple[str, ...]]:
    """Put what *mine* changed of *base* onto *theirs*.

    Args:
        base: As it was when I looked at it; all three are values of one dataclass.
        mine: As I want it.
        theirs: As it is now.
        mine_wins: Whether a field that both changed, each in another way, is as in mine.

    Returns:
        The outcome, and the fields that both changed, each in another way, in words.
    """
    changed: dict[str, Any] = {}
    clashes: list[str] = []
    for field in fields(base):
        if not field.init:
            continue
        ours, first, second = (getattr(each, field.name) for each in (base, mine, theirs))
        changed[field.name], found = _merged(ours, first, second, mine_wins=mine_wins)
        if found is not None:
            clashes += found or (field_words(field.name),)
    return replace(theirs, **changed), tuple(dict.fromkeys(clashes))


def changed_fields(before: "DataclassInstance", after: "DataclassInstance") -> frozenset[str]:
    """Name the fields, in words, in which two values of one dataclass differ."""
    found: set[str] = set()
    for field in fields(before):
        first, second = getattr(before, field.name), getattr(after, field.name)
        if field.init and first != second:
            nested = is_dataclass(first) and is_dataclass(second)
            found |= changed_fields(first, second) if nested else {field_words(field.name)}
    return frozenset(found)


def field_words(name: str) -> str:
    """Name a field for people."""
    return _WORDS.get(name, name.replace("_", " "))


def _merged(
    base: Any, mine: Any, theirs: Any, *, mine_wins: bool
) -> tuple[Any, tuple[str, ...] | None]:
    """Merge one field; the second is `None` without a clash, else the fields inside it, if any."""
    if isinstance(base, frozenset):
        return (theirs - (base - mine)) | (mine - base), None
    if isinstance(base, tuple) and base not in (mine, theirs):
        return _merged_items(base, mine, theirs, mine_wins=mine_wins)
    return _merged_one(base, mine, theirs, mine_wins=mine_wins)


def _merged_one(
    base: Any, mine: Any, theirs: Any, *, mine_wins: bool
) -> tuple[Any, tuple[str, ...] | None]:
    """Merge one value, or one item of a list."""
    if mine in (base, theirs):
        return theirs, None
    if theirs == base:
        return mine, None
    if type(base) is type(mine) is type(theirs) and is_dataclass(type(base)):
        value, inside = merge(base, mine, theirs, mine_wins=mine_wins)
        return value, inside or None
    return (mine if mine_wins else theirs), ()


def _merged_items(
    base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...], *, mine_wins: bool
) -> tuple[Any, tuple[str, ...] | None]:
    """Merge two lists item by item, in the order of theirs and then of what is new in mine."""
    was, wanted, now = ({_key(each): each for each in items} for items in (base, mine, theirs))
    outcome: dict[Hashable, Any] = {}
    is_clash = False
    for key in (*now, *(each for each in wanted if each not in now)):
        sides = (side.get(key, _GONE) for side in (was, wanted, now))
        value, clash = _merged_one(*sides, mine_wins=mine_wins)
        is_clash = is_clash or clash is not None
        if value is not _GONE:
            outcome[key] = value
    return tuple(outcome.values()), () if is_clash else None


def _key(item: Any) -> Hashable:
    """Name an item of a list, such as a contact by its key."""
    for name in ("key", "role", "person"):
        if hasattr(item, name):
            return str(getattr(item, name))
    key: Hashable = item[0] if isinstance(item, tuple) else item
    return key
