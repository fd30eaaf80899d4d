"""How long a letter takes (`deadlines.md` E6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from recover.domain.checking import Field, Findings, Spot, Table, kind_of, read_table
from recover.domain.errors import Refused
from recover.domain.hours import WEEKDAYS, read_weekday
from recover.domain.readers import whole_number
from recover.domain.zones import CalendarError, zone

if TYPE_CHECKING:
    from typing import Any

ARRIVAL = time(17)
"""When a letter counts as arrived, on the client's clock: not before the post round is over."""

_ONE_DAY = timedelta(days=1)


class BadPost(Refused):
    """The rules of the post cannot be used as given; `str(error)` has a line for each problem."""

    kind = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """When letters leave and how long they travel."""

    zone: ZoneInfo
    """The sender's."""
    days: int = 5
    """Postal days from posting to arrival, the day of posting not counted; at least 1."""
    weekdays: frozenset[int] = frozenset(range(6))
    """The days with post, Monday is 0; never empty."""
    holidays: frozenset[date] = frozenset()
    """Dates without post."""
    cutoff: time = time(17)
    """What is handed in from this time on leaves on the next postal day; the sender's clock."""

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> "Post":
        """Build from `zone` and any of `days`, `weekdays`, `holidays` and `cutoff`.

        Dates and times are text (`2026-11-26`, `17:00`) or date and time objects, weekdays text
        (`mon`). What is left out is five days, Monday to Saturday, no holidays, 17:00.

        Raises:
            UnknownZone: No zone has that key.
            BadPost: Anything else is missing, unknown or not of its form.
        """
        findings = Findings("post")
        values: dict[str, Any] = read_table(
            mapping, {"zone": _ZONE, **POST_TABLE}, Spot(findings), homes={}
        )
        if findings.problems:
            raise BadPost("\n".join(findings.problems))
        return cls(**values | {"zone": zone(values["zone"])})

    def posted_on(self, now: datetime) -> date:
        """The date, on the sender's calendar, on which a letter written at *now* leaves."""
        local = now.astimezone(self.zone)
        today = local.date()
        if self._has_post(today) and local.time() < self.cutoff:
            return today
        return self.after(today)

    def arrives_on(self, now: datetime) -> date:
        """The date on which a letter written at *now* arrives."""
        day = self.posted_on(now)
        for _ in range(self.days):
            day = self.after(day)
        return day

    def after(self, day: date) -> date:
        """The first postal day after *day*."""
        day += _ONE_DAY
        while not self._has_post(day):
            day += _ONE_DAY
        return day

    def _has_post(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays


def _zone_key(value: object, spot: Spot) -> str:
    """Read the key of a zone; whether there is such a zone is for the one loader of zones."""
    if not isinstance(value, str):
        spot.wrong(f"is {kind_of(value)}", 'write a zone such as "America/New_York"')
        return ""
    return value


def _weekdays(value: object, spot: Spot) -> frozenset[int]:
    """Read the days with post."""
    right = f"write some of {', '.join(WEEKDAYS)}"
    if isinstance(value, str) or not isinstance(value, Sequence) or not value:
        spot.wrong(f"is {kind_of(value)} without a day", right)
        return frozenset()
    days = set()
    for given in value:
        try:
            days.add(read_weekday(given))
        except CalendarError:
            spot.wrong(f"holds {str(given)[:40]!r}", right)
    return frozenset(days)


def _dates(value: object, spot: Spot) -> frozenset[date]:
    """Read dates."""
    right = "write a list of dates such as 2026-11-26"
    if isinstance(value, str) or not isinstance(value, Sequence):
        spot.wrong(f"is {kind_of(value)}", right)
        return frozenset()
    days = set()
    for given in value:
        if isinstance(given, date) and not isinstance(given, datetime):
            days.add(given)
            continue
        try:
            days.add(date.fromisoformat(given if isinstance(given, str) else ""))
        except ValueError:
            spot.wrong(f"holds {str(given)[:40]!r}", right)
    return frozenset(days)


def _time(value: object, spot: Spot) -> time:
    """Read a time of day."""
    if isinstance(value, time) and value.tzinfo is None:
        return value
    try:
        read = time.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None:
        spot.wrong(f"is {str(value)[:40]!r}", 'write a time such as "17:00"')
        return time(17)
    return read


_ZONE = Field(reads=_zone_key, example='zone = "America/New_York"')
POST_TABLE: Table = {
    "days": Field(reads=whole_number(1, 60), example="days = 5", default=5),
    "weekdays": Field(reads=_weekdays, example='weekdays = ["mon"]', default=frozenset(range(6))),
    "holidays": Field(reads=_dates, example="holidays = [2026-11-26]", default=frozenset()),
    "cutoff": Field(reads=_time, example='cutoff = "17:00"', default=time(17)),
}
"""The keys of the rules of the post, but for the zone, which is the sender's."""
