"""Which channels reach a client, now or in time (`deadlines.md` E)."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import CHANNELS, Account, Contact, is_on_record
from recover.domain.contact import Reach, check, recommended
from recover.domain.contact_hours import contact_hours
from recover.domain.entry import PromiseKind
from recover.domain.feasibility import Consent, agreed_text
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.policy import Policy
from recover.domain.promise import Promise
from recover.domain.window import Window
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of
from recover.services.playbooks import policy_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReach:
    """How one channel stands."""

    channel: str
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """How every channel stands at one moment."""

    account: str
    """Account key."""
    at: datetime
    channels: tuple[ChannelReach, ...]
    agreed: tuple[Promise, ...]
    """The open promises that the client agreed to be contacted about outside the window."""
    recommended: str | None
    """The channel to use: in time, then first, then the most direct; `None` when none reaches."""


def reachability(
    desk: Desk,
    account: Account,
    *,
    contact: Contact | None = None,
    needed_by: datetime | None = None,
) -> Reachability:
    """Check every channel of an account.

    Args:
        desk: The desk; letters are posted in the zone of whoever acts.
        account: The account.
        contact: The contact, whose own number and address count as well.
        needed_by: When the client has to know; `None` when there is no such moment.
    """
    policy = policy_in_force(desk)
    now = desk.now()
    found = tuple(
        ChannelReach(
            channel=channel,
            reach=channel_reach(
                desk, policy, account, channel, contact=contact, needed_by=needed_by
            ),
        )
        for channel in CHANNELS
    )
    return Reachability(
        account=account.key,
        at=now,
        channels=found,
        agreed=tuple(
            promise
            for incident in desk.incidents()
            if incident.account == account.key and not incident.is_void
            for promise in incident.open_promises
            if agreed_note(promise, promise.channel, now)
        ),
        recommended=recommended({each.channel: each.reach for each in found}),
    )


def channel_reach(
    desk: Desk,
    policy: Policy,
    account: Account,
    channel: str,
    *,
    contact: Contact | None = None,
    needed_by: datetime | None = None,
) -> Reach:
    """Check one channel of an account at the desk's moment; the arguments as in `reachability`."""
    return reach_by(
        channel,
        desk.now(),
        policy=policy,
        hours=contact_hours(policy, channel, account.calendar, account),
        on_record=is_on_record(account, contact, channel),
        needed_by=needed_by,
        sender=desk.who.calendar.zone,
    )


def reach_by(
    channel: str,
    now: datetime,
    *,
    policy: Policy,
    hours: Window,
    on_record: bool,
    needed_by: datetime | None,
    sender: str,
) -> Reach:
    """Check one channel under the house rules for the way there and the post.

    Args:
        channel: One of `recover.domain.account.CHANNELS`.
        now: The asking moment; aware.
        policy: The house rules.
        hours: When the channel may be used.
        on_record: Whether there is a number or an address for it.
        needed_by: The last moment at which arriving still helps.
        sender: The IANA zone that letters are posted in.
    """
    return check(
        channel,
        now,
        window=hours.calendars,
        on_record=on_record,
        needed_by=needed_by,
        agreed=hours.agreed,
        travel=policy.lead_times.visit,
        post=policy.letter.post(sender) if channel == "letter" else None,
    )


def window_note(desk: Desk, incident: Incident, promise: Promise) -> str:
    """Say what speaks against getting in touch about a promise now; empty when nothing does.

    Outside the contact window that is what the client agreed to and when, or when it opens.
    """
    account = account_of(desk, incident)
    if account is None or promise.kind is PromiseKind.INTERNAL:
        return ""
    contact = contact_of(account, incident.contact)
    reach = channel_reach(desk, policy_in_force(desk), account, promise.channel, contact=contact)
    if reach.can_contact_now:
        return ""
    if reach.reason == "no_address":
        return f"nothing is on record to reach the client by {promise.channel}"
    agreed = agreed_note(promise, promise.channel, desk.now())
    if agreed:
        return agreed
    if reach.next_window_start is None:
        return f"outside the contact window - a {promise.channel} is never allowed"
    return f"outside the contact window - opens {moment(reach.next_window_start, promise.zone)}"


def agreed_note(promise: Promise, channel: str, now: datetime) -> str:
    """Say that the client agreed to be contacted about a promise outside the window, and when.

    What they agreed to since it was promised holds until it has ended; what they agreed to with
    its moment, such as `before you open is fine`, holds on the day it is due, on their clock.

    Returns:
        Empty when they did not agree, or to another day.
    """
    agreed = [each for each in promise.overrides if each.agreed and each.channel == channel]
    if agreed:
        return agreed_text(Consent(words=agreed[-1].text, at=agreed[-1].at), promise.zone)
    clock = zone(promise.zone)
    if promise.consent and now.astimezone(clock).date() == promise.due.astimezone(clock).date():
        return agreed_text(Consent(words=promise.consent, at=promise.made_at), promise.zone)
    return ""
