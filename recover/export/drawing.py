"""Where things stand on a line of time, so that a page can draw them: positions from 0 to 1000.

Time is drawn closer where nothing happened for long: a step grows with the square root of its
length, so that five minutes of a call and three months of healing fit on one line.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from recover.export.report import Pledge, Pledges, Report, Timeline

WIDTH = 1000
_EDGE = 12
"""What is left free at both ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One promise on the line."""

    start: float
    """When it was made."""
    due: float
    end: float
    """When it ended, or the moment of the report while it is open."""
    is_late: bool
    """Whether it went on after it was due."""

    @property
    def in_time(self) -> float:
        """How far it went before it was due."""
        return min(self.end, self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a page draws."""

    theirs: tuple[float, ...]
    """Where the client did something."""
    ours: tuple[float, ...]
    """Where we did."""
    bars: tuple[Bar, ...]
    """One for each promise of the report, in its order."""
    now: float
    first: datetime
    last: datetime


class Scale:
    """Positions for moments between those it was made of."""

    def __init__(self, moments: Iterable[datetime]) -> None:
        """Lay out the line; there has to be one moment at least."""
        self.moments = sorted(set(moments))
        steps = [
            sqrt(max((later - earlier).total_seconds(), 1.0))
            for earlier, later in zip(self.moments, self.moments[1:], strict=False)
        ]
        whole = sum(steps) or 1.0
        self._places = [0.0]
        for step in steps:
            self._places.append(self._places[-1] + step / whole)

    def place(self, at: datetime) -> float:
        """Give the position of a moment; outside the line, that of its end."""
        number = bisect_right(self.moments, at) - 1
        if number < 0:
            return float(_EDGE)
        where = self._places[number]
        if number + 1 < len(self.moments):
            step = self.moments[number + 1] - self.moments[number]
            share = (at - self.moments[number]) / step
            where += share * (self._places[number + 1] - where)
        return round(_EDGE + where * (WIDTH - 2 * _EDGE), 1)


def drawing(report: Report) -> Drawing | None:
    """Place everything in a report that has a moment; `None` when nothing has."""
    points = [one for part in report.parts if isinstance(part, Timeline) for one in part.points]
    pledges = [one for part in report.parts if isinstance(part, Pledges) for one in part.pledges]
    moments = [one.at.at for one in points if not one.is_struck]
    moments += [when for one in pledges for when in _moments(one)]
    if not moments:
        return None
    now = report.written.at
    if any(one.ended is None for one in pledges):
        moments.append(now)
    scale = Scale(moments)
    ours = [one.at.at for one in points if not one.is_theirs]
    ours += [when.at for one in pledges for when in (one.made, one.ended) if when]
    return Drawing(
        theirs=_places(scale, [one.at.at for one in points if one.is_theirs]),
        ours=_places(scale, ours),
        bars=tuple(_bar(scale, one, now) for one in pledges),
        now=scale.place(now),
        first=scale.moments[0],
        last=scale.moments[-1],
    )


def _moments(pledge: Pledge) -> Sequence[datetime]:
    ended = [pledge.ended.at] if pledge.ended else []
    return [pledge.made.at, pledge.due.at, *ended]


def _places(scale: Scale, moments: Iterable[datetime]) -> tuple[float, ...]:
    return tuple(sorted({scale.place(at) for at in moments}))


def _bar(scale: Scale, pledge: Pledge, now: datetime) -> Bar:
    end = pledge.ended.at if pledge.ended else max(now, pledge.made.at)
    return Bar(
        start=scale.place(pledge.made.at),
        due=scale.place(pledge.due.at),
        end=scale.place(end),
        is_late=end > pledge.due.at,
    )
