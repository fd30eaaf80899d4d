"""Phrases that work instead of a refused one (`deadlines.md` B22, B23)."""

from collections.abc import Callable, Iterable, Iterator

from recover.domain.calendar import NeverOpen
from recover.domain.phrase.parts import DayEdge, Edge, Reading, Relative, Text, Written
from recover.domain.phrase.places import Circle
from recover.domain.phrase.refusal import Refusal
from recover.domain.phrase.words import LEAD_WORDS, MONTH_NAMES, VOCABULARY

MOST = 3
"""How many phrases are offered at most (B23)."""

_ALWAYS = ("tomorrow 9am", "in 2 hours", "next business day", "in 1 week")
_REVERSING = frozenset({"not", "never", "no", "except", "unless", "without", "after", "don't"})
"""Words that must not be dropped: what is left would say the opposite."""
_LONGEST_CORRECTED = 20


def suggestions(
    refusal: Refusal,
    words: Text,
    reading: Reading | None,
    circle: Circle,
    works: Callable[[str], bool],
) -> tuple[str, ...]:
    """Up to three phrases that work, those nearest to the refused one first.

    Args:
        refusal: Why the phrase was refused.
        words: The words of the phrase.
        reading: What the phrase names, where it could be read that far.
        circle: Who is talking, and when.
        works: Says whether a phrase resolves; every phrase offered has been tried.
    """
    if refusal.kind == "ambiguous":
        own = _working(refusal.instead, works)
        return own or _working(_ALWAYS, works)
    near = list(_corrected(words, refusal)) or list(_kept(words, refusal))
    if refusal.kind == "past" and reading is not None:
        near += _still_ahead(reading, circle)
    return _working([*near, *_ALWAYS], works)


def _working(texts: Iterable[str], works: Callable[[str], bool]) -> tuple[str, ...]:
    found: list[str] = []
    for text in map(_trimmed, texts):
        if len(found) < MOST and text not in found and works(text):
            found.append(text)
    return tuple(found)


def _trimmed(text: str) -> str:
    """A phrase without the lead words that lost what they led to."""
    words = text.split()
    while words and words[-1] in LEAD_WORDS:
        words.pop()
    return " ".join(words)


def _kept(words: Text, refusal: Refusal) -> Iterable[str]:
    """What the refusal itself proposes, unless words were dropped that change what is said."""
    if refusal.kind != "not_understood" or not refusal.instead:
        return refusal.instead
    if _REVERSING.intersection(word.lower() for word in words):
        return ()
    return refusal.instead


def _corrected(words: Text, refusal: Refusal) -> Iterator[str]:
    """The phrase with its first unknown word set right, if that is one slip away from one."""
    if refusal.kind != "not_understood":
        return
    lower = [word.lower() for word in words]
    for index, word in enumerate(lower):
        if word.isalpha() and word not in VOCABULARY:
            if 3 <= len(word) <= _LONGEST_CORRECTED:
                for meant in sorted(known for known in VOCABULARY if _one_slip(word, known)):
                    yield " ".join([*lower[:index], meant, *lower[index + 1 :]])
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
        return ["our close today", f"EOD {_next_open_day(circle)}"]
    if "day" not in reading.where:
        return [f"{' '.join(reading.words)} tomorrow"]
    if reading.before:
        return [" ".join(reading.words).replace("before ", "", 1)]
    day = reading.day
    if isinstance(day, Written):
        return [reading.replacing("day", f"{day.day} {MONTH_NAMES[day.month - 1]}")]
    ahead = "tomorrow"
    if reading.this_part and reading.part is not None:
        ahead = f"tomorrow {reading.part.value}"
    return [reading.replacing("day", ahead)]


def _next_open_day(circle: Circle) -> str:
    try:
        following = circle.client.nth_open_day(circle.today(circle.client), 1)
    except NeverOpen:
        return "tomorrow"
    return f"{following.day} {MONTH_NAMES[following.month - 1]}"
