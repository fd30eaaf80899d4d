"""Putting away what was closed long ago, so that a day's work costs what is open, not the years."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from recover.domain.incident import Incident
from recover.services.desk import Desk

BATCH = 50
"""Incidents that are moved in one go; between two of them others may write."""
AT_ONCE = 100
"""As many as are moved beside something else that was asked for."""


def put_away(
    desk: Desk,
    *,
    rest: timedelta | None = None,
    limit: int | None = None,
    tell: Callable[[int, int], object] | None = None,
) -> list[str]:
    """Move incidents that have come to rest into the archive; gives their ids, the oldest first.

    They are shown, found and reopened as before; whoever adds to one brings it back.

    Args:
        desk: The desk.
        rest: How long nothing has been written in a closed incident; `None` for the setting.
        limit: The most that are moved; `None` for all.
        tell: Told how many of how many are done.

    Raises:
        Failed: It could not be written; what was told as done stays done.
    """
    found = resting(desk, rest=rest)[:limit]
    done: list[str] = []
    for start in range(0, len(found), BATCH):
        with desk.store.exclusive():
            done += _move(desk, found[start : start + BATCH], rest)
        if tell is not None:
            tell(min(start + BATCH, len(found)), len(found))
    return done


def resting(desk: Desk, *, rest: timedelta | None = None) -> list[Incident]:
    """Give the incidents of the open work that have come to rest, the oldest first."""
    return [each for each in desk.incidents() if _is_at_rest(desk, each, rest)]


def tidy(desk: Desk) -> None:
    """Put a few away beside something else; that it fails is no reason for that to fail."""
    from recover.domain.errors import Failed

    try:
        put_away(desk, limit=AT_ONCE)
    except Failed:
        return


def _move(desk: Desk, found: Sequence[Incident], rest: timedelta | None) -> list[str]:
    """Move those to which nothing was added meanwhile; inside the hold."""
    at_hand = {each.id: each for each in desk.incidents()}
    months: dict[str, list[int]] = {}
    moved = []
    for each in found:
        now = at_hand.get(each.id)
        if now is not None and _is_at_rest(desk, now, rest):
            months.setdefault(f"{_ended_at(now).astimezone(UTC):%Y-%m}", []).append(int(now.id))
            moved.append(now.id)
    desk.store.logs.put_away(months)
    return moved


def _is_at_rest(desk: Desk, incident: Incident, rest: timedelta | None) -> bool:
    """Say whether an incident is over, nothing in it is owed, and nobody has written for long."""
    if incident.is_void:
        return _written_at(incident) + _length(desk, rest) <= desk.now()
    if incident.is_open or incident.open_promises:
        return False
    if any(each.is_open for each in incident.follow_ups):
        return False
    return _written_at(incident) + _length(desk, rest) <= desk.now()


def _length(desk: Desk, rest: timedelta | None) -> timedelta:
    return timedelta(days=int(desk.settings.archive_after)) if rest is None else rest


def _written_at(incident: Incident) -> datetime:
    """Give the latest moment of an incident."""
    return max(entry.at for entry in incident.entries)


def _ended_at(incident: Incident) -> datetime:
    """Give when it was closed, or taken back."""
    return incident.closed_at or _written_at(incident)
