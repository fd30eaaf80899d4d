"""What else speaks of an incident or an account: actions, reminders, answers, exported files."""

from collections.abc import Collection
from typing import Any

from recover.storage.actions import tells_of
from recover.storage.book import Book
from recover.storage.table_names import EXPORTS

Document = dict[str, Any]


def drop_actions(book: Book, incidents: Collection[int], account: str) -> None:
    """Drop what could be taken back, if any part of it was done to one of these."""
    ids = set(map(str, incidents))
    _remove(book, "actions", lambda each: tells_of(each, account, ids))


def drop_spoken(book: Book, incidents: Collection[int]) -> None:
    """Drop what somebody was told about items of these incidents."""
    _remove(book, "spoken", lambda each: incident_of(each["item"]) in incidents)


def drop_answers(book: Book, incidents: Collection[int]) -> None:
    """Drop what was answered about items of these incidents at the end of a day."""
    for number, review in book.table("reviews").raw_all():
        kept = [each for each in review["answers"] if incident_of(each["item"]) not in incidents]
        if len(kept) < len(review["answers"]):
            book.table("reviews").update({"answers": kept}, doc_ids=[number])


def drop_exports(book: Book, incidents: Collection[int], account: str) -> None:
    """Drop what was kept of files about these; their names may hold the client's."""
    about = {account, *map(str, incidents)}
    _remove(book, EXPORTS, lambda each: each["about"] in about)


def incident_of(item: str) -> int:
    """The incident of an item such as `12p1`, `12h1` or `12f2@...`; 0 for what has none."""
    digits = ""
    for character in item:
        if not (character.isascii() and character.isdigit()):
            break
        digits += character
    return int(digits or 0)


def _remove(book: Book, table: str, is_gone: Any) -> None:
    gone = [number for number, each in book.table(table).raw_all() if is_gone(each)]
    if gone:
        book.table(table).remove(doc_ids=gone)
