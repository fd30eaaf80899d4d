"""The grammar of deadlines, row by row (`deadlines.md` B)."""

from datetime import datetime

import pytest

from recover.domain.calendar import Calendar
from recover.domain.deadline import Deadline, DeadlineError, resolve
from tests.domain import deadline_tables as tables

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

CHICAGO = Calendar.from_mapping({"zone": "America/Chicago", "holidays": ["2026-11-26"]})
LOS_ANGELES = Calendar.from_mapping({"zone": "America/Los_Angeles"})
LONDON = Calendar.from_mapping({"zone": "Europe/London"})
KATHMANDU = Calendar.from_mapping({"zone": "Asia/Kathmandu"})
AUCKLAND = Calendar.from_mapping({"zone": "Pacific/Auckland"})
NEW_YORK = Calendar.from_mapping({"zone": "America/New_York"})
PLAIN_CHICAGO = Calendar.from_mapping({"zone": "America/Chicago"})
RIYADH = Calendar.from_mapping(
    {
        "zone": "Asia/Riyadh",
        "hours": {day: [["08:00", "16:00"]] for day in ("sun", "mon", "tue", "wed", "thu")},
    }
)
LATE = Calendar.from_mapping(
    {
        "zone": "America/Los_Angeles",
        "hours": {day: [["16:00", "24:00"]] for day in EVERY_DAY},
    }
)
NEVER = Calendar.from_mapping({"zone": "America/Chicago", "hours": {}})
MONDAY = "2026-11-23T15:00-06:00"
ALWAYS = ("tomorrow 9am", "in 2 hours", "next business day")
"""What is offered where nothing nearer works."""

SETTINGS = [
    (tables.CHICAGO, CHICAGO, LOS_ANGELES, MONDAY),
    (tables.WEEKEND, CHICAGO, LOS_ANGELES, "2026-11-21T10:00-06:00"),
    (tables.EARLY, CHICAGO, LOS_ANGELES, "2026-11-23T07:00-06:00"),
    (tables.OPENED, CHICAGO, LOS_ANGELES, "2026-11-23T09:00-06:00"),
    (tables.KATHMANDU, KATHMANDU, LONDON, "2026-06-10T11:00+05:45"),
    (tables.RIYADH, RIYADH, LONDON, "2026-06-10T11:00+03:00"),
    (tables.SPRING, NEW_YORK, NEW_YORK, "2026-03-06T10:00-05:00"),
    (tables.AUTUMN, PLAIN_CHICAGO, PLAIN_CHICAGO, "2026-10-30T16:00-05:00"),
    (tables.AUCKLAND, AUCKLAND, LOS_ANGELES, "2026-06-10T08:00+12:00"),
    (tables.LATE_SHIFT, LATE, LATE, "2026-12-25T21:30-08:00"),
]


def rows(table: str) -> list[list[str]]:
    """The rows of a table, split into their columns; phrases keep their inner spaces."""
    return [[cell.strip(" ") for cell in row.split("|")] for row in table.split("\n") if row]


def said(phrase: str, moment: str, client: Calendar, owner: Calendar) -> Deadline:
    return resolve(phrase, datetime.fromisoformat(moment), client=client, owner=owner)


@pytest.mark.parametrize(
    ("rule", "phrase", "due", "notes", "client", "owner", "moment"),
    [
        pytest.param(*row, client, owner, moment, id=" ".join(row[:2]))
        for table, client, owner, moment in SETTINGS
        for row in rows(table)
    ],
)
def test_a_phrase_means_one_moment(
    rule: str, phrase: str, due: str, notes: str, client: Calendar, owner: Calendar, moment: str
) -> None:
    """Each row is worked out by hand from the rule it names."""
    deadline = said(phrase, moment, client, owner)

    assert deadline.due.isoformat(timespec="minutes") == due, rule
    assert deadline.notes == tuple(note for note in notes.split() if note != "-"), rule


@pytest.mark.parametrize(
    ("zone", "moment", "rule", "phrase", "due", "note"),
    [pytest.param(*row, id=" ".join([row[0], *row[2:4]])) for row in rows(tables.PLACES)],
)
def test_every_clock_keeps_its_own_law(
    zone: str, moment: str, rule: str, phrase: str, due: str, note: str
) -> None:
    """Gaps, overlaps, half hours, a skipped date and laws of this year (A3, A5, B2)."""
    calendar = Calendar.from_mapping({"zone": zone})

    deadline = said(phrase, moment, calendar, calendar)

    assert deadline.due.isoformat(timespec="minutes") == due, rule
    assert [known for known in deadline.notes if known.startswith("dst")] == (
        [] if note == "-" else [note]
    )


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [pytest.param(*row, id=" ".join(row)) for row in rows(tables.REFUSED)],
)
def test_what_means_no_one_moment_is_refused(kind: str, phrase: str) -> None:
    """One kind each (B22); what is offered instead works, and is at most three (B23)."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, MONDAY, CHICAGO, LOS_ANGELES)

    assert refused.value.kind == kind
    assert 1 <= len(refused.value.candidates) <= 3
    for candidate in refused.value.candidates:
        assert said(candidate, MONDAY, CHICAGO, LOS_ANGELES).due.isoformat() > MONDAY[:-6]
        assert candidate in str(refused.value)


@pytest.mark.parametrize(
    "phrase",
    ["2 business hours", "3 business days", "EOD", "first thing", "before Friday", "opening"],
)
def test_open_time_that_never_comes(phrase: str) -> None:
    """`never_open`: open time is needed and there is none within 366 days (B22)."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, MONDAY, NEVER, NEVER)

    assert refused.value.kind == "never_open"


