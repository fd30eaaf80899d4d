"""Which channels reach a client, now or in time (`deadlines.md` E)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import CHANNELS, Account, Contact, is_on_record
from recover.domain.contact import Reach, check, recommended
from recover.domain.feasibility import Consent, agreed_text
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.policy import Policy
from recover.domain.promise import Promise
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of
from recover.services.playbooks import policy_in_force

Span = tuple[datetime, datetime]


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
    recommended: str | None
    """The channel to use: in time, then first, then the most direct; `None` when none reaches."""


def reachability(
    desk: Desk,
    account: Account,
    *,
    contact: Contact | None = None,
    needed_by: datetime | None = None,
    agreed: Sequence[Span] = (),
) -> Reachability:
    """Check every channel of an account.

    Args:
        desk: The desk; letters are posted in the zone of whoever acts.
        account: The account.
        contact: The contact, whose own number and address count as well.
        needed_by: When the client has to know; `None` when there is no such moment.
        agreed: Times the client agreed to, beyond the windows.
    """
    policy = policy_in_force(desk)
    now = desk.now()
    found = tuple(
        ChannelReach(
            channel=channel,
            reach=channel_reach(
                desk, policy, account, channel, contact=contact, needed_by=needed_by, agreed=agreed
            ),
        )
        for channel in CHANNELS
    )
    return Reachability(
        account=account.key,
        at=now,
        channels=found,
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
    agreed: Sequence[Span] = (),
) -> Reach:
    """Check one channel of an account at the desk's moment; the arguments as in `reachability`."""
    return check(
        channel,
        desk.now(),
        window=policy.window(channel, account.calendar),
        on_record=is_on_record(account, contact, channel),
        needed_by=needed_by,
        agreed=tuple(agreed),
        travel=policy.lead_times.visit,
        post=policy.letter.post(desk.who.calendar.zone) if channel == "letter" else None,
    )


def window_note(desk: Desk, incident: Incident, promise: Promise) -> str:
    """Say what speaks against getting in touch about a promise now; empty when nothing does.

    Outside the contact window that is what the client agreed to and when, or when it opens.
    """
    account = account_of(desk, incident)
    if account is None:
        return ""
    contact = contact_of(account, incident.contact)
    reach = channel_reach(desk, policy_in_force(desk), account, promise.channel, contact=contact)
    if reach.can_contact_now:
        return ""
    if reach.reason == "no_address":
        return f"nothing is on record to reach the client by {promise.channel}"
    if promise.consent:
        return agreed_text(Consent(words=promise.consent, at=promise.made_at), promise.zone)
    if reach.next_window_start is None:
        return f"outside the contact window - a {promise.channel} is never allowed"
    return f"outside the contact window - opens {moment(reach.next_window_start, promise.zone)}"
