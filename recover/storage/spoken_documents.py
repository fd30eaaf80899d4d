"""What was said to whom, to JSON documents and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from recover.domain.stage import Spoken
from recover.storage.documents import Document
from recover.storage.moments import moment_to_text


def spoken_to_document(spoken: Spoken) -> Document:
    """Write what somebody was told last about an item."""
    return {
        "item": spoken.item,
        "person": spoken.person,
        "said": moment_to_text(spoken.said_at) if spoken.said_at else None,
        "quiet_until": moment_to_text(spoken.quiet_until) if spoken.quiet_until else None,
        "stopped": spoken.stopped,
    }


def spoken_from_document(document: Mapping[str, Any]) -> Spoken:
    """Read it."""
    said, quiet = document["said"], document["quiet_until"]
    return Spoken(
        item=document["item"],
        person=document["person"],
        said_at=datetime.fromisoformat(said) if said else None,
        quiet_until=datetime.fromisoformat(quiet) if quiet else None,
        stopped=document["stopped"],
    )
