"""Taking a typed handover apart: `priya`, `priya p1`, `priya if they call first, eight stands`."""

import re

from recover.domain.errors import Ambiguous, NotFound, Refused
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.handing_over import HandoverWish

_PROMISE = re.compile(r"(?:([0-9]+))?p([0-9]+)[:,]?", re.ASCII)


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
    if found is not None and found[1] in (None, incident_id):
        subject = f"{incident_id}p{found[2]}"
        rest = rest[1:]
    return subject, HandoverWish(to=name, contingency=" ".join(rest))


def _named(desk: Desk, words: list[str]) -> tuple[int, str]:
    """Find how many of the words name somebody: one, or more where one fits several people."""
    for taken in range(1, len(words) + 1):
        name = " ".join(words[:taken]).strip(":,")
        try:
            return taken, find_person(desk, name).key
        except Ambiguous as error:
            unclear: NotFound = error
        except NotFound as error:
            if taken == 1:
                raise
            raise unclear from error
    raise unclear
