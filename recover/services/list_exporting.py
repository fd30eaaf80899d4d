"""Reports over many incidents: open promises, a day, the review sheet, an account, all of them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from recover.domain.account import Account
from recover.domain.incident import Incident
from recover.domain.telling import told
from recover.domain.text import count
from recover.export.cells import plain_table
from recover.export.client_worth import worth
from recover.export.executive_report import needed
from recover.export.internal_report import INTERNAL_LEAD
from recover.export.list_report import (
    day_tables,
    incidents_part,
    list_report,
    log_part,
    promises_part,
)
from recover.export.period import Period
from recover.export.report import Audience, Cell, Facts, Part, Point, Report, When
from recover.services.desk import Desk
from recover.services.dossiers import dossier_of, short_dossier
from recover.services.finding import person_name
from recover.services.looking import promise_lines
from recover.services.reviewing import PromiseItem, review_items
from recover.services.tomorrow import tomorrows_sheet


def open_promises(desk: Desk, account: Account | None) -> Report:
    """Report every open promise, of one account or of all."""
    lines = promise_lines(desk, account=account.key if account else None)
    held = [(line.incident, line.promise, line.account) for line in lines]
    return list_report(
        [promises_part("Open promises", held, desk.now(), _who(desk))],
        begins="promises",
        title="Open promises" + (f" · {account.name}" if account else ""),
        lead=f"{len(lines)} open, soonest first",
        main="promises",
        written=_written(desk),
        promises=held,
    )


def day(desk: Desk, wanted: date) -> Report:
    """Report one day on one's own clock: what was due, what was settled, what was logged."""
    ours = desk.who.calendar
    start = ours.instant(wanted, time()).astimezone(UTC)
    end = ours.instant(wanted + timedelta(days=1), time()).astimezone(UTC)
    period = Period(start=start, end=end)
    lines = promise_lines(desk, settled=True)
    held = [
        (line.incident, line.promise, line.account)
        for line in lines
        if period.holds(line.promise.due) or period.holds(line.promise.settled_at)
    ]
    return list_report(
        [
            promises_part("Due or settled", held, desk.now(), _who(desk)),
            log_part(_logged(desk, period)),
        ],
        begins=wanted.isoformat(),
        title="The day",
        lead=wanted.isoformat(),
        main="promises",
        written=_written(desk),
        promises=held,
    )


def review_sheet(desk: Desk) -> Report:
    """Report the end-of-day review: every open promise with its next step, and tomorrow's sheet."""
    items = [each for each in review_items(desk) if isinstance(each, PromiseItem)]
    rows: list[tuple[Cell, ...]] = [_item(desk, each) for each in items]
    titles = ("id", "client", "promise", "due", "owner", "next step", "at", "answer", "note")
    waiting = sum(each.needs_step for each in items)
    calls = day_tables(list(_calls(desk)))
    clear = "nothing keeps the day from being clear"
    return list_report(
        [plain_table("review", "Open promises", titles, rows), calls],
        begins="review",
        title=f"End of day · {desk.who.name}",
        lead=f"{waiting} without a next step" if waiting else clear,
        main="review",
        written=_written(desk),
        promises=[(each.incident, each.promise, each.account) for each in items],
    )


def account_report(
    desk: Desk, account: Account, incidents: Sequence[Incident], audience: Audience, period: Period
) -> Report:
    """Report the incidents of one account, for ourselves or on a page for an executive."""
    held = [(each, promise, account.name) for each in incidents for promise in each.promises]
    dossiers = [short_dossier(desk, each) for each in incidents]
    parts: list[Part] = [
        Facts(heading="What it is worth", rows=tuple(worth(dossier_of(desk, incidents[-1])))),
        needed([each for each in dossiers if each.incident.is_open]),
        incidents_part(
            ((each, account.name, account.calendar.zone) for each in incidents),
            desk.now(),
            _who(desk),
        ),
        promises_part("Promises", held, desk.now(), _who(desk)),
    ]
    if audience is Audience.INTERNAL:
        parts.append(log_part(_logged(desk, period, incidents)))
    return list_report(
        parts,
        begins=account.key,
        title=f"{account.name}: {count(len(incidents), 'incident')}",
        lead="" if audience is Audience.EXECUTIVE else INTERNAL_LEAD,
        main="incidents",
        written=When(at=desk.now(), zone=account.calendar.zone),
        is_ours=False,
        audience=audience,
        promises=held,
    )


def all_incidents(
    desk: Desk, incidents: Sequence[Incident], tell: Callable[[str], None] | None = None
) -> Report:
    """Report incidents, a row each; *tell* hears how far it is."""
    found = []
    for number, each in enumerate(incidents, start=1):
        found.append(short_dossier(desk, each))
        if tell is not None and number % 250 == 0:
            tell(f"{number} of {len(incidents)} incidents")
    rows = ((each.incident, each.client, each.zone) for each in found)
    return list_report(
        [incidents_part(rows, desk.now(), _who(desk))],
        begins="incidents",
        title="Incidents",
        lead=f"{len(found)} of them, the oldest first",
        main="incidents",
        written=_written(desk),
    )


def _item(desk: Desk, item: PromiseItem) -> tuple[Cell, ...]:
    """Write a promise of the walk."""
    promise = item.promise
    step = promise.next_step
    return (
        promise.id,
        item.account,
        promise.what,
        When(at=promise.due, zone=promise.zone),
        person_name(desk, promise.owner),
        step.text if step else "",
        When(at=step.at, zone=promise.zone) if step else None,
        item.answer or "",
        "needs a next step" if item.needs_step else "",
    )


def _calls(desk: Desk) -> Iterator[tuple[Cell, ...]]:
    """Write tomorrow's sheet, a row for each call."""
    for call in tomorrows_sheet(desk):
        promise, step = call.promise, call.promise.next_step
        yield (
            When(at=call.opens, zone=promise.zone) if call.opens else "never",
            call.account,
            promise.channel,
            call.address,
            f"{promise.id} {promise.what}",
            When(at=promise.due, zone=promise.zone),
            call.owner,
            step.text if step else "",
        )


def _logged(
    desk: Desk, period: Period, incidents: Sequence[Incident] | None = None
) -> Iterator[Point]:
    """Give what was logged in a time, in the order it happened."""
    found: list[tuple[datetime, int, int, Point]] = []
    for incident in desk.incidents() if incidents is None else incidents:
        if incident.is_void:
            continue
        about = short_dossier(desk, incident)
        for entry in incident.counting:
            if period.holds(entry.at):
                point = Point(
                    id=f"{incident.id}e{entry.number}",
                    at=When(at=entry.at, zone=about.zone),
                    tag=f"{about.client} · {entry.kind}",
                    text=told(incident, entry, about.who) or entry.kind,
                    by=about.who(entry.by),
                    is_theirs=entry.kind in ("heard", "demand", "contacted"),
                )
                found.append((entry.at, int(incident.id), entry.number, point))
    return (each[-1] for each in sorted(found, key=lambda one: one[:3]))


def _who(desk: Desk) -> Callable[[str], str]:
    return lambda key: person_name(desk, key)


def _written(desk: Desk) -> When:
    return When(at=desk.now(), zone=desk.who.calendar.zone)
