"""Moments and lengths of time in the JSON that scripts rely on."""

from datetime import datetime, timedelta

from recover.domain.zones import zone


def stamp(instant: datetime | None, zone_key: str) -> str | None:
    """Write a moment on the clock of a zone; `None` stays `None`."""
    return None if instant is None else instant.astimezone(zone(zone_key)).isoformat()


def hours(length: timedelta | None) -> float | None:
    """Give a length of time in hours, to a hundredth; `None` stays `None`."""
    return None if length is None else round(length / timedelta(hours=1), 2)
