"""Whether a promise can be kept: everybody's clocks, looked at before it is made."""

from collections.abc import Sequence
from datetime import datetime

from recover.domain.absence import absence, at_work
from recover.domain.account import CHANNELS, Account, Contact, is_on_record
from recover.domain.calendar import Calendar
from recover.domain.contact_hours import contact_hours
from recover.domain.feasibility import Consent, Feasibility, Plan, judge
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.playbooks import policy_in_force
from recover.services.reaching import reach_by


def feasibility(
    desk: Desk,
    *,
    due: datetime,
    account: Account | None,
    contact: Contact | None,
    client: Calendar,
    owner: Person,
    channel: str,
    consent: str = "",
    agreed_at: datetime | None = None,
    needs: Sequence[Person] = (),
    internal: Sequence[Promise] = (),
    under: Promise | None = None,
    needed_by: datetime | None = None,
    to_client: bool = True,
) -> Feasibility:
    """Judge a promise made now.

    Args:
        desk: The desk.
        due: When it would be due; aware.
        account: The account; for a caller nobody knows, every channel counts as on record.
        contact: The contact.
        client: The client's calendar, or the one that stands in for it.
        owner: Who would own it.
        channel: How the client would be reached.
        consent: What the client agrees to beyond the contact window; may be empty.
        agreed_at: When they did; `None` for now.
        needs: The colleagues it rests on.
        internal: The promises of ours it rests on; those kept already count no more.
        under: The promise to the client it would be made for.
        needed_by: The last moment at which keeping it still helps; aware.
        to_client: Whether the client is to be told.
    """
    policy = policy_in_force(desk)
    now = desk.now()
    hours = {each: contact_hours(policy, each, client, account) for each in CHANNELS}
    reaches = {
        each: reach_by(
            each,
            now,
            policy=policy,
            hours=hours[each],
            on_record=account is None or is_on_record(account, contact, each),
            needed_by=due,
            sender=owner.calendar.zone,
        )
        for each in CHANNELS
    }
    return judge(
        Plan(
            said_at=now,
            due=due,
            client=client,
            owner=at_work(owner, now),
            channel=channel,
            reaches=reaches,
            window=hours[channel],
            colleagues=[(_who(desk, each), at_work(each, now)) for each in needs],
            internal=[(_named(each), each.due) for each in internal if each.is_open],
            under=None if under is None else (_named(under), under.due),
            needed_by=needed_by,
            zone_is_known=account is not None,
            absence=_absence(desk, owner),
            to_client=to_client,
            consent=Consent(words=consent, at=agreed_at or now) if consent else None,
            covered_until=account.holidays_until if account else None,
            owner_covered_until=owner.holidays_until,
            wake_up_before=policy.lead_times.wake_up,
        )
    )


def next_contact(
    desk: Desk,
    account: Account | None,
    contact: Contact | None,
    channel: str,
    earliest: datetime,
) -> datetime | None:
    """Give the first moment from *earliest* on at which the client may be reached by *channel*.

    For a caller nobody knows that is *earliest* itself; `None` when the channel is never open.
    """
    if account is None:
        return earliest
    if not is_on_record(account, contact, channel):
        return None
    hours = contact_hours(policy_in_force(desk), channel, account.calendar, account)
    return hours.next_allowed(earliest)


def _who(desk: Desk, person: Person) -> str:
    """Name a colleague, and until when they are away."""
    away = _absence(desk, person)
    return f"{person.name} ({away})" if away else person.name


def _absence(desk: Desk, person: Person) -> str:
    """Say until when somebody of us is away, and who covers."""
    cover = person_name(desk, person.cover) if person.cover else ""
    return absence(person, desk.now(), cover)


def _named(promise: Promise) -> str:
    """Say which promise is meant."""
    return f"{promise.id} ({promise.what})"
