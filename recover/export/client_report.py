"""What the client may read: what is marked for them, on their clock, in words they can use."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recover.domain.calendar_event import CalendarEvent, uid_of
from recover.domain.entry import (
    Decided,
    Demanded,
    FactLearned,
    Heard,
    Noted,
    Promised,
    PromiseKind,
    Said,
)
from recover.domain.incident import Incident, written_about
from recover.domain.promise import Promise, Standing
from recover.export.cells import plain_table
from recover.export.client_case import ClientCase, opening_parts, special, told_entries
from recover.export.client_pen import ClientPen, entry_of
from recover.export.pledging import pledge, successor_of
from recover.export.report import (
    Audience,
    Cell,
    Column,
    Facts,
    Paragraphs,
    Part,
    Pledge,
    Pledges,
    Point,
    Report,
    Table,
    Timeline,
    When,
)

ANSWERED = "we have answered; the answer is not part of this summary"
"""Where our answer to a request stays in the house."""
_TAGS = {Heard: "You told us", Said: "We told you", Noted: "We noted", FactLearned: "We know"}


def client_report(case: ClientCase, pen: ClientPen) -> Report:
    """Write the summary for a client; *pen* has noted what was held back afterwards."""
    zone = case.account.calendar.zone
    pledged = tuple(_pledges(case, pen))
    parts = (
        *opening_parts(case, pen),
        Timeline(heading="Timeline", points=tuple(_points(case, pen))),
        _requests(case, pen),
        Pledges(heading="What we promised, and how it ended", pledges=pledged),
        plain_table(
            "ahead", "What we will do, and by when", ("what", "by when"), tuple(_ahead(pledged))
        ),
        Facts(heading="Whom to contact", rows=case.ways),
    )
    return Report(
        id=case.id,
        name=case.account.name,
        title=f"{case.account.name}: what happened and what we promised",
        lead=f"For {case.contact}" if case.contact else "",
        audience=Audience.CLIENT,
        written=When(at=case.now, zone=zone),
        parts=tuple(each for each in parts if not is_empty(each)),
        main="timeline",
        to=case.email,
        events=tuple(_events(case, pen)),
    )


def is_empty(part: Part) -> bool:
    """Say whether a part says nothing."""
    match part:
        case Paragraphs(lines=held) | Timeline(points=held) | Pledges(pledges=held):
            return not held
        case Facts(rows=rows) | Table(rows=rows):
            return not rows


def for_client(incident: Incident) -> tuple[Promise, ...]:
    """Give the promises of an incident that the client may read."""
    return tuple(
        each for each in incident.promises if each.client and each.kind is not PromiseKind.INTERNAL
    )


def _points(case: ClientCase, pen: ClientPen) -> Iterator[Point]:
    """Write what was said, on the client's clock."""
    zone = case.account.calendar.zone
    found = [
        (entry.at, incident, entry)
        for incident in case.incidents
        for entry in told_entries(case, incident)
    ]
    for at, incident, entry in sorted(found, key=lambda each: each[0]):
        match entry.what:
            case FactLearned(name=name, value=value) if not special(entry):
                text = f"{name}: {value}"
            case Heard(text=text) | Said(text=text) | Noted(text=text):
                pass
            case _:
                continue
        theirs = isinstance(entry.what, Heard)
        written = pen.line(incident, entry, text, ours=not theirs)
        if written is not None:
            yield Point(
                id="",
                at=When(at=at, zone=zone),
                tag=_TAGS[type(entry.what)],
                text=written,
                by="",
                is_theirs=theirs,
            )


def _requests(case: ClientCase, pen: ClientPen) -> Table:
    """Write what they asked for, with our answers."""
    zone = case.account.calendar.zone
    rows: list[tuple[Cell, ...]] = []
    for incident in case.incidents:
        for demand in incident.demands:
            if demand.client and case.period.holds(demand.at):
                asked = entry_of(incident, Demanded, demand.number)
                text = pen.line(incident, asked, demand.text, ours=False)
                answer = _answer(incident, demand.number, pen)
                rows.append((When(at=demand.at, zone=zone), text or "a request", answer))
    columns = (
        Column(key="asked", title="when"),
        Column(key="request", title="what you asked for"),
        Column(key="answer", title="our answer"),
    )
    heading = "What you asked for, and our answer"
    return Table(key="requests", heading=heading, columns=columns, rows=tuple(rows))


def _answer(incident: Incident, number: int, pen: ClientPen) -> str:
    """Write our answer to a demand; one that is internal, or held back, stays so."""
    demand = incident.demand(number)
    if demand is None or demand.decided_at is None:
        return "we have not answered yet"
    instead = demand.alternative and f"instead: {demand.alternative}"
    said = "; ".join(filter(None, (demand.decision.value, demand.reason, instead)))
    decided = entry_of(incident, Decided, number)
    text = pen.line(incident, decided, said, ours=True) if demand.answer_for_client else None
    return text or ANSWERED


def _pledges(case: ClientCase, pen: ClientPen) -> Iterator[Pledge]:
    """Write what was promised to them; a missed one is missed."""
    zone = case.account.calendar.zone
    found = [
        (promise.due, incident, promise)
        for incident in case.incidents
        for promise in for_client(incident)
        if any(map(case.period.holds, (promise.made_at, promise.due, promise.settled_at)))
    ]
    for _, incident, promise in sorted(found, key=lambda each: each[0]):
        whole = pledge(incident, promise, case.now, who=lambda _: "", zone=zone)
        new = successor_of(incident, promise)
        yield replace(
            whole,
            id="",
            what=_promised(incident, promise, pen),
            margin=None,
            then=whole.then if new and new.client else None,
            kind="",
            reason="",
        )


def _promised(incident: Incident, promise: Promise, pen: ClientPen) -> str:
    """Write what was promised; a promise stays in the list whatever its words."""
    made = entry_of(incident, Promised, promise.number)
    return pen.line(incident, made, promise.what, ours=True) or "what we agreed with you"


def _ahead(pledged: Iterable[Pledge]) -> Iterator[tuple[str, Cell]]:
    """Write what is still to be done."""
    for each in pledged:
        if each.ended is None:
            missed = each.state == Standing.MISSED.value
            yield each.what, "overdue: we owe you a new moment" if missed else each.due


def _events(case: ClientCase, pen: ClientPen) -> Iterator[CalendarEvent]:
    """Give what is still ahead, and what is off, for their calendar."""
    for incident in case.incidents:
        for promise in for_client(incident):
            if promise.due >= case.now and promise.kept_at is None:
                what = _promised(incident, promise, pen)
                yield promise_event(incident, promise, what, case.account.calendar.zone)


def promise_event(
    incident: Incident, promise: Promise, summary: str, zone: str | None = None
) -> CalendarEvent:
    """Give a promise as a calendar shows it, without an alarm; off when it was taken back.

    Args:
        incident: Its incident.
        promise: The promise.
        summary: What to call it.
        zone: The IANA zone to show it in; `None` for the one it was made in.
    """
    return CalendarEvent(
        uid=uid_of(promise.id, promise.made_at),
        sequence=written_about(incident, "promise", promise.number),
        at=promise.due,
        zone=zone or promise.zone,
        summary=summary,
        description="",
        alarm=None,
        is_cancelled=bool(promise.withdrawn_at or promise.renegotiated_at),
    )
