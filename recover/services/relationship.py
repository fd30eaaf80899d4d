"""Who the client is to us, known before the first word."""

from dataclasses import dataclass
from datetime import date, datetime, time

from recover.domain.account import Account, Seat, amount
from recover.domain.contact import Reach, open_until
from recover.domain.contact_hours import contact_hours
from recover.domain.days import short_day, wall_time
from recover.domain.incident import Incident
from recover.domain.promise import by_urgency
from recover.domain.text import count
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, person_name
from recover.services.looking import UNKNOWN_CALLER, caller_name
from recover.services.playbooks import policy_in_force
from recover.services.reaching import agreed_note, channel_reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What stands over an incident."""

    name: str
    """Account and contact, or `unknown caller`."""
    account: Account | None
    years: int | None
    """Whole years as a client; `None` when nobody knows."""
    renewal_days: int | None
    """Whole days left until the day of the renewal begins where they are; negative afterwards."""
    contact_number: int
    """Which contact about this matter this is, the opening one is the first."""
    departments: tuple[str, ...]
    """Those the client has been through."""
    open_promises: int
    """Over all matters of the account."""
    seats: tuple[Seat, ...]
    """The vacant ones."""
    zone: str
    """The client's IANA zone; ours while the caller is unknown."""
    client_time: datetime
    """The moment of asking on the client's clock; ours while the caller is unknown."""
    call: Reach | None
    """Whether and when they can be called; `None` while the caller is unknown."""
    call_until: datetime | None
    """When the call window that is open now ends, on the client's clock; `None` if none is."""
    agreed_for: str
    """The id of an open promise that they agreed to be called about outside the window."""
    escalated: tuple[str, ...]
    """Who was told that the matter became graver, and why, each as a phrase."""

    def phrases(self) -> list[str]:
        """Say it for people, the most telling first; what is not known is left out."""
        account = self.account
        said: list[str | None] = []
        if account is not None:
            said = [
                f"{account.share.normalize():f}% of revenue" if account.share else None,
                f"{amount(account.value, account.currency)} a year" if account.value else None,
                self._renewal(account),
                f"client since {account.since.year}" if account.since else None,
                f"lifetime {amount(account.lifetime, account.currency)}"
                if account.lifetime
                else None,
            ]
        if self.contact_number > 1:
            said.append(f"{ordinal(self.contact_number)} contact")
        said += self.escalated
        if self.departments:
            said.append(f"via {', '.join(self.departments)}")
        said += [self._vacant(seat) for seat in self.seats]
        if self.open_promises:
            said.append(count(self.open_promises, "open promise"))
        return [each for each in said if each]

    def clock(self) -> str:
        """Say what time it is at the client, and whether they can be called."""
        whose = "client" if self.account else "here"
        time = f"{whose} {wall_time(self.client_time, self.zone)}"
        if self.call is None:
            return time
        if self.call.reason == "no_address":
            return f"{time}, no number on record"
        if self.call_until is not None:
            return f"{time}, calls open until {self.call_until:%H:%M}"
        agreed = f", agreed for {self.agreed_for}" if self.agreed_for else ""
        opens = self.call.next_window_start
        if opens is None:
            return f"{time}, calls never open{agreed}"
        when = f"{opens:%H:%M}"
        if opens.date() != self.client_time.date():
            when = f"{opens:%a} {when}"
        return f"{time}, calls closed until {when}{agreed}"

    def _vacant(self, seat: Seat) -> str:
        """Say since when a seat is vacant, and for how many days at the client's."""
        days = (self.client_time.date() - seat.vacant_since).days
        counted = f" ({days} d)" if days > 0 else ""
        return f"{seat.role} vacant since {short_day(seat.vacant_since)}{counted}"

    def _renewal(self, account: Account) -> str | None:
        """Say when the contract is up."""
        if account.renewal is None or self.renewal_days is None:
            return None
        left = (account.renewal - self.client_time.date()).days
        if left < 0:
            return f"renewal passed {short_day(account.renewal)}"
        near = {0: "today", 1: "tomorrow"}
        return f"renews {short_day(account.renewal)} ({near.get(left, f'{self.renewal_days} d')})"


def relationship(
    desk: Desk, incident: Incident | None = None, account: Account | None = None
) -> Relationship:
    """Say who a client is to us, for an incident or for an account alone."""
    if incident is not None:
        account = account_of(desk, incident)
    now = desk.now()
    if account is None:
        return Relationship(
            name=caller_name(desk, incident) if incident else UNKNOWN_CALLER,
            account=None,
            years=None,
            renewal_days=None,
            contact_number=len(incident.contacts) if incident else 1,
            departments=incident.departments if incident else (),
            open_promises=len(incident.open_promises) if incident else 0,
            seats=(),
            zone=desk.who.calendar.zone,
            client_time=now.astimezone(desk.who.calendar.tzinfo),
            call=None,
            call_until=None,
            agreed_for="",
            escalated=_escalated(desk, incident) if incident else (),
        )
    return _known(desk, incident, account, now)


def _known(desk: Desk, incident: Incident | None, account: Account, now: datetime) -> Relationship:
    """Say it for an account that is known."""
    local = now.astimezone(account.calendar.tzinfo)
    today = local.date()
    contact = contact_of(account, incident.contact) if incident else None
    policy = policy_in_force(desk)
    call = channel_reach(desk, policy, account, "call", contact=contact)
    hours = contact_hours(policy, "call", account.calendar, account)
    since = account.since
    return Relationship(
        name=caller_name(desk, incident) if incident else account.name,
        account=account,
        years=today.year - since.year - ((today.month, today.day) < (since.month, since.day))
        if since
        else None,
        renewal_days=_whole_days(account.renewal, account, now) if account.renewal else None,
        contact_number=len(incident.contacts) if incident else 1,
        departments=incident.departments if incident else (),
        open_promises=sum(
            len(each.open_promises)
            for each in desk.incidents()
            if each.account == account.key and not each.is_void
        ),
        seats=account.seats,
        zone=account.calendar.zone,
        client_time=local,
        call=call,
        call_until=open_until(now, window=hours.calendars, agreed=hours.agreed)
        if call.can_contact_now
        else None,
        agreed_for=_agreed_for(incident, now) if incident and not call.can_contact_now else "",
        escalated=_escalated(desk, incident) if incident else (),
    )


def _whole_days(renewal: date, account: Account, now: datetime) -> int:
    """Count the whole days left until a date begins where the client is; negative afterwards."""
    return (account.calendar.instant(renewal, time()) - now).days


def _agreed_for(incident: Incident, now: datetime) -> str:
    """Name the soonest promise that they agreed to be called about outside the window."""
    owed = sorted(incident.open_promises, key=by_urgency)
    agreed = (each.id for each in owed if each.channel == "call" and agreed_note(each, "call", now))
    return next(agreed, "")


def _escalated(desk: Desk, incident: Incident) -> tuple[str, ...]:
    """Say who was told, and why: `escalated to Sol at the 3rd contact`."""
    return tuple(
        f"escalated to {person_name(desk, person)} {why_escalated(reason)}"
        for person, reason in incident.told
    )


def why_escalated(reason: str) -> str:
    """Say why somebody was told, after their name: `at the 3rd contact`, `(missed 12p1)`."""
    cause, _, number = reason.partition(" ")
    if cause == "contact" and number.isdigit():
        return f"at the {ordinal(int(number))} contact"
    return f"({reason})"


def ordinal(number: int) -> str:
    """Write `1st`, `2nd`, `3rd`, `4th`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
