"""Hours of single dates as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.errors import Refused
from recover.domain.special_hours_text import describe_special_hours, parse_special_hours

INTERVALS = st.lists(st.integers(0, 47), min_size=2, max_size=6, unique=True).map(
    lambda edges: [
        (f"{a // 2:02}:{a % 2 * 30:02}", f"{b // 2:02}:{b % 2 * 30:02}")
        for a, b in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("2026-12-24 09:00-12:00", {"2026-12-24": [["09:00", "12:00"]]}),
        (
            "2026-12-24 9am-12pm 1pm-3pm; 2026-12-31 closed",
            {"2026-12-24": [["09:00", "12:00"], ["13:00", "15:00"]], "2026-12-31": []},
        ),
        ("2026-12-24 always", {"2026-12-24": [["00:00", "24:00"]]}),
    ],
)
def test_dates_with_their_hours(text: str, expected: dict[str, list[list[str]]]) -> None:
    """As many as one likes, each in the words of weekly hours."""
    assert parse_special_hours(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-12-24", "24 Dec 09:00-12:00", "2026-02-30 closed", "2026-12-24 noonish", "closed"],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """A sentence, and nothing else."""
    with pytest.raises(Refused):
        parse_special_hours(text)


@given(special=st.dictionaries(st.dates().map(str), st.one_of(st.just([]), INTERVALS), max_size=4))
def test_what_is_written_is_read_back(special: dict[str, list[tuple[str, str]]]) -> None:
    """Through a calendar, to an equal one."""
    calendar = Calendar.from_mapping({"zone": "UTC", "special_hours": special})
    written = calendar.to_mapping()["special_hours"]
    assert isinstance(written, dict)
    again = parse_special_hours(describe_special_hours(written))

    assert Calendar.from_mapping({"zone": "UTC", "special_hours": again}) == calendar
