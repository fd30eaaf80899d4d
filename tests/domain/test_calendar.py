"""Calendars: reading them, wall times, and business time (`deadlines.md` A, D)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import (
    Calendar,
    CalendarError,
    NeverOpen,
    UnknownZone,
)
from tests.domain import calendar_tables as tables

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = {
    "day": {day: [["00:00", "24:00"]] for day in DAYS},
    "lunch": {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in DAYS[:5]},
    "night": {day: [["00:00", "06:00"], ["22:00", "24:00"]] for day in DAYS},
    "small": {day: [["02:00", "02:30"], ["03:00", "04:00"]] for day in DAYS},
    "early": {day: [["02:30", "03:00"]] for day in DAYS},
    "apart": {"fri": [["16:00", "17:00"]], "sat": [["10:00", "12:00"]]},
    "across": {"fri": [["10:00", "13:00"]], "sat": [["12:00", "15:00"]]},
}
ZONES = (
    "America/Chicago",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Vancouver",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
)


def named(name: str) -> Calendar:
    """A calendar as the tables name it."""
    zone, _, hours = name.partition(" ")
    mapping: dict[str, object] = {"zone": zone}
    if hours:
        mapping["hours"] = HOURS[hours]
    if zone == "America/Chicago":
        mapping["holidays"] = ["2026-11-26"]
    return Calendar.from_mapping(mapping)


def rows(table: str) -> list[object]:
    return [
        pytest.param(*(cell.strip() for cell in row.split("|")), id=row)
        for row in table.strip().split("\n")
    ]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.strip())


def span(text: str) -> timedelta:
    hours, minutes = text.strip().lstrip("-").split(":")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return -length if text.strip().startswith("-") else length


def shown(answer: datetime) -> str:
    return answer.isoformat(timespec="minutes")


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.INSTANT))
def test_a_wall_time_is_one_instant(name: str, rule: str, asked: str, answer: str) -> None:
    """Gaps move forward by their length, overlaps mean the first (A3), by this year's law (A5)."""
    day, clock = asked.split()

    found = named(name).instant(date.fromisoformat(day), time.fromisoformat(clock))

    assert shown(found) == answer, rule


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.ADD))
def test_open_time_is_added(name: str, rule: str, asked: str, answer: str) -> None:
    """Only time inside intervals counts, as elapsed time; a span may end at a close (D1)."""
    start, length = asked.split(" + ")

    found = named(name).add(moment(start), span(length))

    assert shown(found) == answer, rule


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.ELAPSED))
def test_open_time_is_measured(name: str, rule: str, asked: str, answer: str) -> None:
    """The overlap with the intervals; negative backwards (D2)."""
    first, last = asked.split(" .. ")

    found = named(name).elapsed(moment(first), moment(last))

    assert found == span(answer), rule


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.NEXT))
def test_the_next_opening_and_close(name: str, rule: str, asked: str, answer: str) -> None:
    """D3: the moment itself if open; the end of its interval, or of the next."""
    calendar = named(name)
    ask = calendar.next_open if rule.endswith("open") else calendar.next_close

    assert shown(ask(moment(asked))) == answer


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.OPEN))
def test_open_from_the_opening_to_just_before_the_close(
    name: str, rule: str, asked: str, answer: str
) -> None:
    """D3: `open <= t < close`."""
    assert named(name).is_open(moment(asked)) is (answer == "yes"), rule


@pytest.mark.parametrize(("name", "rule", "asked", "answer"), rows(tables.DAYS))
def test_open_days_are_counted(name: str, rule: str, asked: str, answer: str) -> None:
    """D4: the day itself never counts."""
    day, count = asked.split(" + ")

    found = named(name).nth_open_day(date.fromisoformat(day), int(count))

    assert found.isoformat() == answer, rule


def test_special_hours_replace_the_weekday_and_a_holiday() -> None:
    """A1: special hours win over both, and may be empty."""
    calendar = Calendar.from_mapping(
        {
            "zone": "America/Chicago",
            "holidays": ["2026-12-24", "2026-12-25"],
            "special_hours": {"2026-12-24": [["09:00", "12:00"]], date(2026, 12, 28): []},
        }
    )

    assert shown(calendar.close(date(2026, 12, 24))) == "2026-12-24T12:00-06:00"
    assert not calendar.is_holiday(date(2026, 12, 24))
    assert calendar.is_holiday(date(2026, 12, 25))
    assert not calendar.is_open_day(date(2026, 12, 28))
    assert calendar.open_day_before(date(2026, 12, 29)) == date(2026, 12, 24)


