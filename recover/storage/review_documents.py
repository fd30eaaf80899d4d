"""The record of the end-of-day walks, to JSON documents and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from recover.domain.review import Answer, Review
from recover.storage.documents import Document
from recover.storage.moments import moment_to_text


def review_to_document(review: Review) -> Document:
    """Write a review."""
    return {
        "person": review.person,
        "day": review.day.isoformat(),
        "answers": [
            {"item": each.item, "word": each.word, "at": moment_to_text(each.at)}
            for each in review.answers
        ],
        "cleared": moment_to_text(review.cleared_at) if review.cleared_at else None,
    }


def review_from_document(document: Mapping[str, Any]) -> Review:
    """Read a review."""
    cleared = document["cleared"]
    return Review(
        person=document["person"],
        day=date.fromisoformat(document["day"]),
        answers=tuple(
            Answer(item=each["item"], word=each["word"], at=datetime.fromisoformat(each["at"]))
            for each in document["answers"]
        ),
        cleared_at=datetime.fromisoformat(cleared) if cleared else None,
    )
