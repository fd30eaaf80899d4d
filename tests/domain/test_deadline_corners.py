"""Phrases at the corners of two calendars: whose zone, whose date, whose close."""

from datetime import UTC, datetime

import pytest

from recover.domain.calendar import Calendar
from recover.domain.deadline import DeadlineError, resolve
from tests.domain.test_deadline_phrases import AUCKLAND, EVERY_DAY, LOS_ANGELES, said

CHICAGO = Calendar.from_mapping({"zone": "America/Chicago"})
UNTIL_MIDNIGHT = Calendar.from_mapping(
    {
        "zone": "America/Chicago",
        "hours": {day: [["09:00", "24:00"]] for day in EVERY_DAY[:5]},
        "holidays": ["2026-11-26"],
    }
)
JULY = "2026-07-15T10:00-05:00"
EVENING = "2026-11-24T18:00+13:00"
"""Tuesday in Auckland, Monday 21:00 in Los Angeles, after the close there."""


def due(phrase: str, moment: str, client: Calendar, owner: Calendar = LOS_ANGELES) -> str:
    return said(phrase, moment, client, owner).due.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("zone", "phrase"),
    [
        ("Asia/Singapore", "Friday Singapore"),
        ("America/Jamaica", "Friday Jamaica"),
        ("Asia/Istanbul", "Friday Istanbul"),
        ("Australia/West", "Friday West"),
    ],
)
def test_the_clients_own_place_is_the_clients_own_zone(zone: str, phrase: str) -> None:
    """B2, B3: of the keys that end in a name, the client's goes first, with the client's hours."""
    client = Calendar.from_mapping(
        {"zone": zone, "hours": {day: [["10:00", "19:00"]] for day in EVERY_DAY}}
    )

    deadline = said(phrase, "2026-07-14T15:00+00:00", client, LOS_ANGELES)

    assert (deadline.zone, deadline.due.hour) == (zone, 19)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Dec 3,9am", "2026-12-03T09:00-06:00"),
        ("Dec 3,2026,9am", "2026-12-03T09:00-06:00"),
        ("3 Dec,2026,9 a.m.", "2026-12-03T09:00-06:00"),
        ("Dec 3,2026,17:00", "2026-12-03T17:00-06:00"),
        ("Dec 3,2026", "2026-12-03T17:00-06:00"),
        ("2026-12-03,9am", "2026-12-03T09:00-06:00"),
        ("8/13,9am", "2026-08-13T09:00-05:00"),
        ("9:30,8/13", "2026-08-13T09:30-05:00"),
        ("17:00,2026-07-17", "2026-07-17T17:00-05:00"),
        ("Dec 3,10:00", "2026-12-03T10:00-06:00"),
    ],
)
def test_a_comma_without_a_space_is_one_too(phrase: str, expected: str) -> None:
    """B1: commas between parts are ignored; only that of a number is part of it."""
    assert due(phrase, JULY, CHICAGO) == expected


@pytest.mark.parametrize(
    "phrase",
    ["today", "EOD", "midnight", "24:00 today", "before tomorrow", "14 business hours"],
)
def test_the_midnight_before_a_holiday_is_no_holiday(phrase: str) -> None:
    """B25: it is the end of a day that was open until then."""
    deadline = said(phrase, "2026-11-25T10:00-06:00", UNTIL_MIDNIGHT, LOS_ANGELES)

    assert deadline.due.isoformat(timespec="minutes") == "2026-11-26T00:00-06:00"
    assert "holiday" not in deadline.notes


@pytest.mark.parametrize("phrase", ["tomorrow", "in 24 hours", "tomorrow 9am our time"])
def test_a_moment_on_a_holiday_says_so(phrase: str) -> None:
    """B25: whatever the phrase counted."""
    deadline = said(phrase, "2026-11-25T10:00-06:00", UNTIL_MIDNIGHT, LOS_ANGELES)

    assert "holiday" in deadline.notes


def test_months_count_from_a_date() -> None:
    """B25: a month from 1 March and one from 28 February are three days apart."""
    deadline = said("in 1 month", "2026-02-28T19:00+00:00", AUCKLAND, LOS_ANGELES)

    assert "date_differs" in deadline.notes


def test_a_moment_is_the_same_on_whatever_clock_it_is_given() -> None:
    """B2: what an abbreviation means goes by the year at the client's."""
    client = Calendar.from_mapping({"zone": "America/Vancouver"})
    moment = datetime.fromisoformat("2026-12-31T20:00-07:00")

    first, second = (
        resolve("tomorrow 9am PST", at, client=client, owner=CHICAGO)
        for at in (moment, moment.astimezone(UTC))
    )

    assert (first.due, first.zone) == (second.due, second.zone)


@pytest.mark.parametrize("phrase", ["our close", "EOD", "EOD our time"])
def test_a_close_that_has_passed_is_not_offered(phrase: str) -> None:
    """B16: nor is tomorrow's offered as today's."""
    with pytest.raises(DeadlineError) as refused:
        said(phrase, EVENING, AUCKLAND, LOS_ANGELES)

    assert "our close today" not in refused.value.candidates


def test_the_owners_close_is_offered_by_the_owners_date() -> None:
    """B16: Tuesday 17:30 in Auckland is Monday 20:30 of an owner who is there until 22:00."""
    owner = Calendar.from_mapping(
        {"zone": "America/Los_Angeles", "hours": {"mon": [["12:00", "22:00"]]}}
    )

    with pytest.raises(DeadlineError) as refused:
        said("EOD", "2026-11-24T17:30+13:00", AUCKLAND, owner)

    nearest = refused.value.candidates[0]
    assert due(nearest, "2026-11-24T17:30+13:00", AUCKLAND, owner) == "2026-11-24T19:00+13:00"


@pytest.mark.parametrize(
    "phrase", ["in 61 months", "2031-07-15", "0 business days", "Tokyo", "2 hours tomorrow"]
)
def test_a_refusal_says_what_was_read(phrase: str) -> None:
    """B23."""
    with pytest.raises(DeadlineError, match=f'^"{phrase}"'):
        said(phrase, JULY, CHICAGO, LOS_ANGELES)
