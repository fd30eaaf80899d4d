"""Lists of holidays out of files and pasted text (`deadlines.md` H4)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.holidays import MOST_CHARACTERS, Holiday, NoHolidays, read_holidays

THANKSGIVING = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2026-11-26", ""),
        ("20261126", ""),
        ("2026/11/26 Thanksgiving", "Thanksgiving"),
        ("2026-11-26,Thanksgiving", "Thanksgiving"),
        ("2026-11-26;Thanksgiving;public", "Thanksgiving, public"),
        ('2026-11-26,"Thanksgiving, US"', "Thanksgiving, US"),
        ("Thanksgiving\t2026-11-26\tThursday", "Thanksgiving"),
        ("2026-11-26T00:00:00Z Thanksgiving", "Thanksgiving"),
        ("Thursday, November 26, 2026  Thanksgiving Day", "Thanksgiving Day"),
        ("Thu 26 Nov 2026 - Thanksgiving", "Thanksgiving"),
        ("Nov. 26th, 2026 Thanksgiving", "Thanksgiving"),
        ("26th of November 2026", ""),
        ("26-Nov-2026", ""),
        ("26.11.2026 Thanksgiving", "Thanksgiving"),
        ("11/26/2026 Thanksgiving", "Thanksgiving"),
        ("26/11/2026 Thanksgiving", "Thanksgiving"),
        ("  - 2026-11-26: Thanksgiving", "Thanksgiving"),
        ("Whit Monday 2026-11-26", "Whit"),
    ],
)
def test_one_line(line: str, name: str) -> None:
    """A date with a year, in figures or English, and what stands beside it."""
    reading = read_holidays(line, "pasted")

    assert reading.list.holidays == (Holiday(THANKSGIVING, name),)
    assert reading.problems == ()


def test_a_csv_file() -> None:
    """A heading, a byte order mark, Windows line ends, blank lines, remarks, and one date twice."""
    text = (
        "\ufeffdate,name\r\n2026-12-25,Christmas\r\n\r\n# ours\r\n2026-11-26,Thanksgiving\r\n"
        ",,\r\n2026-12-25,Christmas\r\n2026-12-25,Noël\r\n"
    )

    reading = read_holidays(text, "us.csv")

    assert reading.list.holidays == (
        Holiday(THANKSGIVING, "Thanksgiving"),
        Holiday(date(2026, 12, 25), "Christmas / Noël"),
    )
    assert reading.list.source == "us.csv"
    assert reading.list.covered_until == date(2026, 12, 25)
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        '["2026-11-26"]',
        '{"2026-11-26": "Thanksgiving"}',
        '[{"date": "2026-11-26", "localName": "Thanksgiving", "fixed": false}]',
        ' {"holidays": [{"date": "2026-11-26"}], "country": "US"}',
    ],
)
def test_json_of_any_tool(text: str) -> None:
    """A list of texts or objects, or one object of dates and names."""
    assert read_holidays(text, "us.json").list.dates == (THANKSGIVING,)


def test_how_far_the_list_goes() -> None:
    """The last date in the list, unless it is known what it was made for."""
    plain = read_holidays("2026-11-26", "pasted")
    told = read_holidays("2026-11-26", "pasted", covered_until=date(2026, 12, 31))

    assert plain.list.covered_until == THANKSGIVING
    assert told.list.covered_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("mdy", date(2026, 11, 12)), ("dmy", date(2026, 12, 11))],
)
def test_a_date_of_two_readings_is_asked_for(order: str, expected: date) -> None:
    """Ask rather than guess between d/m and m/d."""
    with pytest.raises(NoHolidays) as refused:
        read_holidays("11/12/2026", "pasted")

    assert "can be 2026-11-12 or 2026-12-11" in str(refused.value)
    assert read_holidays("11/12/2026", "pasted", date_order=order).list.dates == (expected,)


def test_problems_are_named_by_line_and_the_rest_is_read() -> None:
    """One line per problem: source, line, what is wrong, what would be right."""
    text = "2026-11-26\n2026-02-30\nChristmas 25 Dec\n2026-12-25 2026-12-26\n202611"

    reading = read_holidays(text, "pasted")

    assert reading.list.dates == (THANKSGIVING,)
    assert reading.problems == (
        "pasted: line 2: 2026-02-30 is not a date of the calendar; "
        "write the date such as 2026-11-26",
        "pasted: line 3: 'Christmas 25 Dec' holds no date with a year; "
        "write the date such as 2026-11-26",
        "pasted: line 4: '2026-12-25 2026-12-26' holds more than one date; write one date per line",
        "pasted: line 5: '202611' holds no date with a year; write the date such as 2026-11-26",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no date is there"),
        ("date,name\n", "no date is there"),
        ("[[[", "begins like JSON and is not"),
        ("[" * 100_000, "begins like JSON and is not"),
        ("[5, null]", "entry 1: '' holds no date"),
        ("x" * (MOST_CHARACTERS + 1), "characters are too many"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "no date is there"),
        ("line 1\nline 2", "(and 1 more)"),
    ],
)
def test_nothing_to_read_is_refused(text: str, said: str) -> None:
    """One sentence with a line that would work."""
    with pytest.raises(NoHolidays) as refused:
        read_holidays(text, "us.csv")

    assert said in str(refused.value)
    assert refused.value.candidates == ("2026-11-26 Thanksgiving",)


def event(*lines: str) -> str:
    """A calendar file with one event."""
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            *lines,
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@pytest.mark.parametrize(
    ("lines", "dates", "name"),
    [
        (["DTSTART;VALUE=DATE:20261126", "SUMMARY:Thanksgiving"], ["2026-11-26"], "Thanksgiving"),
        (["DTSTART:20261126"], ["2026-11-26"], ""),
        (["dtstart;value=date:20261126"], ["2026-11-26"], ""),
        (['DTSTART;TZID="A:B":20261126T000000'], ["2026-11-26"], ""),
        (["DTSTART:20261126", "DTEND:20261127"], ["2026-11-26"], ""),
        (["DTSTART:20261126", "DTEND:20261126"], ["2026-11-26"], ""),
        (["DTSTART:20261126", "DTEND:20261128"], ["2026-11-26", "2026-11-27"], ""),
        (["DTSTART:20261231", "DURATION:P2D"], ["2026-12-31", "2027-01-01"], ""),
        (["DTSTART:20261126", "SUMMARY:A\\, b\\nc \\\\ d"], ["2026-11-26"], "A, b c \\ d"),
        (["DTSTART:20261126", "SUMMARY:Thanks", " giving"], ["2026-11-26"], "Thanksgiving"),
        (["DTSTART:20261126", "DTSTART:20261127"], ["2026-11-26"], ""),
    ],
)
def test_all_day_events(lines: list[str], dates: list[str], name: str) -> None:
    """RFC 5545: DTEND is the day after the last one; long lines are folded; any case will do."""
    reading = read_holidays(event(*lines), "us.ics")

    assert [day.isoformat() for day in reading.list.dates] == dates
    assert {holiday.name for holiday in reading.list.holidays} == {name}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["SUMMARY:x"], "line 3: the event is not a day of the calendar"),
        (["SUMMARY:x", "DTSTART:20261126T120000"], "line 5: the event is not a day"),
        (["DTSTART:20260230"], "line 4: the event is not a day"),
        (["DTSTART:20261126", "DTEND:20261125"], "line 4: the event does not last 1 to 62 days"),
        (["DTSTART:20261126", "DTEND:20271126"], "line 4: the event does not last 1 to 62 days"),
        (["DTSTART:20261126", "DTEND:soon"], "line 4: the event does not last 1 to 62 days"),
        (["DTSTART:20261126", "DURATION:PT3H"], "line 4: the event does not last 1 to 62 days"),
    ],
)
def test_what_is_no_all_day_event(lines: list[str], said: str) -> None:
    """A half day is no holiday, and a year is no day off."""
    with pytest.raises(NoHolidays) as refused:
        read_holidays(event(*lines), "us.ics")

    assert f"us.ics: {said}" in str(refused.value)


def test_what_repeats_is_said_and_not_guessed() -> None:
    """The first date of a yearly event is taken; the later ones may be movable."""
    reading = read_holidays(event("DTSTART:20261126", "RRULE:FREQ=YEARLY"), "us.ics")

    assert reading.list.dates == (THANKSGIVING,)
    assert reading.problems == (
        "us.ics: line 5: the event repeats, and only 2026-11-26 was taken; "
        "export the later ones as events of their own",
    )


def test_a_cancelled_event_is_no_holiday_and_a_cut_file_is_said() -> None:
    """What is cancelled is left out; a file that ends in an event was cut off."""
    text = event("DTSTART:20261126", "STATUS:CANCELLED")[:-17] + "BEGIN:VEVENT\r\nDTSTART:20261127"

    with pytest.raises(NoHolidays, match="the event never ends") as refused:
        read_holidays(text, "us.ics")

    assert len(refused.value.problems) == 1


def test_the_dates_make_a_calendar() -> None:
    """H4: a list of dates per calendar."""
    reading = read_holidays("2026-11-26 Thanksgiving", "pasted")
    calendar = Calendar.from_mapping({"zone": "UTC", "holidays": reading.list.dates})

    assert calendar.is_holiday(THANKSGIVING)


lines = st.sampled_from(
    ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:99991231", "DTEND:20261201", " x",
     "DURATION:P999W", "2026-11-26", "31.12.9999", "[", "{}", '"', "00/00/0000", ":", "date"]
)  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=80) | st.lists(lines, max_size=8).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Law: dates or one refusal, never another exception."""
    try:
        reading = read_holidays(text, "pasted")
    except NoHolidays:
        return

    assert list(reading.list.dates) == sorted(set(reading.list.dates))
