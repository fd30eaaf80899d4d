"""The reminders of a promise (`deadlines.md` G)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.hours_text import parse_hours
from recover.domain.reminder import ladder


def owner(hours: str = "mon-fri 09:00-17:00", zone: str = "UTC", **more: object) -> Calendar:
    """An owner's working hours."""
    return Calendar.from_mapping({"zone": zone, "hours": parse_hours(hours), **more})


def at(text: str) -> datetime:
    """A moment of June 2026, which begins on a Monday; `5 09:00` is Friday, the 5th."""
    if "T" in text:
        return datetime.fromisoformat(text)
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-06-{int(day):02}T{clock}+00:00")


def short(moments: tuple[datetime, ...]) -> list[str]:
    """Moments of June 2026 as `at` reads them."""
    return [f"{moment.day} {moment:%H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("said", "due", "before", "rule"),
    [
        ("1 09:00", "4 15:00", ["3 15:00", "4 13:00", "4 14:30"], "24 h, 2 h, 30 min"),
        ("3 15:00", "4 15:00", ["4 13:00", "4 14:30"], "at said_at is not after it"),
        ("3 14:59", "4 15:00", ["3 15:00", "4 13:00", "4 14:30"], "a minute after it is"),
        ("4 13:30", "4 15:00", ["4 14:30"], "only what is still to come"),
        ("4 14:30", "4 15:00", ["4 14:30"], "none left: one at said_at"),
        ("4 14:50", "4 15:00", ["4 14:50"], "none left: one at said_at"),
        ("1 09:00", "4 10:00", ["3 10:00", "3 16:30", "4 09:30"], "08:00 moves to the day before"),
        ("1 09:00", "4 09:15", ["3 09:15", "3 16:30"], "two move to one moment and merge"),
        ("1 09:00", "4 18:00", ["3 16:30", "4 16:00", "4 16:30"], "17:30 moves into the day"),
        ("1 09:00", "4 19:00", ["3 16:30", "4 16:30"], "the close itself is not working time"),
        ("1 09:00", "8 12:00", ["5 16:30", "8 10:00", "8 11:30"], "from Sunday back to Friday"),
        ("5 16:30", "8 12:00", ["8 10:00", "8 11:30"], "moved to said_at is dropped"),
        ("5 16:45", "8 09:15", ["5 16:45"], "all moved before said_at: one at said_at"),
        ("5 16:29", "8 09:15", ["5 16:30"], "moved to just after it stays"),
        ("6 10:00", "8 09:00", ["6 10:00"], "said on a Saturday, due at the opening"),
    ],
)
def test_before_due(said: str, due: str, before: list[str], rule: str) -> None:
    """G1: moved earlier to 30 minutes before the end of the last working interval."""
    planned = ladder(at(said), at(due), owner())

    assert short(planned.before) == before, rule
    assert planned.at == at(due)


@pytest.mark.parametrize(
    ("hours", "due", "before", "rule"),
    [
        (
            "mon-fri 09:00-12:00 13:00-17:00",
            "4 14:30",
            ["3 14:30", "4 11:30", "4 14:00"],
            "in a break: the interval before it",
        ),
        ("mon-fri 09:00-09:20 14:00-17:00", "4 12:00", ["3 09:00", "4 09:00"],
         "a short interval: not before its start"),
        ("mon-fri 09:00-09:30 14:00-17:00", "4 11:30", ["3 09:00", "4 09:00"],
         "an interval of exactly 30 minutes"),
        ("mon-fri 22:00-24:00", "4 02:30", ["2 23:30", "3 23:30"],
         "an interval that ends at midnight"),
        ("mon-fri 22:00-24:00", "4 01:00", ["2 23:30", "3 23:00", "3 23:30"],
         "half past midnight moves back over it"),
        ("mon-tue 09:00-17:00", "30 09:00", ["29 09:00", "29 16:30"],
         "24 h before is working time, the others move to the end of that day"),
        ("always", "4 02:00", ["3 02:00", "4 00:00", "4 01:30"], "always at work: never moved"),
    ],
)  # fmt: skip
def test_into_the_owners_hours(hours: str, due: str, before: list[str], rule: str) -> None:
    """G1: the latest interval that ends at or before the moment."""
    planned = ladder(at("1 00:00"), at(due), owner(hours))

    assert short(planned.before) == before, rule


def test_an_owner_who_never_works_is_reminded_once() -> None:
    """G1: nothing to move to, so one at said_at; after due the two that never move."""
    planned = ladder(at("1 09:00"), at("4 15:00"), owner("never"))

    assert planned.before == (at("1 09:00"),)
    assert short(planned.after(9)) == ["4 15:15", "4 16:00"]


@pytest.mark.parametrize(
    ("due", "after", "rule"),
    [
        ("4 15:00", ["4 15:15", "4 16:00", "5 09:00", "8 09:00", "9 09:00"], "weekends skipped"),
        ("4 23:30", ["4 23:45", "5 00:30", "5 09:00", "8 09:00"], "never moved into hours"),
        ("4 08:00", ["4 08:15", "4 09:00", "5 09:00"], "the opening at +1 h is that reminder"),
        ("4 07:00", ["4 07:15", "4 08:00", "4 09:00", "5 09:00"], "the opening of the same day"),
        ("6 12:00", ["6 12:15", "6 13:00", "8 09:00"], "due on a closed day"),
        ("4 15:00", ["4 15:15"], "as many as asked for"),
        ("4 15:00", [], "none"),
    ],
)
def test_after_due(due: str, after: list[str], rule: str) -> None:
    """G1: +15 min, +1 h, then the opening of every open day after that."""
    planned = ladder(at("1 09:00"), at(due), owner())

    assert short(planned.after(len(after))) == after, rule
    assert planned.escalates_at == at(due) + timedelta(hours=1)


