"""From words to what they name (`deadlines.md` B1): every word is used, and nothing twice.

A comma stands between parts: none goes on behind it, so `5, Dec 3` is an hour and a date. It may
precede the year of a date, and the minutes behind hours.
"""

import re
from collections.abc import Callable, Sequence

from recover.domain.phrase.agreement import (
    check_parts,
    join_weekday,
    settle_before,
    settle_clock,
)
from recover.domain.phrase.dates import may_start_with_hour, read_date, read_weekday
from recover.domain.phrase.numbers import in_known_units, read_duration
from recover.domain.phrase.parts import (
    COMMA,
    Clock,
    Elapsed,
    Offset,
    Part,
    Place,
    Reading,
    Relative,
    Text,
    Weekday,
    WeekEnd,
    Which,
    joined,
)
from recover.domain.phrase.refusal import Refusal, quoted
from recover.domain.phrase.words import (
    DAYS,
    LEAD_WORDS,
    LONGEST,
    NEXT_WEEK,
    PARTS,
    PARTS_OF_TODAY,
    TIMES,
    VOCABULARY,
)

FindPlace = Callable[[str], Text]
"""Gives the zone keys that a name can mean, none if it names no zone."""

_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2}))?)?(am|pm)?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.][0-9]+)?"
    r"(z|[+-][0-9]{2}:?[0-9]{2})?"
)
_OFFSET = re.compile(r"(?:utc)?([+-])([0-9]{2}):?([0-9]{2})")
_BETWEEN_PARTS = re.compile(r"(?<![0-9]),|,(?![0-9])")
"""A comma between two digits is part of a number: `1,5 days` is neither an hour nor five days."""
_SEVERAL_PARTS = re.compile(r"[:/-]|[ap]\.?m\b|[a-z0-9],[0-9]+,[0-9]", re.IGNORECASE)
"""What no number holds: in `Dec 3,9am` and `3,2026,9am` every comma stands between parts."""
_LONGEST_PLACE = 4
_BEFORE_HOURS = ("at", "by", "before", "until", "till", "than")
_NAMES = {
    "day": "day",
    "weekday": "day",
    "time": "time",
    "part": "part of the day",
    "place": "time zone",
    "duration": "length of time",
}


def normal(phrase: str) -> Text:
    """The words of a phrase as written, without trailing punctuation (B1); each comma is one."""
    straight = phrase.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")
    apart = (_apart(word) for word in straight.split())
    words = [word for several in apart for word in several]
    while words:
        words[-1] = words[-1].rstrip(".,!?")
        if words[-1]:
            break
        words.pop()
    return tuple(words)


def _apart(word: str) -> list[str]:
    """What stands between spaces, with the commas between parts as words of their own."""
    if _SEVERAL_PARTS.search(word):
        return word.replace(",", f" {COMMA} ").split()
    return _BETWEEN_PARTS.sub(f" {COMMA} ", word).split()


def read(words: Text, find_place: FindPlace) -> Sequence[Reading]:
    """Read a whole phrase.

    Returns:
        Every way to read it. There is one, but where a number before a month may be the day or
        the hour: `9 Dec 3`.

    Raises:
        Refusal: `not_understood`, for a word that fits nowhere or a thing named twice.
    """
    reader = _Reader(words, find_place)
    readings, refused = [], None
    try:
        readings.append(reader.read())
    except Refusal as refusal:
        refused = refusal
    for hour in reader.perhaps_hours:
        try:
            readings.append(_Reader(words, find_place, hour=hour).read())
        except Refusal as refusal:
            refused = refused or refusal
    if refused and not readings:
        raise refused
    return readings


def _plain(word: str) -> str:
    """A word as the tables know it: lower case, `a.m.` as `am`, `Dec.` as `dec`."""
    lower = word.lower().rstrip(".")
    return f"{lower[:-3]}{lower[-3]}m" if lower.endswith(("a.m", "p.m")) else lower


def _pieces(word: str) -> Text:
    """An ISO 8601 moment as its date, time and offset; any other word as it is."""
    moment = _MOMENT.fullmatch(word)
    return tuple(piece for piece in moment.groups() if piece) if moment else (word,)


def _is_number(words: Text) -> bool:
    return len(words) == 1 and words[0].isdigit()


