"""Weekly hours as text, both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.errors import Refused
from recover.domain.hours import week_text
from recover.domain.hours_text import HoursNotUnderstood, describe_hours, parse_hours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("text", "shortest"),
    [
        (
            "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00",
            "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00",
        ),
        ("Mon–Fri 9–17", "mon-fri 09:00-17:00"),
        ("MON—FRI 09:00 – 17:00", "mon-fri 09:00-17:00"),
        ("mon wed fri 9:00-17:00", "mon wed fri 09:00-17:00"),
        ("mon, wed, fri 9:00-17:00", "mon wed fri 09:00-17:00"),
        ("fri, mon and wed 9:00-17:00", "mon wed fri 09:00-17:00"),
        ("sun 22:00-24:00", "sun 22:00-24:00"),
        ("Wednesday 7.30-12", "wed 07:30-12:00"),
        ("tues 9-12; thurs 13-17", "tue 09:00-12:00, thu 13:00-17:00"),
        ("Monday to Friday 9 a.m. - 5 p.m.", "mon-fri 09:00-17:00"),
        ("mon 12am-12pm", "mon 00:00-12:00"),
        ("mon 9 to 17", "mon 09:00-17:00"),
        ("weekdays 8-18, weekends 10-14", "mon-fri 08:00-18:00, sat-sun 10:00-14:00"),
        ("daily 8-18", "mon-sun 08:00-18:00"),
        ("every day 8-18", "mon-sun 08:00-18:00"),
        ("sat-mon 9-17", "sat-mon 09:00-17:00"),
        ("sun-thu 9-17", "sun-thu 09:00-17:00"),
        ("mon-fri 9-12, 13-17", "mon-fri 09:00-12:00 13:00-17:00"),
        ("mon-fri 13-17 9-12", "mon-fri 09:00-12:00 13:00-17:00"),
        ("mon-fri 9-12 12-17", "mon-fri 09:00-17:00"),
        ("mon 9-12, mon 13-17", "mon 09:00-12:00 13:00-17:00"),
        ("mon-fri 9-17, sat closed", "mon-fri 09:00-17:00"),
        ("mon: 9-17", "mon 09:00-17:00"),
        ("mon-fri always", "mon-fri 00:00-24:00"),
        ("mon 9:00:30-17:00", "mon 09:00:30-17:00"),
        ("always", "always"),
        (" ALWAYS ", "always"),
        ("24/7", "always"),
        ("daily 0:00-24:00", "always"),
        ("never", "never"),
        ("closed", "never"),
        ("mon closed", "never"),
    ],
)
def test_hours_are_read_and_written_back_in_the_shortest_form(text: str, shortest: str) -> None:
    """Case, commas, spaces and the kind of dash do not matter; hours that touch are joined."""
    weekly = parse_hours(text)

    assert describe_hours(weekly) == shortest
    assert parse_hours(shortest) == weekly


def test_the_answer_is_what_a_calendar_takes() -> None:
    """A1: the weekly hours of a calendar, closed days as days without intervals."""
    weekly = parse_hours("mon-tue 9-12 13-24:00")
    calendar = Calendar.from_mapping({"zone": "America/Chicago", "hours": weekly})

    assert weekly["mon"] == [["09:00", "12:00"], ["13:00", "24:00"]]
    assert weekly["sun"] == []
    assert describe_hours(week_text(calendar.hours)) == "mon-tue 09:00-12:00 13:00-24:00"


def test_never_is_not_the_default_hours() -> None:
    """A client that is never open is not one whose hours nobody knows."""
    calendar = Calendar.from_mapping({"zone": "UTC", "hours": parse_hours("never")})

    assert calendar.hours == ((),) * 7


@pytest.mark.parametrize(
    ("text", "said", "candidates"),
    [
        (
            "mon 22:00-02:00",
            "crosses midnight, so write two",
            ("mon 22:00-24:00, tue 00:00-02:00",),
        ),
        ("sun 22-2", "crosses midnight", ("sun 22:00-24:00, mon 00:00-02:00",)),
        ("mon 9-5", "write two", ("mon 09:00-24:00, tue 00:00-05:00", "mon 09:00-17:00")),
        ("mon 22:00-00:00", "ends before it begins", ("mon 22:00-24:00",)),
        ("mon 9-9", "is empty", ("mon 00:00-24:00",)),
        ("mon 9-12 11-13", "two intervals overlap on mon", ("mon 09:00-13:00",)),
        ("mon 9-17, mon-fri 9-17", "two intervals overlap on mon", ("mon 09:00-17:00",)),
        ("mon", "no hours after the last day", None),
        ("mon 9-17, tue", "no hours after the last day", None),
        ("9-17", "'9-17' is no day", None),
        ("", "nothing is there", None),
        ("mon-wed-fri 9-17", "'mon-wed-fri' is no day", None),
        ("mon 9-12-17", "'9-12-17' is neither a day nor hours", None),
        ("mon 9-25", "'9-25' is neither", None),
        ("mon 24:01-24:02", "is neither", None),
        ("mon 9-9:60", "is neither", None),
        ("mon 13pm-14pm", "is neither", None),
        ("mon ٩-١٧", "is neither", None),
        ("mon nine-five", "is neither", None),
        ("x" * 501, "501 characters are too many", None),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_form_that_works(
    text: str, said: str, candidates: tuple[str, ...] | None
) -> None:
    """One sentence: what is wrong, and hours that could be pasted instead."""
    with pytest.raises(HoursNotUnderstood) as refused:
        parse_hours(text)

    assert isinstance(refused.value, Refused)
    assert said in str(refused.value)
    assert str(refused.value).endswith("`.")
    assert candidates is None or refused.value.candidates == candidates
    for candidate in refused.value.candidates:
        assert parse_hours(candidate)


half_hours = st.lists(st.integers(0, 48), max_size=6, unique=True).map(
    lambda marks: list(zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False))
)


@settings(deadline=None)
@given(st.lists(half_hours, min_size=7, max_size=7))
def test_any_week_survives_being_written_and_read(week: list[list[tuple[int, int]]]) -> None:
    """Law: describe, then parse, gives the same hours."""
    weekly = {
        day: [[f"{a // 2:02}:{a % 2 * 30:02}", f"{b // 2:02}:{b % 2 * 30:02}"] for a, b in spans]
        for day, spans in zip(WEEKDAYS, week, strict=True)
    }

    assert parse_hours(describe_hours(weekly)) == weekly


words = st.sampled_from(["mon-fri", "sat", "-", "9", "17:00", "am", ",", "24:00", "to", "closed"])


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(words).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Law: no other exception escapes, and what is read makes a calendar."""
    try:
        weekly = parse_hours(text)
    except HoursNotUnderstood:
        return
    calendar = Calendar.from_mapping({"zone": "UTC", "hours": weekly})

    assert parse_hours(describe_hours(week_text(calendar.hours))) == weekly