def test_a_closed_day_has_default_hours() -> None:
    """A2: 09:00 and 17:00 on a date that is not an open day, whatever the other days have."""
    calendar = Calendar.from_mapping({"zone": "UTC", "hours": {"mon": [["07:00", "11:00"]]}})

    assert shown(calendar.opening(date(2026, 11, 24))) == "2026-11-24T09:00+00:00"
    assert shown(calendar.close(date(2026, 11, 24))) == "2026-11-24T17:00+00:00"
    assert shown(calendar.close(date(2026, 11, 23))) == "2026-11-23T11:00+00:00"


@pytest.mark.parametrize(
    ("zone", "day", "hours", "opening", "close"),
    [
        ("America/New_York", "2026-03-08", ["02:30-03:00"], "09:00-04:00", "17:00-04:00"),
        ("America/New_York", "2026-03-08", ["02:30-03:00", "10:00-12:00"],
         "10:00-04:00", "12:00-04:00"),
        ("America/New_York", "2026-03-08", ["01:00-01:30", "02:30-03:00"],
         "01:00-05:00", "01:30-05:00"),
        ("America/New_York", "2026-03-08", ["02:00-02:30", "03:00-03:15"],
         "03:00-04:00", "03:30-04:00"),
        ("America/New_York", "2026-03-08", ["02:30-09:00"], "03:30-04:00", "09:00-04:00"),
        ("America/New_York", "2026-03-15", ["02:30-03:00"], "02:30-04:00", "03:00-04:00"),
        ("Pacific/Chatham", "2026-09-27", ["03:00-04:00", "16:00-17:00"],
         "16:00+13:45", "17:00+13:45"),
        ("Pacific/Apia", "2011-12-30", ["08:00-11:00"], "08:00+14:00", "11:00+14:00"),
        ("Pacific/Apia", "2011-12-30", ["08:00-24:00"], "09:00+14:00", "17:00+14:00"),
        ("Pacific/Apia", "2011-12-30", ["08:00-11:00", "23:00-24:00"],
         "08:00+14:00", "11:00+14:00"),
    ],
)  # fmt: skip
def test_a_swallowed_interval_is_no_opening_and_no_close(
    zone: str, day: str, hours: list[str], opening: str, close: str
) -> None:
    """A2, A3: what is left counts; where nothing is, the day is not open and has the defaults."""
    intervals = [text.split("-") for text in hours]
    calendar = Calendar.from_mapping({"zone": zone, "hours": dict.fromkeys(DAYS, intervals)})
    on = date.fromisoformat(day)

    assert calendar.opening(on).isoformat(timespec="minutes")[11:] == opening
    assert calendar.close(on).isoformat(timespec="minutes")[11:] == close
    assert calendar.is_open_day(on) is bool(calendar.intervals(on))


@pytest.mark.parametrize(
    ("open_days", "start"),
    [
        (DAYS[:5], "2026-11-23"),
        (("sun", "mon", "tue", "wed", "thu"), "2026-11-22"),
        (DAYS, "2026-11-23"),
        ((), "2026-11-23"),
    ],
)
def test_the_first_day_of_the_week(open_days: tuple[str, ...], start: str) -> None:
    """A1: Monday, or Sunday for a calendar open on Sundays and closed on Fridays."""
    hours = {day: [["09:00", "17:00"]] for day in open_days}
    calendar = Calendar.from_mapping({"zone": "UTC", "hours": hours})

    assert calendar.week_start(date(2026, 11, 25)).isoformat() == start
    assert calendar.week_start(date.fromisoformat(start)).isoformat() == start


def test_the_latest_interval_that_has_ended() -> None:
    """What reminders move back into (G1): it may end exactly at the moment."""
    calendar = named("America/Chicago lunch")

    at_noon = calendar.interval_ending_by(moment("2026-11-23T12:00-06:00"))
    on_monday_morning = calendar.interval_ending_by(moment("2026-11-23T09:00-06:00"))

    assert at_noon is not None
    assert shown(at_noon[0]) == "2026-11-23T09:00-06:00"
    assert on_monday_morning is not None
    assert shown(on_monday_morning[1]) == "2026-11-20T17:00-06:00"


