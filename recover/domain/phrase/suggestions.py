"""Phrases that work instead of a refused one (`deadlines.md` B22, B23)."""

from collections.abc import Callable, Iterable, Iterator

from recover.domain.calendar import NeverOpen
from recover.domain.clock import count_of
from recover.domain.phrase.parts import (
    COMMA,
    DayEdge,
    Edge,
    Later,
    MonthEnd,
    Reading,
    Relative,
    Text,
    Weekday,
    WeekEnd,
    Written,
    joined,
)
from recover.domain.phrase.places import Circle
from recover.domain.phrase.refusal import Refusal
from recover.domain.phrase.words import (
    LEAD_WORDS,
    MONTH_NAMES,
    UNITS,
    VAGUE,
    VOCABULARY,
    WEEKDAY_NAMES,
)

MOST = 3
"""How many phrases are offered at most (B23)."""

_ALWAYS = ("tomorrow 9am", "in 2 hours", "next business day", "in 1 week")
_REVERSING = frozenset(
    {
        "not", "never", "no", "except", "unless", "without", "don't", "before", "after", "from",
        "since", "past", "last", "ago",
    }
)  # fmt: skip
"""Words that must not be dropped: what is left would say the opposite, or another day."""
_LONGEST_CORRECTED = 20


def suggestions(
    refusal: Refusal,
    words: Text,
    circle: Circle,
    works: Callable[[str], bool],
) -> tuple[str, ...]:
    """Up to three phrases that work, those nearest to the refused one first.

    Args:
        refusal: Why the phrase was refused.
        words: The words of the phrase.
        circle: Who is talking, and when.
        works: Says whether a phrase resolves; every phrase offered has been tried.
    """
    if refusal.kind == "ambiguous":
        own = _working(refusal.instead, works)
        return own or _working(_ALWAYS, works)
    near = list(_corrected(words, refusal)) or list(_kept(words, refusal))
    if refusal.kind == "past" and refusal.reading is not None:
        near += _still_ahead(refusal.reading, circle)
    return _working([*near, *_always(words)], works)


def _working(texts: Iterable[str], works: Callable[[str], bool]) -> tuple[str, ...]:
    found: list[str] = []
    for text in map(_trimmed, texts):
        if len(found) < MOST and text not in found and works(text):
            found.append(text)
    return tuple(found)


def _trimmed(text: str) -> str:
    """A phrase without the lead words that lost what they led to."""
    words = text.split()
    while words and words[-1].rstrip(COMMA) in LEAD_WORDS:
        words.pop()
    return joined(words)


def _reversing(words: Iterable[str]) -> frozenset[str]:
    return _REVERSING.intersection(word.lower() for word in words)


def _always(words: Text) -> Iterable[str]:
    """Phrases that nearly always work, but none that is the very thing which is turned round."""
    whole = joined(words).lower() if _reversing(words) else ""
    return (text for text in _ALWAYS if text not in whole)


def _kept(words: Text, refusal: Refusal) -> Iterable[str]:
    """What the refusal itself proposes, unless words were dropped that change what is said."""
    if refusal.kind != "not_understood":
        return refusal.instead
    said = _reversing(words)
    return (text for text in refusal.instead if said <= _reversing(text.split()))


def _corrected(words: Text, refusal: Refusal) -> Iterator[str]:
    """The phrase with its first unknown word set right, if that is one slip away from one."""
    if refusal.kind != "not_understood":
        return
    lower = [word.lower() for word in words]
    for index, word in enumerate(lower):
        if word.isalpha() and word not in VOCABULARY and word not in VAGUE:
            if 3 <= len(word) <= _LONGEST_CORRECTED:
                for meant in sorted(known for known in VOCABULARY if _one_slip(word, known)):
                    yield joined([*lower[:index], meant, *lower[index + 1 :]])
            return


def _one_slip(word: str, meant: str) -> bool:
    """Is it one letter too many, too few, wrong, or two swapped?"""
    if len(meant) < 3 or abs(len(word) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(word), len(meant)) and word[start] == meant[start]:
        start += 1
    rest, other = word[start:], meant[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )


def _still_ahead(reading: Reading, circle: Circle) -> list[str]:
    """What may be meant by a phrase whose moment has passed (B16, B22)."""
    closes = isinstance(reading.time, DayEdge) and reading.time.edge is Edge.CLOSE
    only_today = reading.day == Relative(0) and not reading.time and not reading.part
    if closes or only_today:
        return [*_our_close(circle), f"EOD {_next_open_day(circle)}"]
    if "day" not in reading.where:
        return [f"{joined(reading.words)} tomorrow"]
    if reading.before:
        return [f"first thing {_next_open_day(circle)}"]
    return [reading.replacing("day", text) for text in _later_days(reading, circle)]


def _our_close(circle: Circle) -> list[str]:
    """The owner's close today, if it is ahead; on whose date goes without saying if they differ."""
    close = circle.owner.close(circle.today(circle.owner))
    if count_of(close) <= count_of(circle.said_at):
        return []
    return ["our close" if circle.dates_differ else "our close today"]


def _later_days(reading: Reading, circle: Circle) -> list[str]:
    """What to say instead of a day that has passed, or whose time has."""
    match reading.day:
        case Written(None, month, day):
            next_year = circle.today(circle.client).year + 1
            return [f"{day} {MONTH_NAMES[month - 1]} {next_year}"]
        case Written(_, month, day):
            return [f"{day} {MONTH_NAMES[month - 1]}"]
        case Weekday(number):
            return [WEEKDAY_NAMES[number]]
        case WeekEnd():
            return ["end of next week"]
        case MonthEnd():
            return ["end of next month"]
        case Later():
            unit = UNITS[reading.said("day").split()[-1].lstrip("0123456789")]
            return [f"1 {unit.removesuffix('s')}"]
    if reading.this_part and reading.part is not None:
        return [f"tomorrow {reading.part.value}"]
    return ["tomorrow"]


def _next_open_day(circle: Circle) -> str:
    try:
        following = circle.client.nth_open_day(circle.today(circle.client), 1)
    except NeverOpen:
        return "tomorrow"
    return f"{following.day} {MONTH_NAMES[following.month - 1]}"
