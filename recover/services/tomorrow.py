"""Tomorrow's sheet: whom to get in touch with, in the order in which their windows open."""

from datetime import UTC, datetime, time, timedelta

from recover.domain.absence import at_work
from recover.domain.account import Account, Contact
from recover.domain.entry import PromiseKind
from recover.domain.incident import Incident
from recover.domain.promise import Promise, by_urgency
from recover.domain.review import next_at_work
from recover.domain.tomorrow import Call
from recover.services.desk import Desk
from recover.services.feasibility import next_contact
from recover.services.finding import account_of, contact_of, person_name
from recover.services.looking import PromiseLine, promise_lines
from recover.services.reaching import agreed_note


def tomorrows_sheet(desk: Desk, *, team: bool | None = None) -> list[Call]:
    """List what is to be done on the next working day of whoever acts, soonest window first.

    That is what is overdue by then, due on that day, or to be tried or taken on then.

    Args:
        desk: The desk.
        team: Everybody's promises, or one's own; `None` for the team's if whoever acts leads it.
    """
    everybody = desk.who.lead if team is None else team
    begin, end = working_day(desk)
    calls = [
        _call(desk, line, begin)
        for line in promise_lines(desk, owner=None if everybody else desk.who.key)
        if _is_for(line.promise, end)
    ]
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(calls, key=lambda each: (each.opens or far, by_urgency(each.promise)))


def working_day(desk: Desk) -> tuple[datetime, datetime]:
    """Give the beginning and the end, UTC, of the next day on which whoever acts is at work."""
    ours = at_work(desk.who, desk.now())
    back = next_at_work(ours, desk.now()) or desk.now() + timedelta(days=1)
    day = ours.local(back).date()
    begin = ours.instant(day, time()).astimezone(UTC)
    return max(begin, desk.now()), ours.instant(day + timedelta(days=1), time()).astimezone(UTC)


def _is_for(promise: Promise, end: datetime) -> bool:
    """Say whether something is to be done about a promise before the day is over."""
    moments = [promise.due]
    if promise.next_step is not None:
        moments.append(promise.next_step.at)
    if promise.attempts and promise.attempts[-1].next_try is not None:
        moments.append(promise.attempts[-1].next_try)
    return min(moments) < end


def _call(desk: Desk, line: PromiseLine, begin: datetime) -> Call:
    """Look up when and where the client of a promise can be reached."""
    promise, incident = line.promise, line.incident
    account = account_of(desk, incident)
    contact = contact_of(account, incident.contact)
    agreed = bool(agreed_note(promise, promise.channel, promise.due))
    return Call(
        promise=promise,
        account=line.account,
        opens=_opens(desk, incident, promise, begin, agreed=agreed),
        is_agreed=agreed,
        address=_address(account, contact, promise.channel),
        owner=person_name(desk, promise.owner),
    )


def _opens(
    desk: Desk, incident: Incident, promise: Promise, begin: datetime, *, agreed: bool
) -> datetime | None:
    """Say from when on the client may be reached; at its own moment where that is agreed."""
    if promise.kind is PromiseKind.INTERNAL:
        return max(begin, min(promise.due, begin))
    account = account_of(desk, incident)
    contact = contact_of(account, incident.contact)
    opens = next_contact(desk, account, contact, promise.channel, begin)
    if agreed and promise.due > begin:
        return promise.due if opens is None else min(promise.due, opens)
    return opens


def _address(account: Account | None, contact: Contact | None, channel: str) -> str:
    """Give the number or address to use."""
    phone = (contact.phone if contact else "") or (account.phone if account else "")
    email = (contact.email if contact else "") or (account.email if account else "")
    post = " ".join(account.address.split()) if account else ""
    return {"call": phone, "sms": phone, "e-mail": email, "visit": post, "letter": post}.get(
        channel, ""
    )
