"""What Today says of work that is offered: to whoever looks, and back with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from recover.domain.offers import offer_of
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handovers import Offer, offers_lapsed, offers_waiting, what_is_offered
from recover.services.looking import Today
from recover.tui.widgets.rows import Row, Tone, heading
from recover.tui.widgets.when import due_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """One offer, in words."""

    id: str
    who: str
    """The name of whoever offers it, or of whoever did not answer."""
    what: str
    due: datetime | None
    """When the soonest of it is due, UTC."""
    zone: str
    """The client's IANA zone."""
    is_back: bool
    """Whether nobody answered in time."""


def offer_lines(desk: Desk) -> Iterator[OfferLine]:
    """List what is offered to whoever acts, then what came back to them, soonest due first."""
    for offer in offers_waiting(desk, to=desk.who.key):
        yield _line(desk, offer, offer.first.sender, is_back=False)
    for offer in offers_lapsed(desk, desk.who.key):
        yield _line(desk, offer, offer.first.to, is_back=True)


def offered_to(desk: Desk, today: Today) -> dict[str, str]:
    """Give the names of whoever the open promises are offered to, by promise id."""
    found: dict[str, str] = {}
    for line in today.promises:
        offer = offer_of(line.incident, line.promise, today.now)
        if offer is not None:
            found[line.promise.id] = "you" if offer.to == desk.who.key else _name(desk, offer.to)
    return found


def offer_rows(offers: Sequence[OfferLine], now: datetime) -> Iterator[Row]:
    """Write the offers, each in a line of its own."""
    asked = [each for each in offers if not each.is_back]
    back = [each for each in offers if each.is_back]
    if asked:
        yield heading(f"  OFFERED TO YOU {len(asked)} · h answers")
    yield from (_asked(each, now) for each in asked)
    if back:
        yield heading(f"  BACK WITH YOU {len(back)} · nobody answered; h offers it anew")
    yield from (_back(each, now) for each in back)
    if offers:
        yield Row(cells=("",))


def _asked(line: OfferLine, now: datetime) -> Row:
    """Write an offer that waits for an answer."""
    due = f", first due {due_text(line.due, line.zone, now)}" if line.due else ""
    text = f"  {line.who} hands you {line.what}{due}"
    return Row(id=f"handover:{line.id}", cells=(text,), tone=Tone.STRONG)


def _back(line: OfferLine, now: datetime) -> Row:
    """Write an offer that nobody answered."""
    due = f" · first due {due_text(line.due, line.zone, now)}" if line.due else ""
    text = f"! {line.what} · {line.who} did not answer{due}"
    return Row(id=f"handover:{line.id}", cells=(text,), tone=Tone.OVERDUE)


def _line(desk: Desk, offer: Offer, who: str, *, is_back: bool) -> OfferLine:
    """Put an offer into words."""
    return OfferLine(
        id=offer.first.id,
        who=_name(desk, who),
        what=what_is_offered(desk, offer),
        due=offer.first_due,
        zone=offer.first.zone,
        is_back=is_back,
    )


def _name(desk: Desk, key: str) -> str:
    """Give the name to show for a person key."""
    return person_name(desk, key)
