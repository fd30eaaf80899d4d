"""Lists of holidays that somebody else keeps: out of an ICS or CSV file, JSON, or pasted lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from recover.domain.checking import Findings
from recover.domain.errors import Refused

MOST_CHARACTERS = 2_000_000
RIGHT = "write one per line, such as 2026-11-26 Thanksgiving"


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A date that is closed all day."""

    day: date
    name: str = ""
    """What it is called where it came from; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayList:
    """Holidays for one calendar, and how far they can be trusted (`deadlines.md` H4)."""

    holidays: tuple[Holiday, ...]
    """Ascending, one per date."""
    source: str
    """Where they came from, such as a file name."""
    covered_until: date
    """The last date the list says anything about; what falls after it may be a holiday."""

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates alone, as `Calendar.from_mapping` takes them."""
        return tuple(holiday.day for holiday in self.holidays)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayReading:
    """What could be read of a list of holidays, and what could not."""

    list: HolidayList
    problems: tuple[str, ...]
    """One line each: source, place, what is wrong, what would be right. Empty when all was read."""


class NoHolidays(Refused):
    """Not one holiday could be read."""

    kind = "holidays"

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        first = problems[0] if problems else f"{source}: no date is there; {RIGHT}"
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{first}{more}.", candidates=("2026-11-26 Thanksgiving",))
        self.problems = problems
        """As in `HolidayReading`."""


def read_holidays(
    text: str, source: str, *, date_order: str | None = None, covered_until: date | None = None
) -> HolidayReading:
    """Read a list of holidays, whatever its form.

    An iCalendar file gives the days of its all-day events. Anything else is read line by line, one
    date each with an optional name before or behind it: CSV with or without a heading, lines
    pasted from a web page, a JSON list. Blank lines and lines that begin with `#` say nothing.

    Args:
        text: The text of the file, decoded, or what was pasted.
        source: What to call it in messages and on record.
        date_order: `mdy` or `dmy`, how the list writes 11/12/2026; `None` when it is not known, and
            then such a date is a problem and not a guess.
        covered_until: The last date the list was made for, when that is known. Without it the last
            date in the list counts, which warns too early rather than too late.

    Raises:
        NoHolidays: Nothing in it is a holiday; every problem is in the error.
    """
    findings = Findings(source)
    found: dict[date, list[str]] = {}
    for holiday in _holidays(text, findings, date_order):
        names = found.setdefault(holiday.day, [])
        if holiday.name and holiday.name not in names:
            names.append(holiday.name)
    problems = tuple(findings.problems)
    if not found:
        raise NoHolidays(source, problems)
    holidays = tuple(Holiday(day, " / ".join(found[day])) for day in sorted(found))
    last = covered_until or holidays[-1].day
    return HolidayReading(
        list=HolidayList(holidays=holidays, source=source, covered_until=last), problems=problems
    )


def _holidays(text: str, findings: Findings, order: str | None) -> Iterable[Holiday]:
    """Choose how to read *text* by what it begins with."""
    if len(text) > MOST_CHARACTERS:
        findings.add((), f"{len(text):,} characters are too many", f"{MOST_CHARACTERS:,} at most")
        return ()
    start = text.lstrip("\ufeff \t\r\n")
    if start[:15].upper() == "BEGIN:VCALENDAR":
        from recover.domain.holiday_events import read_events

        return read_events(start, findings)
    if start[:1] in ("[", "{"):
        return _from_lines(_json_lines(start, findings), findings, order)
    lines = ((f"line {n}", line) for n, line in enumerate(text.lstrip("\ufeff").splitlines(), 1))
    return _from_lines(_without_heading(lines), findings, order)


def _without_heading(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Leave out lines that say nothing, and a first line without any digit: a heading."""
    first = True
    for place, line in lines:
        if not line.strip(" \t,;|") or line.lstrip().startswith("#"):
            continue
        if not first or any(letter.isdigit() for letter in line):
            yield place, line
        first = False


def _json_lines(text: str, findings: Findings) -> Iterator[tuple[str, str]]:
    """Turn JSON into lines: a list of texts or of objects, or one object of dates and names."""
    import json

    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        findings.add((), "begins like JSON and is not", RIGHT)
        return
    if isinstance(content, dict) and isinstance(content.get("holidays"), list):
        content = content["holidays"]
    entries = content.items() if isinstance(content, dict) else content
    for number, entry in enumerate(entries, 1):
        parts = entry.values() if isinstance(entry, dict) else entry
        if isinstance(entry, str):
            parts = (entry,)
        if not isinstance(entry, dict | str | tuple):
            parts = ()
        yield f"entry {number}", " ".join(part for part in parts if isinstance(part, str))


def _from_lines(
    lines: Iterable[tuple[str, str]], findings: Findings, order: str | None
) -> Iterator[Holiday]:
    """Read one holiday per line."""
    from recover.domain.holiday_dates import UnreadableDate, find_date

    for place, line in lines:
        try:
            day, name = find_date(line, order)
        except UnreadableDate as problem:
            findings.add((place,), problem.wrong, problem.right)
        else:
            yield Holiday(day, name)
