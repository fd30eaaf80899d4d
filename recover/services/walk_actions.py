"""What is said in the end-of-day walk, as actions that can be taken back."""

from recover.domain.action import Action, EntriesWritten, ReviewChanged, Several
from recover.domain.review import Answer, Review
from recover.services.desk import Desk

_ALONE = ("left", "stands")
"""Answers that change nothing but the walk; any other was given by doing something."""


def remember_answer(desk: Desk, before: Review, answer: Answer) -> None:
    """Keep an answer as an action, or as part of what was done about the item just before."""
    change = ReviewChanged(
        person=before.person,
        day=before.day,
        answer=answer,
        cleared_before=before.cleared_at,
        cleared_after=None,
    )
    sentence = f"said of {answer.item} in the walk: {answer.word}"
    action = Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=change)
    done = None if answer.word in _ALONE else _just_done(desk, answer.item)
    if done is None:
        desk.store.actions.remember(action)
    else:
        desk.store.actions.join(action, done)


def remember_clear(desk: Desk, before: Review, after: Review) -> None:
    """Keep as an action that the day was marked clear."""
    change = ReviewChanged(
        person=before.person,
        day=before.day,
        answer=None,
        cleared_before=before.cleared_at,
        cleared_after=after.cleared_at,
    )
    desk.store.actions.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence="marked the day clear", target=change)
    )


def _just_done(desk: Desk, item: str) -> Action | None:
    """Give what whoever acts did last, if it was done about the incident of an item."""
    last = next((each for each in desk.store.actions.of(desk.who.key)), None)
    if last is None or last.undone_at is not None:
        return None
    incident = item.partition("p")[0].partition("h")[0]
    target = last.target
    parts = target.parts if isinstance(target, Several) else (target,)
    about = (each.incident for each in parts if isinstance(each, EntriesWritten))
    return last if incident in about else None
