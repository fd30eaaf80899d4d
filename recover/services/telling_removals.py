"""Saying who is off an account with an acceptance that they waited for."""

from recover.domain.handing import TakenOff
from recover.services.desk import Desk
from recover.services.finding import account_of, person_name
from recover.services.handovers import Offer


def gone_with(desk: Desk, offer: Offer) -> list[str]:
    """Say who is off an account since an offer was accepted, a sentence each.

    Args:
        desk: The desk.
        offer: As accepting it has returned it.
    """
    said: dict[str, None] = {}
    for accepted, _ in offer.parts:
        incident = desk.incident(accepted.id)
        account = account_of(desk, incident)
        name = account.name if account else "the account"
        for entry in incident.entries[len(accepted.entries) :]:
            if isinstance(entry.what, TakenOff):
                said[f"{person_name(desk, entry.what.person)} is off {name} with it."] = None
    return list(said)
