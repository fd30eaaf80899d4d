"""Gathering what a report for our own eyes is made from."""

from recover.domain.account import Account
from recover.domain.incident import Incident
from recover.export.dossier import Dossier
from recover.services.desk import Desk
from recover.services.finding import account_of, person_name
from recover.services.looking import caller_name
from recover.services.missing import questions
from recover.services.relationship import relationship


def dossier_of(desk: Desk, incident: Incident) -> Dossier:
    """Gather everything about one incident."""
    over = relationship(desk, incident)
    return Dossier(
        incident=incident,
        account=over.account,
        client=over.name,
        zone=over.zone,
        now=desk.now(),
        who=lambda key: person_name(desk, key),
        renewal_days=over.renewal_days,
        years=over.years,
        missing=questions(desk, incident).missing if incident.is_open else (),
        escalated=over.escalated,
    )


def short_dossier(desk: Desk, incident: Incident) -> Dossier:
    """Gather what a report over many incidents says of each of them."""
    account = account_of(desk, incident)
    return Dossier(
        incident=incident,
        account=account,
        client=caller_name(desk, incident),
        zone=zone_of(desk, account),
        now=desk.now(),
        who=lambda key: person_name(desk, key),
    )


def zone_of(desk: Desk, account: Account | None) -> str:
    """Give the client's IANA zone; ours while the caller is unknown."""
    return account.calendar.zone if account else desk.who.calendar.zone
