"""How long: the durations of the grammar (`deadlines.md` B17-B21)."""

import re

from recover.domain.phrase.parts import COMMA, Elapsed, Later, OpenDays, Text, Whose
from recover.domain.phrase.words import NUMBERS, UNITS

_AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
_GLUED = re.compile(r"([0-9]+)(?:\.([0-9]+))?([a-z]+)")
_HOURS_MINUTES = re.compile(r"([0-9]+)(?:h|hrs?|hours?)([0-9]+)(?:m|mins?|minutes?)")

_MICROSECONDS = {"minutes": 60_000_000, "hours": 3_600_000_000}
_DAYS = {"days": 1, "weeks": 7, "fortnights": 14}
_OWNERS = (("of", "our"), ("of", "my"))
_DECIMAL = re.compile(r"([0-9]{1,4})([.,])([0-9]{1,3})([a-z]*)")
_YEARS = ("year", "years", "yr", "yrs")
_BUSINESS = ("business", "working")
_AFTER_TOMORROW = ("day", "after", "tomorrow")
_AHEAD = ("in", "within")

Number = tuple[int, int]
"""Digits, and how many of them are behind the decimal point."""
Found = tuple[Elapsed | Later | OpenDays, int]
"""What was found, and the index of the first word behind it."""


def read_duration(words: Text, start: int) -> Found | None:
    """Read the duration that begins at *start*, if one does."""
    if words[start : start + 3] == ("half", "an", "hour"):
        return _plain((5, 1), "hours", start + 3)
    if words[start : start + 2] == ("the", "hour"):
        return _plain((1, 0), "hours", start + 2)
    glued = _glued(words[start], words, start)
    if glued is not None:
        return glued
    number = _number(words[start])
    if number is None:
        return None
    if words[start + 1 : start + 4] == _AFTER_TOMORROW and words[max(start - 1, 0)] not in _AHEAD:
        return None
    whose, at = Whose.PHRASE, start + 1
    if words[at : at + 2] in _OWNERS:
        whose, at = Whose.OWNER, at + 2
    business = at < len(words) and words[at] in _BUSINESS
    unit = UNITS.get(words[at + business]) if at + business < len(words) else None
    if unit is None or (whose is Whose.OWNER and not business):
        return None
    if business:
        return _business(number, unit, whose, at + 2)
    return _continued(_plain(number, unit, at + 1), words, unit)


def in_known_units(words: Text, start: int) -> tuple[list[str], int]:
    """Say an amount that is no duration as durations that may be meant (B17, B23).

    `1.5 days` may be 36 hours, a day or two; `1,5 hours` is 1.5 hours, `1,500 minutes` are 1500,
    and `2 years` are 24 months.

    Returns:
        The durations, none if no such amount begins at *start*; and the index of the first word
        behind the amount.
    """
    at = start + 1
    follows = words[at] if at < len(words) else ""
    if _AMOUNT.fullmatch(words[start]) and follows in _YEARS:
        return ([f"{12 * int(words[start])} months"] if words[start].isdigit() else []), at + 1
    decimal = _DECIMAL.fullmatch(words[start])
    if decimal is None:
        return [], at
    kind = f"{follows} " if follows in _BUSINESS else ""
    if not decimal[4]:
        at += bool(kind) + 1
    unit = UNITS.get(decimal[4] or words[min(at, len(words)) - 1])
    return (_in_whole(decimal, kind, unit) if unit else []), at


def _in_whole(decimal: re.Match[str], kind: str, unit: str) -> list[str]:
    whole, places = int(decimal[1]), len(decimal[3])
    amount = int(decimal[1] + decimal[3])
    if decimal[2] == COMMA and places == 3:
        return [f"{amount} {kind}{unit}"]
    if unit in _MICROSECONDS:
        return [f"{decimal[1]}.{decimal[3]} {kind}{unit}"]
    hours, rest = divmod(amount * 24, 10**places)
    exact = [f"{hours} hours"] if unit == "days" and not kind and not rest else []
    around = (f"{count} {kind}{unit}" for count in (whole, whole + 1))
    return exact + [text.removesuffix("s") if text.startswith("1 ") else text for text in around]


def _glued(word: str, words: Text, start: int) -> Found | None:
    both = _HOURS_MINUTES.fullmatch(word)
    if both:
        minutes = int(both[1]) * 60 + int(both[2])
        return Elapsed(minutes * _MICROSECONDS["minutes"], None), start + 1
    one = _GLUED.fullmatch(word)
    unit = UNITS.get(one[3]) if one else None
    if one is None or unit is None:
        return None
    number = int(one[1] + (one[2] or "")), len(one[2] or "")
    return _continued(_plain(number, unit, start + 1), words, unit)


def _number(word: str) -> Number | None:
    if word in NUMBERS:
        return NUMBERS[word], 0
    digits = _AMOUNT.fullmatch(word)
    return (int(digits[1] + (digits[2] or "")), len(digits[2] or "")) if digits else None


def _plain(number: Number, unit: str, end: int) -> Found | None:
    """Elapsed hours and minutes (B18); days, weeks and months on the calendar (B19)."""
    amount, places = number
    if unit in _MICROSECONDS:
        return Elapsed(amount * _MICROSECONDS[unit] // 10**places, None), end
    if places:
        return None
    if unit == "months":
        return Later(0, amount), end
    return Later(amount * _DAYS[unit], 0), end


def _business(number: Number, unit: str, whose: Whose, end: int) -> Found | None:
    """Open time (B20) and open days (B21)."""
    amount, places = number
    if unit in _MICROSECONDS:
        return Elapsed(amount * _MICROSECONDS[unit] // 10**places, whose), end
    if unit == "days" and not places:
        return OpenDays(amount, whose), end
    return None


def _continued(found: Found | None, words: Text, unit: str) -> Found | None:
    """Take in what may follow whole hours: "and a half", "30 minutes", ", and 30 minutes"."""
    if found is None or unit != "hours" or not isinstance(found[0], Elapsed):
        return found
    length, end = found[0].length, found[1]
    at = end + (words[end : end + 1] == (COMMA,))
    if words[at : at + 3] == ("and", "a", "half"):
        return Elapsed(length + _MICROSECONDS["hours"] // 2, None), at + 3
    at += words[at : at + 1] == ("and",)
    more = read_duration(words, at) if at < len(words) else None
    if more is None or not isinstance(more[0], Elapsed) or more[0].business:
        return found
    if UNITS.get(words[more[1] - 1].lstrip("0123456789.")) != "minutes":
        return found
    return Elapsed(length + more[0].length, None), more[1]
