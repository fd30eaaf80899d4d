"""Taking a typed handover apart: `priya`, `priya p1`, `priya if they call first, eight stands`."""

import re

from recover.domain.errors import Ambiguous, NotFound, Refused
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.handing_over import HandoverWish

_PROMISE = re.compile(r"(?:([0-9]+))?p([0-9]+)[:,.]?", re.ASCII)

_LONGEST_NAME = 4
"""In words."""


def read_handover(desk: Desk, incident_id: str, text: str) -> tuple[str, HandoverWish]:
    """Say what a handover line offers, and to whom; whether it can be offered is not looked at.

    The name comes first, in as many words as it takes; then, if a single promise is meant, its
    number; then what to do if things go another way.

    Raises:
        NotFound: Nobody fits the name, or more than one does.
        Refused: There is no name.
    """
    words = clean(text).split()
    if not words:
        raise Refused("Say who is to take it over, such as @priya, or @priya p1 for one promise.")
    taken, name = _named(desk, words)
    rest = words[taken:]
    subject = incident_id
    found = _PROMISE.fullmatch(rest[0].lower()) if rest else None
    if found is not None and found[1] not in (None, incident_id):
        raise Refused(f"{rest[0]} is none of incident {incident_id}: hand it over from its own.")
    if found is not None:
        subject = f"{incident_id}p{found[2]}"
        rest = rest[1:]
    return subject, HandoverWish(to=name, contingency=" ".join(rest))


def _named(desk: Desk, words: list[str]) -> tuple[int, str]:
    """Find how many of the words name somebody, as many as can, and give that person's key."""
    refused: NotFound | None = None
    for taken in range(min(len(words), _LONGEST_NAME), 0, -1):
        try:
            return taken, find_person(desk, " ".join(words[:taken]).rstrip(":,")).key
        except NotFound as error:
            refused = refused if isinstance(refused, Ambiguous) else error
    raise refused or NotFound("Nobody is named.")
