"""Reports over many incidents: open promises, a day, the review sheet, the incidents themselves."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from recover.domain.incident import Incident
from recover.domain.promise import Promise, by_urgency, kept_of
from recover.export.cells import plain_table
from recover.export.client_report import is_empty, promise_event
from recover.export.pledging import pledge
from recover.export.report import (
    Audience,
    Cell,
    Column,
    Part,
    Pledges,
    Point,
    Report,
    Table,
    Timeline,
    When,
)

Owed = tuple[Incident, Promise, str]
"""A promise with its incident and the client's name."""


def list_report(
    parts: Sequence[Part],
    *,
    begins: str,
    title: str,
    lead: str,
    main: str,
    written: When,
    is_ours: bool = True,
    audience: Audience = Audience.INTERNAL,
    promises: Iterable[Owed] = (),
) -> Report:
    """Put parts together; those that say nothing are left out."""
    return Report(
        id=begins,
        name="",
        title=title,
        lead=lead,
        audience=audience,
        written=written,
        is_ours=is_ours,
        parts=tuple(each for each in parts if not is_empty(each)),
        main=main,
        events=tuple(
            promise_event(incident, promise, f"{promise.id} {client}: {promise.what}")
            for incident, promise, client in promises
            if promise.is_open
        ),
    )


def promises_part(
    heading: str, promises: Iterable[Owed], now: datetime, who: Callable[[str], str]
) -> Pledges:
    """Write promises, soonest first, each with its client."""
    found = sorted(promises, key=lambda each: by_urgency(each[1]))
    rows = []
    for incident, promise, client in found:
        row = pledge(incident, promise, now, who=who)
        rows.append(row.about(client))
    return Pledges(heading=heading, pledges=tuple(rows))


def incidents_part(
    rows: Iterable[tuple[Incident, str, str]], now: datetime, who: Callable[[str], str]
) -> Table:
    """Write incidents, a row each.

    Args:
        rows: Each with its client's name and IANA zone.
        now: The asking moment.
        who: Gives the name of one of us.
    """
    columns = (
        *(
            _column("id"),
            _column("client"),
            _column("title"),
            _column("phase"),
            _column("severity"),
        ),
        *(_column("opened"), _column("closed"), _column("owner"), _column("contacts")),
        *(_column("open promises"), _column("kept"), _column("of"), _column("outcome")),
        *(_column("guideline"), _column("purpose")),
    )
    written = tuple(_incident(each, now, who) for each in rows)
    return Table(key="incidents", heading="Incidents", columns=columns, rows=written)


def log_part(points: Iterable[Point]) -> Timeline:
    """Write what was logged."""
    return Timeline(heading="Logged", points=tuple(points))


def _incident(
    row: tuple[Incident, str, str], now: datetime, who: Callable[[str], str]
) -> tuple[Cell, ...]:
    incident, client, zone = row
    kept, of = kept_of(incident.promises, now)
    return (
        incident.id,
        client,
        incident.title,
        incident.phase.value,
        incident.severity,
        When(at=incident.opened_at, zone=zone),
        When(at=incident.closed_at, zone=zone) if incident.closed_at else None,
        who(incident.owner),
        len(incident.contacts),
        len(incident.open_promises),
        kept,
        of,
        incident.outcome.value if incident.outcome else "",
        _met(incident.guideline),
        _met(incident.purpose),
    )


def _met(verdict: bool | None) -> str:
    return "" if verdict is None else "met" if verdict else "not met"


def _column(title: str) -> Column:
    return Column(key=title.replace(" ", "_"), title=title)


def day_tables(rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Write whom to get in touch with, in the order their windows open."""
    titles = ("from", "client", "by", "where", "what", "due", "owner", "next step")
    return plain_table("calls", "Whom to get in touch with", titles, rows)
