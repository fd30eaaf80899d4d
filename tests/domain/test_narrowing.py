"""The hours that calendars have in common (`deadlines.md` E1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar, CalendarError
from recover.domain.hours import week_text
from recover.domain.hours_text import describe_hours, parse_hours
from recover.domain.narrowing import narrow


def calendar(hours: str, **more: object) -> Calendar:
    """A calendar in Chicago."""
    return Calendar.from_mapping({"zone": "America/Chicago", "hours": parse_hours(hours), **more})


@pytest.mark.parametrize(
    ("hours", "common"),
    [
        (["mon-sat 09:00-20:00", "mon-fri 10:00-22:00"], "mon-fri 10:00-20:00"),
        (["mon 09:00-12:00 13:00-17:00", "mon 11:00-14:00"], "mon 11:00-12:00 13:00-14:00"),
        (["mon 09:00-12:00", "mon 12:00-17:00"], "never"),
        (["always", "sat 10:00-14:00"], "sat 10:00-14:00"),
        (["always", "mon-fri 08:00-18:00", "mon-wed 09:00-24:00"], "mon-wed 09:00-18:00"),
        (["never", "always"], "never"),
        (["mon 09:00-17:00"], "mon 09:00-17:00"),
    ],
)
def test_the_narrowest_wins(hours: list[str], common: str) -> None:
    """E1: company, then client, then default; what all of them allow."""
    found = narrow([calendar(each) for each in hours])

    assert found.hours == calendar(common).hours


def test_holidays_of_each_and_special_hours_of_any() -> None:
    """A1: a date that one has special hours on keeps what all of them leave open on it."""
    one = calendar(
        "always",
        holidays=["2026-11-26"],
        special_hours={"2026-12-24": [["09:00", "12:00"]], "2026-12-25": [["10:00", "11:00"]]},
    )
    other = calendar("mon-fri 10:00-17:00", holidays=["2026-12-25"])

    found = narrow([one, other])

    assert found.holidays == {date(2026, 11, 26), date(2026, 12, 25)}
    assert found.hours_on(date(2026, 11, 26)) == ()
    assert found.hours_on(date(2026, 12, 24)) == ((10 * 3600, 12 * 3600),)
    assert found.hours_on(date(2026, 12, 25)) == ()


def test_one_zone_only() -> None:
    """Hours in two zones are checked side by side (E2); they are not hours of one clock."""
    with pytest.raises(CalendarError, match="America/Chicago and UTC"):
        narrow([calendar("always"), Calendar.from_mapping({"zone": "UTC"})])
    with pytest.raises(CalendarError, match="at least one"):
        narrow([])


weeks = st.sampled_from(
    ["always", "never", "mon-sat 9-20", "mon-fri 9-12 13-17", "sun-thu 10-13", "sat-mon 0-24"]
)
specials = st.dictionaries(
    st.integers(0, 9).map(lambda day: date(2026, 6, 1) + timedelta(days=day)),
    st.sampled_from([[], [["10:00", "12:00"]], [["00:00", "24:00"]]]),
    max_size=3,
)
calendars = st.builds(
    lambda hours, special, holidays: calendar(hours, special_hours=special, holidays=holidays),
    weeks,
    specials,
    st.lists(st.integers(1, 10).map(lambda day: date(2026, 6, day)), max_size=3),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(calendars, min_size=1, max_size=4))
def test_any_narrowing(several: list[Calendar]) -> None:
    """Law: at every half hour, the result is open when all of them are."""
    found = narrow(several)

    for day in (date(2026, 6, 1) + timedelta(days=step) for step in range(14)):
        for seconds in range(0, 86_400, 1800):
            inside = [
                any(start <= seconds < end for start, end in each.hours_on(day))
                for each in (found, *several)
            ]
            assert inside[0] is all(inside[1:])


def test_what_is_narrowed_can_be_said() -> None:
    """For a header: the hours in the form people write them."""
    found = narrow([calendar("mon-sat 9-20"), calendar("mon-fri 8-18")])

    assert describe_hours(week_text(found.hours)) == "mon-fri 09:00-18:00"
