"""From the words for a day to the date they mean (`deadlines.md` B5-B10, B19, B21)."""

from datetime import date, timedelta

from recover.domain.calendar import Calendar
from recover.domain.phrase.parts import (
    Dates,
    DayNumber,
    DayWords,
    Later,
    MonthEnd,
    OpenDays,
    Reading,
    Relative,
    Slashed,
    WeekAfter,
    Weekday,
    WeekEnd,
    Which,
    Written,
)
from recover.domain.phrase.refusal import Refusal, quoted
from recover.domain.phrase.words import MONTH_NAMES, WEEKDAY_NAMES

_FRIDAY = 4
_LONGEST_WAIT = 5 * 366
"""Days; no promise is further away (B4)."""
_MONTHS_WITHOUT_A_DAY = 3


def date_of(words: DayWords, today: date, calendar: Calendar) -> date:
    """The date that *words* mean.

    Args:
        words: The words; a `Slashed` date whose order is not settled is read month first.
        today: The date on the phrase's clock.
        calendar: The hours in play, or those the words speak of.

    Raises:
        Refusal: `invalid`, for a date that does not exist.
        NeverOpen: An open day is needed, and there is none.
    """
    match words:
        case Relative(days):
            return today + timedelta(days=days)
        case Weekday():
            return _weekday(words, today, calendar)
        case WeekAfter(day):
            return date_of(day, today, calendar) + timedelta(days=7)
        case WeekEnd() | MonthEnd():
            return _last_open_day(words, today, calendar)
        case OpenDays(count):
            return calendar.nth_open_day(today, _possible(count))
        case Later(days, months):
            return _later(days, months, today)
        case _:
            return _dated(words, today)


def names_two_dates(words: Dates, first: date, second: date) -> bool:
    """Does a date without its year or month depend on which of two dates is today (B8, B25)?"""
    try:
        return _dated(words, first) != _dated(words, second)
    except Refusal:
        return True


def nearer_weekday(words: DayWords, today: date, calendar: Calendar) -> date | None:
    """A day of that name before the one that "next" means, if there is one (B6)."""
    if not isinstance(words, Weekday) or words.which is not Which.NEXT:
        return None
    nearer = _weekday(Weekday(words.number, Which.COMING), today, calendar)
    return nearer if nearer < _weekday(words, today, calendar) else None


def check_weekday(reading: Reading, day: date) -> None:
    """See that a weekday beside a date agrees with it (B8).

    Raises:
        Refusal: `invalid`.
    """
    if reading.weekday is not None and reading.weekday.number != day.weekday():
        written = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
        raise Refusal(
            "invalid",
            f"{written} is a {WEEKDAY_NAMES[day.weekday()]}, "
            f"not a {WEEKDAY_NAMES[reading.weekday.number]}",
            reading.without("weekday"),
            reading.without("day"),
        )


def settle_order(reading: Reading, date_order: str | None) -> DayWords | None:
    """Find out which number of `a/b` is the month (B8), and give any other day as it is.

    Raises:
        Refusal: `invalid` if no order makes a month of it, `ambiguous` if both do and nobody has
            said which the client uses.
    """
    words = reading.day
    if not isinstance(words, Slashed):
        return words
    first, second, year = words.first, words.second, words.year
    month_first, day_first = Written(year, first, second), Written(year, second, first)
    if max(first, second) > 12 or min(first, second) < 1:
        return day_first if first > 12 else month_first
    if first == second or date_order == "mdy":
        return month_first
    if date_order == "dmy":
        return day_first
    texts = [_as_text(option) for option in (month_first, day_first)]
    raise Refusal(
        "ambiguous",
        f"{quoted(reading.said('day'))} may be {' or '.join(texts)}",
        *(reading.replacing("day", text) for text in texts),
    )


def _as_text(words: Written) -> str:
    text = f"{words.day} {MONTH_NAMES[words.month - 1]}"
    return text if words.year is None else f"{text} {words.year}"


def _weekday(words: Weekday, today: date, calendar: Calendar) -> date:
    ahead = (words.number - today.weekday()) % 7
    if words.which is Which.THIS:
        return today + timedelta(days=ahead)
    if words.which is Which.COMING:
        return today + timedelta(days=ahead or 7)
    start = calendar.week_start(today) + timedelta(days=7)
    return start + timedelta(days=(words.number - start.weekday()) % 7)


def _dated(words: Dates, today: date) -> date:
    match words:
        case Written():
            return _written(words, today)
        case DayNumber(number):
            return _day_number(number, today)
        case Slashed(first, second, year):
            return _written(Written(year, first, second), today)


def _last_open_day(words: WeekEnd | MonthEnd, today: date, calendar: Calendar) -> date:
    if isinstance(words, WeekEnd):
        return _week_end(today, words.weeks, calendar)
    return _month_end(today, words.months, calendar)


def _week_end(today: date, weeks: int, calendar: Calendar) -> date:
    start = calendar.week_start(today) + timedelta(weeks=weeks)
    for ahead in range(6, -1, -1):
        if calendar.is_open_day(start + timedelta(days=ahead)):
            return start + timedelta(days=ahead)
    return start + timedelta(days=(_FRIDAY - start.weekday()) % 7)


def _month_end(today: date, months: int, calendar: Calendar) -> date:
    following = _later(0, months + 1, today.replace(day=1))
    last = following - timedelta(days=1)
    for back in range(last.day):
        if calendar.is_open_day(last - timedelta(days=back)):
            return last - timedelta(days=back)
    return last


def _written(words: Written, today: date) -> date:
    year = words.year
    if year is None:
        passed = (words.month, words.day) < (today.month, today.day)
        year = today.year + 1 if passed else today.year
    try:
        return date(year, words.month, words.day)
    except ValueError as error:
        if not 1 <= words.month <= 12:
            raise Refusal("invalid", f"There is no month {words.month}") from error
        raise _no_such_date(year, words) from error


def _no_such_date(year: int, words: Written) -> Refusal:
    month = MONTH_NAMES[words.month - 1]
    near = min(max(words.day, 1), 28)
    return Refusal(
        "invalid",
        f"There is no {words.day} {month} in {year}",
        f"{near} {month} {year}",
        f"{near} {month}",
    )


def _day_number(number: int, today: date) -> date:
    if not 1 <= number <= 31:
        raise Refusal("invalid", f"No month has a day {number}", "end of the month")
    first = today.replace(day=1)
    for months in range(_MONTHS_WITHOUT_A_DAY):
        month = _later(0, months, first)
        try:
            day = month.replace(day=number)
        except ValueError:
            continue
        if day >= today:
            return day
    raise Refusal("invalid", f"No month ahead has a day {number}")


def _possible(count: int) -> int:
    if count < 1:
        raise Refusal("invalid", "Business days are counted from one", "next business day")
    if count > _LONGEST_WAIT:
        raise too_far()
    return count


def _later(days: int, months: int, today: date) -> date:
    """Days or months later; a month too short for the day ends on its last one (B19)."""
    if days > _LONGEST_WAIT or months > _LONGEST_WAIT:
        raise too_far()
    if not months:
        return today + timedelta(days=days)
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=months)


def too_far() -> Refusal:
    """Refuse what is further away than any promise (B4)."""
    return Refusal("invalid", "That is more than 5 years away", "in 1 month", "in 2 weeks")
