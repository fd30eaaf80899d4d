"""Holidays of clients and of our people, taken over from lists that somebody else keeps (H4)."""

from datetime import date
from pathlib import Path

import pytest

from recover.domain.errors import NotFound
from recover.domain.holidays import NoHolidays
from recover.services.accounts import AccountDetails, set_account
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_account, find_person
from recover.services.holidays import (
    BadHolidays,
    HolidayImport,
    clear_holidays,
    import_holidays,
    read_holiday_file,
)
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, preview_promise
from recover.services.undoing import undo
from recover.storage.documents import (
    account_from_document,
    account_to_document,
    person_from_document,
    person_to_document,
)
from tests.services.conftest import START

THANKSGIVING, CHRISTMAS = date(2026, 11, 26), date(2026, 12, 25)
ICS = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261126\r
SUMMARY:Thanksgiving\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261225\r
SUMMARY:Christmas\r
END:VEVENT\r
END:VCALENDAR\r
"""
LISTS = {
    "ics": ICS,
    "csv": "Name,Date\nThanksgiving,2026-11-26\nChristmas,2026-12-25\n",
    "json": '[{"date": "2026-11-26", "name": "Thanksgiving"}, "2026-12-25 Christmas"]',
    "pasted": "Thursday, November 26, 2026\tThanksgiving\nFri 25 Dec 2026 Christmas\n",
}


def northwind(desk: Desk, text: str = ICS, source: str = "us.ics") -> HolidayImport:
    """Add a list to Northwind's calendar."""
    return import_holidays(desk, account="northwind", text=text, source=source)


@pytest.mark.parametrize("form", LISTS)
def test_whatever_its_form_a_list_is_kept_with_its_source_and_end(desk: Desk, form: str) -> None:
    """Dates on the calendar; where they are from and how far they go beside it; on disk."""
    done = northwind(desk, LISTS[form], form)

    account = find_account(desk, "northwind")
    assert account == done.owner
    assert account.calendar.holidays == {THANKSGIVING, CHRISTMAS}
    assert (account.holidays_source, account.holidays_until) == (form, CHRISTMAS)
    assert [each.name for each in done.added] == ["Thanksgiving", "Christmas"]
    assert (done.known, done.problems) == (0, ())
    again = open_desk(home=str(desk.home), at=START, environment={})
    assert find_account(again, "northwind") == account
    again.close()


def test_one_of_us_has_holidays_too(desk: Desk) -> None:
    """Also whoever acts, whose desk knows it at once."""
    import_holidays(
        desk, person="mara", text=ICS, source="us.ics", covered_until=date(2026, 12, 31)
    )

    person = find_person(desk, "mara")
    assert person.calendar.is_holiday(CHRISTMAS)
    assert person.holidays_until == date(2026, 12, 31)
    assert desk.who == person


def test_twice_adds_nothing_and_a_second_list_adds_its_own(desk: Desk) -> None:
    """Sources are listed, each once; the last date that any list covers counts."""
    northwind(desk)
    twice = northwind(desk)
    more = northwind(desk, "2026-11-26 Thanksgiving\n2027-01-01 New Year", "2027.csv")

    assert (twice.added, twice.known) == ((), 2)
    assert ([each.day for each in more.added], more.known) == ([date(2027, 1, 1)], 1)
    account = find_account(desk, "northwind")
    assert account.holidays_source == "us.ics; 2027.csv"
    assert account.holidays_until == date(2027, 1, 1)
    assert len(account.calendar.holidays) == 3


def test_another_zone_or_other_hours_leave_the_holidays(desk: Desk) -> None:
    northwind(desk)
    set_account(
        desk, "northwind", AccountDetails(zone="America/Denver", hours="mon-fri 08:00-12:00")
    )

    assert find_account(desk, "northwind").calendar.holidays == {THANKSGIVING, CHRISTMAS}


def test_adding_and_clearing_are_taken_back_one_at_a_time(desk: Desk) -> None:
    """Clearing takes the source and the last covered date along; undo brings all of it back."""
    before = find_account(desk, "northwind")
    full = northwind(desk).owner
    was = clear_holidays(desk, account="northwind")

    assert (was, find_account(desk, "northwind")) == (full, before)
    assert undo(desk).sentence == "cleared the holidays of northwind"
    assert find_account(desk, "northwind") == full
    assert undo(desk).sentence == "added holidays to northwind"
    assert find_account(desk, "northwind") == before


def test_a_dry_run_says_it_and_does_nothing(desk: Desk) -> None:
    before = find_account(desk, "northwind")
    would = import_holidays(desk, account="northwind", text=ICS, source="us.ics", dry_run=True)

    assert len(would.added) == 2
    assert find_account(desk, "northwind") == before
    northwind(desk)
    clear_holidays(desk, account="northwind", dry_run=True)
    assert len(find_account(desk, "northwind").calendar.holidays) == 2


