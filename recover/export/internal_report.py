"""Everything about one incident, for ourselves: struck entries, both verdicts, every name."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from recover.domain.entry import Contacted, Demanded, Entry, Heard
from recover.domain.handover import handover_state
from recover.domain.healing import offsets_text
from recover.domain.promise import by_urgency, kept_text
from recover.domain.telling import told
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
    Point,
    Report,
    Table,
    Timeline,
    When,
)

INTERNAL_LEAD = "Internal: everything in it stays in the house"
_THEIRS = (Heard, Demanded, Contacted)


def internal_report(dossier: Dossier, record: Callable[[], Mapping[str, Any]]) -> Report:
    """Write the whole record of an incident.

    Args:
        dossier: The incident, and what stands beside it.
        record: Gives the incident as it can be read back.
    """
    incident, now = dossier.incident, dossier.now
    promises = sorted(incident.promises, key=by_urgency)
    parts = (
        Facts(heading="At a glance", rows=tuple(_glance(dossier))),
        Facts(heading="How it ended", rows=tuple(_verdicts(dossier))),
        _demands(dossier),
        Pledges(
            heading="Promises",
            pledges=tuple(pledge(incident, each, now, who=dossier.who) for each in promises),
        ),
        _handovers(dossier),
        _follow_ups(dossier),
        _facts(dossier),
        Paragraphs(heading="Not asked yet", lines=dossier.missing),
        Timeline(heading="Log", points=tuple(_points(dossier))),
    )
    title = incident.title or "no words yet"
    return Report(
        id=incident.id,
        name=dossier.account.name if dossier.account else "unknown caller",
        title=f"Incident {incident.id} · {dossier.client}: {title}",
        lead=INTERNAL_LEAD,
        audience=Audience.INTERNAL,
        written=When(at=now, zone=dossier.zone),
        parts=tuple(each for each in parts if not is_empty(each)),
        main="timeline",
        events=tuple(
            promise_event(incident, each, f"{each.id} {dossier.client}: {each.what}")
            for each in promises
            if each.is_open
        ),
        record=record,
    )


def _glance(dossier: Dossier) -> Iterator[tuple[str, Cell]]:
    """Say who it is with, how it stands, and what they are to us."""
    incident = dossier.incident
    yield "client", dossier.client
    yield "phase", incident.phase.value
    yield "severity", incident.severity
    yield "owner", dossier.who(incident.owner)
    yield "opened", When(at=incident.opened_at, zone=dossier.zone)
    yield "playbook", f"{incident.playbook}, version {incident.playbook_version}"
    yield "contacts about this", len(incident.contacts)
    if incident.departments:
        yield "departments", ", ".join(incident.departments)
    if dossier.escalated:
        yield "escalations", "; ".join(dossier.escalated)
    yield from worth(dossier)


def _verdicts(dossier: Dossier) -> Iterator[tuple[str, Cell]]:
    """Give the outcome and both verdicts, once it is closed."""
    incident = dossier.incident
    if incident.outcome is None:
        return
    yield "outcome", incident.outcome.value
    if incident.closed_at is not None:
        yield "closed", When(at=incident.closed_at, zone=dossier.zone)
    for name, met in (("guideline", incident.guideline), ("purpose", incident.purpose)):
        yield name, "nobody said" if met is None else "met" if met else "not met"
    kept = kept_text(incident.promises, dossier.now)
    if kept:
        yield "promises", kept
    if incident.closing:
        yield "in their words", incident.closing


def _demands(dossier: Dossier) -> Table:
    """Write what they want, with our answers."""
    columns = ("id", "asked", "demand", "answer", "reason", "instead", "by", "shown")
    rows: list[tuple[Cell, ...]] = [
        (
            each.id,
            When(at=each.at, zone=dossier.zone),
            each.text,
            each.decision.value,
            each.reason,
            each.alternative,
            dossier.who(each.decided_by) if each.decided_by else "",
            "client" if each.client else "internal",
        )
        for each in dossier.incident.demands
    ]
    return plain_table("demands", "What they want", columns, rows)


def _handovers(dossier: Dossier) -> Table:
    """Write every handover with its brief."""
    columns = (
        *("id", "from", "to", "state", "offered", "answer by", "answered", "severity"),
        *("summary", "actions", "if they call", "read-back", "reason"),
    )
    zone = dossier.zone
    rows: list[tuple[Cell, ...]] = [
        (
            each.id,
            dossier.who(each.sender),
            dossier.who(each.to),
            handover_state(each, dossier.now).value,
            When(at=each.offered_at, zone=zone),
            When(at=each.answer_by, zone=zone),
            When(at=each.answered_at, zone=zone) if each.answered_at else None,
            each.brief.severity,
            each.brief.summary,
            "\n".join(each.brief.actions),
            each.brief.contingency,
            each.brief.readback,
            each.reason,
        )
        for each in dossier.incident.handovers
    ]
    return plain_table("handovers", "Handovers", columns, rows)


def _follow_ups(dossier: Dossier) -> Table:
    """Write when we get in touch again, or did."""
    rows: list[tuple[Cell, ...]] = [
        (
            each.id,
            When(at=each.at, zone=each.zone),
            offsets_text(each.offsets),
            When(at=each.done_at, zone=each.zone) if each.done_at else None,
            each.note,
        )
        for each in dossier.incident.follow_ups
    ]
    return plain_table(
        "follow-ups", "Follow-ups", ("id", "planned", "why then", "done", "note"), rows
    )


def _facts(dossier: Dossier) -> Table:
    """Write what they told us, with who wrote it down and when."""
    rows: list[tuple[Cell, ...]] = [
        (each.name, each.value, When(at=each.at, zone=dossier.zone), dossier.who(each.by))
        for each in dossier.incident.facts
    ]
    return plain_table("facts", "Already told us", ("fact", "value", "since", "by"), rows)


def _points(dossier: Dossier) -> Iterator[Point]:
    """Write every entry of the log, also those struck or taken back."""
    incident = dossier.incident
    for entry in incident.timeline:
        gone = entry.number in incident.struck | incident.undone
        yield Point(
            id=f"{incident.id}e{entry.number}",
            at=When(at=entry.at, zone=dossier.zone),
            tag=entry.kind,
            text=told(incident, entry, dossier.who) or entry.kind,
            by=dossier.who(entry.by),
            is_theirs=isinstance(entry.what, _THEIRS),
            note=_note(dossier, entry),
            is_struck=gone,
        )


def _note(dossier: Dossier, entry: Entry) -> str:
    """Say what a reader has to know about an entry: who may read it, and whether it counts."""
    incident = dossier.incident
    if entry.number in incident.struck:
        return "struck"
    if entry.number in incident.undone:
        return "taken back"
    return "client may read it" if entry.number in incident.shown else ""
