"""Moments as the files hold them."""

from datetime import UTC, datetime


def moment_to_text(moment: datetime) -> str:
    """Write an aware moment in UTC (`2026-10-23T00:10:00Z`), a naive one as it stands."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
