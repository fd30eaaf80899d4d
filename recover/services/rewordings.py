"""Saying which names roles stand for, before somebody lets a summary leave."""

from collections.abc import Sequence

from recover.services.client_exporting import Rewording

_IDS = 4
"""How many entries are named for each name."""


def rewording_text(reworded: Sequence[Rewording], most: int) -> str:
    """Write `Raj (a colleague) in 1e7, 1e9; Acme (another client) in 1e9 and 2 more`.

    Args:
        reworded: The entries.
        most: How many names to write out.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for each in reworded:
        for change in each.changes:
            found = places.setdefault(change, [])
            found += [each.id] if each.id not in found else []
    said = [
        f"{written} ({role}) in {', '.join(ids[:_IDS])}{'…' if len(ids) > _IDS else ''}"
        for (written, role), ids in places.items()
    ]
    more = len(said) - most
    return "; ".join(said[:most]) + (f" and {more} more" if more > 0 else "")
