"""A deadline phrase, and the one moment it means (`deadlines.md` B)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from recover.domain.calendar import Calendar, NeverOpen
from recover.domain.clock import count_at, count_of, moment_of
from recover.domain.hours import MIDNIGHT, seconds_of
from recover.domain.moments import distance, in_both, moment
from recover.domain.phrase.days import too_far
from recover.domain.phrase.meaning import Meaning, meaning_of
from recover.domain.phrase.parts import COMMA, Reading, Text, joined
from recover.domain.phrase.places import Circle
from recover.domain.phrase.reader import normal, read
from recover.domain.phrase.refusal import KINDS, DeadlineError, Refusal, quoted
from recover.domain.phrase.suggestions import suggestions
from recover.domain.phrase.words import LEAD_WORDS, VAGUE
from recover.domain.zones import zone, zone_data_version

__all__ = ["NOTES", "Deadline", "DeadlineError", "readback", "renewed", "resolve"]

_LONGEST = 200
"""Characters; nobody means one moment in more (B22)."""
_YEARS = 5
"""No promise is further away (B4)."""

NOTES = {
    "closed_day": "not a working day (A2)",
    "outside_client_hours": "outside the client's hours (B25)",
    "outside_owner_hours": "outside your hours (B25)",
    "dst_gap": "the clock skips that time, so it is the gap later (A3)",
    "dst_overlap": "the clock shows that time twice; it is the first (A3)",
    "next_weekday": "a nearer day of that name comes first (B6)",
    "date_differs": "the client's date and yours differ now (B25)",
    "holiday": "a holiday (B25)",
    "no_window_before_due": "the client cannot be reached before it (E7)",
    "zone_data_changed": "the zone's law has changed; the wall time is kept as promised (A5)",
}
"""Every note a deadline can carry, in order, and what it says to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What a phrase means, and what has to be kept of it (A5)."""

    phrase: str
    """The phrase as it was said."""
    said_at: datetime
    """When it was said; timezone-aware."""
    due: datetime
    """The moment, in the client's zone and in whole seconds."""
    zone: str
    """The IANA key of the clock that the phrase speaks of."""
    wall: datetime | None
    """The promised wall time in `zone`, naive; None for elapsed time and exact offsets."""
    notes: tuple[str, ...]
    """Keys of `NOTES`: what somebody should know before saying yes (B25)."""
    alternatives: tuple[str, ...] = ()
    """Phrases for what may have been meant instead (B6)."""
    tzdata: str
    """The version of the zone data that `due` was derived with."""


def resolve(
    phrase: str,
    said_at: datetime,
    *,
    client: Calendar,
    owner: Calendar,
    date_order: str | None = None,
) -> Deadline:
    """Find the one moment that a phrase means, and never guess.

    Args:
        phrase: What was said, such as "by Friday noon", or an ISO 8601 moment.
        said_at: When it was said; timezone-aware.
        client: The client's calendar, whose clock a phrase without a zone speaks of.
        owner: The calendar of whoever makes the promise.
        date_order: How the client writes `4/5`: `mdy`, `dmy`, or None if nobody has asked.

    Raises:
        DeadlineError: The phrase means no one moment ahead. Nothing else is raised, whatever the
            phrase; its kind says why, and its candidates are phrases that do work.
    """
    circle = Circle(said_at=said_at, client=client, owner=owner, date_order=date_order)
    words = normal(phrase[: _LONGEST + 1])
    try:
        return _meant(phrase, words, circle)
    except Refusal as refusal:
        raise _error(_decided(refusal, circle), words, circle) from None


def _meant(phrase: str, words: Text, circle: Circle) -> Deadline:
    """The one deadline that a phrase means, of all the ways to read it.

    A way that leads to no moment ahead (`invalid`, `past`) is none: `9 Dec 3 Thu` is the 3rd. One
    that may be any of two moments counts as much as one that means a moment.

    Raises:
        Refusal: Every kind there is.
    """
    readings = _read(phrase, words, circle)
    if len(readings) == 1:
        return _deadline(phrase, readings[0], circle)
    found: list[tuple[Reading, Deadline]] = []
    refused: list[Refusal] = []
    for reading in readings:
        try:
            found.append((reading, _deadline(phrase, reading, circle)))
        except Refusal as refusal:
            refused.append(refusal)
    unclear = [refusal for refusal in refused if refusal.kind == "ambiguous"]
    if not found:
        raise unclear[0] if unclear else max(refused, key=lambda each: KINDS.index(each.kind))
    if not unclear and len({count_of(deadline.due) for _, deadline in found}) == 1:
        return found[0][1]
    raise Refusal(
        "ambiguous",
        f"{quoted(phrase.strip())} may be {' or '.join(_spelled(each) for each in readings)}",
        *(_spelled(reading) for reading, _ in found),
        *(text for refusal in unclear for text in refusal.instead),
    )


