"""Doing several things as one action: what was done in one go comes back in one go."""

from contextlib import AbstractContextManager

from recover.services.desk import Desk


def in_one_go(
    desk: Desk, sentence: str, *, is_import: bool = False
) -> AbstractContextManager[None]:
    """Make one action of all that is done inside, which stands inside a hold of the book.

    Args:
        desk: The desk.
        sentence: What is done, for `recover undo`; where such blocks stand inside one another, the
            outermost one says it.
        is_import: Whether taking it back leaves what is used or was changed since, and says so.
    """
    return desk.store.actions.in_one_go(
        desk.who.key, desk.recorded(), sentence, is_import=is_import
    )