@pytest.mark.parametrize("phrase", ["tomorrow", "in 2 hours", "end of the week", "noon"])
def test_a_calendar_that_is_never_open_still_has_days(phrase: str) -> None:
    """Named days are never moved (A2), and weeks end on Friday (B7)."""
    deadline = said(phrase, MONDAY, NEVER, NEVER)

    assert "outside_client_hours" in deadline.notes


@pytest.mark.parametrize(
    ("order", "due"),
    [("mdy", "2027-04-05T17:00-05:00"), ("dmy", "2027-05-04T17:00-05:00")],
)
def test_the_client_decides_what_a_slash_means(order: str, due: str) -> None:
    """B8: `a/b` goes by the client's setting."""
    deadline = resolve(
        "4/5",
        datetime.fromisoformat(MONDAY),
        client=CHICAGO,
        owner=LOS_ANGELES,
        date_order=order,
    )

    assert deadline.due.isoformat(timespec="minutes") == due


@pytest.mark.parametrize(
    ("phrase", "moment", "candidates"),
    [
        ("4/5", MONDAY, ("5 Apr", "4 May")),
        ("tomorrow at 8", MONDAY, ("tomorrow at 8am", "tomorrow at 8pm")),
        ("noon IST", MONDAY, ("noon Asia/Kolkata", "noon Europe/Dublin", "noon Asia/Jerusalem")),
        ("EOD", "2026-11-23T17:30-06:00", ("our close today", "EOD 24 Nov", "tomorrow 9am")),
        ("by 5 Dec 3", MONDAY, ("by 5 dec at 3", "by dec 3 at 5")),
        ("8 Dec 3", MONDAY, ("8 dec at 3", "8am dec 3", "8pm dec 3")),
        ("tomorow 9am", MONDAY, ("tomorrow 9am", "in 2 hours", "next business day")),
        ("1.5 days", MONDAY, ("36 hours", "1 day", "2 days")),
        ("in 2,5 weeks at noon", MONDAY, ("in 2 weeks at noon", "in 3 weeks at noon", ALWAYS[0])),
        ("1,5 business days", MONDAY, ("1 business day", "2 business days", ALWAYS[0])),
        ("1,5 hours", MONDAY, ("1.5 hours", *ALWAYS[:2])),
        ("1,500 minutes", MONDAY, ("1500 minutes", *ALWAYS[:2])),
        ("in 5 years", MONDAY, ("in 60 months", *ALWAYS[:2])),
        ("in 3 moons", MONDAY, ALWAYS),
        ("at 9 please", MONDAY, ("at 9", *ALWAYS[:2])),
        ("5, am", MONDAY, ALWAYS),
        ("12 midnight", MONDAY, ("midnight", *ALWAYS[:2])),
        ("5pm 6pm", MONDAY, ("5pm", "6pm", ALWAYS[0])),
        ("tomorrow Friday", MONDAY, ("tomorrow", "friday", ALWAYS[0])),
        ("tomorrow, XYZ, noon", MONDAY, ("tomorrow, noon", *ALWAYS[:2])),
        ("soon tomorrow", MONDAY, ("tomorrow", *ALWAYS[:2])),
        ("for now", MONDAY, ALWAYS),
        ("13:45pm", MONDAY, ("1:45pm", "13:45", ALWAYS[0])),
        ("13pm Friday", MONDAY, ("1pm friday", "13:00 friday", ALWAYS[0])),
        ("2 at night", MONDAY, ("2am", "at night", ALWAYS[0])),
        ("2:30 tonight", MONDAY, ("2:30am", "tonight", ALWAYS[0])),
        ("12 tonight", MONDAY, ("midnight tonight", "tonight", ALWAYS[0])),
        ("9am tonight", MONDAY, ("tonight", *ALWAYS[:2])),
        ("0am", MONDAY, ("12am", "00:00", ALWAYS[0])),
        ("0pm", MONDAY, ("12pm", "12:00", ALWAYS[0])),
        ("noon before Friday", MONDAY, ("before friday", *ALWAYS[:2])),
        ("before next business day", MONDAY, (*ALWAYS[:2], "in 1 week")),
        ("not tomorrow 9am", MONDAY, (*ALWAYS[1:], "in 1 week")),
        ("in 0 weeks", MONDAY, ("in 1 week", *ALWAYS[:2])),
        ("in 0 days at 9am", MONDAY, ("in 1 day at 9am", *ALWAYS[:2])),
        ("this Monday 9am", MONDAY, ("Monday 9am", *ALWAYS[:2])),
        ("Nov 23 9am", MONDAY, ("23 Nov 2027 9am", *ALWAYS[:2])),
        ("EOW", "2026-11-21T10:00-06:00", ("end of next week", *ALWAYS[:2])),
        ("EOM", "2026-11-30T18:00-06:00", ("end of next month", *ALWAYS[:2])),
        ("before tomorrow", "2026-11-22T18:00-06:00", ("first thing 23 Nov", *ALWAYS[:2])),
        ("this morning", MONDAY, ("tomorrow morning", "tomorrow 9am", "in 2 hours")),
    ],
)
def test_what_is_offered_instead(phrase: str, moment: str, candidates: tuple[str, ...]) -> None:
    """B8, B12, B16, B23: the nearest thing that works comes first, and it keeps what was meant."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, moment, CHICAGO, LOS_ANGELES)

    assert refused.value.candidates == candidates


@pytest.mark.parametrize(
    ("phrase", "misread"),
    [
        ("not before Friday", "friday"),
        ("after Friday", "friday"),
        ("twenty five minutes", "five minutes"),
        ("1,5 hours", "5 hours"),
        ("half a day", "a day"),
        ("1.5 days", "5 days"),
    ],
)
def test_what_is_left_of_a_phrase_is_not_offered_where_it_says_something_else(
    phrase: str, misread: str
) -> None:
    """B23: never guess, and never tempt anyone to."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, MONDAY, CHICAGO, LOS_ANGELES)

    assert not any(f" {text}".endswith(f" {misread}") for text in refused.value.candidates)


