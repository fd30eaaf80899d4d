"""House rules that a manager may edit: when to contact clients, and who may decide what (E1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from recover.domain.calendar import Calendar
from recover.domain.checking import Path
from recover.domain.errors import Refused
from recover.domain.hours import read_week
from recover.domain.hours_text import parse_hours
from recover.domain.narrowing import narrow
from recover.domain.post import Post
from recover.domain.zones import zone

CLIENT_HOURS = "client"
"""In place of weekly hours: the client's own."""


class BadPolicy(Refused):
    """A policy file cannot be used. `str(error)` has a line for every problem of the file."""

    kind = "bad_policy"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        """Each `<file>: <where>: what is wrong; what would be right`, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRule:
    """When one channel may be used."""

    hours: str
    """Weekly hours as `parse_hours` reads them, or `CLIENT_HOURS`."""
    client_holidays: bool
    """Whether the client's holidays are no-contact days."""
    source: str
    """Whose rule it is, and why."""

    def window(self, client: Calendar) -> Calendar:
        """Lay the rule on a client's calendar: their zone and, if it says so, their holidays.

        A holiday on which the client has special hours is not closed to them (A1), so it is not
        closed to us; a date whose special hours are empty is.
        """
        holidays = _closed_dates(client) if self.client_holidays else frozenset()
        if self.hours == CLIENT_HOURS:
            return replace(client, holidays=holidays)
        return Calendar(
            zone=client.zone, hours=read_week(parse_hours(self.hours)), holidays=holidays
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRule:
    """How long a letter takes."""

    days: int
    """Postal days from posting to arrival."""
    weekdays: frozenset[int]
    """The days with post, Monday is 0."""
    holidays: frozenset[date]
    cutoff: time
    """On the sender's clock."""
    source: str

    def post(self, zone_key: str) -> Post:
        """The post as it is for a sender in a zone.

        Raises:
            UnknownZone: No zone has that key.
        """
        return Post(
            zone=zone(zone_key),
            days=self.days,
            weekdays=self.weekdays,
            holidays=self.holidays,
            cutoff=self.cutoff,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """What has to be allowed for before something can happen."""

    visit_minutes: int
    """The way to a client."""
    wake_up_minutes: int
    """Before the colleagues one needs open."""
    source: str

    @property
    def visit(self) -> timedelta:
        """The way to a client."""
        return timedelta(minutes=self.visit_minutes)

    @property
    def wake_up(self) -> timedelta:
        """How long before the colleagues one needs open one should be awake."""
        return timedelta(minutes=self.wake_up_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """How much one person may give away without asking."""

    limit: int
    """In whole units of *currency*; the limit itself is allowed."""
    currency: str
    """ISO 4217 code."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """When a matter becomes the lead's."""

    contacts: int
    """The contact about one matter, the first one counted, that raises it."""
    source: str


def _closed_dates(client: Calendar) -> frozenset[date]:
    """The dates that are closed all day to a client, whatever the weekday."""
    special = dict(client.special_hours)
    shut = {day for day, hours in special.items() if not hours}
    return frozenset(shut | (client.holidays - special.keys()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All house rules. They are policy and not legal advice."""

    statement: str
    """What the rules are and are not, for people."""
    contact: Mapping[str, tuple[ContactRule, ...]]
    """For every channel its rules, the widest authority last; all of them hold."""
    letter: LetterRule
    lead_times: LeadTimes
    authority: Authority
    escalation: Escalation

    @classmethod
    def from_mapping(
        cls,
        mapping: Mapping[str, object],
        *,
        name: str = "policy",
        lines: Mapping[Path, int] | None = None,
        base: "Policy | None" = None,
    ) -> "Policy":
        """Build from what a TOML parser made of a policy file.

        Args:
            mapping: The sections of the file; `playbooks/policy.toml` shows and explains them.
            name: What to call the file in messages.
            lines: The line of each place in the file, as far as it is known.
            base: The rules that hold where the file says nothing. Contact windows of the file are
                added to those of *base*, since the narrowest wins (E1); other rules replace them.
                Without it the file has to be complete.

        Raises:
            BadPolicy: Something is missing, unknown or not of its form; all problems at once.
        """
        from recover.domain.policy_table import read_policy

        values = read_policy(mapping, name, lines, base)
        return cls(**values)

    def window(self, channel: str, client: Calendar, own: Sequence[ContactRule] = ()) -> Calendar:
        """The hours in which *channel* may be used for a client: what every rule allows (E1).

        Args:
            channel: One of `recover.domain.account.CHANNELS`.
            client: The client's zone, hours and holidays.
            own: What the client asked for; narrows further, never widens.
        """
        return narrow([rule.window(client) for rule in (*self.contact[channel], *own)])

    def sources(self, channel: str) -> tuple[str, ...]:
        """Whose rules the window of *channel* follows."""
        return tuple(rule.source for rule in self.contact[channel])
