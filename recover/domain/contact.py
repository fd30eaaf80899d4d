"""Can this client be reached by this channel, now or in time (`deadlines.md` E)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from recover.domain.account import CHANNELS, channel_named
from recover.domain.calendar import Calendar
from recover.domain.post import ARRIVAL, BadPost, Post
from recover.domain.window import HORIZON, BadCheck, Window, in_utc

__all__ = ["BadCheck", "BadPost", "Post", "Reach", "check", "open_until", "recommended"]

_LOOK_AHEAD = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What came of a contact check. Moments are in the client's zone and in whole seconds."""

    can_contact_now: bool
    next_window_start: datetime | None
    """The asking moment if contact is allowed then (E3); `None` when never within 366 days."""
    arrives_at: datetime | None
    """When the client has the message; `None` when never."""
    arrives_in_time: bool | None
    """Whether that is at or before the moment it is needed by; `None` when there is none such."""
    reason: str
    """`ok`, `wait` (not now, but in time), `too_late` (or never), `no_address` (E7)."""

    @property
    def hold_until(self) -> datetime | None:
        """When to remind the owner of what only the closed window keeps from being done (E8).

        `None` when nothing has to wait, or waiting does not help.
        """
        return None if self.can_contact_now else self.next_window_start


def check(
    channel: str,
    now: datetime,
    *,
    window: Calendar | Sequence[Calendar],
    on_record: bool,
    needed_by: datetime | None = None,
    agreed: Sequence[tuple[datetime, datetime]] = (),
    travel: timedelta = timedelta(0),
    post: Post | None = None,
) -> Reach:
    """Say whether a channel reaches a client now, or when it will (E2 to E7).

    Args:
        channel: One of `recover.domain.account.CHANNELS`, or another name for one.
        now: The asking moment; aware.
        window: The channel's hours in the client's zone; its holidays are the no-contact days.
            Several when the client may be in one of several zones: all have to allow it.
        on_record: Whether there is a number or an address for the channel.
        needed_by: The last moment at which arriving still helps, itself included.
        agreed: Stretches that the client asked for, start included and end not; they override
            the window and the no-contact days.
        travel: The way to the client; counts for a visit only.
        post: How the post works, for a letter only. Without it, five postal days from the
            client's own zone.

    Raises:
        BadCheck: A channel or a window is missing, a moment has no zone, or the way to the
            client is negative or takes more than a year.
    """
    name = channel_named(channel)
    if name is None:
        raise BadCheck(f"No channel {channel!r}: use one of {', '.join(CHANNELS)}.")
    if not timedelta(0) <= travel <= HORIZON:
        raise BadCheck("The way to a client takes between 0 minutes and 366 days.")
    hours = Window.of(window, agreed)
    asked = in_utc(now)
    limit = None if needed_by is None else in_utc(needed_by)
    opens = hours.next_allowed(asked) if on_record else None
    arrives = opens
    if opens is not None and name == "visit":
        arrives = hours.next_allowed(asked + travel)
    if opens is not None and name == "letter":
        arrives = _letter_arrives(asked, hours.calendars, post)
    in_time = None if limit is None else arrives is not None and arrives <= limit
    home = hours.calendars[0]
    return Reach(
        can_contact_now=opens == asked,
        next_window_start=None if opens is None else home.local(opens),
        arrives_at=None if arrives is None else home.local(arrives),
        arrives_in_time=in_time,
        reason=_reason(on_record, opens == asked, arrives, in_time),
    )


def _reason(on_record: bool, now: bool, arrives: datetime | None, in_time: bool | None) -> str:
    """Name the first reason that holds (E7)."""
    if not on_record:
        return "no_address"
    if arrives is None or in_time is False:
        return "too_late"
    return "ok" if now else "wait"


def _letter_arrives(now: datetime, homes: Sequence[Calendar], post: Post | None) -> datetime:
    """Say when a letter written at *now* arrives, UTC (E6); the latest of several possible zones.

    A client far enough ahead of the sender has passed 17:00 on the day the post counts as the
    first; nothing arrives before it is sent, so the letter then takes one postal day more.
    """
    rules = post or Post(zone=homes[0].tzinfo)
    day = rules.arrives_on(now)
    while True:
        arrives = max(home.instant(day, ARRIVAL).astimezone(UTC) for home in homes)
        if arrives >= now:
            return arrives
        day = rules.after(day)


def open_until(
    now: datetime,
    *,
    window: Calendar | Sequence[Calendar],
    agreed: Sequence[tuple[datetime, datetime]] = (),
) -> datetime | None:
    """Say until when contact is allowed without a break, for a client's header.

    Takes *window* and *agreed* as `check` does.

    Returns:
        The first moment at which contact is no longer allowed, in the client's zone; `None` when
        it is not allowed at *now*, or has no end within eight days.
    """
    hours = Window.of(window, agreed)
    end = hours.allowed_until(now, within=_LOOK_AHEAD)
    return None if end is None else hours.calendars[0].local(end)


def recommended(reaches: Mapping[str, Reach]) -> str | None:
    """Choose the channel to use: what arrives in time, then first, then the most direct.

    Args:
        reaches: What `check` said, by channel of `recover.domain.account.CHANNELS`.

    Returns:
        A channel; `None` when none reaches the client at all.
    """
    ranks = [
        (reach.reason == "too_late", reach.arrives_at.astimezone(UTC), CHANNELS.index(channel))
        for channel, reach in reaches.items()
        if reach.arrives_at is not None
    ]
    return CHANNELS[min(ranks)[2]] if ranks else None
