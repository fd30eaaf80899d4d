"""Moments as the screens write them: short, the client's clock first."""

from datetime import datetime, timedelta

from recover.domain.moments import day, distance, zone_text
from recover.domain.zones import zone
from recover.services.desk import Desk

_A_WEEK_LESS_A_DAY = 6


def short_moment(instant: datetime, zone_key: str, now: datetime) -> str:
    """Write a moment on a zone's clock: `today 20:00 CDT`, `Fri 08:00 PDT`, `22 Jan 10:00 CST`.

    The weekday stands for the next six days; the year is written when it is not this one.
    """
    clock = zone(zone_key)
    local, today = instant.astimezone(clock), now.astimezone(clock).date()
    days = (local.date() - today).days
    weekday, number, month, year = day(local).split()
    if days == 0:
        date = "today"
    elif 0 < days <= _A_WEEK_LESS_A_DAY:
        date = weekday
    else:
        date = f"{number} {month}" if local.year == today.year else f"{number} {month} {year}"
    return f"{date} {local:%H:%M} {zone_text(local, zone_key)}"


def since_text(instant: datetime, zone_key: str, now: datetime) -> str:
    """Write since when something is so; of another year, the date is enough."""
    local = instant.astimezone(zone(zone_key))
    if local.year == now.astimezone(zone(zone_key)).year:
        return short_moment(instant, zone_key, now)
    return " ".join(day(local).split()[1:])


def due_text(due: datetime, zone_key: str, now: datetime) -> str:
    """Write when something is due, or for how long it is overdue."""
    if now > due:
        return distance(due, now, parts=2) if now - due >= timedelta(minutes=1) else "overdue"
    return short_moment(due, zone_key, now)


def due_line(due: datetime, zone_key: str, desk: Desk) -> str:
    """Write when something is due, on both clocks, and how far off that is."""
    both = both_clocks(due, zone_key, desk.who.calendar.zone)
    return f"due {both}, {distance(due, desk.now(), parts=2)}"


def both_clocks(instant: datetime, client_zone: str, own_zone: str) -> str:
    """Write a moment in full on the client's clock, then on ours.

    `Fri 23 Oct 08:00 PDT (client) = 11:00 EDT (you)`; our day too where it is another one.
    """
    client, own = instant.astimezone(zone(client_zone)), instant.astimezone(zone(own_zone))
    theirs = f"{_day(client)} {client:%H:%M} {zone_text(client, client_zone)}"
    ours = f"{own:%H:%M} {zone_text(own, own_zone)}"
    if own.date() != client.date():
        ours = f"{_day(own)} {ours}"
    return f"{theirs} (client) = {ours} (you)"


def _day(local: datetime) -> str:
    """Write a date without its year."""
    return " ".join(day(local).split()[:3])
