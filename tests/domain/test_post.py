"""The rules of the post (`deadlines.md` E6)."""

from datetime import date, datetime, time

import pytest

from recover.domain.calendar import UnknownZone
from recover.domain.post import BadPost, Post


def test_what_is_left_out() -> None:
    """Five postal days, Monday to Saturday, no holidays, 17:00."""
    post = Post.from_mapping({"zone": "America/New_York"})

    assert (post.days, post.weekdays) == (5, frozenset(range(6)))
    assert (post.holidays, post.cutoff) == (frozenset(), time(17))


def test_text_and_objects_are_the_same() -> None:
    """Section I: strings, or date and time objects."""
    text = Post.from_mapping(
        {
            "zone": "America/New_York",
            "days": 3,
            "weekdays": ["Mon", "wednesday"],
            "holidays": ["2026-11-26"],
            "cutoff": "16:30",
        }
    )
    objects = Post.from_mapping(
        {
            "zone": "America/New_York",
            "days": 3,
            "weekdays": ["mon", "wed"],
            "holidays": (date(2026, 11, 26),),
            "cutoff": time(16, 30),
        }
    )

    assert text == objects


def test_a_letter_waits_for_the_next_postal_day() -> None:
    """Posted on Wednesday after the cut-off of Monday; three postal days later is a Wednesday."""
    post = Post.from_mapping({"zone": "UTC", "days": 3, "weekdays": ["mon", "wed"]})
    now = datetime.fromisoformat("2026-06-01T17:00+00:00")

    assert post.posted_on(now) == date(2026, 6, 3)
    assert post.arrives_on(now) == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": 0}, "days: is out of range"),
        ({"days": "5"}, "days: is a text"),
        ({"days": True}, "days: is true or false"),
        ({"weekdays": []}, "weekdays: is a list without a day"),
        ({"weekdays": "mon-fri"}, "weekdays: is a text"),
        ({"weekdays": ["mon", "noday", 3]}, "weekdays: holds 'noday'"),
        ({"holidays": "2026-11-26"}, "holidays: is a text"),
        ({"holidays": ["26.11.2026", 5]}, "holidays: holds '26.11.2026'"),
        ({"cutoff": "five"}, "cutoff: is 'five'"),
        ({"cutoff": "24:00"}, "cutoff: is '24:00'"),
        ({"cutoff": "17:00+02:00"}, "cutoff: is '17:00+02:00'"),
        ({"cut_off": "17:00"}, "did you mean 'cutoff'?"),
        ({"zone": 5}, "zone: is a whole number"),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(wrong: dict[str, object], said: str) -> None:
    """Key, what is wrong, what would be right."""
    with pytest.raises(BadPost) as refused:
        Post.from_mapping({"zone": "UTC"} | wrong)

    assert said in str(refused.value)
    assert "; " in str(refused.value)


def test_the_zone_is_needed_and_has_to_exist() -> None:
    """The sender's zone decides what is today."""
    with pytest.raises(BadPost, match="zone: is missing"):
        Post.from_mapping({})
    with pytest.raises(UnknownZone, match="America/New_York"):
        Post.from_mapping({"zone": "America/New_Yrok"})
