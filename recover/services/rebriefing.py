"""Writing the brief of an offer anew when a promise in it is renegotiated before the answer."""

from collections.abc import Sequence

from recover.domain.folding import fold
from recover.domain.handing import Rebriefed
from recover.domain.handover import Handover
from recover.domain.incident import Incident
from recover.domain.offers import covered, offer_of
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.services.briefing import brief_of, if_they_call
from recover.services.desk import Desk
from recover.services.finding import person_of
from recover.services.writing import Line, as_entries


def rebriefed(
    desk: Desk, incident: Incident, promise: Promise, lines: Sequence[Line]
) -> list[Line]:
    """Give what is to be logged after *lines*, which renegotiate *promise*; none if not on offer.

    What the sender said in their own words stays.
    """
    offer = offer_of(incident, promise, desk.now())
    receiver = person_of(desk, offer.to) if offer is not None else None
    if offer is None or receiver is None:
        return []
    entries = as_entries(desk, lines, after=len(incident.entries))
    after = fold(incident.id, (*incident.entries, *entries)).as_of(desk.now())
    held = covered(after, offer)
    brief = brief_of(desk, after, held, offer.sender, receiver, whole=offer.whole)
    own = offer.brief.contingency not in _filled_in(desk, incident, offer, receiver)
    what = Rebriefed(
        handover=offer.number,
        actions=brief.actions,
        contingency=offer.brief.contingency if own else brief.contingency,
    )
    return [Line(what=what)]


def _filled_in(desk: Desk, incident: Incident, offer: Handover, receiver: Person) -> set[str]:
    """Give every contingency that may have been filled in from the log."""
    return {
        if_they_call(desk, incident, each, offer.sender, receiver, late=late)
        for each in (None, *incident.promises)
        for late in (False, True)
    }
