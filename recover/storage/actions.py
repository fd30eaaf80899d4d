"""What people did last, beside what it changed, so that they can take it back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from recover.storage.moments import moment_to_text

# What an action holds is loaded with the first one: a command that only reads needs none.
if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import datetime

    from recover.domain.action import Action
    from recover.storage.book import Book
    from recover.storage.documents import Document

ACTIONS_KEPT = 20
"""How many actions of each person stay in each journal: of those that count, and of those that
were taken back."""


class Actions:
    """Typed access to the actions in both journals; what is written is written inside a hold."""

    def __init__(self, work: Book, directory: Book) -> None:
        self._work = work
        self._directory = directory
        self._gathered: list[Action] | None = None

    def remember(self, action: Action) -> None:
        """Keep an action so that it can be taken back; the oldest of the same person goes."""
        from recover.storage.action_documents import action_to_document

        if self._gathered is not None:
            self._gathered.append(action)
            return
        mine, book = self._mine(action.by), self._book(action)
        document = action_to_document(replace(action, order=_next_order(mine)))
        book.table("actions").insert(document)
        self._drop_oldest(book, mine)

    @contextmanager
    def in_one_go(
        self, by: str, at: datetime, sentence: str, *, is_import: bool = False
    ) -> Iterator[None]:
        """Make one action of all that is remembered inside; the outermost one says what it was."""
        from recover.domain.action import Action, together

        if self._gathered is not None:
            yield
            return
        self._gathered = []
        try:
            yield
            gathered = self._gathered
        finally:
            self._gathered = None
        if gathered:
            target = together((each.target for each in gathered), is_import=is_import)
            self.remember(Action(by=by, at=at, sentence=sentence, target=target))

    def of(self, person: str) -> list[Action]:
        """List what a person did last, the newest first, also what they took back."""
        from recover.storage.action_documents import action_from_document

        found = [action_from_document(each) for _, _, each in self._mine(person)]
        return sorted(found, key=lambda each: each.place, reverse=True)

    def everybodys(self) -> list[Action]:
        """List what anybody did, the latest first; reads all of it."""
        from recover.storage.action_documents import action_from_document

        found = [
            action_from_document(each)
            for book in (self._work, self._directory)
            for _, each in book.table("actions").raw_all()
        ]
        return sorted(found, key=lambda each: each.at, reverse=True)

    def note_undone(self, action: Action, at: datetime) -> None:
        """Keep with an action that it was taken back; it is the newest of that kind."""
        undone = _next_order(self._mine(action.by))
        self._set(action, {"undone": moment_to_text(at), "undone_order": undone})

    def note_redone(self, action: Action, at: datetime) -> None:
        """Keep with an action that was taken back that it counts again."""
        self._set(action, {"undone": None, "undone_order": 0, "redone": moment_to_text(at)})

    def join(self, action: Action, to: Action) -> None:
        """Make an action part of one of the same person that stands in the same journal."""
        from recover.domain.action import together
        from recover.storage.action_documents import action_to_document

        book, number = self._find(to)
        joined = replace(to, target=together([to.target, action.target]))
        book.table("actions").put(number, action_to_document(joined))

    def _mine(self, person: str) -> list[tuple[Book, int, Document]]:
        """Give the documents of a person's actions, with the journal and the id of each."""
        return [
            (book, number, document)
            for book in (self._work, self._directory)
            for number, document in book.table("actions").raw_all()
            if document["by"] == person
        ]

    def _find(self, action: Action) -> tuple[Book, int]:
        """Find where an action stands."""
        wanted = (action.order, moment_to_text(action.at), action.sentence)
        return next(
            (book, number)
            for book, number, each in self._mine(action.by)
            if (each.get("order", 0), each["at"], each["sentence"]) == wanted
        )

    def _set(self, action: Action, values: Document) -> None:
        """Set fields of an action."""
        book, number = self._find(action)
        book.table("actions").update(values, doc_ids=[number])

    def _drop_oldest(self, book: Book, mine: list[tuple[Book, int, Document]]) -> None:
        """Drop what is more than is kept in a journal, now that one was added."""
        here = [each for each in mine if each[0] is book]
        counting = sorted(number for _, number, each in here if not each.get("undone"))
        undone = sorted(number for _, number, each in here if each.get("undone"))
        gone = counting[: max(len(counting) - ACTIONS_KEPT + 1, 0)]
        gone += undone[: max(len(undone) - ACTIONS_KEPT, 0)]
        if gone:
            book.table("actions").remove(doc_ids=gone)

    def _book(self, action: Action) -> Book:
        """Choose the journal an action stands in: beside what it changed."""
        from recover.domain.action import AccountSaved, PersonSaved, Several

        target = action.target
        parts = target.parts if isinstance(target, Several) else (target,)
        in_directory = all(isinstance(each, AccountSaved | PersonSaved) for each in parts)
        return self._directory if in_directory else self._work


def tells_of(document: Document, account: str, incidents: Container[str]) -> bool:
    """Say whether an action, or a part of one, tells of an account or of incidents."""
    if any(tells_of(each, account, incidents) for each in document.get("parts", ())):
        return True
    saved, answer = document.get("account") or {}, document.get("answer") or {}
    item = answer.get("item") or (document.get("quiet") or {}).get("item") or ""
    about = document.get("incident") or "".join(takewhile(str.isdigit, item))
    return saved.get("key") == account or about in incidents


def _next_order(mine: list[tuple[Book, int, Document]]) -> int:
    """Give the place of what a person does next."""
    orders = (max(each.get("order", 0), each.get("undone_order", 0)) for _, _, each in mine)
    return max(orders, default=0) + 1
