"""The holidays of clients and of our people: taking over lists that somebody else keeps."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recover.domain.account import Account
from recover.domain.errors import Refused
from recover.domain.holidays import Holiday, HolidayList, read_holidays
from recover.domain.person import Person
from recover.domain.text import clean, clean_line, count, shorten
from recover.services.accounts import record_account
from recover.services.desk import Desk
from recover.services.finding import find_account, find_person
from recover.services.people import record_person

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes; an iCalendar file with a long description of every event."""
MOST_HOLIDAYS = 2_000
"""Dates that one calendar holds at most; some fifty years of the busiest one."""

_BETWEEN = "; "
_LONGEST_SOURCE = 120
_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayImport:
    """What a list of holidays did, or would do, to a calendar."""

    owner: Account | Person
    """Whose calendar it is, with the holidays."""
    added: tuple[Holiday, ...]
    """Those that were not on the calendar yet, ascending."""
    known: int
    """How many of the list were there already."""
    problems: tuple[str, ...]
    """A line for each part of the list that was left out."""


class BadHolidays(Refused):
    """The file, or some of its lines, cannot be read, so nothing was taken over."""

    kind = "holidays"


def read_holiday_file(file: str | Path) -> tuple[str, str]:
    """Give the text of a file with holidays, and the name to call it by.

    Raises:
        BadHolidays: It is no regular file, too large, or not text.
    """
    from recover.storage.text_file import read_text_file

    path = Path(file).expanduser()
    wanted = "an ICS, CSV or JSON file"
    text = read_text_file(path, largest=LARGEST_FILE, refused=BadHolidays, wanted=wanted)
    return text, path.name


def import_holidays(
    desk: Desk,
    *,
    account: str | None = None,
    person: str | None = None,
    text: str,
    source: str,
    date_order: str | None = None,
    covered_until: date | None = None,
    skip: bool = False,
    dry_run: bool = False,
) -> HolidayImport:
    """Add the holidays of a list to the calendar of an account or of a person.

    Twice adds nothing. What is on the calendar stays: `clear_holidays` takes it away.

    Args:
        desk: The desk.
        account: Whose calendar, by key or part of a name; either this or *person*.
        person: One of us, in the same way.
        text: An iCalendar file, CSV, JSON, or pasted lines.
        source: What to call the list on record.
        date_order: `mdy` or `dmy`, how the list writes 11/12/2026; `None` refuses such a date.
        covered_until: The last date the list was made for; `None` for its last holiday.
        skip: Leave out what cannot be read, instead of refusing the whole list.
        dry_run: Say what would happen, and do nothing.

    Raises:
        NotFound: No account or person fits the name, or more than one does.
        NoHolidays: Not one holiday is in the list.
        BadHolidays: Some lines cannot be read, or there are too many; nothing was taken over.
    """
    name = shorten(clean_line(source), _LONGEST_SOURCE) or "pasted"
    reading = read_holidays(clean(text), name, date_order=date_order, covered_until=covered_until)
    if reading.problems and not skip:
        raise BadHolidays(_listed(name, reading.problems))
    with desk.store.exclusive():
        before = _owner(desk, account, person)
        after = _with(before, reading.list)
        if after != before and not dry_run:
            _record(desk, before, after, f"added holidays to {after.key}")
    added = tuple(
        each for each in reading.list.holidays if each.day not in before.calendar.holidays
    )
    known = len(reading.list.holidays) - len(added)
    return HolidayImport(owner=after, added=added, known=known, problems=reading.problems)


def clear_holidays(
    desk: Desk, *, account: str | None = None, person: str | None = None, dry_run: bool = False
) -> Account | Person:
    """Take all holidays off the calendar of an account or of a person, and give it as it was.

    Raises:
        NotFound: No account or person fits the name, or more than one does.
    """
    with desk.store.exclusive():
        before = _owner(desk, account, person)
        after = replace(
            before,
            calendar=replace(before.calendar, holidays=frozenset()),
            holidays_source="",
            holidays_until=None,
        )
        if after != before and not dry_run:
            _record(desk, before, after, f"cleared the holidays of {after.key}")
    return before


def _owner(desk: Desk, account: str | None, person: str | None) -> Account | Person:
    """Find whose calendar is meant."""
    if (account is None) == (person is None):
        raise TypeError("holidays belong to an account or to a person: name one of them")
    return find_account(desk, account) if account is not None else find_person(desk, person or "")


def _with(owner: Account | Person, new: HolidayList) -> Account | Person:
    """Give the owner with more holidays, their sources, and the last date any list covers."""
    holidays = owner.calendar.holidays | frozenset(new.dates)
    if len(holidays) > MOST_HOLIDAYS:
        raise BadHolidays(
            f"{owner.name} would have {count(len(holidays), 'holiday')}, and {MOST_HOLIDAYS:,} are "
            "the most: is it a list of holidays?"
        )
    sources = [*filter(None, owner.holidays_source.split(_BETWEEN)), new.source]
    return replace(
        owner,
        calendar=replace(owner.calendar, holidays=holidays),
        holidays_source=_BETWEEN.join(dict.fromkeys(sources)),
        holidays_until=max(owner.holidays_until or date.min, new.covered_until),
    )


def _record(desk: Desk, before: Account | Person, after: Account | Person, sentence: str) -> None:
    """Save whose calendar it is, and remember how it was."""
    match before, after:
        case Account(), Account():
            record_account(desk, before, after, sentence)
        case Person(), Person():
            known = any(each.key == after.key for each in desk.store.people())
            record_person(desk, before if known else None, after, sentence)


def _listed(source: str, problems: tuple[str, ...]) -> str:
    """Write what cannot be read, a line each."""
    more = len(problems) - _PROBLEMS_SHOWN
    rest = [f"and {more} more"] if more > 0 else []
    head = f"Nothing was taken over from {source}; mend these lines, or leave them out with --skip:"
    return "\n".join([head, *problems[:_PROBLEMS_SHOWN], *rest])
