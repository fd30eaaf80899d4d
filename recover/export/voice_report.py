"""The voice of the client, across incidents: their words, where they had to turn, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from recover.domain.entry import Heard
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.domain.promise import by_urgency, kept_text
from recover.domain.text import count, shorten
from recover.export.cells import plain_table
from recover.export.client_report import is_empty
from recover.export.dossier import Dossier
from recover.export.period import Period
from recover.export.report import Audience, Cell, Facts, Part, Point, Report, Table, Timeline, When

_WORDS_EACH = 6
_WORDS_WIDTH = 400
MANAGER = "account manager"
"""Where a contact that names no department was taken."""
_CAUSES = ("cause", "root-cause", "cause-area")


def voice_report(
    dossiers: Sequence[Dossier],
    *,
    begins: str,
    name: str,
    zone: str,
    is_ours: bool,
    now: datetime,
    period: Period,
) -> Report:
    """Write the page.

    Args:
        dossiers: The incidents, the oldest first.
        begins: As the name of the file begins.
        name: As it goes on.
        zone: The IANA zone that it says when it was written in.
        is_ours: Whether that is ours, and not the one client's.
        now: The asking moment.
        period: Words and contacts of this time only.
    """
    parts: tuple[Part, ...] = (
        Facts(heading="In figures", rows=tuple(_figures(dossiers, period, now))),
        Timeline(heading="In their words", points=tuple(_words(dossiers, period))),
        _departments(dossiers, period),
        _causes(dossiers),
        _sit_along(dossiers, now),
    )
    return Report(
        id=begins,
        name=name,
        title="The voice of the client",
        lead=count(len(dossiers), "incident"),
        audience=Audience.EXECUTIVE,
        written=When(at=now, zone=zone),
        is_ours=is_ours,
        parts=tuple(each for each in parts if not is_empty(each)),
        main="timeline",
    )


def _figures(
    dossiers: Sequence[Dossier], period: Period, now: datetime
) -> Iterator[tuple[str, Cell]]:
    """Count clients, contacts and promises."""
    yield "clients", len({each.client for each in dossiers})
    contacts = [len(_contacts(each.incident, period)) for each in dossiers]
    yield "contacts", sum(contacts)
    if contacts:
        yield "most contacts about one matter", max(contacts)
    kept = kept_text((one for each in dossiers for one in each.incident.promises), now)
    if kept:
        yield "promises", kept


def _contacts(incident: Incident, period: Period) -> list[str]:
    """Give the departments of the contacts of a time."""
    return [each.department or MANAGER for each in incident.contacts if period.holds(each.at)]


def _words(dossiers: Sequence[Dossier], period: Period) -> Iterator[Point]:
    """Give the first words of each matter."""
    for each in dossiers:
        heard = [
            (entry, entry.what.text)
            for entry in each.incident.counting
            if isinstance(entry.what, Heard) and period.holds(entry.at)
        ]
        heard.sort(key=lambda one: (one[0].at, one[0].number))
        for entry, text in heard[:_WORDS_EACH]:
            yield Point(
                id=f"{each.incident.id}e{entry.number}",
                at=When(at=entry.at, zone=each.zone),
                tag=each.client,
                text=f"“{shorten(text, _WORDS_WIDTH)}”",
                by="",
                is_theirs=True,
            )


def _departments(dossiers: Sequence[Dossier], period: Period) -> Table:
    """Count the contacts that each department took."""
    taken = Counter(name for each in dossiers for name in _contacts(each.incident, period))
    rows: list[tuple[Cell, ...]] = [(name, number) for name, number in taken.most_common()]
    return plain_table("departments", "Where they had to turn", ("department", "contacts"), rows)


def _causes(dossiers: Sequence[Dossier]) -> Table:
    """Say why, as far as anybody wrote it down."""
    rows: list[tuple[Cell, ...]] = [
        (each.client, f"incident {each.incident.id}", fact.value)
        for each in dossiers
        for fact in each.incident.facts
        if slug(fact.name) in _CAUSES
    ]
    return plain_table("causes", "Why it happened", ("client", "matter", "cause"), rows)


def _sit_along(dossiers: Sequence[Dossier], now: datetime) -> Table:
    """Suggest calls that an executive could listen to: the most troubled matters first."""
    rows: list[tuple[Cell, ...]] = []
    for each in sorted(dossiers, key=lambda one: (-len(one.incident.contacts), one.incident.id)):
        ahead = sorted(each.incident.open_promises, key=by_urgency)
        calls = [one for one in ahead if one.channel in ("call", "visit") and one.due >= now]
        for promise in calls[:1]:
            when = When(at=promise.due, zone=promise.zone)
            rows.append((each.client, when, promise.what, each.who(promise.owner)))
        touches = [one for one in each.incident.follow_ups if one.is_open and one.at >= now]
        for touch in touches[: 0 if calls else 1]:
            when = When(at=touch.at, zone=touch.zone)
            rows.append((each.client, when, "follow-up", each.who(each.incident.owner)))
        if each.incident.is_open and not (calls or touches):
            asks = "no call is planned: ask for the next one"
            rows.append((each.client, None, asks, each.who(each.incident.owner)))
    columns = ("client", "when", "what", "with")
    return plain_table("sit-along", "Sit along, and listen", columns, rows)
