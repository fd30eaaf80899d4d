"""How an open promise stands at the end of the day, in words that both faces use."""

from recover.domain.offers import lapsed_in, offer_of
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.reviewing import PromiseItem
from recover.services.windows import window_text


def whose(desk: Desk, item: PromiseItem) -> str:
    """Say who owns it, to whom it is offered, and how long the client can still be reached."""
    promise, now = item.promise, desk.now()
    mine = promise.owner == desk.who.key
    parts = [f"owner {'you' if mine else person_name(desk, promise.owner)}"]
    offer = offer_of(item.incident, promise, now)
    if offer is not None:
        parts.append(f"offered to {person_name(desk, offer.to)}, who has not accepted")
    elif any(promise.number in each.promises for each in lapsed_in(item.incident, now)):
        parts.append("offered, and nobody has accepted")
    parts.append(window_text(desk, item.incident, promise))
    return " · ".join(filter(None, parts))
