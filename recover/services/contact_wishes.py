"""When a client wishes to be contacted, and what they agreed to beyond that (`deadlines.md` E1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from recover.domain.account import CHANNELS, Account, Agreement, channel_named
from recover.domain.deadline import resolve
from recover.domain.errors import Refused
from recover.domain.hours_text import describe_hours, parse_hours
from recover.domain.moments import day, moment
from recover.domain.text import clean, clean_line, printable
from recover.domain.zones import zone
from recover.services.accounts import record_account
from recover.services.desk import Desk
from recover.services.finding import contact_of, find_account, find_contact
from recover.services.meanwhile import on_top

NOW = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a client asks for; what is `None` stays as it is."""

    also_zones: Sequence[str] | None = None
    """Other IANA zones they may be in at present."""
    windows: Mapping[str, str] | None = None
    """Weekly hours by channel; empty hours take the wish for that channel away."""
    no_contact: Sequence[date] | None = None
    """Dates on which they wish not to be contacted."""
    forget_agreements: bool = False
    """Whether everything they agreed to beyond the windows counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """What a client agreed to just now."""

    words: str
    channel: str
    until: str
    """A deadline phrase, read on the client's clock: the first moment that is not allowed."""
    since: str = NOW
    """A deadline phrase: the first moment that is allowed; `now` for this moment."""
    who: str = ""
    """Who agreed: a contact's key or part of their name; empty when nobody was named."""


def set_wishes(
    desk: Desk,
    name: str,
    wishes: Wishes,
    *,
    seen: Account | None = None,
    over: Account | None = None,
) -> Account:
    """Write down when a client wishes to be contacted; it narrows the house rules, never widens.

    What *seen* and *over* are, `set_account` says.

    Raises:
        ChangedMeanwhile: Somebody else has changed the same otherwise since it was looked at.
        NotFound: No account fits the name, or more than one does.
        UnknownZone: A zone is unknown.
        Refused: A channel or its hours are not understood.
    """
    with desk.store.exclusive():
        before = find_account(desk, name)
        after = on_top(desk, seen, _wishing(seen or before, wishes), before, over)
        if after != before:
            record_account(desk, before, after, f"changed when {after.key} is contacted")
    return after


def _wishing(account: Account, wishes: Wishes) -> Account:
    """Give an account with the wishes."""
    after = account
    if wishes.also_zones is not None:
        zones = [zone(each.strip()).key for each in wishes.also_zones]
        others = dict.fromkeys(each for each in zones if each != account.calendar.zone)
        after = replace(after, also_zones=tuple(others))
    if wishes.windows is not None:
        after = replace(after, windows=_windows(account, wishes.windows))
    if wishes.no_contact is not None:
        after = replace(after, no_contact=frozenset(wishes.no_contact))
    return replace(after, agreed=()) if wishes.forget_agreements else after


def agree_contact(desk: Desk, name: str, agreement: NewAgreement) -> Account:
    """Write down that a client asked to be contacted in a stretch of time, whatever the windows.

    Raises:
        NotFound: No account fits the name, or more than one does.
        DeadlineError: A phrase does not mean one exact moment ahead.
        Refused: The words are missing, the channel is unknown, or it ends before it begins.
    """
    words = clean(agreement.words).strip()
    if not words:
        raise Refused("Write down what the client said, such as `text when the truck is near`.")
    with desk.store.exclusive():
        before = find_account(desk, name)
        made = _agreement(desk, before, agreement, words)
        after = replace(before, agreed=(*before.agreed, made))
        record_account(desk, before, after, f"wrote down what {after.key} agreed to")
    return after


def wishes_text(desk: Desk, account: Account) -> list[str]:
    """Say when a client wishes to be contacted, and what they agreed to that is not over yet."""
    zone_key = account.calendar.zone
    lines = [f"only {hours} by {channel}" for channel, hours in account.windows]
    if account.also_zones:
        lines.append(f"may also be in {', '.join(account.also_zones)}")
    if account.no_contact:
        lines.append(f"not on {', '.join(map(day, sorted(account.no_contact)))}")
    for each in _current_agreements(desk, account):
        who = f" ({printable(each.who)})" if each.who else ""
        begins = "" if each.start <= desk.now() else f"from {moment(each.start, zone_key)} "
        until = f"{begins}until {moment(each.end, zone_key)}"
        lines.append(f'agreed to {each.channel} {until}: "{printable(each.words)}"{who}')
    return lines


def _current_agreements(desk: Desk, account: Account) -> tuple[Agreement, ...]:
    """Give what was agreed and is not over yet, soonest first."""
    now = desk.now()
    ahead = [each for each in account.agreed if each.end > now]
    return tuple(sorted(ahead, key=lambda each: each.start))


def _agreement(desk: Desk, account: Account, agreement: NewAgreement, words: str) -> Agreement:
    """Work out the stretch."""
    channel = _channel(agreement.channel)
    start = desk.now()
    if agreement.since.strip().casefold() != NOW:
        start = _moment(desk, account, agreement.since)
    end = _moment(desk, account, agreement.until)
    if end <= start:
        raise Refused(f"{agreement.until!r} is before {agreement.since!r}: give a later end.")
    who = clean_line(agreement.who)
    contact = contact_of(account, find_contact(account, who)) if who else None
    return Agreement(
        channel=channel,
        start=start,
        end=end,
        words=words,
        who=contact.name if contact else who,
        at=desk.now(),
        by=desk.who.key,
    )


def _moment(desk: Desk, account: Account, phrase: str) -> datetime:
    """Read a phrase on the client's clock, UTC."""
    found = resolve(
        clean(phrase),
        desk.now(),
        client=account.calendar,
        owner=desk.who.calendar,
        date_order=desk.settings.date_order,
    )
    return found.due.astimezone(UTC)


def _windows(account: Account, wished: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Put the wished hours in place of those on record, in the order of the channels."""
    hours = dict(account.windows)
    for name, text in wished.items():
        channel = _channel(name)
        if text.strip():
            hours[channel] = describe_hours(parse_hours(text))
        else:
            hours.pop(channel, None)
    return tuple((each, hours[each]) for each in CHANNELS if each in hours)


def _channel(name: str) -> str:
    """Give the channel that is meant."""
    channel = channel_named(name)
    if channel is None:
        raise Refused(f"No channel {name!r}: use one of {', '.join(CHANNELS)}.")
    return channel
