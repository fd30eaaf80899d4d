"""How a promise stands, and by how much it was kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.entry import PromiseKind
from recover.domain.promise import (
    Promise,
    Standing,
    kept_of,
    kept_text,
    margin_minutes,
    retry_from,
    standing,
)

DUE = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PROMISE = Promise(
    incident="12",
    number=1,
    what="call with the plan",
    kind=PromiseKind.ANSWER,
    to="R. Hale",
    channel="call",
    owner="mara",
    phrase="tomorrow 8am",
    due=DUE,
    zone="America/Los_Angeles",
    wall=datetime(2026, 10, 23, 8, 0),
    wall_zone="America/Los_Angeles",
    tzdata="2026f",
    needed_by=None,
    consent="",
    warnings=(),
    made_at=DUE - timedelta(hours=14),
    made_by="mara",
    client=True,
)


def test_what_counts_as_kept() -> None:
    """In time counts, late and missed do not, and what was taken back or moved is nobody's."""
    after = DUE + timedelta(hours=1)
    early, late = DUE - timedelta(hours=1), DUE + timedelta(minutes=1)
    promises = [
        replace(PROMISE, kept_at=early),
        replace(PROMISE, kept_at=late),
        PROMISE,
        replace(PROMISE, withdrawn_at=early),
        replace(PROMISE, renegotiated_at=early),
    ]

    assert kept_of(promises, after) == (1, 3)
    assert kept_text(promises[:1], after) == "1 of 1 promises kept"
    assert kept_text(promises[3:], after) == ""


@pytest.mark.parametrize(
    ("after_due", "expected"),
    [(-SECOND, Standing.OPEN), (timedelta(0), Standing.OPEN), (SECOND, Standing.MISSED)],
)
def test_an_unkept_promise_is_missed_from_the_instant_after_due(
    after_due: timedelta, expected: Standing
) -> None:
    """The due moment itself is still in time."""
    assert standing(PROMISE, DUE + after_due) is expected


@pytest.mark.parametrize(
    ("after_due", "expected"),
    [(-SECOND, Standing.KEPT), (timedelta(0), Standing.KEPT), (SECOND, Standing.KEPT_LATE)],
)
def test_kept_is_told_apart_from_kept_late(after_due: timedelta, expected: Standing) -> None:
    """Late is never shown as success, whenever one asks."""
    kept = replace(PROMISE, kept_at=DUE + after_due)

    assert standing(kept, DUE + timedelta(days=30)) is expected


@pytest.mark.parametrize(
    ("after_due", "renegotiated", "withdrawn"),
    [
        (timedelta(0), Standing.RENEGOTIATED, Standing.WITHDRAWN),
        (SECOND, Standing.MISSED, Standing.MISSED),
    ],
)
def test_what_is_done_after_due_leaves_it_missed(
    after_due: timedelta, renegotiated: Standing, withdrawn: Standing
) -> None:
    """A new moment agreed too late does not undo that the old one passed."""
    at = DUE + after_due

    assert standing(replace(PROMISE, renegotiated_at=at, successor="12p2"), at) is renegotiated
    assert standing(replace(PROMISE, withdrawn_at=at), at) is withdrawn


@pytest.mark.parametrize(
    ("after_due", "minutes"),
    [
        (-timedelta(minutes=22), 22),
        (-timedelta(minutes=21, seconds=59), 21),
        (timedelta(0), 0),
        (SECOND, -1),
        (timedelta(minutes=1), -1),
        (timedelta(minutes=1, seconds=1), -2),
    ],
)
def test_the_margin_counts_any_part_of_a_minute_late_as_a_minute(
    after_due: timedelta, minutes: int
) -> None:
    """Early minutes are whole ones; late never reads as zero."""
    assert margin_minutes(replace(PROMISE, kept_at=DUE + after_due)) == minutes


def test_a_promise_that_was_not_kept_has_no_margin() -> None:
    """There is nothing to measure."""
    assert margin_minutes(PROMISE) is None


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_the_next_try_is_ahead_and_before_due_while_there_is_time(seconds: int) -> None:
    """Half of what is left, an hour at most; an hour once it is overdue."""
    now = DUE + timedelta(seconds=seconds)

    again = retry_from(PROMISE, now)

    assert now < again <= now + timedelta(hours=1)
    assert again <= DUE or now >= DUE
