"""The all-day events of an iCalendar file (RFC 5545), read as holidays.

Only what a list of holidays needs: `DTSTART`, `DTEND` or `DURATION`, `SUMMARY` and `STATUS` of each
`VEVENT`. Whatever would need more than that is a problem with its line, never a guess.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from recover.domain.checking import Findings
from recover.domain.holidays import Holiday

LONGEST = 62
"""Days one event may last; a longer one is no holiday but a mistake, or a season."""

_Event = dict[str, tuple[str, int]]
"""The value and the line of each property; the first of a name counts."""


def read_events(text: str, findings: Findings) -> Iterator[Holiday]:
    """Give a holiday for each day of each all-day event, noting what could not be read."""
    event: _Event | None = None
    begun = 0
    for line, name, value in _properties(text):
        marker = (name, value.strip().upper())
        if marker == ("BEGIN", "VEVENT"):
            event, begun = {}, line
        elif marker == ("END", "VEVENT") and event is not None:
            yield from _days(event, begun, findings)
            event = None
        elif event is not None:
            event.setdefault(name, (value, line))
    if event is not None:
        findings.add((f"line {begun}",), "the event never ends", "the file may have been cut off")


def _properties(text: str) -> Iterator[tuple[int, str, str]]:
    """Give line, name and value of each property; long ones are folded over several lines."""
    unfolded: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and unfolded:
            first, start = unfolded[-1]
            unfolded[-1] = (first, start + line[1:])
        else:
            unfolded.append((number, line))
    for number, line in unfolded:
        # A parameter in quotes may hold the colon that otherwise ends the parameters.
        found = re.match(r'([A-Za-z0-9-]+)((?:"[^"]*"|[^":])*):(.*)', line)
        if found:
            yield number, found[1].upper(), found[3]


def _days(event: _Event, begun: int, findings: Findings) -> Iterator[Holiday]:
    """Give a holiday for each day of one event."""
    if event.get("STATUS", ("", 0))[0].strip().upper() == "CANCELLED":
        return
    value, line = event.get("DTSTART", ("", begun))
    first = _date(value)
    if first is None:
        right = "give it a DTSTART such as DTSTART;VALUE=DATE:20261126"
        findings.add((f"line {line}",), "the event is not a day of the calendar", right)
        return
    length = _length(event, first)
    if length is None or not 1 <= length <= LONGEST:
        wrong = f"the event does not last 1 to {LONGEST} days"
        findings.add((f"line {line}",), wrong, "correct its DTEND")
        return
    for rule in ("RRULE", "RDATE"):
        if rule in event:
            wrong = f"the event repeats, and only {first} was taken"
            right = "export the later ones as events of their own"
            findings.add((f"line {event[rule][1]}",), wrong, right)
    name = _unescaped(event.get("SUMMARY", ("", 0))[0])
    for later in range(length):
        yield Holiday(first + timedelta(days=later), name)


def _length(event: _Event, first: date) -> int | None:
    """Count the days of an event; `None` when its end cannot be read."""
    if "DTEND" in event:
        end = _date(event["DTEND"][0])
        # Some programs write the same day as the end of a day, instead of the next one.
        return None if end is None else max((end - first).days, 1 if end == first else 0)
    if "DURATION" in event:
        found = re.fullmatch(r"\+?P([0-9]{1,3})([DW])", event["DURATION"][0].strip().upper())
        return int(found[1]) * (7 if found[2] == "W" else 1) if found else None
    return 1


def _date(value: str) -> date | None:
    """Read a date, or a moment at midnight as the date it begins; `None` for anything else."""
    found = re.fullmatch(r"([12][0-9]{3})([0-9]{2})([0-9]{2})(?:T000000Z?)?", value.strip().upper())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _unescaped(value: str) -> str:
    """Undo the escaping of a text, on one line."""
    plain = re.sub(r"\\([\\;,nN])", lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(plain.split())
