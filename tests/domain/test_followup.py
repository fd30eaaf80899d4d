"""Follow-ups after the fix (`deadlines.md` F)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar, NeverOpen
from recover.domain.followup import BadOffset, cadence, place
from recover.domain.hours_text import parse_hours


def calendar(hours: str = "mon-fri 09:00-17:00", zone: str = "UTC", **more: object) -> Calendar:
    """A client's calendar."""
    return Calendar.from_mapping({"zone": zone, "hours": parse_hours(hours), **more})


def at(text: str) -> datetime:
    """A moment."""
    return datetime.fromisoformat(text)


def test_story_5_healing() -> None:
    """Step 9: a week, a month whose Sunday moves to Monday, 14 days before renewal, renewal."""
    client = calendar(zone="America/Los_Angeles")
    delivered = at("2026-10-23T07:38-07:00")
    renewal = at("2027-01-22T00:00-08:00")

    healing = cadence(delivered, client, offsets=(7, 30)) + cadence(
        renewal, client, offsets=(-14, 0)
    )

    assert [each.at.isoformat(timespec="minutes") for each in healing] == [
        "2026-10-30T10:00-07:00",
        "2026-11-23T10:00-08:00",
        "2027-01-08T10:00-08:00",
        "2027-01-22T10:00-08:00",
    ]


def test_the_usual_cadence() -> None:
    """F1: a day, a week, 30 and 90 days, each from the anchor and not from the one before."""
    planned = cadence(at("2026-06-01T15:00+00:00"), calendar())

    assert [(each.at.date().isoformat(), each.offsets) for each in planned] == [
        ("2026-06-02", (1,)),
        ("2026-06-08", (7,)),
        ("2026-07-01", (30,)),
        ("2026-08-31", (90,)),
    ]
    assert {each.at.time() for each in planned} == {time(10)}


@pytest.mark.parametrize(
    ("anchor", "zone", "first"),
    [
        ("2026-06-01T23:30-05:00", "America/Chicago", "2026-06-02T10:00-05:00"),
        ("2026-06-02T04:30+00:00", "America/Chicago", "2026-06-02T10:00-05:00"),
        ("2026-06-01T20:00+00:00", "Asia/Kathmandu", "2026-06-03T10:00+05:45"),
        ("2026-10-30T12:00-05:00", "America/Chicago", "2026-11-02T10:00-06:00"),
    ],
)
def test_dates_are_counted_on_the_clients_calendar(anchor: str, zone: str, first: str) -> None:
    """F1: the anchor's client-local date, and then a wall time on the client's clock (A3)."""
    planned = cadence(at(anchor), calendar(zone=zone), offsets=[1])

    assert planned[0].at.isoformat(timespec="minutes") == first


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        ("2026-01-31T12:00+00:00", "1mo", "2026-02-28"),
        ("2028-01-31T12:00+00:00", "1mo", "2028-02-29"),
        ("2026-01-31T12:00+00:00", "2mo", "2026-03-31"),
        ("2026-10-31T12:00+00:00", "1mo", "2026-11-30"),
        ("2026-11-30T12:00+00:00", "3mo", "2027-02-28"),
        ("2026-06-01T12:00+00:00", "12mo", "2027-06-01"),
    ],
)
def test_months_clamp_to_the_end_of_the_month(anchor: str, offset: str, day: str) -> None:
    """F1: each from the anchor, so that a short month does not shorten the later ones."""
    planned = cadence(at(anchor), calendar("always"), offsets=[offset])

    assert planned[0].at.date().isoformat() == day


@pytest.mark.parametrize(
    ("hours", "aim", "expected", "rule"),
    [
        ("mon 09:00-17:00", time(10), "10:00", "inside an interval"),
        ("mon 10:00-17:00", time(10), "10:00", "the opening is inside"),
        ("mon 08:00-10:00", time(10), "08:00", "the close is not: the day's opening"),
        ("mon 09:00-10:00 13:00-17:00", time(10), "13:00", "the first opening after it"),
        ("mon 11:00-12:00 13:00-17:00", time(10), "11:00", "the first opening after it"),
        ("mon 07:00-08:00 08:30-09:00", time(10), "07:00", "none after it: the day's opening"),
        ("mon 12:00-24:00", time(23, 59), "23:59", "up to midnight"),
        ("tue 09:00-17:00", time(10), "10:00", "not an open day: the next one"),
    ],
)
def test_the_time_of_day(hours: str, aim: time, expected: str, rule: str) -> None:
    """F1: `at` if inside, else the first opening after it, else the day's opening."""
    moment = place(date(2026, 6, 1), calendar(hours), aim)

    assert f"{moment:%H:%M}" == expected, rule


