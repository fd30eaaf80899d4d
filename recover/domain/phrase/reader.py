"""From words to what they name (`deadlines.md` B1): every word is used, and nothing twice."""

import re
from collections.abc import Callable

from recover.domain.phrase.agreement import check_parts, join_weekday, settle_before
from recover.domain.phrase.dates import read_date, read_weekday
from recover.domain.phrase.numbers import read_duration
from recover.domain.phrase.parts import (
    Clock,
    Elapsed,
    Offset,
    Part,
    Place,
    Reading,
    Relative,
    Slashed,
    Text,
    Weekday,
    WeekEnd,
    Which,
    Written,
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
_LONGEST_PLACE = 4
_NAMES = {
    "day": "day",
    "weekday": "day",
    "time": "time",
    "part": "part of the day",
    "place": "time zone",
    "duration": "length of time",
}


def normal(phrase: str) -> Text:
    """The words of a phrase as written, without commas and trailing punctuation (B1)."""
    straight = phrase.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")
    words = straight.replace(",", " ").split()
    while words:
        words[-1] = words[-1].rstrip(".!?")
        if words[-1]:
            break
        words.pop()
    return tuple(words)


def read(words: Text, find_place: FindPlace) -> Reading:
    """Read a whole phrase.

    Raises:
        Refusal: `not_understood`, for a word that fits nowhere or a thing named twice.
    """
    return _Reader(words, find_place).read()


def _plain(word: str) -> str:
    """A word as the tables know it: lower case, `a.m.` as `am`, `Dec.` as `dec`."""
    lower = word.lower().rstrip(".")
    return f"{lower[:-3]}{lower[-3]}m" if lower.endswith(("a.m", "p.m")) else lower


def _pieces(word: str) -> Text:
    """An ISO 8601 moment as its date, time and offset; any other word as it is."""
    moment = _MOMENT.fullmatch(word)
    return tuple(piece for piece in moment.groups() if piece) if moment else (word,)


class _Reader:
    """Goes through the words once, from left to right, longest match first."""

    def __init__(self, words: Text, find_place: FindPlace) -> None:
        self.words = tuple(piece for word in words for piece in _pieces(_plain(word)))
        self.find_place = find_place
        self.reading = Reading(words=self.words)
        self.at = 0
        self.before: int | None = None
        """Where the word behind "before" is."""

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
        settle_before(self.reading, self.before)
        check_parts(self.reading)
        return self.reading

    def _unreadable(self) -> Refusal:
        """Refuse the word at hand; the phrase may work without it if it is no word of ours.

        A number or half a known phrase is never left out: the rest would say something else.
        """
        word = self.words[self.at]
        what = f"I cannot read {quoted(word)}"
        if word in VOCABULARY or any(letter.isdigit() for letter in word):
            return Refusal("not_understood", what)
        return self._refusal(what, self.at + 1)

    def _refusal(self, what: str, end: int) -> Refusal:
        """Refuse the words from here to *end*; the phrase may work without them."""
        return Refusal("not_understood", what, " ".join(self.words[: self.at] + self.words[end:]))

    def _take(self, name: str, value: object, end: int) -> bool:
        """Fill one field of the reading from the words up to *end*."""
        if name in self.reading.where:
            said = quoted(" ".join(self.words[self.at : end]))
            raise self._refusal(f"{said} is one {_NAMES[name]} too many", end)
        setattr(self.reading, name, value)
        self.reading.where[name] = (self.at, end)
        self.at = end
        return True

    def _phrase(self) -> bool:
        """A fixed phrase, the longest that fits; lead words go by without effect."""
        for length in range(min(LONGEST, len(self.words) - self.at), 0, -1):
            end = self.at + length
            phrase = " ".join(self.words[self.at : end])
            if phrase in LEAD_WORDS:
                self.before = end if self.before == self.at else self.before
                self.at = end
                return True
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
        found = read_date(self.words, self.at)
        return found is not None and self._take("day", *found)

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
        if match[2] and len(match[1]) == 2 and self._follows_full_date():
            bare = False
        clock = Clock(hour, int(match[2] or 0), int(match[3] or 0), half, bare)
        return self._take("time", clock, end)

    def _follows_full_date(self) -> bool:
        """Is the word before this one the end of a date with its year?

        `2026-06-04 10:30` and `Thu 4 Jun 2026 10:30 CDT` are how moments are written, by machines
        and by our own readbacks: on the 24-hour clock.
        """
        day = self.reading.day
        return (
            isinstance(day, Written | Slashed)
            and day.year is not None
            and self.reading.where["day"][1] == self.at
        )

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