@pytest.mark.parametrize(
    ("name", "at", "start", "end"),
    [
        ("Pacific/Apia apart", "2011-12-31T18:00+14:00", "16:00", "17:00"),
        ("Pacific/Apia apart", "2011-12-31T16:30+14:00", "10:00", "12:00"),
        ("Pacific/Apia across", "2012-01-01T00:00+14:00", "10:00", "15:00"),
    ],
)
def test_the_latest_interval_after_a_skipped_date(name: str, at: str, start: str, end: str) -> None:
    """A3: the hours of the date that was skipped lie among those of the next."""
    found = named(name).interval_ending_by(moment(at))

    assert found is not None
    assert [f"{edge:%d %H:%M}" for edge in found] == [f"31 {start}", f"31 {end}"]


def test_intervals_of_a_day_without_those_a_gap_swallows() -> None:
    """A3: an interval that becomes empty or negative is dropped."""
    assert named("America/New_York early").intervals(date(2026, 3, 8)) == ()
    assert len(named("America/New_York small").intervals(date(2026, 3, 8))) == 1


@pytest.mark.parametrize(
    ("zone", "day", "intervals"),
    [
        ("America/Chicago", "2026-03-08", [["02:15", "02:45"], ["03:00", "17:00"]]),
        ("Europe/London", "2026-03-29", [["01:15", "01:45"], ["02:00", "17:00"]]),
    ],
)
def test_an_interval_moved_over_another_takes_no_time_from_it(
    zone: str, day: str, intervals: list[list[str]]
) -> None:
    """A3: the gap moves the first one forward; the one it then overlaps is open all the same."""
    calendar = Calendar.from_mapping({"zone": zone, "hours": {"sun": intervals}})
    on = date.fromisoformat(day)
    opens = calendar.instant(on, time.fromisoformat(intervals[1][0]))
    closes = calendar.instant(on, time(17))

    assert calendar.intervals(on) == ((opens, closes),)
    assert calendar.is_open(opens + timedelta(minutes=5))
    assert calendar.next_open(opens - timedelta(hours=5)) == opens
    assert calendar.elapsed(opens, closes) == closes.astimezone(UTC) - opens.astimezone(UTC)


def test_a_calendar_that_never_opens_says_so() -> None:
    """Open time is looked for 366 days ahead, not for ever (B22)."""
    never = Calendar.from_mapping({"zone": "America/Chicago", "hours": {}})
    now = moment("2026-11-23T12:00-06:00")

    for ask in (never.next_open, never.next_close, lambda t: never.add(t, timedelta(hours=1))):
        with pytest.raises(NeverOpen, match="America/Chicago"):
            ask(now)
    with pytest.raises(NeverOpen):
        never.nth_open_day(now.date(), 1)

    assert not never.is_open(now)
    assert never.elapsed(now, now + timedelta(days=900)) == timedelta(0)
    assert never.interval_ending_by(now) is None


def test_a_single_opening_far_ahead_is_found_within_the_horizon() -> None:
    """The 366th day ahead still counts, the 367th does not."""
    now = moment("2026-01-01T12:00+00:00")
    mapping = {"zone": "UTC", "hours": {}, "special_hours": {"2027-01-02": [["09:00", "10:00"]]}}
    calendar = Calendar.from_mapping(mapping)

    assert shown(calendar.next_open(now)) == "2027-01-02T09:00+00:00"
    with pytest.raises(NeverOpen):
        calendar.next_open(now - timedelta(days=1))