def test_lines_in_doubt_refuse_the_list_unless_they_are_skipped(desk: Desk) -> None:
    """Nothing is guessed: every line is named, and then the rest can be taken alone."""
    text = "2026-11-26 Thanksgiving\n11/12/2026 which?\nsoon 1\n"

    with pytest.raises(BadHolidays, match="Nothing was taken over") as caught:
        northwind(desk, text)
    assert "line 2: 11/12/2026 can be 2026-11-12 or 2026-12-11" in str(caught.value)
    assert "line 3" in str(caught.value)
    assert not find_account(desk, "northwind").calendar.holidays

    done = import_holidays(desk, account="northwind", text=text, source="list", skip=True)
    assert [each.day for each in done.added] == [THANKSGIVING]
    assert len(done.problems) == 2


@pytest.mark.parametrize(("order", "day"), [("mdy", (11, 12)), ("dmy", (12, 11))])
def test_who_knows_how_dates_are_written_says_so(
    desk: Desk, order: str, day: tuple[int, int]
) -> None:
    done = import_holidays(
        desk, account="northwind", text="11/12/2026", source="list", date_order=order
    )

    assert [each.day for each in done.added] == [date(2026, *day)]


def test_nothing_to_read_and_nobody_to_read_it_for(desk: Desk) -> None:
    """One sentence each; too many dates are no list of holidays."""
    with pytest.raises(NoHolidays, match="no date is there"):
        northwind(desk, "\n\n")
    with pytest.raises(NotFound):
        import_holidays(desk, account="nobody", text=ICS, source="us.ics")
    many = "\n".join(date.fromordinal(740_000 + day).isoformat() for day in range(2_001))
    with pytest.raises(BadHolidays, match="is it a list of holidays"):
        northwind(desk, many)
    assert not find_account(desk, "northwind").calendar.holidays


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_spreadsheets(
    desk: Desk, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "pâques.csv"
    file.write_bytes("2026-04-06;Lundi de Pâques\r\n".encode(encoding))
    text, source = read_holiday_file(file)

    done = northwind(desk, text, source)
    assert [each.name for each in done.added] == ["Lundi de Pâques"]
    assert find_account(desk, "northwind").holidays_source == "pâques.csv"


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    """A folder, nothing, and bytes that are no text: one sentence each."""
    (tmp_path / "list").write_bytes("Pâques 2026-04-06".encode("cp1252"))
    for name, sentence in ((".", "not a regular file"), ("none", "no file"), ("list", "not UTF-8")):
        with pytest.raises(BadHolidays, match=sentence):
            read_holiday_file(tmp_path / name)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("2026-11-25 10:00", set()),
        ("2026-11-26 10:00", {"holiday"}),
        ("2026-12-25 10:00", {"holiday"}),
        ("2026-12-26 10:00", {"after_calendar_end"}),
        ("2026-12-28 10:00", {"after_calendar_end"}),
    ],
)
def test_a_promise_on_a_holiday_and_after_the_list_ends_is_warned_of(
    desk: Desk, by: str, expected: set[str]
) -> None:
    """The last covered date itself is known; from the next day on nobody knows (H4)."""
    incident = listen(desk, Caller(account="northwind"))
    wish = PromiseWish(what="call", by=by)
    codes = {"holiday", "after_calendar_end"}
    assert not codes & set(preview_promise(desk, incident.id, wish).warnings)
    northwind(desk)

    assert codes & set(preview_promise(desk, incident.id, wish).warnings) == expected


def test_the_owners_list_ends_too(desk: Desk) -> None:
    """Whose holidays are not known any more is said."""
    incident = listen(desk, Caller(account="northwind"))
    import_holidays(desk, person="priya", text=ICS, source="us.ics")
    wish = PromiseWish(what="call", by="2026-12-28 10:00", owner="priya")

    obstacles = preview_promise(desk, incident.id, wish).feasibility.obstacles
    texts = [each.text for each in obstacles if each.code == "after_calendar_end"]
    assert texts == [
        "The owner's holidays are known until Fri 25 Dec 2026 only: check Mon 28 Dec 2026."
    ]


def test_documents_from_before_there_were_lists_are_read(desk: Desk) -> None:
    """An account or a person without the two fields has no list."""
    account, person = find_account(desk, "northwind"), find_person(desk, "mara")
    documents = account_to_document(account), person_to_document(person)
    for document in documents:
        del document["holidays_source"], document["holidays_until"]

    assert account_from_document(documents[0]) == account
    assert person_from_document(documents[1]) == person
