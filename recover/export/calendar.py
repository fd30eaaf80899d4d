"""An iCalendar file (RFC 5545), through the `icalendar` library."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from recover.domain.calendar_event import CalendarEvent
from recover.domain.text import printable
from recover.domain.zones import zone

PRODUCT = "-//recover//recover//EN"
"""What the files we write say they are made by (RFC 5545 3.7.3)."""


def calendar_as_ics(events: Iterable[CalendarEvent], now: datetime) -> str:
    """Write events as one calendar, each with one alarm at most, its zones with it.

    Args:
        events: In any order; their texts are made safe here.
        now: The moment the file is made; aware.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "recover")
    dates = [now.date()]
    for event in events:
        calendar.add_component(_event(event, now))
        dates.append(event.at.date())
    one_year = timedelta(days=366)  # so that each zone has both its offsets
    calendar.add_missing_timezones(min(dates) - one_year, max(dates) + one_year)
    return str(calendar.to_ical(), "utf-8")


def _event(event: CalendarEvent, now: datetime):  # type: ignore[no-untyped-def] # the library's own
    """Write one event."""
    from icalendar import Event

    written = Event()
    written.add("uid", event.uid)
    written.add("sequence", event.sequence)
    written.add("dtstamp", now.astimezone(UTC))
    written.add("dtstart", event.at.astimezone(zone(event.zone)))
    written.add("summary", printable(event.summary))
    if event.description:
        written.add("description", printable(event.description, one_line=False))
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    written.add("transp", "TRANSPARENT")
    if event.alarm is not None and not event.is_cancelled:
        written.add_component(_alarm(event, event.alarm))
    return written


def _alarm(event: CalendarEvent, at: datetime):  # type: ignore[no-untyped-def] # the library's own
    """Write the alarm of an event, relative to its beginning."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(event.summary))
    alarm.add("trigger", at.astimezone(UTC) - event.at.astimezone(UTC))
    return alarm
