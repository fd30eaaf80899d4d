"""Bringing back what was taken back last, as long as nothing was done since."""

from collections.abc import Sequence

from recover.domain.action import Action
from recover.domain.errors import Refused
from recover.services.desk import Desk
from recover.services.putting_back import Way
from recover.services.undoing import TakenBack, check_seen, take_steps


class NothingToRedo(Refused):
    """Whoever acts has taken nothing back, or has done something since."""

    kind = "nothing_to_redo"


def redo(desk: Desk) -> TakenBack:
    """Bring back what whoever acts took back last; calling it again brings back the one before.

    Entries of a log count again, where and when they were written; the log says so.

    Raises:
        NothingToRedo: There is no such action, or they have done something since.
        ChangedSince: Somebody has changed the same thing since.
    """
    return redo_steps(desk, 1)[0]


def redo_steps(desk: Desk, steps: int, *, seen: Sequence[Action] = ()) -> list[TakenBack]:
    """Bring back what whoever acts took back last: all of it, or nothing.

    Args:
        desk: The desk.
        steps: How many actions.
        seen: The actions as they were chosen from; empty when nobody saw them.

    Raises:
        NothingToRedo: There are not so many, or they have done something since.
        DoneSince: They are not the ones that would be brought back any more.
        ChangedSince: Somebody has changed the same thing since; nothing is brought back.
    """
    with desk.store.exclusive():
        actions = desk.store.actions.of(desk.who.key)
        found = redoable(actions)
        if len(found) < steps or not found:
            raise NothingToRedo(_why_not(actions, found))
        check_seen(found, seen)
        done = take_steps(desk, found[:steps], Way.AGAIN)
        for each in done:
            desk.store.actions.note_redone(each.action, desk.recorded())
    return done


def redoable(actions: Sequence[Action]) -> list[Action]:
    """Choose from somebody's actions those that can be brought back, the first one to go first.

    What was done after an action was taken back stands in its way, also when that was taken back
    itself: it would come back into another story.
    """
    newest = max((each.order for each in actions), default=0)
    found = [each for each in actions if each.undone_at is not None and each.undone_order > newest]
    return sorted(found, key=lambda each: each.undone_order, reverse=True)


def _why_not(actions: Sequence[Action], found: Sequence[Action]) -> str:
    """Say why nothing, or not so much, can be brought back."""
    if found:
        many = "only one action" if len(found) == 1 else f"only {len(found)} actions"
        return f"There is {many} to bring back: `recover undo --list` shows what was taken back."
    if any(each.undone_at is not None for each in actions):
        return (
            "Nothing can be brought back: you have done something since, "
            f"the last of it: {actions[0].sentence}."
        )
    return "There is nothing of yours to bring back: nothing was taken back."