def _spelled(reading: Reading) -> str:
    """A reading as a phrase that says which number is the hour."""
    return reading.replacing("day", f"{reading.said('day')} at {reading.said('time')}", "time")


def _read(phrase: str, words: Text, circle: Circle) -> Sequence[Reading]:
    """What a phrase names, in every way to read it.

    Raises:
        Refusal: `empty`, `vague` or `not_understood`.
    """
    if not words and not normal(phrase):
        raise Refusal("empty", "There is no deadline in it")
    if len(phrase) > _LONGEST:
        raise Refusal("not_understood", f"It is longer than {_LONGEST} characters")
    whole = " ".join(word for word in words if word != COMMA).lower()
    if _is_vague(whole):
        raise Refusal("vague", f"{quoted(whole)} names no moment")
    return read(words, circle.find_place)


def _is_vague(whole: str) -> bool:
    """Does a phrase name no moment, whatever leads up to it: `asap`, `by asap` (B1, B22)?"""
    if whole in VAGUE or whole.startswith("sometime "):
        return True
    leads = (lead for lead in LEAD_WORDS if whole.startswith(f"{lead} "))
    return any(_is_vague(whole.removeprefix(lead).lstrip()) for lead in leads)


def _deadline(phrase: str, reading: Reading, circle: Circle) -> Deadline:
    """The deadline that a reading means.

    Raises:
        Refusal: `invalid`, `ambiguous`, `never_open` or `past`.
    """
    try:
        meaning = meaning_of(reading, circle)
        _check_ahead(phrase, meaning, circle)
        due = moment_of(meaning.count, circle.client.tzinfo)
    except Refusal as refusal:
        refusal.reading = reading
        raise
    except NeverOpen as error:
        raise Refusal("never_open", str(error).partition(";")[0]) from error
    except (OverflowError, ValueError) as error:
        raise Refusal("invalid", f"{quoted(phrase)} is beyond every calendar") from error
    return Deadline(
        phrase=phrase.strip(),
        said_at=circle.said_at,
        due=due,
        zone=meaning.zone,
        wall=meaning.wall,
        notes=_notes(meaning, due, circle),
        alternatives=tuple(text for text in meaning.alternatives if _works(text, circle)),
        tzdata=zone_data_version(),
    )


def _works(phrase: str, circle: Circle) -> bool:
    try:
        _meant(phrase, normal(phrase), circle)
    except Refusal:
        return False
    return True


def _check_ahead(phrase: str, meaning: Meaning, circle: Circle) -> None:
    """See that the moment is ahead, and not too far (B4).

    Raises:
        Refusal: `invalid` or `past`.
    """
    said = count_of(circle.said_at)
    if meaning.count > said:
        if meaning.count > _latest(circle):
            raise too_far()
        return
    read_as = quoted(phrase.strip())
    if meaning.count >= 0:
        read_as += (
            f" is {moment(moment_of(meaning.count, circle.client.tzinfo), circle.client.zone)}"
        )
        raise Refusal("past", f"{read_as}, not after the moment it is said")
    raise Refusal("past", f"{read_as} is long past")


def _latest(circle: Circle) -> int:
    """The count of the same wall time, five years after the phrase was said (B4)."""
    local = circle.client.local(circle.said_at)
    is_leap_day = (local.month, local.day) == (2, 29)
    day = local.date().replace(year=local.year + _YEARS, day=28 if is_leap_day else local.day)
    return count_at(circle.client.tzinfo, day.toordinal(), seconds_of(local.time()))


