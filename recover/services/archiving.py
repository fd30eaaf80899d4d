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
            done += _move(desk, found[start : start + BATCH])
        if tell is not None:
            tell(min(start + BATCH, len(found)), len(found))
    return done


def resting(desk: Desk, *, rest: timedelta | None = None) -> list[Incident]:
    """Give the incidents of the open work that have come to rest, the oldest first.

    One has when it is closed, or its opening was taken back, nothing in it is owed or planned, and
    nobody has written in it for so long. Only those that are quiet are worked out.
    """
    length = timedelta(days=int(desk.settings.archive_after)) if rest is None else rest
    return [each for each in desk.store.logs.quiet_since(desk.now() - length) if _is_over(each)]


def tidy(desk: Desk) -> None:
    """Put a few away beside something else; that it fails is no reason for that to fail."""
    from recover.domain.errors import Failed

    try:
        put_away(desk, limit=AT_ONCE)
    except Failed:
        return


def _move(desk: Desk, found: Sequence[Incident]) -> list[str]:
    """Move those to which nothing was added meanwhile; inside the hold."""
    chosen = [each for each in found if desk.store.logs.is_as_given(each)]
    months: dict[str, list[int]] = {}
    for each in chosen:
        months.setdefault(f"{_ended_at(each).astimezone(UTC):%Y-%m}", []).append(int(each.id))
    desk.store.logs.put_away(months)
    return [each.id for each in chosen]


def _is_over(incident: Incident) -> bool:
    """Say whether an incident is over, and nothing in it is owed or planned."""
    if incident.is_void:
        return True
    is_watched = any(each.is_open for each in incident.follow_ups)
    return not (incident.is_open or incident.open_promises or is_watched)


def _ended_at(incident: Incident) -> datetime:
    """Give when it was closed, or taken back."""
    return incident.closed_at or max(entry.at for entry in incident.entries)
