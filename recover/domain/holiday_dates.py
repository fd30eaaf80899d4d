"""The date in a line of a list of holidays; nothing is guessed."""

import re
from datetime import date

from recover.domain.errors import Refused

RIGHT = "write the date such as 2026-11-26"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = (
    r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?"
)
_YEAR = "([12][0-9]{3})(?![0-9])"
_DAY = "([0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = {
    "y m d": r"(?<![0-9])([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])(?:T[0-9:.]+Z?)?",
    "ymd": r"(?<![0-9])([12][0-9]{3})()([0-9]{2})([0-9]{2})(?![0-9])",
    "d month y": rf"(?<![0-9]){_DAY}\.?[ -](?:of )?{_MONTH},?[ -]{_YEAR}",
    "month d y": rf"\b{_MONTH} {_DAY},? {_YEAR}",
    "a b y": rf"(?<![0-9])([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{_YEAR}",
}


class UnreadableDate(Refused):
    """A line holds no date, no possible date, more than one, or one that can be read two ways."""

    kind = "holidays"

    def __init__(self, wrong: str, right: str = RIGHT) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong = wrong
        self.right = right


def find_date(line: str, order: str | None) -> tuple[date, str]:
    """Find the one date in *line*.

    Args:
        line: One line; the year has four digits, months are numbers or English names.
        order: `mdy`, `dmy` or `None`: how `11/12/2026` is meant. With dots it is day, month, year.

    Returns:
        The date, and the rest of the line without separators, quotes and weekdays.

    Raises:
        UnreadableDate: There is not exactly one date, and exactly one way to read it.
    """
    plain = " ".join(line[:1000].split())
    found: list[tuple[date, tuple[int, int]]] = []
    for form, pattern in _FORMS.items():
        found += [
            (_date(form, match, order), match.span())
            for match in re.finditer(pattern, plain, re.IGNORECASE)
        ]
    if not found:
        raise UnreadableDate(f"{_cut(plain)!r} holds no date with a year")
    if len({day for day, _ in found}) > 1:
        raise UnreadableDate(f"{_cut(plain)!r} holds more than one date", "write one date per line")
    day, (start, end) = found[0]
    return day, _name(plain[:start] + "," + plain[end:])


def _date(form: str, match: re.Match[str], order: str | None) -> date:
    """Make a date of what a form matched."""
    parts = match.groups()
    if form in ("y m d", "ymd"):
        return _real(match[0], int(parts[0]), int(parts[2]), int(parts[3]))
    if form == "d month y":
        return _real(match[0], int(parts[2]), _month(parts[1]), int(parts[0]))
    if form == "month d y":
        return _real(match[0], int(parts[2]), _month(parts[0]), int(parts[1]))
    first, second, year = int(parts[0]), int(parts[2]), int(parts[3])
    if parts[1] == "." or first > 12 or first == second:
        return _real(match[0], year, second, first)
    if second > 12 or order == "mdy":
        return _real(match[0], year, first, second)
    if order == "dmy":
        return _real(match[0], year, second, first)
    raise UnreadableDate(
        f"{match[0]} can be {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}",
        "write one of them, or say whether the list is mdy or dmy",
    )


def _real(text: str, year: int, month: int, day: int) -> date:
    """Make a date, or say that the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(f"{text} is not a date of the calendar") from None


def _month(word: str) -> int:
    """Give the number of a month by its English name."""
    return _MONTHS.index(word[:3].lower()) + 1


def _name(rest: str) -> str:
    """Make a name of what stands beside a date."""
    rest = re.sub(_WEEKDAYS, " ", rest, flags=re.IGNORECASE)
    pieces = (piece.strip(" \"'-:.()") for piece in re.split(r"[,;|\t]", rest))
    return ", ".join(piece for piece in pieces if piece)


def _cut(line: str) -> str:
    """Shorten a line for a message."""
    return line if len(line) <= 60 else line[:59] + "…"
