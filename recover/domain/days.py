"""Days and clock times in the short form that screens use."""

from datetime import date, datetime

from recover.domain.moments import day as long_day
from recover.domain.moments import zone_text
from recover.domain.zones import zone


def short_day(day: date) -> str:
    """Write a date without weekday and year: `22 Jan`."""
    return " ".join(long_day(day).split()[1:3])


def wall_time(instant: datetime, zone_key: str) -> str:
    """Write the time of an aware moment on a zone's clock: `17:12 PDT`."""
    local = instant.astimezone(zone(zone_key))
    return f"{local:%H:%M} {zone_text(local, zone_key)}"