def _notes(meaning: Meaning, due: datetime, circle: Circle) -> tuple[str, ...]:
    """Every note that applies, in the order of `NOTES` (B25)."""
    found = set(meaning.notes)
    if not circle.client.keeps(due):
        found.add("outside_client_hours")
    if not circle.owner.keeps(due):
        found.add("outside_owner_hours")
    if _is_on_holiday(meaning, due, circle):
        found.add("holiday")
    if meaning.wall is not None:
        found.update(_clock_notes(meaning.wall, meaning.zone))
    return tuple(note for note in NOTES if note in found)


def _is_on_holiday(meaning: Meaning, due: datetime, circle: Circle) -> bool:
    """Is it a holiday at the client's? A wall time there has said so of the day it named.

    The midnight at which an open day ends is of that day.
    """
    if meaning.wall is not None and meaning.zone == circle.client.zone:
        return False
    day = due.date()
    ended = circle.client.hours_on(day - timedelta(days=1))
    if due.time() == time() and ended and ended[-1][1] == MIDNIGHT:
        return False
    return circle.client.is_holiday(day)


def _clock_notes(wall: datetime, zone_key: str) -> tuple[str, ...]:
    """Whether the clock skips a wall time or shows it twice (A3)."""
    first = wall.replace(tzinfo=zone(zone_key), fold=0)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return ()
    back = first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None)
    return ("dst_overlap",) if back == wall else ("dst_gap",)


def _decided(refusal: Refusal, circle: Circle) -> Refusal:
    """An ambiguous phrase whose every reading is invalid is invalid: that goes first (B22)."""
    if refusal.kind != "ambiguous":
        return refusal
    first = None
    for text in refusal.instead:
        try:
            _meant(text, normal(text), circle)
        except Refusal as other:
            if other.kind != "invalid":
                return refusal
            first = first or other
        else:
            return refusal
    return first or refusal


def _error(refusal: Refusal, words: Text, circle: Circle) -> DeadlineError:
    offered = suggestions(refusal, words, circle, works=lambda text: _works(text, circle))
    hint = f"; try {' or '.join(quoted(text) for text in offered)}" if offered else ""
    what = refusal.what
    if words and '"' not in what:
        what = f"{quoted(joined(words))}: {what[0].lower()}{what[1:]}"
    return DeadlineError(f"{what}{hint}.", kind=refusal.kind, candidates=offered)


def renewed(deadline: Deadline) -> Deadline:
    """The same promise under the zone data of today (A5).

    A promised wall time is kept, so its moment may move, which the note `zone_data_changed` then
    says; elapsed time and exact offsets keep their moment.
    """
    version = zone_data_version()
    if deadline.wall is None or deadline.tzdata == version:
        return deadline
    wall = deadline.wall
    seconds = seconds_of(wall.time())
    count = count_at(zone(deadline.zone), wall.toordinal(), seconds)
    if count == count_of(deadline.due):
        return replace(deadline, tzdata=version)
    due = (moment_of(count, zone(deadline.zone))).astimezone(deadline.due.tzinfo)
    return replace(deadline, due=due, tzdata=version, notes=(*deadline.notes, "zone_data_changed"))


def readback(
    deadline: Deadline, *, client: Calendar, owner: Calendar, now: datetime, whose: str = "you"
) -> str:
    """Say a deadline back before it is saved (B24).

    `Tue 24 Nov 2026 09:00 CST (client, America/Chicago) = 07:00 PST (you)`, then how far off that
    is in time and in the client's business time, then the notes. *whose* is the owner's name, where
    it is not whoever reads it.
    """
    said = in_both(deadline.due, client.zone, owner.zone, read_in=now.year, whose=whose)
    away = distance(deadline.due, now)
    business = client.elapsed(now, deadline.due)
    if business > timedelta(0):
        away = f"{away}, {_business_text(business)}"
    notes = [NOTES.get(note, note) for note in deadline.notes]
    if whose != "you":
        notes = [each.replace("your", f"{whose}'s", 1) for each in notes]
    return " · ".join([said, away, *notes])


def _business_text(length: timedelta) -> str:
    """Write open time in hours and minutes: days of 24 hours would not be days of business."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    if hours and not minutes:
        return f"{hours} business hour{'' if hours == 1 else 's'}"
    return f"{f'{hours} h ' if hours else ''}{minutes} min of business time"
