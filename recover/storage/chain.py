"""The chain: what shows that no entry of a log was changed, dropped, swapped or put in afterwards.

Every entry is sealed when it is written, with `"seal": [place, salt, link]`: its place among all
entries of the book, counted from 1; random bytes of its own; and a digest over the link of the
entry before it and the digest of this one. The place and the link of the newest entry stand in the
table `chain`, in the same journal and the same transaction.

The digest of an entry is salted, so that nobody can guess a text from it. Where an incident was
forgotten its digests stay and nothing else, so the chain can still be followed over the gap.

Whoever can write to the files and knows this page can make the whole chain anew, or cut its end off
with the head. Only a copy of the head that is kept elsewhere shows that: `recover verify` prints
it, and `recover verify --against` compares it.
"""

import json
import os
from typing import TYPE_CHECKING, Any

from recover.storage.table_names import CHAIN, INCIDENTS

try:  # `hashlib` gives the same, and costs every command 3 ms
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recover.storage.documents import Document
    from recover.storage.replay import Operation, Replay
    from recover.storage.table import BookTable

HEAD = 1
"""The id of the only document in the table."""
LOST = "lost"
"""Stands for the seal of an entry that was put where another one could not be read any more."""
AUTHOR = "recover"
"""Who such an entry says it is by; nobody on record."""
START = "0" * 32
"""The link before the first entry."""
_SALT = 8
_DIGEST = 16
_canonical = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
).encode


def digest_of(incident: int, document: "Document", salt: str) -> str:
    """Digest an entry with the incident it stands in; 32 hexadecimal digits.

    Args:
        incident: The number of the incident.
        document: The entry, with or without its seal, which does not count.
        salt: The salt of its seal.
    """
    bare = {name: value for name, value in document.items() if name != "seal"}
    text = _canonical([incident, bare])
    return blake2b(bytes.fromhex(salt) + text.encode(), digest_size=_DIGEST).hexdigest()


def link_after(before: str, place: int, digest: str) -> str:
    """Give the link of the entry at *place*, from the link before it and its digest."""
    data = bytes.fromhex(before) + place.to_bytes(8, "big") + bytes.fromhex(digest)
    return blake2b(data, digest_size=_DIGEST).hexdigest()


def sealed(
    head: "Document", incident: int, documents: "list[Document]"
) -> "tuple[Document, list[Document]]":
    """Give the head after some entries were added to the log of an incident, and them, sealed."""
    place, link = head["entries"], head["link"]
    done: list[Document] = []
    for document in documents:
        place, salt = place + 1, os.urandom(_SALT).hex()
        link = link_after(link, place, digest_of(incident, document, salt))
        done.append({**document, "seal": [place, salt, link]})
    return {"entries": place, "link": link}, done


def seal(table: "BookTable", incident: int, documents: "list[Document]") -> "list[Document]":
    """Seal entries that are about to be written, and move the head on; inside the hold.

    Args:
        table: The table `chain` of the book they are written to.
        incident: The number of the incident.
        documents: The entries, in the order they are written.
    """
    before = table.raw(HEAD)
    head, done = sealed(before or {"entries": 0, "link": START}, incident, documents)
    if before is None:
        table.insert(head)
    else:
        table.put(HEAD, head)
    return done


def head_of(known: "Document | None", documents: "Iterable[Document]") -> "Document":
    """Give the head that is furthest: the one that is known, or what the seals of logs say.

    Args:
        known: The head as far as it could be read, or `None`.
        documents: Incidents.
    """
    head = known or {"entries": 0, "link": START}
    for document in documents:
        for entry in document.get("log", ()):
            match entry.get("seal"):
                case [int(place), str(), str(link)] if place > head["entries"]:
                    head = {"entries": place, "link": link}
    return head


def seal_everything(replay: "Replay") -> "list[Operation]":
    """Seal what was written before there was a chain: the operations that do it.

    Where a copy from before was put back, the chain of the archive beside it goes on.
    """
    head: dict[str, Any] = replay.get(CHAIN, HEAD) or {"entries": 0, "link": START}
    operations: list[Operation] = []
    for number, document in replay.documents(INCIDENTS):
        if any("seal" not in entry for entry in document["log"]):
            head, log = sealed(head, number, document["log"])
            operations.append(["set", INCIDENTS, number, {"log": log}])
    return [*operations, ["put", CHAIN, HEAD, head]]
