"""What the words of a deadline phrase can name (`deadlines.md` B)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

Text = tuple[str, ...]

COMMA = ","
"""A word of its own: no part goes on behind one, but with a year or with minutes (B1)."""


def joined(words: Iterable[str]) -> str:
    """Write words as a phrase: each comma right behind a word, once, and none at an end."""
    text = ""
    for word in words:
        if word == COMMA:
            text = text and text.rstrip(COMMA) + COMMA
        elif word:
            text = f"{text} {word}" if text else word
    return text.rstrip(COMMA)


class Whose(Enum):
    """Whose hours a word speaks of."""

    PHRASE = "phrase"
    """The hours in play (B3)."""
    CLIENT = "client"
    OWNER = "owner"


class Edge(Enum):
    """One end of a day's hours (A2)."""

    OPENING = "opening"
    CLOSE = "close"


class Part(Enum):
    """A part of the day (B14)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Relative:
    """Today and its neighbours (B5)."""

    days: int


class Which(Enum):
    """Which weekday of that name (B6)."""

    COMING = "coming"
    THIS = "this"
    NEXT = "next"
    OF_NEXT_WEEK = "of next week"
    """As `NEXT`, said so plainly that there is nothing to note."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (B6), Monday being 0."""

    number: int
    which: Which


@dataclass(frozen=True, slots=True)
class WeekAfter:
    """Seven days after another day (B6)."""

    day: Relative | Weekday


@dataclass(frozen=True, slots=True)
class WeekEnd:
    """The last open day of a week (B7): 0 for this one, 1 for the next."""

    weeks: int


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last open day of a month (B7): 0 for this one, 1 for the next."""

    months: int


@dataclass(frozen=True, slots=True)
class Written:
    """A date with its month, and perhaps its year (B8); it may be impossible."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DayNumber:
    """The next date with this number in its month (B8)."""

    day: int


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two numbers whose order may need to be known, and perhaps a year (B8)."""

    first: int
    second: int
    year: int | None


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The nth open day after today (B9, B21)."""

    count: int
    whose: Whose


@dataclass(frozen=True, slots=True)
class Later:
    """Days or months after today at the same wall time (B19)."""

    days: int
    months: int


DayWords = (
    Relative
    | Weekday
    | WeekAfter
    | WeekEnd
    | MonthEnd
    | Written
    | DayNumber
    | Slashed
    | OpenDays
    | Later
)
Dates = Written | DayNumber | Slashed


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written (B11, B12); it may be impossible."""

    hour: int
    minute: int
    second: int
    half: str
    """`am`, `pm`, or empty."""
    bare: bool
    """Am or pm has to be found out (B12)."""


@dataclass(frozen=True, slots=True)
class Noon:
    """12:00 by name (B13)."""


@dataclass(frozen=True, slots=True)
class Midnight:
    """The end of a day (B13)."""


@dataclass(frozen=True, slots=True)
class DayEdge:
    """The opening or the close of a day (B14)."""

    edge: Edge
    whose: Whose
    first_thing: bool = False
    """Said as "first thing", which a morning beside it does not contradict."""


TimeWords = Clock | Noon | Midnight | DayEdge


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Hours and minutes (B18), or business time (B20), in microseconds."""

    length: int
    business: Whose | None
    """Whose open time counts; None for plain elapsed time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A zone by name (B2): more than one key means that the name alone does not say which."""

    keys: Text


@dataclass(frozen=True, slots=True)
class Offset:
    """An exact offset from UTC in minutes, as an ISO 8601 moment carries it."""

    minutes: int


@dataclass(slots=True, kw_only=True)
class Reading:
    """Everything one phrase names, each at most once."""

    words: Text
    """The words as they were written, without trailing punctuation; each comma is one."""
    duration: Elapsed | None = None
    day: DayWords | None = None
    weekday: Weekday | None = None
    """A weekday beside a date, which must agree with it (B8)."""
    time: TimeWords | None = None
    part: Part | None = None
    this_part: bool = False
    """The part came as "this morning" or "tonight", which names today as well."""
    place: Place | Offset | None = None
    before: bool = False
    """The day was named as "before <day>" (B10)."""
    where: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The words, from and to, that each of the fields above came from."""

    def said(self, name: str) -> str:
        """The words that the field *name* came from."""
        start, end = self.where[name]
        return joined(self.words[start:end])

    def without(self, *names: str) -> str:
        """The phrase without the words that the fields *names* came from."""
        return self.replacing(names[0], "", *names[1:])

    def replacing(self, name: str, text: str, *dropped: str) -> str:
        """The phrase with *text* instead of the words that the field *name* came from."""
        words = list(self.words)
        for other in dropped:
            start, end = self.where.get(other, (0, 0))
            words[start:end] = [""] * (end - start)
        start, end = self.where.get(name, (0, 0))
        words[start:end] = [text, *[""] * (end - start - 1)] if end > start else []
        return joined(words)