def test_a_slash_counts_from_today_too() -> None:
    """B25: the ninth of June is over in Auckland, and today in Los Angeles."""
    now = datetime.fromisoformat("2026-06-10T08:00+12:00")

    this_year = resolve("6/10", now, client=AUCKLAND, owner=LOS_ANGELES, date_order="mdy")
    next_year = resolve("6/9", now, client=AUCKLAND, owner=LOS_ANGELES, date_order="mdy")

    assert next_year.due.isoformat(timespec="minutes") == "2027-06-09T17:00+12:00"
    assert "date_differs" in next_year.notes
    assert "date_differs" not in this_year.notes


@pytest.mark.parametrize(
    ("hours", "phrase", "due", "is_closed"),
    [
        ([["02:30", "03:00"]], "Sunday", "2026-03-08T17:00-04:00", True),
        ([["02:30", "03:00"]], "Sunday at 5", "2026-03-08T17:00-04:00", True),
        ([["02:30", "03:00"], ["10:00", "12:00"]], "Sunday", "2026-03-08T12:00-04:00", False),
        ([["02:30", "03:00"], ["10:00", "12:00"]], "Sunday first thing",
         "2026-03-08T10:00-04:00", False),
        ([["02:30", "03:00"], ["10:00", "12:00"]], "opening", "2026-03-08T10:00-04:00", False),
        ([["02:30", "03:00"]], "opening", "2026-03-15T02:30-04:00", False),
    ],
)  # fmt: skip
def test_hours_that_a_gap_swallows_are_none(
    hours: list[list[str]], phrase: str, due: str, is_closed: bool
) -> None:
    """A2, A3: they are neither the opening nor the close of that Sunday."""
    sundays = Calendar.from_mapping({"zone": "America/New_York", "hours": {"sun": hours}})

    deadline = said(phrase, "2026-03-06T10:00-05:00", sundays, sundays)

    assert deadline.due.isoformat(timespec="minutes") == due
    assert ("closed_day" in deadline.notes) is is_closed


def test_the_nearer_day_is_offered() -> None:
    """B6: "next Friday" on a Monday may mean this week's, and its time stays."""
    deadline = said("next Friday noon", MONDAY, CHICAGO, LOS_ANGELES)

    assert deadline.alternatives == ("Friday noon",)


def test_the_length_of_a_phrase_is_capped() -> None:
    """B22: 200 characters are read, 201 are not."""
    longest = "tomorrow".ljust(200)

    assert said(longest, MONDAY, CHICAGO, LOS_ANGELES).phrase == "tomorrow"
    with pytest.raises(DeadlineError) as refused:
        said(f"{longest} ", MONDAY, CHICAGO, LOS_ANGELES)

    assert refused.value.kind == "not_understood"


@pytest.mark.parametrize("phrase", ["", " " * 250, "\u00a0" * 5000, " , . ! " * 100])
def test_nothing_is_nothing_however_long(phrase: str) -> None:
    """B22: `empty` goes before everything else."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, MONDAY, CHICAGO, LOS_ANGELES)

    assert refused.value.kind == "empty"
