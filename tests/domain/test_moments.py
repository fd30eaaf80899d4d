"""How moments and lengths of time are written (`deadlines.md` B24)."""

from datetime import datetime, timedelta

import pytest

from recover.domain.moments import distance, in_both, moment, span


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        ("2026-11-24T15:00+00:00", "America/Chicago", "Tue 24 Nov 2026 09:00 CST"),
        ("2026-07-01T14:00+00:00", "America/Chicago", "Wed 1 Jul 2026 09:00 CDT"),
        ("2026-11-24T15:00+00:00", "Asia/Kathmandu", "Tue 24 Nov 2026 20:45 UTC+05:45"),
        ("2026-11-24T15:00+00:00", "America/Sao_Paulo", "Tue 24 Nov 2026 12:00 UTC-03:00"),
        ("2026-11-24T15:00+00:00", "America/St_Johns", "Tue 24 Nov 2026 11:30 NST"),
        ("2026-11-24T15:00+00:00", "Pacific/Marquesas", "Tue 24 Nov 2026 05:30 UTC-09:30"),
        ("2026-11-24T15:00:59+00:00", "UTC", "Tue 24 Nov 2026 15:00 UTC"),
    ],
)
def test_a_moment_on_a_clock(instant: str, zone: str, written: str) -> None:
    """A weekday, a date, a time and the zone; an offset where the name would be a number."""
    assert moment(datetime.fromisoformat(instant), zone) == written


@pytest.mark.parametrize(
    ("instant", "zone", "year", "written"),
    [
        ("2026-11-01T06:30+00:00", "America/Chicago", 2026, "Sun 1 Nov 2026 01:30 CDT"),
        ("2026-11-01T07:30+00:00", "America/Chicago", 2026, "Sun 1 Nov 2026 01:30 UTC-06:00"),
        ("2026-11-24T15:00:59+00:00", "UTC", 2026, "Tue 24 Nov 2026 15:00:59 UTC"),
        ("2026-12-01T17:00+00:00", "America/Vancouver", 2026, "Tue 1 Dec 2026 10:00 MST"),
        ("2026-12-01T17:00+00:00", "America/Vancouver", 2025, "Tue 1 Dec 2026 10:00 UTC-07:00"),
    ],
)
def test_a_moment_that_can_be_read_again(instant: str, zone: str, year: int, written: str) -> None:
    """Nothing is left open: not which of two, not the seconds, not whose abbreviation."""
    assert moment(datetime.fromisoformat(instant), zone, read_in=year) == written


@pytest.mark.parametrize(
    ("client", "owner", "written"),
    [
        (
            "America/Chicago",
            "America/Los_Angeles",
            "Tue 24 Nov 2026 09:00 CST (client, America/Chicago) = 07:00 PST (you)",
        ),
        (
            "Asia/Tokyo",
            "America/Chicago",
            "Wed 25 Nov 2026 00:00 JST (client, Asia/Tokyo) = Tue 24 Nov 2026 09:00 CST (you)",
        ),
    ],
)
def test_both_clocks(client: str, owner: str, written: str) -> None:
    """Ours shows its date only where it is another one."""
    assert in_both(datetime.fromisoformat("2026-11-24T15:00+00:00"), client, owner) == written


@pytest.mark.parametrize(
    ("minutes", "parts", "written"),
    [
        (18 * 60, 3, "18 h"),
        (13 * 60 + 58, 3, "13 h 58 min"),
        (2 * 1440 + 11 * 60 + 30, 3, "2 d 11 h 30 min"),
        (2 * 1440 + 11 * 60 + 30, 2, "2 d 11 h"),
        (1440 + 5, 3, "1 d 5 min"),
        (45, 3, "45 min"),
        (0, 3, "0 min"),
        (-90, 3, "1 h 30 min"),
        (0.9, 3, "0 min"),
    ],
)
def test_a_length_of_time(minutes: float, parts: int, written: str) -> None:
    """Days, hours and minutes, from the largest; less than a minute is cut."""
    assert span(timedelta(minutes=minutes), parts=parts) == written


@pytest.mark.parametrize(
    ("due", "now", "written"),
    [
        ("2026-10-23T08:00-07:00", "2026-10-22T18:02-07:00", "in 13 h 58 min"),
        ("2026-06-01T20:00-05:00", "2026-06-04T08:30-04:00", "overdue 2 d 11 h 30 min"),
        ("2026-11-02T09:00-06:00", "2026-10-30T16:00-05:00", "in 2 d 18 h"),
    ],
)
def test_how_far_off(due: str, now: str, written: str) -> None:
    """Elapsed time, whatever the clocks do in between (A4)."""
    assert distance(datetime.fromisoformat(due), datetime.fromisoformat(now)) == written