def test_holidays_and_special_hours_count() -> None:
    """A1: a holiday is no open day; a day with special hours is one, with those hours."""
    client = calendar(
        holidays=["2026-11-26", "2026-11-27"],
        special_hours={"2026-11-28": [["08:00", "09:00"]]},
    )

    assert place(date(2026, 11, 26), client) == at("2026-11-28T08:00+00:00")


@pytest.mark.parametrize(
    ("aim", "expected"),
    [(time(2, 30), "2026-03-08T03:30-05:00"), (time(1, 30), "2026-03-08T01:30-06:00")],
)
def test_a_time_the_clock_skips_moves_forward(aim: time, expected: str) -> None:
    """F1, A3: 02:30 in the night of the change is 03:30."""
    client = calendar("always", zone="America/Chicago")

    assert place(date(2026, 3, 8), client, aim).isoformat(timespec="minutes") == expected


@pytest.mark.parametrize(
    ("hours", "aim", "expected"),
    [
        ("daily 02:30-03:00 12:00-13:00", time(2, 45), "2026-03-08T12:00-05:00"),
        ("daily 02:30-03:00 12:00-13:00", time(14), "2026-03-08T12:00-05:00"),
        ("daily 02:30-03:00", time(2, 45), "2026-03-09T02:45-05:00"),
        ("daily 02:30-09:00", time(3), "2026-03-08T03:30-05:00"),
    ],
)
def test_hours_that_a_gap_swallows_are_no_hours(hours: str, aim: time, expected: str) -> None:
    """F1, A3: they are not open, and nothing is placed in them."""
    client = calendar(hours, zone="America/Chicago")

    assert place(date(2026, 3, 8), client, aim).isoformat(timespec="minutes") == expected


def test_follow_ups_on_one_date_become_one() -> None:
    """F2: Saturday's and Sunday's move to Monday, where there is one already; all are listed."""
    friday = at("2026-06-05T12:00+00:00")

    planned = cadence(friday, calendar(), offsets=[3, 1, 2, 10, 2, "1mo"])

    assert [(each.at.date().isoformat(), each.offsets) for each in planned] == [
        ("2026-06-08", (1, 2, 3)),
        ("2026-06-15", (10,)),
        ("2026-07-06", ("1mo",)),
    ]


@pytest.mark.parametrize(
    "offset", ["1", "mo", "-1mo", "1.5mo", "month", "", 10**9, "9" * 30 + "mo", "²mo"]
)
def test_an_offset_that_is_none(offset: int | str) -> None:
    """Days are numbers and months are text; neither leads out of the calendar."""
    with pytest.raises(BadOffset, match="write days such as 7"):
        cadence(at("2026-06-05T12:00+00:00"), calendar(), offsets=[offset])


def test_no_open_day_at_all() -> None:
    """There is no date for a follow-up with a client who is never open."""
    with pytest.raises(NeverOpen):
        cadence(at("2026-06-05T12:00+00:00"), calendar("never"))


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.lists(st.integers(0, 400) | st.integers(0, 24).map("{}mo".format), max_size=6),
    st.sampled_from(["mon-fri 09:00-17:00", "sun-thu 08:00-12:00 14:00-18:00", "sat 22:00-24:00"]),
    st.sampled_from(["America/Chicago", "Africa/Cairo", "Australia/Lord_Howe"]),
    st.times(),
)
def test_any_cadence(
    anchor: datetime, offsets: list[int | str], hours: str, zone: str, aim: time
) -> None:
    """Law: ascending, one a date, on open days, in open hours, and no offset lost."""
    client = calendar(hours, zone)

    planned = cadence(anchor, client, offsets=offsets, at=aim)

    days = [each.at.date() for each in planned]
    assert days == sorted(set(days))
    assert all(client.is_open(each.at) for each in planned)
    assert {offset for each in planned for offset in each.offsets} == set(offsets)
    assert all(each.at >= anchor - timedelta(days=1) for each in planned)
