"""A promise that is about to be made, and what is found to stand in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from recover.domain.calendar import Calendar
from recover.domain.contact import Reach
from recover.domain.window import Window

CODES = (
    "no_address",
    "no_window_before_due",
    "too_late",
    "after_needed_by",
    "internal_late",
    "colleague_asleep",
    "owner_away",
    "outside_owner_hours",
    "owner_gone",
    "outside_client_hours",
    "outside_contact_window",
    "holiday",
    "after_calendar_end",
    "zone_unknown",
    "slack",
    "agreed",
)
"""Every code of an obstacle, the gravest first. `too_late`: a letter or a visit arrives after due.
`after_needed_by`: it is due when keeping it helps the client no more.
`internal_late`: a promise it rests on is due after it, or it is due after the one that rests on it.
`zone_unknown`: nobody knows the client's clock yet, so the moment is read on the owner's.
`owner_away`: the owner is away at the due moment.
`colleague_asleep`: a colleague opens only after due; `slack`: between now and due. `owner_gone`:
after the owner's close on the day it is due.
`agreed`: the client agreed to what would have been an obstacle of hours, window or holiday."""

WAKE_UP_BEFORE = timedelta(minutes=15)
"""How long before the colleagues one needs open one should be awake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing that could keep a promise from being kept, or that one has to know to keep it."""

    code: str
    """One of `CODES`."""
    text: str
    """One sentence for people."""
    at: datetime | None = None
    """The moment it turns on, such as the earliest that is possible; UTC."""
    channels: tuple[str, ...] = ()
    """The channels that would be in time instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the client agreed to beyond the usual contact window."""

    words: str
    """Theirs, such as `before you open is fine`."""
    at: datetime
    """When they said so; aware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A promise that is about to be made, and all it depends on. Moments are aware."""

    said_at: datetime
    due: datetime
    client: Calendar
    owner: Calendar
    """When the owner is at work; closed while they are away."""
    channel: str
    """One of `recover.domain.account.CHANNELS`."""
    reaches: Mapping[str, Reach]
    """By channel, what `recover.domain.contact.check` says at *said_at*, needed by *due*; at least
    for *channel*."""
    window: Window | None = None
    """The window of *channel*; `None` when it does not matter whether it is open at *due*."""
    colleagues: Sequence[tuple[str, Calendar]] = ()
    """Whose help is needed, as it shall be said (`New York`, `Raj`), and when they work."""
    internal: Sequence[tuple[str, datetime]] = ()
    """The promises of ours that this one rests on: whose or what, and when they are due."""
    under: tuple[str, datetime] | None = None
    """The promise to the client that this one is made for, and when that is due."""
    needed_by: datetime | None = None
    """The last moment at which keeping it still helps the client; `None` when there is none."""
    zone_is_known: bool = True
    """Whether *client* is the client's own calendar, and not the owner's in its place."""
    absence: str = ""
    """Until when the owner is away and who covers, for people; empty when they are not."""
    to_client: bool = True
    """Whether the client is to be told; what one of us owes another needs no way to them."""
    consent: Consent | None = None
    covered_until: date | None = None
    """The last date the client's list of holidays covers; `None` when there is no such list."""
    owner_covered_until: date | None = None
    """The last date the owner's list covers, in the same way."""
    wake_up_before: timedelta = WAKE_UP_BEFORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """What stands in the way of a promise, and how much room there is."""

    obstacles: tuple[Obstacle, ...]
    """The gravest first."""
    slack: timedelta | None
    """From the moment at which the last colleague has opened and the last internal promise is due
    to the due moment; negative when that is after it. `None` when it rests on nobody, or on a
    colleague who never works."""
    wake_up: datetime | None
    """When the owner should be awake for colleagues who open before due, UTC; `None` if the owner
    is at work then, or nobody has to be waited for."""


def is_after(moment_or_never: datetime | None, limit: datetime) -> bool:
    """Say whether something happens after *limit*, or never."""
    if moment_or_never is None:
        return True
    return moment_or_never.astimezone(UTC) > limit.astimezone(UTC)
