"""The entries of a log to JSON documents and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from recover.domain.entry import Entry, happening_type
from recover.storage.documents import Document
from recover.storage.moments import moment_to_text


def entry_to_document(entry: Entry) -> Document:
    """Write one log entry."""
    return {
        "number": entry.number,
        "at": moment_to_text(entry.at),
        "recorded": moment_to_text(entry.recorded),
        "by": entry.by,
        "kind": entry.kind,
        "client": entry.client,
        "action": entry.action,
        "what": {name: _plain(getattr(entry.what, name)) for name in entry.what.__slots__},
    }


def entry_from_document(document: Mapping[str, Any]) -> Entry:
    """Read one log entry."""
    what: Document = dict(document["what"])
    for name, read in _readers(document["kind"]).items():
        if what.get(name) is not None:
            what[name] = read(what[name])
    return Entry(
        number=document["number"],
        at=datetime.fromisoformat(document["at"]),
        recorded=datetime.fromisoformat(document["recorded"]),
        by=document["by"],
        what=happening_type(document["kind"])(**what),
        client=document["client"],
        action=document["action"],
    )


def _plain(value: object) -> object:
    """Turn one field into what JSON can carry."""
    if isinstance(value, datetime):
        return moment_to_text(value)
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


@cache
def _readers(kind: str) -> dict[str, Callable[[Any], object]]:
    """List the fields of a happening that JSON cannot carry as they are, each with its reader."""
    readers: dict[str, Callable[[Any], object]] = {}
    for field in fields(happening_type(kind)):
        wanted: Any = field.type
        if isinstance(wanted, UnionType):
            wanted = next(each for each in get_args(wanted) if each is not NoneType)
        if wanted is datetime:
            readers[field.name] = datetime.fromisoformat
        elif get_origin(wanted) is tuple:
            readers[field.name] = tuple
        elif issubclass(wanted, StrEnum):
            readers[field.name] = wanted
    return readers
