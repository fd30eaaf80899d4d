"""Where things stand on the drawn line of time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recover.export.drawing import WIDTH, Scale, drawing
from tests.export.reports import full

MOMENTS = st.lists(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)).map(
        lambda at: at.replace(tzinfo=UTC)
    ),
    min_size=1,
    max_size=30,
)


@given(MOMENTS, MOMENTS)
def test_later_is_never_further_left(moments: list[datetime], asked: list[datetime]) -> None:
    """And nothing is outside the picture."""
    scale = Scale(moments)
    places = [scale.place(at) for at in sorted(asked)]

    assert places == sorted(places)
    assert all(0 <= place <= WIDTH for place in places)


def test_minutes_stay_apart_from_months() -> None:
    """Five minutes of a call can be seen beside three months of healing."""
    start = datetime(2026, 10, 22, 17, 10, tzinfo=UTC)
    scale = Scale([start, start + timedelta(minutes=5), start + timedelta(days=90)])

    assert scale.place(start + timedelta(minutes=5)) - scale.place(start) > 5


def test_a_report_is_drawn_with_a_bar_for_each_promise() -> None:
    """In the order of its promises."""
    report = full()
    drawn = drawing(report)

    assert drawn is not None
    assert drawn.bars
    assert all(bar.start <= bar.end for bar in drawn.bars)