@given(
    minutes=st.integers(0, 60 * 24 * 20), hours=st.sampled_from(["mon-fri 09:00-17:00", "never"])
)
def test_the_latest_after_due_is_the_last_that_has_come(minutes: int, hours: str) -> None:
    """At any moment from due on; due itself before the first of them, also where nobody works."""
    due = at("4 15:00")
    now = due + timedelta(minutes=minutes)
    rungs = ladder(at("1 09:00"), due, owner(hours))
    come = [each for each in (rungs.at, *rungs.after(20)) if each <= now]

    assert rungs.latest_after(now) == come[-1]


def test_an_opening_that_a_gap_swallows_reminds_nobody() -> None:
    """G1, A3: on Chatham's short Sunday 03:00-04:00 does not happen; work begins at 16:00."""
    works = owner("sun 03:00-04:00 16:00-17:00", zone="Pacific/Chatham")

    planned = ladder(
        at("2026-09-25T10:00+12:45"), at("2026-09-26T20:00+12:45"), works
    )  # fmt: skip

    assert planned.after(3)[2].isoformat(timespec="minutes") == "2026-09-27T16:00+13:45"


def test_story_3_one_warning_before_the_truck() -> None:
    """Step 4: said 00:30 EST, due 01:15 EST; Mia, 16:00-24:00 PST, is warned at 00:45 EST."""
    mia = owner("daily 16:00-24:00", zone="America/Los_Angeles")

    planned = ladder(at("2026-12-26T00:30-05:00"), at("2026-12-26T01:15-05:00"), mia)

    assert [moment.isoformat() for moment in planned.before] == ["2026-12-25T21:45:00-08:00"]
    assert planned.before == (at("2026-12-26T00:45-05:00"),)


def test_story_4_max_is_warned_two_hours_before() -> None:
    """Step 5: due 16:00 PDT; 14:00 PDT is 17:00 EDT, inside the long day that Max works."""
    long_day = owner("mon-fri 08:00-20:00", zone="America/New_York")

    planned = ladder(at("2026-03-12T08:30-07:00"), at("2026-03-13T16:00-07:00"), long_day)

    assert at("2026-03-13T14:00-07:00") in planned.before


@pytest.mark.parametrize(
    ("due", "before"),
    [
        ("2026-03-09T09:30-05:00", ["2026-03-06T16:30-06:00", "2026-03-09T09:00-05:00"]),
        ("2026-11-02T12:00-06:00",
         ["2026-10-30T16:30-05:00", "2026-11-02T10:00-06:00", "2026-11-02T11:30-06:00"]),
    ],
)  # fmt: skip
def test_over_the_night_the_clock_is_changed(due: str, before: list[str]) -> None:
    """A4: 24 hours are 24 elapsed hours; the owner's hours are on the owner's clock."""
    chicago = owner(zone="America/Chicago")

    planned = ladder(at("2026-03-02T09:00-06:00"), at(due), chicago)

    assert [moment.isoformat(timespec="minutes") for moment in planned.before] == before


def test_twenty_four_hours_on_a_day_of_twenty_three() -> None:
    """A4: due Sunday 15:00 after the lost hour; 24 elapsed hours before is Saturday 14:00."""
    always = owner("always", zone="America/Chicago")

    planned = ladder(at("2026-03-02T09:00-06:00"), at("2026-03-08T15:00-05:00"), always)

    assert planned.before[0].isoformat() == "2026-03-07T14:00:00-06:00"


def test_parts_of_a_second_are_cut() -> None:
    """A4: results are whole seconds."""
    said = at("2026-06-04T14:50:00.700+00:00")

    planned = ladder(said, at("2026-06-04T15:00:00.300+00:00"), owner())

    assert planned.before == (said.replace(microsecond=0),)
    assert planned.at == at("4 15:00")


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(1, 20_000),
    st.sampled_from(
        ["mon-fri 09:00-17:00", "mon-fri 09:00-09:20 13:00-17:00", "daily 16:00-24:00", "wed 8-9"]
    ),
    st.sampled_from(["America/Chicago", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_any_ladder(said: datetime, minutes: int, hours: str, zone: str) -> None:
    """Law: ascending, after said_at but for a single one at it, in working time, before due."""
    said = said.replace(microsecond=0)
    due = said + timedelta(minutes=minutes)
    works = owner(hours, zone)

    planned = ladder(said, due, works)
    steps = [*planned.before, planned.at, *planned.after(5)]

    assert [step.astimezone(UTC) for step in steps] == sorted(
        {step.astimezone(UTC) for step in steps}
    )
    assert planned.before == (said,) or all(
        said < moment <= due - timedelta(minutes=30) and works.is_open(moment)
        for moment in planned.before
    )
    assert len(planned.before) <= 3
