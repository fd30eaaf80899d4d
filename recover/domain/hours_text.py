"""Weekly hours as people write them: `mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00`."""

import re
from collections.abc import Mapping
from itertools import pairwise

from recover.domain.errors import Refused
from recover.domain.hours import MIDNIGHT, WEEKDAYS, Day, Interval, clock_text, read_week

EXAMPLE = "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00"

_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DAY_SETS = {"daily": range(7), "everyday": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_ALL_DAY = (0, MIDNIGHT)
_HALF_A_DAY = MIDNIGHT // 2
_LONGEST = 500
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


class HoursNotUnderstood(Refused):
    """The hours are not written in a way that can be read, or make no sense."""

    kind = "hours"

    def __init__(self, text: str, why: str, *examples: str) -> None:
        shown = text if len(text) <= 60 else text[:59] + "…"
        right = examples or (EXAMPLE,)
        forms = " or ".join(f"`{example}`" for example in right)
        super().__init__(f"Hours {shown!r}: {why}; write it such as {forms}.", candidates=right)
        self.why = why
        """What is wrong, without the text and without what would be right."""


def parse_hours(text: str) -> dict[str, list[list[str]]]:
    """Read weekly hours.

    Days are names (`mon`, `Monday`), ranges (`mon-fri`, `sat-mon`), lists (`mon wed fri`) and
    `daily`, `weekdays`, `weekends`; after them come one or more intervals (`09:00-17:00`, `9-12`,
    `9am-5pm`, up to `24:00`) or `closed`. `always` is every day around the clock, `never` no hours
    at all. Case, commas, spaces and the kind of dash do not matter; hours that touch are joined.

    Returns:
        For each of the seven days, from `mon` on, its intervals as `["HH:MM", "HH:MM"]`, ascending;
        the form that `Calendar.from_mapping` takes under `hours`.

    Raises:
        HoursNotUnderstood: A word is unknown, a day has no hours, an interval is empty, overlaps
            another or crosses midnight (`deadlines.md` A1: write two).
    """
    words = _words(text)
    if words in (["always"], ["24/7"]):
        words = ["daily", "always"]
    week: list[list[Interval]] = [[] for _ in WEEKDAYS]
    if words in (["never"], ["closed"]):
        return _as_mapping(week)
    days: list[int] = []
    has_hours = False
    for word in words:
        named = _days(word)
        if named is not None:
            days = named if has_hours else [*days, *named]
            has_hours = False
            continue
        if not days:
            raise HoursNotUnderstood(text, f"{word!r} is no day, and no day stands before it")
        intervals = _intervals(word, days[0], text)
        for day in dict.fromkeys(days):
            week[day] += intervals
        has_hours = True
    if not has_hours:
        why = "there are no hours after the last day" if days else "nothing is there"
        raise HoursNotUnderstood(text, why)
    _refuse_overlaps(week, text)
    return _as_mapping(week)


def describe_hours(weekly: Mapping[str, object]) -> str:
    """Write weekly hours in the shortest text that `parse_hours` reads back to the same hours.

    Days with the same hours stand together, in the order of their first day: `mon-thu 09:00-17:00,
    fri 09:00-12:00`; `always` for every day around the clock, `never` for no hours at all.

    Args:
        weekly: Intervals per day, as `Calendar.from_mapping` takes them under `hours`.

    Raises:
        CalendarError: They are no weekly hours.
    """
    groups: dict[Day, set[int]] = {}
    for number, day in enumerate(read_week(weekly)):
        if day:
            groups.setdefault(_joined(day), set()).add(number)
    if not groups:
        return "never"
    if groups == {(_ALL_DAY,): set(range(7))}:
        return "always"
    return ", ".join(
        " ".join([_day_names(days), *map(_interval_text, day)]) for day, days in groups.items()
    )


def _words(text: str) -> list[str]:
    """Split *text* into days and intervals, each in one piece and in lower case."""
    if len(text) > _LONGEST:
        raise HoursNotUnderstood(text, f"{len(text)} characters are too many")
    plain = " ".join(text.translate(_DASHES).casefold().split()).replace("every day", "daily")
    plain = re.sub(r"\ball[ -]day\b", "always", plain)
    plain = re.sub(r"\s*-\s*|\s+(?:to|until|till|through)\s+", "-", plain)
    plain = re.sub(r"(?<=\d)\s*([ap])\.?m\b\.?", r"\1m", plain)
    return re.sub(r"[,;&]|\band\b", " ", plain).split()


def _days(word: str) -> list[int] | None:
    """Read a day, a range of days or a name for several; `None` when it is neither."""
    if word in _DAY_SETS:
        return list(_DAY_SETS[word])
    ends = [_day(part) for part in word.rstrip(":").split("-")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return None
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _day(name: str) -> int | None:
    """Read the name of a day."""
    name = name.rstrip(".")
    for names in (WEEKDAYS, _FULL):
        if name in names:
            return names.index(name)
    return _SHORT.get(name)


def _intervals(word: str, day: int, text: str) -> list[Interval]:
    """Read an interval, or none for `closed`; *day* is for the example in an error."""
    if word == "closed":
        return []
    if word == "always":
        return [_ALL_DAY]
    ends = [_clock(part) for part in word.split("-")]
    start, end = ends[0], ends[-1]
    if start is None or end is None or len(ends) != 2:
        raise HoursNotUnderstood(text, f"{word!r} is neither a day nor hours")
    if start < end:
        return [(start, end)]
    raise _backwards(start, end, day, text)


def _clock(word: str) -> int | None:
    """Read a time of day as seconds after midnight, `24:00` included; `None` when it is none."""
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?::([0-9]{2}))?)?(am|pm)?", word)
    if found is None:
        return None
    hour, minute, second, half = int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    total = (hour * 60 + minute) * 60 + second
    return total if minute < 60 and second < 60 and total <= MIDNIGHT else None