def test_parts_of_a_second_are_cut() -> None:
    """A4: results are whole seconds."""
    calendar = named("America/Chicago")
    start = moment("2026-11-23T10:00:00.900000-06:00")

    assert calendar.next_open(start).isoformat() == "2026-11-23T10:00:00-06:00"
    assert calendar.add(start, timedelta(seconds=60)).isoformat() == "2026-11-23T10:01:00-06:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    """There is no clock to guess it on."""
    with pytest.raises(TypeError):
        named("America/Chicago").is_open(datetime(2026, 11, 23, 12))


def test_business_time_goes_forward_only() -> None:
    """D1 and D4 know no negative counts."""
    calendar = named("America/Chicago")

    with pytest.raises(ValueError, match="forward"):
        calendar.add(moment("2026-11-23T12:00-06:00"), timedelta(seconds=-1))
    with pytest.raises(ValueError, match="from 1"):
        calendar.nth_open_day(date(2026, 11, 23), 0)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({}, "needs a zone"),
        ({"zone": 5}, "needs a zone"),
        ({"zone": "UTC", "hour": {}}, "no 'hour'"),
        ({"zone": "UTC", "hours": []}, "mapping"),
        ({"zone": "UTC", "hours": {"funday": []}}, "'funday' is no weekday"),
        ({"zone": "UTC", "hours": {"mon": "09:00-17:00"}}, "list"),
        ({"zone": "UTC", "hours": {"mon": [["09:00"]]}}, "pairs"),
        ({"zone": "UTC", "hours": {"mon": ["09:00", "17:00"]}}, "pairs"),
        ({"zone": "UTC", "hours": {"mon": [["9", "17:00"]]}}, "'9' is no time of day"),
        ({"zone": "UTC", "hours": {"mon": [["09:00", "24:01"]]}}, "'24:01' is no time"),
        ({"zone": "UTC", "hours": {"mon": [["09:00", "09:00"]]}}, "not after"),
        ({"zone": "UTC", "hours": {"mon": [["22:00", "06:00"]]}}, "two intervals"),
        ({"zone": "UTC", "hours": {"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}}, "overlap"),
        ({"zone": "UTC", "hours": {"mon": [], "Monday": []}}, "twice"),
        ({"zone": "UTC", "holidays": "2026-11-26"}, "list of dates"),
        ({"zone": "UTC", "holidays": ["2026-02-30"]}, "no date"),
        ({"zone": "UTC", "special_hours": []}, "mapping"),
        ({"zone": "UTC", "special_hours": {"x": []}}, "no date"),
        ({"zone": "UTC", "special_hours": {"2026-12-24": [], date(2026, 12, 24): []}}, "twice"),
    ],
)
def test_a_calendar_that_cannot_be_read(mapping: dict[str, object], message: str) -> None:
    """One sentence that names what is wrong."""
    with pytest.raises(CalendarError, match=message):
        Calendar.from_mapping(mapping)


def test_an_unknown_zone_suggests_the_nearest() -> None:
    """Section I: the error is a `CalendarError` that names zones that exist."""
    with pytest.raises(UnknownZone) as refused:
        Calendar.from_mapping({"zone": "America/Chicagoo"})

    assert refused.value.candidates[0] == "America/Chicago"
    assert "America/Chicago" in str(refused.value)


def test_strings_and_objects_read_alike() -> None:
    """Section I: strings or date and time objects, and 00:00 as an object closes a day."""
    strings = Calendar.from_mapping(
        {
            "zone": "UTC",
            "hours": {"mon": [["09:00", "12:00"], ["13:00", "24:00"]]},
            "holidays": ["2026-11-26"],
            "special_hours": {"2026-12-24": [["09:00", "12:00"]]},
        }
    )
    objects = Calendar.from_mapping(
        {
            "zone": "UTC",
            "hours": {"Monday": [(time(13), time(0)), (time(9), time(12))]},
            "holidays": [datetime(2026, 11, 26, 8, tzinfo=UTC)],
            "special_hours": {date(2026, 12, 24): ((time(9), time(12)),)},
        }
    )

    assert strings == objects
    assert hash(strings) == hash(objects)


clocks = st.integers(0, 24 * 4).map(lambda quarter: quarter * 15)
moments = st.datetimes(
    datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)
).map(lambda found: found.replace(microsecond=0))  # fmt: skip


@st.composite
def days(draw: st.DrawFn) -> list[list[str]]:
    """The intervals of one day, on the quarter of an hour."""
    edges = sorted(draw(st.lists(clocks, max_size=6, unique=True)))
    text = [f"{edge // 60:02}:{edge % 60:02}" for edge in edges]
    return [[text[at], text[at + 1]] for at in range(0, len(text) - 1, 2)]


calendars = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(ZONES),
        "hours": st.dictionaries(st.sampled_from(DAYS), days(), min_size=1),
    }
).map(Calendar.from_mapping)
open_calendars = calendars.filter(lambda calendar: any(calendar.hours))


@settings(deadline=None)
@given(calendars)
def test_a_mapping_is_read_back_as_it_was_written(calendar: Calendar) -> None:
    """`to_mapping` is the inverse of `from_mapping`."""
    assert Calendar.from_mapping(calendar.to_mapping()) == calendar


@settings(deadline=None)
@given(open_calendars, moments, st.timedeltas(timedelta(seconds=1), timedelta(hours=90)))
def test_what_is_added_has_elapsed(calendar: Calendar, start: datetime, length: timedelta) -> None:
    """`add` then `elapsed` gives the span back, in whole seconds."""
    length -= timedelta(microseconds=length.microseconds)

    assert calendar.elapsed(start, calendar.add(start, length)) == length


@settings(deadline=None)
@given(
    open_calendars,
    moments,
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.timedeltas(timedelta(seconds=1), timedelta(hours=50)),
)
def test_adding_is_monotone(
    calendar: Calendar, start: datetime, later: timedelta, length: timedelta
) -> None:
    """A later start or a longer span never ends earlier."""
    ends = calendar.add(start, length).astimezone(UTC)

    assert calendar.add(start + later, length).astimezone(UTC) >= ends
    assert calendar.add(start, length + later).astimezone(UTC) >= ends


@settings(deadline=None)
@given(open_calendars, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(
    calendar: Calendar, now: datetime
) -> None:
    """D3 in one: `next_open` is open, and no open time lies between now and then."""
    opening = calendar.next_open(now)

    assert calendar.is_open(opening)
    assert calendar.elapsed(now, opening) == timedelta(0)
    assert not calendar.is_open(calendar.next_close(now)) or any(
        calendar.next_close(now) == start
        for day in (opening.date(), opening.date() + timedelta(days=1))
        for start, _ in calendar.intervals(day)
    )


@settings(deadline=None)
@given(st.sampled_from(ZONES), moments)
def test_a_wall_time_that_happens_once_comes_back(zone: str, now: datetime) -> None:
    """The wall time of a moment is that moment again, or the first of two such (A3)."""
    calendar = Calendar(zone=zone)
    local = calendar.local(now)

    found = calendar.instant(local.date(), local.time()).astimezone(UTC)

    assert found <= now
    assert (found == now) is (local.fold == 0)


@settings(deadline=None)
@given(calendars, moments, moments)
def test_elapsed_time_adds_up(calendar: Calendar, first: datetime, last: datetime) -> None:
    """D2: turned round it is negative, and it is never more than the time that passed."""
    first, last = min(first, last), min(max(first, last), min(first, last) + timedelta(days=400))
    middle = first + (last - first) / 2
    middle = middle.replace(microsecond=0)
    whole = calendar.elapsed(first, last)

    assert calendar.elapsed(last, first) == -whole
    assert timedelta(0) <= whole <= last - first
    assert calendar.elapsed(first, middle) + calendar.elapsed(middle, last) == whole


@settings(deadline=None)
@given(calendars, moments)
def test_elapsed_time_is_the_quarters_that_are_open(calendar: Calendar, now: datetime) -> None:
    """D2 and D3 agree: every clock change and every edge here lies on the quarter of an hour."""
    quarter = timedelta(minutes=15)
    start = now.replace(minute=0, second=0)

    open_quarters = sum(calendar.is_open(start + count * quarter) for count in range(4 * 30))

    assert calendar.elapsed(start, start + 120 * quarter) == open_quarters * quarter


@settings(deadline=None)
@given(
    calendars.map(lambda found: replace(found, zone="Pacific/Apia")),
    st.integers(0, 5 * 96),
    st.integers(1, 20),
)
def test_around_a_skipped_date_every_answer_agrees(
    calendar: Calendar, later: int, wanted: int
) -> None:
    """D1-D3: what is open, the next opening and close, and the sums, quarter by quarter."""
    quarter = timedelta(minutes=15)
    start = datetime(2011, 12, 28, tzinfo=UTC) + later * quarter
    quarters = [start + count * quarter for count in range(7 * 96)]
    is_open = [calendar.is_open(each) for each in quarters]
    if sum(is_open) < wanted:
        return
    opening = quarters[is_open.index(True)]
    reached = [at for at, opens in zip(quarters, is_open, strict=True) if opens][wanted - 1]

    assert calendar.next_open(start) == opening
    assert opening < calendar.next_close(start)
    assert all(
        calendar.is_open(each) for each in quarters if opening <= each < calendar.next_close(start)
    )
    assert calendar.add(start, wanted * quarter) == reached + quarter
    assert calendar.elapsed(start, quarters[-1]) == sum(is_open[:-1]) * quarter


@settings(deadline=None, max_examples=30)
@given(calendars, moments)
def test_whole_weeks_are_the_sum_of_their_days(calendar: Calendar, now: datetime) -> None:
    """D2: counting week by week, as long spans are, changes nothing."""
    day = timedelta(days=1)

    daily = (calendar.elapsed(now + count * day, now + (count + 1) * day) for count in range(300))

    assert calendar.elapsed(now, now + 300 * day) == sum(daily, timedelta(0))