class _Reader:
    """Goes through the words once, from left to right, longest match first."""

    def __init__(self, words: Text, find_place: FindPlace, *, hour: int | None = None) -> None:
        self.words = tuple(piece for word in words for piece in _pieces(_plain(word)))
        self.find_place = find_place
        self.reading = Reading(words=self.words)
        self.at = 0
        self.before: int | None = None
        """Where the word behind "before" is."""
        self.hour = hour
        """Where a number is that is the hour, though a date could begin with it."""
        self.perhaps_hours: list[int] = []
        """Where dates began with a number that may be the hour instead."""

    def read(self) -> Reading:
        steps = (
            self._phrase,
            self._before,
            self._weekday,
            self._date,
            self._duration,
            self._clock,
            self._place,
        )
        while self.at < len(self.words):
            if not any(step() for step in steps):
                raise self._unreadable()
        join_weekday(self.reading)
        settle_clock(self.reading)
        settle_before(self.reading, self.before)
        check_parts(self.reading)
        return self.reading

    def _unreadable(self) -> Refusal:
        """Refuse the word at hand; the phrase may work without it if it is no word of ours.

        A number or half a known phrase is never left out, nor what a number counts: the rest would
        say something else.
        """
        word = self.words[self.at]
        what = f"I cannot read {quoted(word)}"
        for start in range(self.at, max(self.at - 2, -1), -1):
            amounts, end = in_known_units(self.words, start)
            if amounts:
                around = self.words[:start], self.words[end:]
                texts = (joined((*around[0], amount, *around[1])) for amount in amounts)
                return Refusal("not_understood", what, *texts)
        is_ours = word in VOCABULARY or any(letter.isdigit() for letter in word)
        if is_ours or self._follows_count():
            return Refusal("not_understood", what)
        return self._refusal(what, self.at + 1)

    def _follows_count(self) -> bool:
        """Was the number before this word read as the hour, while it may count the word?

        `5 moons` may be anything; behind "at" or "by" a number is an hour.
        """
        start, end = self.reading.where.get("time", (0, 0))
        return (
            end == self.at
            and _is_number(self.words[start:end])
            and self.words[max(start - 1, 0)] not in _BEFORE_HOURS
        )

    def _one_too_many(self, name: str, end: int) -> Refusal:
        """Refuse a second thing of a kind; the phrase may work with either, but for lone numbers.

        What is left of `12 midnight` is never 12, which is noon.
        """
        first, this = self.reading.where[name], (self.at, end)
        texts = (
            joined(self.words[: dropped[0]] + self.words[dropped[1] :])
            for kept, dropped in ((first, this), (this, first))
            if not _is_number(self.words[slice(*kept)])
        )
        said = quoted(joined(self.words[slice(*this)]))
        return Refusal("not_understood", f"{said} is one {_NAMES[name]} too many", *texts)

    def _refusal(self, what: str, end: int) -> Refusal:
        """Refuse the words from here to *end*; the phrase may work without them."""
        return Refusal("not_understood", what, joined(self.words[: self.at] + self.words[end:]))

    def _take(self, name: str, value: object, end: int) -> bool:
        """Fill one field of the reading from the words up to *end*."""
        if name in self.reading.where:
            raise self._one_too_many(name, end)
        setattr(self.reading, name, value)
        self.reading.where[name] = (self.at, end)
        self.at = end
        return True

    def _pass(self, end: int) -> bool:
        """Go by words without effect; "before" looks past them."""
        self.before = end if self.before == self.at else self.before
        self.at = end
        return True

    def _phrase(self) -> bool:
        """A fixed phrase, the longest that fits; lead words and commas go by without effect."""
        if self.words[self.at] == COMMA:
            return self._pass(self.at + 1)
        for length in range(min(LONGEST, len(self.words) - self.at), 0, -1):
            end = self.at + length
            phrase = " ".join(self.words[self.at : end])
            if phrase in LEAD_WORDS:
                return self._pass(end)
            if phrase in TIMES:
                return self._take("time", TIMES[phrase], end)
            if phrase in PARTS:
                return self._take("part", PARTS[phrase], end)
            if phrase in PARTS_OF_TODAY:
                return self._take_part_of_today(PARTS_OF_TODAY[phrase], end)
            if phrase == NEXT_WEEK:
                return self._take("day", WeekEnd(1), end)
            if phrase in DAYS and self.words[end : end + 1] != ("week",):
                return self._take("day", DAYS[phrase], end)
        return False

    def _take_part_of_today(self, part: Part, end: int) -> bool:
        start = self.at
        self._take("part", part, end)
        self.at, self.reading.this_part = start, True
        return self._take("day", Relative(0), end)

    def _before(self) -> bool:
        """The word "before", which belongs to what follows it (B7, B10, B14)."""
        if self.words[self.at] != "before" or self.before is not None:
            return False
        self.at += 1
        self.before = self.at
        return True

    def _weekday(self) -> bool:
        found = read_weekday(self.words, self.at)
        if found is None:
            return False
        coming = isinstance(found[0], Weekday) and found[0].which is Which.COMING
        return self._take("weekday" if coming else "day", *found)

    def _date(self) -> bool:
        found = None if self.at == self.hour else read_date(self.words, self.at)
        if found is None:
            return False
        if may_start_with_hour(self.words, self.at):
            self.perhaps_hours.append(self.at)
        return self._take("day", *found)

    def _duration(self) -> bool:
        found = read_duration(self.words, self.at)
        if found is None:
            return False
        return self._take("duration" if isinstance(found[0], Elapsed) else "day", *found)

    def _clock(self) -> bool:
        """A clock time, possible or not (B11, B12)."""
        match = _CLOCK.fullmatch(self.words[self.at])
        if match is None:
            return False
        half, end = match[4] or "", self.at + 1
        follows = self.words[end] if end < len(self.words) else ""
        if not half and follows in ("am", "pm"):
            half, end = follows, end + 1
        elif not half and not match[2] and follows == "o'clock":
            end += 1
        hour = int(match[1])
        bare = not half and 1 <= hour <= 12 and match[1][0] != "0"
        clock = Clock(hour, int(match[2] or 0), int(match[3] or 0), half, bare)
        return self._take("time", clock, end)

    def _place(self) -> bool:
        """A zone by any of its names, the longest that fits (B2), or an exact offset."""
        offset = _OFFSET.fullmatch(self.words[self.at])
        if offset:
            minutes = int(offset[2]) * 60 + int(offset[3])
            signed = Offset(-minutes if offset[1] == "-" else minutes)
            return self._take("place", signed, self.at + 1)
        for length in range(min(_LONGEST_PLACE, len(self.words) - self.at), 0, -1):
            end = self.at + length
            keys = self.find_place(" ".join(self.words[self.at : end]))
            if keys:
                end += self.words[end : end + 1] == ("time",)
                return self._take("place", Place(keys), end)
        return False
