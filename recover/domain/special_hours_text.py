"""Hours of single dates as people write them: `2026-12-24 09:00-12:00, 2026-12-31 closed`."""

import re
from collections.abc import Mapping

from recover.domain.hours_text import HoursNotUnderstood, describe_hours, parse_hours
from recover.domain.written import read_date

_BEFORE_A_DATE = r"\s*[,;]\s*(?=[0-9]{4}-)"


def parse_special_hours(text: str) -> dict[str, list[list[str]]]:
    """Read the hours of single dates; they replace the weekday's hours and any holiday (A1).

    Returns:
        For each date its intervals, as `Calendar.from_mapping` takes them under `special_hours`;
        none for `closed`. Nothing for an empty text.

    Raises:
        NotRead: A date is written in another way, or there is none such.
        HoursNotUnderstood: A date has no hours, or they make no sense.
    """
    found = {}
    for part in filter(None, re.split(_BEFORE_A_DATE, text.strip())):
        day, _, hours = part.strip().partition(" ")
        if not hours.strip():
            raise HoursNotUnderstood(part, "there are no hours after the date", f"{day} closed")
        date = f"{read_date(day)}"
        if date in found:
            raise HoursNotUnderstood(text, f"{date} is there twice", f"{date} {hours.strip()}")
        found[date] = parse_hours(f"mon {hours}")["mon"]
    return found


def describe_special_hours(special: Mapping[str, object]) -> str:
    """Write hours of single dates so that `parse_special_hours` reads them back."""
    return ", ".join(f"{day} {_hours(intervals)}" for day, intervals in sorted(special.items()))


def _hours(intervals: object) -> str:
    """Write the intervals of one date."""
    text = describe_hours({"mon": intervals})
    return {"never": "closed"}.get(text, text.removeprefix("mon "))
