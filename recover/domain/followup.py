"""Dated touches after the fix (`deadlines.md` F)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from recover.domain.calendar import Calendar
from recover.domain.errors import Refused

OFFSETS = (1, 7, 30, 90)
AT = time(10)


class BadOffset(Refused):
    """An offset is neither days nor months, or leads out of the calendar."""

    kind = "offset"

    def __init__(self, offset: object) -> None:
        super().__init__(
            f"{offset!r} is no time to a follow-up: write days such as 7, or months such as '1mo'.",
            candidates=("7", "1mo"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One moment to get in touch again."""

    at: datetime
    """In the client's zone."""
    offsets: tuple[int | str, ...]
    """What led to it, soonest first: days, or months such as `1mo`. Several when they fell on one
    date (F2)."""


def cadence(
    anchor: datetime,
    calendar: Calendar,
    *,
    offsets: Sequence[int | str] = OFFSETS,
    at: time = AT,
) -> list[FollowUp]:
    """Plan the follow-ups after a moment (F1, F2).

    Args:
        anchor: What they are counted from, each of them; aware.
        calendar: The client's.
        offsets: Days after the anchor's date on the client's calendar (negative: before it, as for
            a renewal), or months such as `1mo`, which clamp to the end of a shorter month.
        at: The wall time to aim for; `place` says when another one is taken.

    Returns:
        At most one for each date, ascending.

    Raises:
        BadOffset: An offset cannot be read, or leads out of the calendar.
        NeverOpen: The calendar has no open day within 366 days of one of them.
    """
    first = calendar.local(anchor).date()
    planned = sorted(
        ((_later(first, offset), offset) for offset in offsets), key=lambda each: each[0]
    )
    moments: dict[date, datetime] = {}
    led_to: dict[date, list[int | str]] = {}
    for day, offset in planned:
        moment = place(day, calendar, at)
        moments.setdefault(moment.date(), moment)
        together = led_to.setdefault(moment.date(), [])
        if offset not in together:
            together.append(offset)
    return [FollowUp(at=moments[day], offsets=tuple(led_to[day])) for day in sorted(moments)]


def place(day: date, calendar: Calendar, at: time = AT) -> datetime:
    """Find the moment for a follow-up that is meant for a date (F1).

    On the date, or on the next open day if it is not one. At *at* if that is inside an interval,
    else at the first opening after it, else at the day's opening.

    Raises:
        NeverOpen: The calendar has no open day within 366 days of *day*.
    """
    if not calendar.is_open_day(day):
        day = calendar.nth_open_day(day, 1)
    aim = calendar.instant(day, at)
    spans = calendar.intervals(day)
    wanted = aim.astimezone(UTC)
    if any(start.astimezone(UTC) <= wanted < end.astimezone(UTC) for start, end in spans):
        return aim
    later = [start for start, _ in spans if start.astimezone(UTC) > wanted]
    return later[0] if later else spans[0][0]


def _later(day: date, offset: int | str) -> date:
    """Give the date that is *offset* after *day*."""
    try:
        if isinstance(offset, int):
            return day + timedelta(days=offset)
        number = offset.removesuffix("mo").strip()
        if number == offset or not (number.isascii() and number.isdigit()):
            raise BadOffset(offset)
        from dateutil.relativedelta import relativedelta

        return day + relativedelta(months=int(number))
    except (OverflowError, ValueError) as error:
        raise BadOffset(offset) from error
