"""Making a summary: of what, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from recover.domain.account import Account
from recover.domain.calendar import Calendar
from recover.domain.errors import Misused
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
from recover.services.finding import account_of, find_account, find_incident
from recover.services.incident_record import record_of


class About(StrEnum):
    """What a summary is about."""

    INCIDENT = "incident"
    ACCOUNT = "account"
    """The incidents of one account, in a period."""
    DAY = "day"
    REVIEW = "review"
    """The end-of-day review, and tomorrow's sheet."""
    PROMISES = "promises"
    """Every open promise."""
    INCIDENTS = "incidents"
    """Every incident, a row each."""
    VOICE = "voice"
    """The voice of the client, across incidents."""


AUDIENCES: dict[About, tuple[Audience, ...]] = {
    About.INCIDENT: tuple(Audience),
    About.ACCOUNT: tuple(Audience),
    About.DAY: (Audience.INTERNAL,),
    About.REVIEW: (Audience.INTERNAL,),
    About.PROMISES: (Audience.INTERNAL,),
    About.INCIDENTS: (Audience.INTERNAL,),
    About.VOICE: (Audience.EXECUTIVE,),
}
"""Whom a page can be made for, the usual one first."""
_TIMELESS = (About.DAY, About.REVIEW, About.PROMISES)
"""What goes by no period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What somebody wants to hand on."""

    about: About
    incident: str = ""
    """Its id, for `About.INCIDENT`."""
    account: str = ""
    """A key or a part of a name; needed for `About.ACCOUNT`, else it narrows what is in it."""
    audience: Audience = Audience.CLIENT
    since: date | None = None
    """The first day of the period, on the client's calendar."""
    until: date | None = None
    """The last day of the period."""
    day: date | None = None
    """For `About.DAY`; `None` for today."""
    include: tuple[str, ...] = ()
    """Ids of entries that reach the client although they would be held back."""


def summary_key(wish: ExportWish) -> str:
    """Name a wish in one word, from which `wish_named` makes it again; without days."""
    return ".".join((wish.about.value, wish.incident, wish.account, wish.audience.value))


def wish_named(key: str) -> ExportWish:
    """Make the wish that a key names.

    Raises:
        ValueError: It names none.
    """
    about, incident, account, audience = key.split(".")
    return ExportWish(
        about=About(about), incident=incident, account=account, audience=Audience(audience)
    )


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
    _check(wish)
    account = find_account(desk, wish.account) if wish.account else None
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


def _check(wish: ExportWish) -> None:
    """Refuse what would be for the wrong eyes, or would be passed over in silence.

    Raises:
        Misused: With what does go together.
    """
    allowed = AUDIENCES[wish.about]
    if wish.audience not in allowed:
        raise Misused(
            f"That page can hold more than one client: it is made --for {allowed[0].value} only."
        )
    if wish.include and wish.audience is not Audience.CLIENT:
        raise Misused("--include is for summaries that a client reads: leave it out.")
    if wish.since and wish.until and wish.since > wish.until:
        raise Misused(f"{wish.since} is after {wish.until}: name the earlier day first.")
    if wish.account and wish.about in (About.INCIDENT, About.DAY, About.REVIEW):
        raise Misused(f"--account does not narrow {wish.about.value}: leave one of them out.")
    whole = wish.about is About.INCIDENT and wish.audience is not Audience.CLIENT
    if (wish.since or wish.until) and (whole or wish.about in _TIMELESS):
        raise Misused("--from and --to do not narrow that page: leave them out.")


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
        report = internal_report(dossier_of(desk, incident), record_of(desk, incident))
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
    return [each for each in desk.incidents() if not each.is_void]


def _of_account(desk: Desk, account: Account) -> list[Incident]:
    return [each for each in _standing(desk) if each.account == account.key]


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
