"""One page for somebody who decides: who, what it is worth, and what is needed by when."""

from collections.abc import Iterable, Iterator

from recover.domain.demand import Demand
from recover.domain.entry import Decision, Outcome, PromiseKind
from recover.domain.handover import HandoverState, handover_state
from recover.domain.incident import heard_lines
from recover.domain.moments import span
from recover.domain.promise import Standing, by_urgency, kept_text, standing
from recover.domain.text import shorten
from recover.export.cells import plain_table
from recover.export.client_report import is_empty, promise_event
from recover.export.client_worth import worth
from recover.export.dossier import Dossier
from recover.export.pledging import pledge
from recover.export.report import (
    Audience,
    Cell,
    Facts,
    Paragraphs,
    Pledges,
    Report,
    Table,
    When,
)

_WORDS_SHOWN = 3
_WORDS_WIDTH = 240
"""One page has room for so many of their lines, and so much of each."""


def executive_report(dossier: Dossier) -> Report:
    """Write the page of one incident."""
    incident, now = dossier.incident, dossier.now
    promised = [
        each
        for each in sorted(incident.promises, key=by_urgency)
        if each.kind is not PromiseKind.INTERNAL
    ]
    parts = (
        Facts(heading="Who, and what it is worth", rows=tuple(_who(dossier))),
        needed([dossier]),
        Paragraphs(heading="In their words", lines=tuple(_words(dossier))),
        _asked(dossier),
        Pledges(
            heading="What we promised",
            pledges=tuple(pledge(incident, each, now, who=dossier.who) for each in promised),
        ),
    )
    return Report(
        id=incident.id,
        name=f"{dossier.account.name if dossier.account else 'unknown caller'} executive",
        title=f"{dossier.client}: where it stands",
        lead=_lead(dossier),
        audience=Audience.EXECUTIVE,
        written=When(at=now, zone=dossier.zone),
        parts=tuple(each for each in parts if not is_empty(each)),
        main="promises",
        events=tuple(
            promise_event(incident, each, f"{dossier.client}: {each.what}")
            for each in promised
            if each.is_open
        ),
    )


def needed(dossiers: Iterable[Dossier]) -> Table:
    """List what somebody has to decide or do, and by when, the most urgent first."""
    rows = list(dict.fromkeys(row for each in dossiers for row in _needs(each)))
    rows.sort(key=lambda row: (row[2] is None, _moment(row[2])))
    return plain_table("needed", "What is needed", ("what", "from", "by"), rows)


def _needs(dossier: Dossier) -> Iterator[tuple[Cell, Cell, Cell]]:
    """Give each thing that waits for somebody: what, from whom, by when."""
    incident, now = dossier.incident, dossier.now
    owner = dossier.who(incident.owner)
    for promise in incident.promises:
        if promise.is_open:
            late = standing(promise, now) is Standing.MISSED
            what = f"{'Overdue: ' if late else ''}{promise.what} ({promise.id})"
            yield what, dossier.who(promise.owner), When(at=promise.due, zone=promise.zone)
    for demand in incident.demands:
        if demand.decision is Decision.OPEN:
            asked = span(now - demand.at, parts=1)
            yield f"An answer to “{demand.text}” ({demand.id}), open for {asked}", owner, None
    for offer in incident.handovers:
        if handover_state(offer, now) is HandoverState.OFFERED:
            by = When(at=offer.answer_by, zone=dossier.zone)
            yield f"Accept or decline {offer.id}", dossier.who(offer.to), by
    yield from _seats(dossier)


def _seats(dossier: Dossier) -> Iterator[tuple[Cell, Cell, Cell]]:
    """Give the seats that nobody holds."""
    if dossier.account is not None:
        today = dossier.account.calendar.local(dossier.now).date()
        for seat in dossier.account.seats:
            days = (today - seat.vacant_since).days
            yield f"Fill the seat: {seat.role}, vacant for {days} days", "", None


def _moment(cell: Cell) -> float:
    return cell.at.timestamp() if isinstance(cell, When) else 0.0


def _lead(dossier: Dossier) -> str:
    """Say in one line how grave it is, and how it stands."""
    incident = dossier.incident
    if incident.outcome not in (None, Outcome.UNKNOWN):
        said = [f"closed: {incident.outcome.value}" if incident.outcome else "closed"]
    else:
        said = [f"severity {incident.severity}", f"phase {incident.phase.value}"]
    open_for = (incident.closed_at or dossier.now) - incident.opened_at
    said.append(f"open for {span(open_for, parts=2)}")
    kept = kept_text(incident.promises, dossier.now)
    return " · ".join([*said, *([kept] if kept else [])])


def _who(dossier: Dossier) -> Iterator[tuple[str, Cell]]:
    """Say who they are, and what they are to us."""
    incident = dossier.incident
    yield "client", dossier.client
    yield from worth(dossier)
    through = f", through {', '.join(incident.departments)}" if incident.departments else ""
    yield "contacts about this", f"{len(incident.contacts)}{through}"
    yield "with us", dossier.who(incident.owner)
    if dossier.escalated:
        yield "escalations", "; ".join(dossier.escalated)


def _words(dossier: Dossier) -> Iterator[str]:
    """Give the first of their words."""
    for line in heard_lines(dossier.incident)[:_WORDS_SHOWN]:
        yield f"“{shorten(line, _WORDS_WIDTH)}”"


def _why(demand: Demand) -> str:
    """Give the reason for an answer, and what was offered instead."""
    instead = demand.alternative and f"instead: {demand.alternative}"
    return "; ".join(filter(None, (demand.reason, instead)))


def _asked(dossier: Dossier) -> Table:
    """Write what they asked for, with our answers."""
    rows: list[tuple[Cell, ...]] = [
        (each.text, each.decision.value, _why(each)) for each in dossier.incident.demands
    ]
    return plain_table("demands", "What they asked for", ("demand", "answer", "why"), rows)
