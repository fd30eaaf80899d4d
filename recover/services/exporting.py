"""Making a summary: of what, and for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from recover.domain.account import Account
from recover.domain.calendar import Calendar
from recover.domain.incident import Incident
from recover.export.executive_report import executive_report
from recover.export.internal_report import internal_report
from recover.export.period import Period
from recover.export.report import Audience
from recover.export.voice_report import voice_report
from recover.services import list_exporting
from recover.services.client_exporting import Draft, NothingToExport, client_draft
from recover.services.desk import Desk
from recover.services.dossiers import dossier_of, short_dossier
from recover.services.export_wish import About, Days, ExportWish, check_wish
from recover.services.finding import account_of, find_account, find_incident
from recover.services.incident_record import record_of
from recover.services.past import whole_record

Tell = Callable[[str], None]
"""Says how far something long has come."""


def make_draft(desk: Desk, wish: ExportWish, tell: Tell | None = None) -> Draft:
    """Make the summary that somebody wishes for; nothing is written.

    Args:
        desk: The desk.
        wish: What, and for whom.
        tell: Told how far it is, where it takes its time.

    Raises:
        NotFound: There is no such incident or account.
        NothingToExport: There is nothing in it that this audience may read.
        Misused: What it is about is not made for this audience.
    """
    check_wish(wish)
    account = find_account(desk, wish.account) if wish.account else None
    draft = _made(desk, wish, account, tell)
    days = Days(since=wish.since, until=wish.until)
    if days == Days():
        return draft
    lead = " · ".join(filter(None, (draft.report.lead, days.text)))
    return replace(draft, report=replace(draft.report, lead=lead))


def _made(desk: Desk, wish: ExportWish, account: Account | None, tell: Tell | None) -> Draft:
    """Make the page that it is about."""
    match wish.about:
        case About.INCIDENT:
            return _incident(desk, find_incident(desk, wish.incident), wish)
        case About.ACCOUNT if account is not None:
            return _account(desk, account, wish)
        case About.DAY:
            today = desk.who.calendar.local(desk.now()).date()
            return _full(Draft(report=list_exporting.day(desk, wish.day or today)))
        case About.REVIEW:
            return _full(Draft(report=list_exporting.review_sheet(desk)))
        case About.PROMISES:
            return _full(Draft(report=list_exporting.open_promises(desk, account)))
        case About.VOICE:
            return _voice(desk, account, wish)
        case _:
            found = _incidents(desk, account, wish, tell)
            return _full(Draft(report=list_exporting.all_incidents(desk, found, tell)))


def _full(draft: Draft) -> Draft:
    """Refuse a report that says nothing.

    Raises:
        NothingToExport: It has no part.
    """
    if not draft.report.parts:
        raise NothingToExport("There is nothing to export: nothing of that kind is on record.")
    return draft


def _incident(desk: Desk, incident: Incident, wish: ExportWish) -> Draft:
    """Make the summary of one incident."""
    if wish.audience is Audience.EXECUTIVE:
        return Draft(report=executive_report(dossier_of(desk, incident)))
    if wish.audience is Audience.INTERNAL:
        report = internal_report(dossier_of(desk, incident), lambda: record_of(desk, incident))
        return Draft(report=report)
    account = account_of(desk, incident)
    if account is None:
        raise NothingToExport(
            f"Nobody has said which client incident {incident.id} is with: "
            f"`recover identify {incident.id} --account NAME` does."
        )
    period = _period(account, wish)
    return client_draft(
        desk, account, [incident], begins=incident.id, period=period, include=wish.include
    )


def _account(desk: Desk, account: Account, wish: ExportWish) -> Draft:
    """Make the summary of one account's incidents in a period."""
    period = _period(account, wish)
    found = [each for each in _of_account(desk, account) if _is_in(each, period)]
    if not found:
        when = " in that time" if wish.since or wish.until else ""
        raise NothingToExport(f"{account.name} has no incident{when}.")
    if wish.audience is Audience.CLIENT:
        return client_draft(
            desk, account, found, begins=account.key, period=period, include=wish.include
        )
    return Draft(report=list_exporting.account_report(desk, account, found, wish.audience, period))


def _voice(desk: Desk, account: Account | None, wish: ExportWish) -> Draft:
    """Make the page with the clients' words."""
    period = _period(account, wish) if account else _own_period(desk, wish)
    found = [short_dossier(desk, each) for each in _incidents(desk, account, wish)]
    report = voice_report(
        found,
        begins="voice",
        name=account.name if account else "",
        zone=(account or desk.who).calendar.zone,
        is_ours=account is None,
        now=desk.now(),
        period=period,
    )
    if not found:
        raise NothingToExport("There is nothing to export: no incident in that time.")
    return Draft(report=report)


def _incidents(
    desk: Desk, account: Account | None, wish: ExportWish, tell: Tell | None = None
) -> list[Incident]:
    """Give the incidents of an account, or all, in which something happened in the period."""
    if tell is not None:
        tell("Reading the incidents ...")
    period = _period(account, wish) if account else _own_period(desk, wish)
    everything = _of_account(desk, account) if account else _standing(desk)
    return [each for each in everything if _is_in(each, period)]


def _is_in(incident: Incident, period: Period) -> bool:
    """Say whether anything of an incident was written, or fell due, in a time."""
    written = any(period.holds(entry.at) for entry in incident.entries)
    return written or any(period.holds(promise.due) for promise in incident.promises)


def _standing(desk: Desk) -> list[Incident]:
    found = (each for each in whole_record(desk) if not each.is_void)
    return sorted(found, key=lambda each: int(each.id))


def _of_account(desk: Desk, account: Account) -> list[Incident]:
    found = (each for each in whole_record(desk, account=account.key) if not each.is_void)
    return sorted(found, key=lambda each: int(each.id))


def _period(account: Account, wish: ExportWish) -> Period:
    """Give the period on the client's calendar."""
    return _between(account.calendar, wish)


def _own_period(desk: Desk, wish: ExportWish) -> Period:
    """Give the period on one's own calendar."""
    return _between(desk.who.calendar, wish)


def _between(calendar: Calendar, wish: ExportWish) -> Period:
    """Give the period from the beginning of one day to the end of another."""
    after = wish.until + timedelta(days=1) if wish.until else None
    return Period(
        start=calendar.instant(wish.since, time()) if wish.since else None,
        end=calendar.instant(after, time()) if after else None,
    )
