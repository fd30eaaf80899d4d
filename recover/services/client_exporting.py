"""The summary for a client: made, with what to know before it leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recover.domain.account import Account
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import shorten
from recover.export.client_case import ClientCase
from recover.export.client_pen import ClientPen
from recover.export.client_report import client_report
from recover.export.held import Held, Holding
from recover.export.period import EVER, Period
from recover.export.report import Facts, Report
from recover.services.client_gaps import Gap, gaps_in
from recover.services.desk import Desk
from recover.services.finding import contact_of
from recover.services.playbooks import playbook_of
from recover.services.roles import roles_for

CONTACT = "Whom to contact"


class NothingToExport(Refused):
    """There is nothing that this audience may read."""

    kind = "nothing_to_export"


class NotHeld(Refused):
    """A line is to be let go that is not held back."""

    kind = "not_held"

    def __init__(self, entry_id: str) -> None:
        super().__init__(
            f"{shorten(entry_id, 40)} is not held back: leave out its --include. "
            "`recover mark` shows a line to the client."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """An entry in which roles stand for names."""

    id: str
    """Such as `12e7`."""
    changes: tuple[tuple[str, str], ...]
    """What is written in it, and the role that stands there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report, and what to know before it leaves the house."""

    report: Report
    left_out: int = 0
    """How many entries of the logs stay in the house."""
    held: tuple[Held, ...] = ()
    """Lines that are marked for the client, and stay all the same."""
    reworded: tuple[Rewording, ...] = ()
    doubtful: tuple[Rewording, ...] = ()
    """Entries with words that stay and may be names."""
    gaps: tuple[Gap, ...] = ()
    """What is worth adding before it goes."""


def client_draft(
    desk: Desk,
    account: Account,
    incidents: Sequence[Incident],
    *,
    begins: str,
    period: Period = EVER,
    include: Sequence[str] = (),
) -> Draft:
    """Make the summary for a client.

    Args:
        desk: The desk.
        account: The client.
        incidents: Theirs, the oldest first.
        begins: As the name of the file begins.
        period: What happened in this time only.
        include: Ids of entries that leave although they would be held back.

    Raises:
        NothingToExport: Nothing is marked for them.
        NotHeld: One of *include* would not be held back.
    """
    pen = ClientPen(
        roles=roles_for(desk, account, incidents),
        holdings={each.id: _holding(desk, each) for each in incidents},
        included=frozenset(include),
    )
    report = client_report(_case(desk, account, incidents, begins, period), pen)
    if all(isinstance(part, Facts) and part.heading == CONTACT for part in report.parts):
        raise NothingToExport(_nothing(incidents, pen, period))
    idle = [each for each in include if each not in pen.let_go]
    if idle:
        raise NotHeld(idle[0])
    everything = sum(period.holds(entry.at) for each in incidents for entry in each.entries)
    return Draft(
        report=report,
        left_out=everything - len(pen.written),
        held=tuple(pen.held[each] for each in sorted(pen.held, key=_in_order)),
        reworded=_rewordings(pen.reworded),
        doubtful=_rewordings(pen.doubtful),
        gaps=(*_unread(desk, incidents), *(gap for each in incidents for gap in gaps_in(each))),
    )


def _rewordings(found: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[Rewording, ...]:
    """Put what was found by entries into the order of the entries."""
    ids = sorted(found, key=_in_order)
    return tuple(Rewording(id=each, changes=tuple(found[each])) for each in ids)


def _unread(desk: Desk, incidents: Sequence[Incident]) -> Iterator[Gap]:
    """Name the playbooks that cannot be read, so that none of their words is held back."""
    for name in dict.fromkeys(each.playbook for each in incidents if not playbook_of(desk, each)):
        said = f"the playbook {name} cannot be read, so nothing is held back for its sake"
        yield Gap(text=said, command=f"recover playbook show {name}")


def _in_order(entry_id: str) -> tuple[int, ...]:
    """Sort ids such as `12e7` by their numbers."""
    return tuple(map(int, entry_id.split("e")))


def _case(
    desk: Desk, account: Account, incidents: Sequence[Incident], begins: str, period: Period
) -> ClientCase:
    """Gather what the summary is made from."""
    keys = {each.contact for each in incidents}
    contact = contact_of(account, incidents[-1].contact) if len(keys) == 1 else None
    return ClientCase(
        id=begins,
        account=account,
        incidents=tuple(incidents),
        contact=contact.name if contact else "",
        email=(contact.email if contact else "") or account.email,
        ways=(_way(desk, account),),
        now=desk.now(),
        period=period,
    )


def _way(desk: Desk, account: Account) -> tuple[str, str]:
    """Say whom to contact, and how: never by the name of one of us."""
    us = desk.settings
    who = "Your account manager" if account.owner else "Our team"
    how = " · ".join(filter(None, (us.our_name, us.our_phone, us.our_email)))
    return who, how or "by an answer to this, or on the number you have for us"


def _holding(desk: Desk, incident: Incident) -> Holding:
    """Gather the words that the incident's playbook avoids."""
    playbook = playbook_of(desk, incident)
    steps = playbook.steps if playbook else ()
    return Holding(
        avoid=tuple(words for step in steps for words in step.avoid), playbook=incident.playbook
    )


def _nothing(incidents: Sequence[Incident], pen: ClientPen, period: Period) -> str:
    """Say that nothing may leave, and what to do."""
    if pen.held:
        lines = [f"{each.id} holds {each.why}" for each in pen.held.values()]
        includes = " ".join(f"--include {each}" for each in pen.held)
        return (
            f"All that is marked for the client is held back: {'; '.join(lines)}. "
            f"Log it in other words, or add {includes}."
        )
    if period != EVER:
        return "Nothing that is marked for the client happened in that time: take other days."
    if len(incidents) == 1:
        return (
            f"Nothing in incident {incidents[0].id} is marked for the client: mark what they may "
            f"read with `recover mark {incidents[0].id}e2`, or add --for internal."
        )
    return "Nothing in these incidents is marked for the client: add --for internal."
