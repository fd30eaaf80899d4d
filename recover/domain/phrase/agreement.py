"""Whether the things a phrase names go together (`deadlines.md` B1, B6-B8, B10, B14)."""

import re
from dataclasses import replace

from recover.domain.phrase.parts import (
    Clock,
    Dates,
    DayEdge,
    MonthEnd,
    Offset,
    Part,
    Reading,
    Relative,
    Slashed,
    WeekAfter,
    Weekday,
    WeekEnd,
    Which,
    Written,
    joined,
)
from recover.domain.phrase.refusal import Refusal, quoted
from recover.domain.phrase.words import NEXT_WEEK

_DAYS = frozenset({"day", "weekday"})
_TIMES = frozenset({"time", "part"})
_PADDED = re.compile(r"[0-9]{2}:")


def join_weekday(reading: Reading) -> None:
    """Settle what a bare weekday is: the day itself, one of next week, or a date's (B6, B8).

    Raises:
        Refusal: `not_understood`, for a weekday beside another kind of day.
    """
    weekday, day = reading.weekday, reading.day
    if weekday is None or isinstance(day, Dates):
        return
    if day is None:
        reading.day, reading.where["day"] = weekday, reading.where["weekday"]
    elif day == WeekEnd(1) and reading.said("day") == NEXT_WEEK:
        reading.day = Weekday(weekday.number, Which.OF_NEXT_WEEK)
    else:
        raise Refusal(
            "not_understood",
            f"{quoted(reading.said('weekday'))} is one day too many",
            reading.without("weekday"),
            reading.without("day"),
        )
    reading.weekday = None


def settle_clock(reading: Reading) -> None:
    """Take a time such as `10:00` as it stands where the date has its year (B12).

    `2026-06-04 10:30` and `Thu 4 Jun 2026 10:30 CDT` are how moments are written, by machines and
    by our own readbacks: on the 24-hour clock. It holds wherever in the phrase the two are; only a
    part of the day ("10:30 in the evening") goes before it. A lone `10` is a bare hour even so.
    """
    day, time = reading.day, reading.time
    if (
        isinstance(time, Clock)
        and isinstance(day, Written | Slashed)
        and time.bare
        and day.year is not None
        and reading.part is None
        and _PADDED.match(reading.said("time"))
    ):
        reading.time = replace(time, bare=False)


def settle_before(reading: Reading, at: int | None) -> None:
    """See what "before" stands in front of, and whether it changes that (B7, B10, B14).

    Args:
        reading: What the phrase names.
        at: Where the word behind "before" is; None if the phrase has no "before".

    Raises:
        Refusal: `not_understood`, where "before" says nothing.
    """
    if at is None:
        return
    behind = {name for name, (start, _) in reading.where.items() if start == at}
    ahead = {name for name, (start, _) in reading.where.items() if start < at}
    is_bare = isinstance(reading.day, Relative | Weekday | WeekAfter | Dates)
    is_unmoved = isinstance(reading.day, WeekEnd | MonthEnd)
    if behind & _DAYS:
        understood = is_unmoved or (is_bare and not ahead & (_DAYS | _TIMES))
    else:
        understood = bool(behind & _TIMES)
    if not understood:
        works_alone = behind & _DAYS and is_bare and ahead <= _TIMES
        alone = [joined(reading.words[at - 1 :])] if works_alone else []
        raise Refusal("not_understood", 'I cannot read "before" here', *alone)
    has_time = bool(_TIMES & set(reading.where))
    reading.before = bool(behind & _DAYS) and is_bare and not has_time


def check_parts(reading: Reading) -> None:
    """See that the parts may stand together, and that there is a day or a time (B1, B14).

    Raises:
        Refusal: `not_understood`.
    """
    named = set(reading.where)
    if reading.duration is not None and len(named) > 1:
        raise Refusal(
            "not_understood",
            "A length of hours or minutes stands alone",
            *([reading.said("duration")] if reading.time is None else []),
        )
    if not named - {"place"}:
        raise Refusal("not_understood", "It names neither a day nor a time")
    if isinstance(reading.time, DayEdge) and reading.part is not None:
        if not (reading.time.first_thing and reading.part is Part.MORNING):
            raise Refusal(
                "not_understood",
                f"{quoted(reading.said('time'))} and {quoted(reading.said('part'))} are two times",
                reading.without("part"),
            )
        reading.part = None
    if isinstance(reading.place, Offset) and not _is_full_moment(reading):
        raise Refusal(
            "not_understood",
            "An offset from UTC needs a full date and a time before it",
            reading.without("place"),
        )


def _is_full_moment(reading: Reading) -> bool:
    has_full_date = isinstance(reading.day, Written) and reading.day.year is not None
    return has_full_date and isinstance(reading.time, Clock)
