"""Taking back what one did last, one action or several."""

from collections.abc import Sequence
from dataclasses import dataclass

from recover.domain.action import Action
from recover.domain.errors import Refused
from recover.services.changed_since import ChangedSince
from recover.services.desk import Desk
from recover.services.putting_back import Way, put_back

MOST = 20
"""How many actions are listed, and can be taken back in one go."""

__all__ = ["MOST", "ChangedSince", "NothingToUndo", "TakenBack", "undo", "undo_steps"]


class NothingToUndo(Refused):
    """Whoever acts has done nothing, or less than they want, that could be taken back."""

    kind = "nothing_to_undo"


class DoneSince(Refused):
    """Whoever acts has done something, perhaps in another window, since they chose."""

    kind = "done_since"

    def __init__(self, action: Action) -> None:
        super().__init__(
            f"Nothing is changed: what you did last is not what you chose from any more, it is: "
            f"{action.sentence}. Look at the list again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """An action that was taken back, or brought back."""

    action: Action
    stays: tuple[str, ...] = ()
    """What stays as it is, a sentence each: of an import, what is used or was changed since."""

    @property
    def sentence(self) -> str:
        """What was done."""
        return self.action.sentence


def undo(desk: Desk) -> TakenBack:
    """Take back the last action of whoever acts; calling it again takes back the one before.

    An incident's log keeps both the entries and that they were taken back, and so does the list of
    what somebody did.

    Raises:
        NothingToUndo: There is no such action.
        ChangedSince: Somebody has changed the same thing since.
    """
    return undo_steps(desk, 1)[0]


def undo_steps(desk: Desk, steps: int, *, seen: Sequence[Action] = ()) -> list[TakenBack]:
    """Take back the last actions of whoever acts, the newest first: all of them, or none.

    Args:
        desk: The desk.
        steps: How many.
        seen: The actions as they were chosen from, the newest first; empty when nobody saw them.

    Raises:
        NothingToUndo: There are not so many.
        DoneSince: They are not the last ones any more.
        ChangedSince: Somebody has changed the same thing since; nothing is taken back.
    """
    with desk.store.exclusive():
        found = [each for each in desk.store.actions.of(desk.who.key) if each.undone_at is None]
        if len(found) < steps or not found:
            raise NothingToUndo(_too_many(len(found), "take back"))
        check_seen(found, seen)
        done = take_steps(desk, found[:steps], Way.BACK)
        for each in done:
            desk.store.actions.note_undone(each.action, desk.recorded())
    _forget_settings(desk)
    return done


def take_steps(desk: Desk, actions: Sequence[Action], way: Way) -> list[TakenBack]:
    """Take actions back, or bring them back, in this order; called inside the hold.

    Raises:
        ChangedSince: One of them cannot be; names it.
    """
    done: list[TakenBack] = []
    for step, action in enumerate(actions, start=1):
        try:
            stays = put_back(desk, action, way)
        except ChangedSince as error:
            if len(actions) == 1:
                raise ChangedSince(f"Not {way} ({action.sentence}): {error}") from None
            raise ChangedSince(
                f"Nothing is {way}: step {step} of {len(actions)} ({action.sentence}) stands in "
                f"the way. {str(error)[:1].upper()}{str(error)[1:]}"
            ) from None
        done.append(TakenBack(action=action, stays=tuple(stays)))
    return done


def check_seen(found: Sequence[Action], seen: Sequence[Action]) -> None:
    """Refuse to change what was not chosen.

    Raises:
        DoneSince: The actions that would be changed are not the ones that were seen.
    """
    if [each.place for each in found[: len(seen)]] != [each.place for each in seen]:
        raise DoneSince(found[0])


def _too_many(there: int, verb: str) -> str:
    """Say that there is nothing, or not so much."""
    if not there:
        return f"There is nothing of yours to {verb}."
    return (
        f"There are only {there} actions of yours to {verb}: `recover undo --list` shows them."
        if there > 1
        else f"There is only one action of yours to {verb}: `recover undo --list` shows it."
    )


def _forget_settings(desk: Desk) -> None:
    """Forget in the settings who acts, where that person was taken back."""
    remembered = desk.settings.person
    if remembered and all(each.key != remembered for each in desk.store.people()):
        desk.forget_who()
