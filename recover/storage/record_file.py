"""Reading the record of an incident that was exported as JSON, with care (`safety.md` 5)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from recover.domain.account import Account
from recover.domain.entry import Entry, happening_type
from recover.domain.errors import RecoverError, Refused
from recover.domain.person import Person
from recover.domain.text import clean
from recover.storage.documents import account_from_document, person_from_document
from recover.storage.log_documents import entry_from_document
from recover.storage.text_file import read_text_file

INCIDENT_SCHEMA = "recover.incident/1"
"""Grows when a reader of the last one would no longer understand it."""
_HOW = "`recover export ID --for internal --format json` writes one incident that can be read back."
LARGEST = 64 * 1024 * 1024
LONGEST_NUMBER = 9
"""Digits of an incident's number."""


class BadRecord(Refused):
    """The file holds no incident that can be read back; nothing of it is taken over."""

    kind = "bad_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One incident from elsewhere."""

    number: int
    """The number it had there."""
    entries: tuple[Entry, ...]
    account: Account | None
    people: tuple[Person, ...]


def read_record(path: Path) -> Record:
    """Read a record; every entry, text and moment of it is checked.

    Raises:
        BadRecord: It is none, or something in it is not as it has to be: where and what.
    """
    text = read_text_file(path, largest=LARGEST, refused=BadRecord, wanted="a JSON file")
    whole = _parsed(path, text)
    _check_schema(path, whole.get("schema"))
    try:
        return _record(whole)
    except BadRecord as error:
        raise BadRecord(f"{path}: {error}") from None
    except RecoverError as error:
        raise BadRecord(f"{path}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError):
        raise BadRecord(
            f"{path}: its account or people are not as recover writes them: export it again."
        ) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """Parse the text."""
    try:
        whole = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "its depth"
        raise BadRecord(f"{path} is no JSON ({where}): export it again.") from None
    if not isinstance(whole, dict):
        raise BadRecord(f"{path} holds no incident. {_HOW}")
    return whole


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _check_schema(path: Path, schema: object) -> None:
    """Refuse what was not made to be read back."""
    if schema == INCIDENT_SCHEMA:
        return
    name, _, version = str(schema).partition("/")
    if name == "recover.incident" and version.isdigit():
        raise BadRecord(f"{path} was written by a newer recover: update this one, then import it.")
    if name == "recover.report":
        raise BadRecord(f"{path} is a summary for reading. {_HOW}")
    raise BadRecord(f"{path} holds no incident. {_HOW}")


def _record(whole: Mapping[str, Any]) -> Record:
    """Check what the file holds."""
    number, log = whole.get("incident"), whole.get("log")
    if not (isinstance(number, str) and number.isascii() and number.isdigit()):
        raise BadRecord("it does not say which incident it is: export it again.")
    if not 0 < len(number) <= LONGEST_NUMBER or int(number) == 0:
        raise BadRecord(f"{number[:20]!r} is no number of an incident: export it again.")
    if not isinstance(log, list) or not log:
        raise BadRecord("its log is empty: export it again.")
    account, people = whole.get("account"), whole.get("people", [])
    return Record(
        number=int(number),
        entries=tuple(_entry(place, each) for place, each in enumerate(log, start=1)),
        account=account_from_document(_cleaned(account)) if account is not None else None,
        people=tuple(person_from_document(_cleaned(each)) for each in people),
    )


def _entry(place: int, document: object) -> Entry:
    """Read one entry; its place in the log is its number."""
    try:
        entry = entry_from_document(_cleaned(document))
    except RecoverError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadRecord(f"entry {place} is not as recover writes it: export it again.") from None
    if entry.number != place or not _is_sound(entry):
        raise BadRecord(f"entry {place} is not as recover writes it: export it again.")
    return entry


def _is_sound(entry: Entry) -> bool:
    """Say whether every field of an entry holds what it is for."""
    moments = (entry.at, entry.recorded)
    if any(each.tzinfo is None for each in moments) or not isinstance(entry.by, str):
        return False
    if not isinstance(entry.client, bool) or not _is_count(entry.action):
        return False
    kind = happening_type(entry.kind)
    return all(_fits(getattr(entry.what, each.name), each.type) for each in fields(kind))


def _fits(value: object, wanted: Any) -> bool:
    """Say whether a value is of the type of its field."""
    if isinstance(wanted, UnionType):
        return any(_fits(value, each) for each in get_args(wanted))
    if wanted is NoneType:
        return value is None
    if get_origin(wanted) is tuple:
        inner = get_args(wanted)[0]
        return isinstance(value, tuple) and all(_fits(each, inner) for each in value)
    if wanted is datetime:
        return isinstance(value, datetime)
    if wanted is int:
        return _is_count(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return isinstance(value, wanted)
    return isinstance(wanted, type) and isinstance(value, wanted)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _cleaned(value: Any) -> Any:
    """Take every text in as anywhere else (`safety.md` 1)."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(each) for key, each in value.items()}
    return value
