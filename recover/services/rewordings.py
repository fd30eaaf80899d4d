"""Saying which names roles stand for, before somebody lets a summary leave."""

from collections.abc import Sequence

from recover.services.client_exporting import Rewording


def rewording_text(reworded: Sequence[Rewording], most: int) -> str:
    """Write `1e7 Raj: a colleague; 1e9 Acme: another client and 2 more`, each name once.

    Args:
        reworded: The entries.
        most: How many names to write out.
    """
    names = [(f"{each.id} {written}", role) for each in reworded for written, role in each.changes]
    said = [f"{name} is {role}" for name, role in dict(names).items()]
    more = len(said) - most
    return "; ".join(said[:most]) + (f" and {more} more" if more > 0 else "")
