"""Which day: the days and dates of the grammar as they are written (`deadlines.md` B5-B8)."""

import re

from recover.domain.phrase.parts import (
    COMMA,
    Dates,
    DayNumber,
    Relative,
    Slashed,
    Text,
    WeekAfter,
    Weekday,
    Which,
    Written,
)
from recover.domain.phrase.words import MONTHS, WEEKDAYS

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")
_DAY = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_AND_YEAR = re.compile(r"([0-9]{1,2}),([0-9]{4})")
_BASES = {"today": Relative(0), "tomorrow": Relative(1)}


def read_weekday(words: Text, start: int) -> tuple[Weekday | WeekAfter | Relative, int] | None:
    """Read a weekday, `this`/`next` one, or the day a week after a day (B6)."""
    first = words[start]
    second = words[start + 1] if start + 1 < len(words) else ""
    if words[start : start + 3] == ("a", "week", "from"):
        base = _base(words[start + 3]) if start + 3 < len(words) else None
        return (WeekAfter(base), start + 4) if base else None
    base = _base(first)
    if base and second == "week":
        return WeekAfter(base), start + 2
    if first in ("this", "next") and second in WEEKDAYS:
        which = Which.THIS if first == "this" else Which.NEXT
        return Weekday(WEEKDAYS[second], which), start + 2
    return (base, start + 1) if isinstance(base, Weekday) else None


def _base(word: str) -> Weekday | Relative | None:
    if word in WEEKDAYS:
        return Weekday(WEEKDAYS[word], Which.COMING)
    return _BASES.get(word)


def read_date(words: Text, start: int) -> tuple[Dates, int] | None:
    """Read a date as B8 lists them, possible or not."""
    word = words[start]
    iso = _ISO.fullmatch(word)
    if iso:
        return Written(int(iso[1]), int(iso[2]), int(iso[3])), start + 1
    slashed = _SLASHED.fullmatch(word)
    if slashed:
        year = int(slashed[3]) if slashed[3] else None
        return Slashed(int(slashed[1]), int(slashed[2]), year), start + 1
    if word in MONTHS:
        return _month_first(words, start)
    return _day_first(words, start)


def may_start_with_hour(words: Text, start: int) -> bool:
    """May the number before a month be an hour, and the date begin behind it: `9 Dec 3` (B8, B12)?

    Args:
        words: The words of a phrase.
        start: Where `read_date` has found a date.
    """
    month = start + 1
    has_both = words[start].isdigit() and month < len(words) and words[month] in MONTHS
    return has_both and _month_first(words, month) is not None


def _month_first(words: Text, start: int) -> tuple[Dates, int] | None:
    at = start + 1 + (words[start + 1 : start + 2] == ("the",))
    both = _DAY_AND_YEAR.fullmatch(words[at]) if at < len(words) else None
    if both:
        return Written(int(both[2]), MONTHS[words[start]], int(both[1])), at + 1
    day = _day_number(words, at)
    if day is None:
        return None
    year, end = _year(words, at + 1)
    return Written(year, MONTHS[words[start]], day[0]), end


def _day_first(words: Text, start: int) -> tuple[Dates, int] | None:
    article = words[start] == "the"
    day = _day_number(words, start + article)
    if day is None:
        return None
    number, is_ordinal = day
    at = start + article + 1
    of = words[at : at + 1] == ("of",)
    if at + of < len(words) and words[at + of] in MONTHS:
        year, end = _year(words, at + of + 1)
        return Written(year, MONTHS[words[at + of]], number), end
    return (DayNumber(number), at) if is_ordinal else None


def _day_number(words: Text, at: int) -> tuple[int, bool] | None:
    """The number of a day, and whether it is written as an ordinal: `3`, `3rd`."""
    match = _DAY.fullmatch(words[at]) if at < len(words) else None
    if match is None or (match[2] and match[2] != _ordinal(int(match[1]))):
        return None
    return int(match[1]), match[2] is not None


def _ordinal(number: int) -> str:
    if number // 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _year(words: Text, at: int) -> tuple[int | None, int]:
    """The year behind a day and a month, the one part of a date that a comma may precede."""
    year = at + (words[at : at + 1] == (COMMA,))
    if year < len(words) and _YEAR.fullmatch(words[year]):
        return int(words[year]), year + 1
    return None, at
