"""What people went through at the end of their days, and what they were told, beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

# What a record holds is loaded with the first one: most commands read none.
if TYPE_CHECKING:
    from datetime import date

    from recover.domain.review import Review
    from recover.domain.stage import Spoken
    from recover.storage.book import Book
    from recover.storage.documents import Document


class Records:
    """Typed access to the records in a book; what is written is written inside its hold."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def review(self, person: str, day: date) -> Review | None:
        """Give somebody's walk of a day, or `None` when there was none yet."""
        from recover.storage.review_documents import review_from_document

        found = self._review(person, day)
        return review_from_document(found[1]) if found else None

    def save_review(self, review: Review) -> None:
        """Keep somebody's walk of a day in the place of what was kept of it before."""
        from recover.storage.review_documents import review_to_document

        found, document = self._review(review.person, review.day), review_to_document(review)
        table = self._book.table("reviews")
        if found is None:
            table.insert(document)
        else:
            table.put(found[0], document)

    def _review(self, person: str, day: date) -> tuple[int, Document] | None:
        """Find the document of a walk."""
        wanted = (person, day.isoformat())
        documents = self._book.table("reviews").raw_all()
        return next(
            (each for each in documents if (each[1]["person"], each[1]["day"]) == wanted), None
        )

    def spoken(self, person: str) -> dict[str, Spoken]:
        """Give what somebody was told last about each item, by the item."""
        from recover.storage.spoken_documents import spoken_from_document

        documents = self._book.table("spoken").raw_all()
        mine = (spoken_from_document(each) for _, each in documents if each["person"] == person)
        return {each.item: each for each in mine}

    def save_spoken(self, spoken: Spoken) -> None:
        """Keep what somebody was told last about an item."""
        from recover.storage.spoken_documents import spoken_to_document

        table, document = self._book.table("spoken"), spoken_to_document(spoken)
        number = self._spoken_number(spoken.person, spoken.item)
        if number is None:
            table.insert(document)
        else:
            table.put(number, document)

    def forget_spoken(self, person: str, item: str) -> None:
        """Drop what somebody was told about an item that is over."""
        number = self._spoken_number(person, item)
        if number is not None:
            self._book.table("spoken").remove(doc_ids=[number])

    def _spoken_number(self, person: str, item: str) -> int | None:
        """Find the document of what somebody was told about an item."""
        documents = self._book.table("spoken").raw_all()
        return next(
            (n for n, each in documents if (each["person"], each["item"]) == (person, item)), None
        )
