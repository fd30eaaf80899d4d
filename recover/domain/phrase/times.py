"""From the words for a time to seconds after midnight (`deadlines.md` B11-B14)."""

from recover.domain.calendar import EVENING
from recover.domain.hours import MIDNIGHT, clock_text
from recover.domain.phrase.parts import Clock, Midnight, Noon, Part, Reading
from recover.domain.phrase.refusal import Refusal, quoted

NOON = MIDNIGHT // 2

_AFTER_NOON = (Part.AFTERNOON, Part.EVENING, Part.NIGHT)
_LATE = (Part.EVENING, Part.NIGHT)
_SMALL_HOURS = 4
"""Up to this hour, "at night" may be the night before or after: it is not said which."""


def check_time(reading: Reading) -> None:
    """See that the time exists and that a part of the day beside it agrees (B11, B14).

    Raises:
        Refusal: `invalid`.
    """
    if isinstance(reading.time, Clock):
        _check_clock(reading, reading.time)
    if reading.part is not None and reading.time is not None:
        _check_part(reading, reading.part)


def _check_clock(reading: Reading, clock: Clock) -> None:
    possible = 1 <= clock.hour <= 12 if clock.half else clock.hour <= 24
    past_the_end = clock.hour == 24 and (clock.minute or clock.second)
    if possible and not past_the_end and clock.minute < 60 and clock.second < 60:
        return
    raise Refusal(
        "invalid",
        f"{quoted(reading.said('time'))} is no time of day",
        *(reading.replacing("time", text) for text in _possible(clock)),
    )


def _possible(clock: Clock) -> tuple[str, str]:
    """Two times that may be meant by one that does not exist, as phrases."""
    if not clock.half or clock.hour > 23 or clock.minute > 59 or clock.second > 59:
        return "9am", "17:00"
    hour = 12 if clock.hour == 0 and clock.half == "pm" else clock.hour
    text = clock_text((hour * 60 + clock.minute) * 60 + clock.second)
    minutes = text[2:] if clock.minute or clock.second else ""
    return f"{hour % 12 or 12}{minutes}{clock.half}", text


def _check_part(reading: Reading, part: Part) -> None:
    """A part of the day only says which half of it is meant; the time must lie there (B14)."""
    time = reading.time
    if isinstance(time, Midnight):
        agrees = part in _LATE
    elif isinstance(time, Noon):
        agrees = part is Part.AFTERNOON
    elif isinstance(time, Clock) and time.bare:
        agrees = not (part in _LATE and (time.hour == 12 or _in_small_hours(time, part)))
    elif isinstance(time, Clock):
        seconds = clock_seconds(time)
        agrees = seconds >= NOON if part in _AFTER_NOON else seconds < NOON
    else:
        agrees = True
    if not agrees:
        raise Refusal(
            "invalid",
            f"{quoted(reading.said('time'))} is not in the {part.value}",
            *_either(reading),
        )


def _either(reading: Reading) -> list[str]:
    """The time or the part of the day alone; a bare hour of the night said plainly (B23)."""
    time = reading.time
    if isinstance(time, Clock) and time.bare and time.hour == 12:
        return [reading.replacing("time", "midnight"), reading.without("time")]
    if isinstance(time, Clock) and time.bare:
        return [reading.replacing("time", f"{_hour_text(time)}am", "part"), reading.without("time")]
    return [*([] if reading.this_part else [reading.without("part")]), reading.without("time")]


def _hour_text(clock: Clock) -> str:
    return f"{clock.hour}:{clock.minute:02}" if clock.minute or clock.second else f"{clock.hour}"


def _in_small_hours(clock: Clock, part: Part) -> bool:
    return part is Part.NIGHT and clock.hour <= _SMALL_HOURS


def clock_seconds(clock: Clock) -> int:
    """Seconds after midnight of a clock time that exists; a bare one is taken as it stands."""
    hour = clock.hour
    if clock.half:
        hour = hour % 12 + (12 if clock.half == "pm" else 0)
    return (hour * 60 + clock.minute) * 60 + clock.second


def seconds_of_day(reading: Reading, hours: tuple[int, int]) -> int | None:
    """The time of day that a reading names, in seconds after midnight; None if it names none.

    Args:
        reading: Checked by `check_time`; the opening and the close are not for this function.
        hours: Opening and close of the day concerned, which a bare hour must lie in (B12).

    Raises:
        Refusal: `ambiguous`, for a bare hour that lies there twice or not at all.
    """
    match reading.time:
        case Clock() as clock if clock.bare:
            return _bare_seconds(reading, clock, hours)
        case Clock() as clock:
            return clock_seconds(clock)
        case Noon():
            return NOON
        case Midnight():
            return MIDNIGHT
    return EVENING if reading.part in _LATE else None


def _bare_seconds(reading: Reading, clock: Clock, hours: tuple[int, int]) -> int:
    early = clock_seconds(clock) % NOON
    late = early + NOON
    if reading.part is not None:
        return late if reading.part in _AFTER_NOON else early
    inside = [seconds for seconds in (early, late) if hours[0] <= seconds <= hours[1]]
    if len(inside) == 1:
        return inside[0]
    text = _hour_text(clock)
    raise Refusal(
        "ambiguous",
        f"{quoted(reading.said('time'))} may be {clock_text(early)} or "
        f"{clock_text(late)}, and {'both lie' if inside else 'neither lies'} between opening "
        f"{clock_text(hours[0])} and close {clock_text(hours[1])}",
        reading.replacing("time", f"{text}am"),
        reading.replacing("time", f"{text}pm"),
    )
