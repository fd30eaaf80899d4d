"""When a client may be contacted: windows on the wall clock, and what was agreed (E1, E2, E3).

A window is a calendar whose holidays are its no-contact days. What counts is what the client's
clock shows at the moment (E2), not how long the window has been open: on the night the clock goes
back, both passes of an hour inside the window are inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from recover.domain.calendar import HORIZON_DAYS, Calendar
from recover.domain.errors import Refused

HORIZON = timedelta(days=HORIZON_DAYS)
"""How far ahead an allowed moment is looked for (E3)."""

_ONE_DAY = timedelta(days=1)
_WIDEST_OFFSET = timedelta(hours=24)

_Stretch = tuple[datetime, datetime]
"""From the first to just before the second, both UTC."""


class BadCheck(Refused):
    """A contact check was asked with values that make no sense together."""

    kind = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One channel's hours wherever the client may be, and the agreed exceptions to them."""

    calendars: tuple[Calendar, ...]
    """One for each zone the client may be in, the likeliest first; all have to allow a moment."""
    agreed: tuple[_Stretch, ...] = ()
    """Stretches that the client asked for; they override every calendar."""

    @classmethod
    def of(
        cls,
        window: Calendar | Sequence[Calendar],
        agreed: Sequence[tuple[datetime, datetime]] = (),
    ) -> "Window":
        """Put together what `recover.domain.contact.check` is given.

        Raises:
            BadCheck: There is no calendar, or a moment without a zone.
        """
        calendars = (window,) if isinstance(window, Calendar) else tuple(window)
        if not calendars:
            raise BadCheck("A contact check needs a window: give the hours of the channel.")
        return cls(
            calendars=calendars,
            agreed=tuple((in_utc(start), in_utc(end)) for start, end in agreed),
        )

    def allows(self, moment: datetime) -> bool:
        """Say whether contact is allowed at *moment* (E2)."""
        now = in_utc(moment)
        if any(start <= now < end for start, end in self.agreed):
            return True
        return all(_shows_open(calendar, now) for calendar in self.calendars)

    def next_allowed(self, moment: datetime) -> datetime | None:
        """Give *moment* itself if contact is allowed then, else the next moment it is (E3).

        Returns:
            UTC, in whole seconds; `None` when there is none within 366 days.
        """
        now = in_utc(moment)
        last = now + HORIZON
        soonest = [max(start, now) for start, end in self.agreed if now < end and start < end]
        opens = self._opens(now, last)
        if opens is not None:
            soonest.append(opens)
        found = min(soonest, default=None)
        return found if found is not None and found <= last else None

    def allowed_until(self, moment: datetime, *, within: timedelta) -> datetime | None:
        """Give the end of the stretch of allowed time that *moment* is in.

        Args:
            moment: The moment to start from.
            within: How far to look.

        Returns:
            UTC; `None` when contact is not allowed at *moment*, or is allowed for longer.
        """
        now = in_utc(moment)
        if not self.allows(now):
            return None
        end, last = now, now + within
        while end <= last:
            ends = [stop for start, stop in self.agreed if start <= end < stop]
            stretches = [_stretch_at(calendar, end) for calendar in self.calendars]
            if all(stretches):
                ends.append(min(stretch[1] for stretch in stretches if stretch))
            if not ends:
                return end
            end = max(ends)
        return None

    def _opens(self, now: datetime, last: datetime) -> datetime | None:
        """Give the first moment from *now* to *last* that all calendars allow."""
        while now <= last:
            opens = [_next_open(calendar, now, last) for calendar in self.calendars]
            known = [moment for moment in opens if moment is not None]
            if len(known) < len(opens):
                return None
            if max(known) == now:
                return now
            now = max(known)
        return None


def in_utc(moment: datetime) -> datetime:
    """Give *moment* in UTC and in whole seconds (A4).

    Raises:
        BadCheck: It has no zone.
    """
    if moment.tzinfo is None:
        raise BadCheck(f"The moment {moment.isoformat()} has no zone: give it an offset.")
    return moment.astimezone(UTC).replace(microsecond=0)


def _shows_open(calendar: Calendar, now: datetime) -> bool:
    """Say whether the calendar's clock shows a time inside its hours."""
    local = now.astimezone(calendar.tzinfo)
    seconds = (local.hour * 60 + local.minute) * 60 + local.second
    return any(start <= seconds < end for start, end in calendar.hours_on(local.date()))


def _stretch_at(calendar: Calendar, now: datetime) -> _Stretch | None:
    """Give the stretch that *now* is in, or `None`."""
    for start, end in _stretches_around(calendar, now.astimezone(calendar.tzinfo).date()):
        if start <= now < end:
            return start, end
    return None


def _next_open(calendar: Calendar, now: datetime, last: datetime) -> datetime | None:
    """Give the first moment from *now* to *last* at which the calendar's clock shows open."""
    today = now.astimezone(calendar.tzinfo).date()
    begins = [max(start, now) for start, end in _stretches_around(calendar, today) if now < end]
    later = today + 2 * _ONE_DAY
    while not begins:
        if datetime.combine(later - _ONE_DAY, time(), UTC) > last + _WIDEST_OFFSET:
            return None
        begins = [start for start, _ in _stretches(calendar, later)]
        later += _ONE_DAY
    return min(begins)


def _stretches_around(calendar: Calendar, day: date) -> Iterator[_Stretch]:
    """Give the stretches of *day* and its neighbours: a clock put back at midnight repeats one."""
    days = (day - _ONE_DAY, day, day + _ONE_DAY)
    return chain.from_iterable(_stretches(calendar, each) for each in days)


def _stretches(calendar: Calendar, day: date) -> Iterator[_Stretch]:
    """Give when the clock shows *day* and a time inside its hours, not in order."""
    hours = calendar.hours_on(day)
    if not hours:
        return
    midnight = datetime.combine(day, time())
    for since, until, offset in _phases(calendar.tzinfo, midnight):
        shift = midnight.replace(tzinfo=UTC) - offset
        for wall_open, wall_close in hours:
            start = max(shift + timedelta(seconds=wall_open), since)
            end = min(shift + timedelta(seconds=wall_close), until)
            if start < end:
                yield start, end


def _phases(zone: ZoneInfo, midnight: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Give the stretches of one offset each around the date that begins at wall time *midnight*."""
    first = midnight.replace(tzinfo=UTC) - _WIDEST_OFFSET
    last = first + _ONE_DAY + 2 * _WIDEST_OFFSET
    while first < last:
        offset = _offset(zone, first)
        step = first
        while step < last and _offset(zone, step) == offset:
            step += timedelta(hours=12)
        change = _change(zone, step - timedelta(hours=12), step) if step < last else last
        yield first, change, offset
        first = change


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Give the moment between two at which the offset of the first one ends."""
    offset = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    """Give what the clock is ahead of UTC at a moment."""
    return moment.astimezone(zone).utcoffset() or timedelta(0)