def _backwards(start: int, end: int, day: int, text: str) -> HoursNotUnderstood:
    """Explain an interval whose close is not after its opening, with what may have been meant."""
    said, name = _interval_text((start, end)), WEEKDAYS[day]
    to_midnight = f"{name} {_interval_text((start, MIDNIGHT))}"
    if start == end:
        return HoursNotUnderstood(text, f"{said} is empty", f"{name} 00:00-24:00")
    if end == 0:
        return HoursNotUnderstood(text, f"{said} ends before it begins", to_midnight)
    two = f"{to_midnight}, {WEEKDAYS[(day + 1) % 7]} {_interval_text((0, end))}"
    why = f"{said} crosses midnight, so write two"
    if start < end + _HALF_A_DAY <= MIDNIGHT:
        afternoon = f"{name} {_interval_text((start, end + _HALF_A_DAY))}"
        return HoursNotUnderstood(text, why, two, afternoon)
    return HoursNotUnderstood(text, why, two)


def _refuse_overlaps(week: list[list[Interval]], text: str) -> None:
    """Refuse a day whose hours overlap: one of them is a mistake, and nobody knows which."""
    for name, intervals in zip(WEEKDAYS, week, strict=True):
        intervals.sort()
        for before, after in pairwise(intervals):
            if after[0] < before[1]:
                one = _interval_text((before[0], max(before[1], after[1])))
                why = f"two intervals overlap on {name}"
                raise HoursNotUnderstood(text, why, f"{name} {one}")


def _joined(day: Day | list[Interval]) -> Day:
    """Join the intervals of a day that touch."""
    joined: list[Interval] = []
    for start, end in day:
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _as_mapping(week: list[list[Interval]]) -> dict[str, list[list[str]]]:
    """Give the week in the form of `Calendar.from_mapping`."""
    return {
        name: [[clock_text(start), clock_text(end)] for start, end in _joined(day)]
        for name, day in zip(WEEKDAYS, week, strict=True)
    }


def _interval_text(interval: Interval) -> str:
    """Write one interval."""
    return f"{clock_text(interval[0])}-{clock_text(interval[1])}"


def _day_names(days: set[int]) -> str:
    """Name *days* in as few words as there are: `mon-fri`, `mon wed fri`, `sat-mon`."""
    if len(days) == len(WEEKDAYS):
        return "mon-sun"
    names = []
    for first in sorted(day for day in days if (day - 1) % 7 not in days):
        last = first
        while (last + 1) % 7 in days:
            last = (last + 1) % 7
        names.append(WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}")
    return " ".join(names)
