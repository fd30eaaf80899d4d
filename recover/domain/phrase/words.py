"""The words of the deadline grammar (`deadlines.md` B1, B5-B9, B13, B14, B17, B22)."""

from collections.abc import Iterator, Mapping

from recover.domain.phrase.parts import (
    DayEdge,
    DayWords,
    Edge,
    Midnight,
    MonthEnd,
    Noon,
    OpenDays,
    Part,
    Relative,
    WeekEnd,
    Whose,
)

WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "mon monday",
            "tue tues tuesday",
            "wed weds wednesday",
            "thu thur thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for name in names.split()
}
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

NUMBERS: Mapping[str, int] = {
    "a": 1,
    "an": 1,
    **{
        name: number
        for number, name in enumerate(
            (
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                "eleven", "twelve",
            ),
            start=1,
        )
    },
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}  # fmt: skip

UNITS: Mapping[str, str] = {
    name: names.split()[-1]
    for names in (
        "m min mins minute minutes",
        "h hr hrs hour hours",
        "d day days",
        "w wk wks week weeks",
        "month months",
        "fortnight fortnights",
    )
    for name in names.split()
}
"""Each unit by every name it goes by."""

LEAD_WORDS = (
    "by", "at", "on", "in", "within", "for", "no later than", "not later than", "until", "till",
    "sharp",
)  # fmt: skip

VAGUE = frozenset(
    {
        "soon", "asap", "as soon as possible", "shortly", "later", "in a bit", "in a while",
        "in a moment", "when i can", "eventually", "sometime", "at some point", "immediately",
        "now", "right away",
    }
)  # fmt: skip
"""Whole phrases that name no moment (B22); `sometime` with anything after it is another."""

OPENING_WORDS = (
    "start of day", "start of the day", "start of business", "opening",
)  # fmt: skip
CLOSING_WORDS = (
    "eod", "end of day", "end of the day", "cob", "close of business", "eob", "end of business",
    "close", "closing",
)  # fmt: skip

_PRONOUNS = (("you", Whose.CLIENT), ("they", Whose.CLIENT), ("we", Whose.OWNER))
_OWNERS = (
    ("our", Whose.OWNER),
    ("my", Whose.OWNER),
    ("your", Whose.CLIENT),
    ("their", Whose.CLIENT),
)

DAYS: Mapping[str, DayWords] = {
    "today": Relative(0),
    "tomorrow": Relative(1),
    "yesterday": Relative(-1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow"), Relative(2)),
    **dict.fromkeys(
        (
            "this week", "end of week", "end of the week", "end of this week", "the end of week",
            "the end of the week", "the end of this week", "eow",
        ),
        WeekEnd(0),
    ),
    **dict.fromkeys(("end of next week", "the end of next week"), WeekEnd(1)),
    **dict.fromkeys(
        (
            "end of month", "end of the month", "end of this month", "the end of month",
            "the end of the month", "the end of this month", "eom",
        ),
        MonthEnd(0),
    ),
    **dict.fromkeys(("end of next month", "the end of next month"), MonthEnd(1)),
    **dict.fromkeys(
        (
            "next business day", "next working day", "the next business day",
            "the next working day",
        ),
        OpenDays(1, Whose.PHRASE),
    ),
}  # fmt: skip

NEXT_WEEK = "next week"
"""A day of its own (B7), or the week that a weekday beside it is in (B6)."""


def _edges() -> Iterator[tuple[str, DayEdge]]:
    for edge, words, verb in (
        (Edge.OPENING, OPENING_WORDS, "open"),
        (Edge.CLOSE, CLOSING_WORDS, "close"),
    ):
        for word in words:
            yield word, DayEdge(edge, Whose.PHRASE)
            yield f"the {word}", DayEdge(edge, Whose.PHRASE)
            for owner, whose in _OWNERS:
                yield f"{owner} {word}", DayEdge(edge, whose)
        for pronoun, whose in _PRONOUNS:
            for lead in ("", "when ", "before "):
                yield f"{lead}{pronoun} {verb}", DayEdge(edge, whose)
    for word in ("first thing", "first thing in the morning"):
        yield word, DayEdge(Edge.OPENING, Whose.PHRASE, first_thing=True)


TIMES: Mapping[str, DayEdge | Noon | Midnight] = {
    **dict(_edges()),
    **dict.fromkeys(("noon", "midday", "lunch", "lunchtime", "12 noon"), Noon()),
    "midnight": Midnight(),
}

PARTS: Mapping[str, Part] = {
    f"{article}{part.value}": part for part in Part for article in ("", "the ")
}
PARTS_OF_TODAY: Mapping[str, Part] = {
    "this morning": Part.MORNING,
    "this afternoon": Part.AFTERNOON,
    "this evening": Part.EVENING,
    "tonight": Part.NIGHT,
}

OUR_CLOCK = frozenset({"my time", "our time"})
CLIENT_CLOCK = frozenset(
    {"your time", "their time", "client time", "client's time", "the client's time", "local time"}
)

LONGEST = 5
"""The most words that any of the phrases above has."""

VOCABULARY = frozenset(
    word
    for phrase in (
        *LEAD_WORDS, *DAYS, *TIMES, *PARTS, *PARTS_OF_TODAY, *OUR_CLOCK, *CLIENT_CLOCK,
        *WEEKDAYS, *MONTHS, *NUMBERS, *UNITS,
        "half", "next", "this", "before", "business", "working", "am", "pm", "o'clock",
    )
    for word in phrase.split()
)  # fmt: skip
"""Every single word of the grammar, for finding what a slip of the keyboard meant."""
