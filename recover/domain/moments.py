"""How one moment, and the time until it, are written for people (`deadlines.md` B24)."""

from datetime import UTC, date, datetime, timedelta

from recover.domain.zones import abbreviations, zone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(instant: datetime, zone_key: str, *, read_in: int | None = None) -> str:
    """Write a moment on a zone's clock: `Tue 24 Nov 2026 09:00 CST`.

    Args:
        instant: The moment; timezone-aware.
        zone_key: The IANA key of the clock.
        read_in: The year in which it may be read again as a phrase, if it may: then it is written
            so that it can mean no other moment. Seconds are shown where there are any, and the
            offset stands for an abbreviation that would not say enough (`zone_text`).
    """
    local = instant.astimezone(zone(zone_key))
    return f"{day(local)} {_clock(local, read_in)} {zone_text(local, zone_key, read_in)}"


def day(local: date) -> str:
    """Write a date with its weekday: `Tue 24 Nov 2026`."""
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year:04}"


def zone_text(local: datetime, zone_key: str, read_in: int | None = None) -> str:
    """Name the offset of a local moment: `CST`, or `UTC+05:45` where the name is a number.

    With *read_in*, also the offset of the second of two equal wall times, and where the zone's
    clock does not show that abbreviation in the year *read_in*, since it would be taken for
    another place's (B2).
    """
    name = local.tzname() or ""
    if not name.isalpha():
        return offset_text(local)
    if read_in is not None and (local.fold or name.lower() not in abbreviations(zone_key, read_in)):
        return offset_text(local)
    return name


def offset_text(local: datetime) -> str:
    """Write the offset of a local moment: `UTC+05:45`."""
    minutes = int((local.utcoffset() or timedelta(0)).total_seconds()) // 60
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def in_both(
    instant: datetime,
    client_zone: str,
    owner_zone: str,
    *,
    read_in: int | None = None,
    whose: str = "you",
) -> str:
    """Write a moment on the client's clock, then on ours, or that of one of us by name.

    `Tue 24 Nov 2026 09:00 CST (client, America/Chicago) = 07:00 PST (you)`; our date too where it
    differs.
    """
    client = instant.astimezone(zone(client_zone))
    owner = instant.astimezone(zone(owner_zone))
    ours = f"{_clock(owner, read_in)} {zone_text(owner, owner_zone, read_in)}"
    if owner.date() != client.date():
        ours = f"{day(owner)} {ours}"
    theirs = moment(instant, client_zone, read_in=read_in)
    return f"{theirs} (client, {client_zone}) = {ours} ({whose})"


def _clock(local: datetime, read_in: int | None) -> str:
    return f"{local:%H:%M:%S}" if read_in is not None and local.second else f"{local:%H:%M}"


def span(length: timedelta, *, parts: int = 3) -> str:
    """Write a length of time: `18 h`, `13 h 58 min`, `2 d 11 h 30 min`.

    Args:
        length: The time; its sign is not written, and what is less than a minute is cut.
        parts: How many units, from the largest one, to write at most; the rest is cut.
    """
    minutes = int(abs(length) / timedelta(minutes=1))
    counted = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    written = [f"{count} {unit}" for count, unit in counted if count]
    return " ".join(written[:parts]) or "0 min"


def distance(instant: datetime, now: datetime, *, parts: int = 3) -> str:
    """Say how far off a moment is: `in 13 h 58 min`, or `overdue 2 d 11 h` once it is over."""
    left = instant.astimezone(UTC) - now.astimezone(UTC)
    return f"{'overdue' if left < timedelta(0) else 'in'} {span(left, parts=parts)}"
