"""Putting the record of a walk, and what somebody hears of an item, back or again."""

from dataclasses import replace

from recover.domain.action import QuietChanged, ReviewChanged
from recover.domain.review import Review
from recover.services.changed_since import ChangedSince
from recover.services.desk import Desk


def put_review(desk: Desk, target: ReviewChanged, *, again: bool) -> None:
    """Take an answer of a walk, and whether the day is clear, back or up again."""
    records = desk.store.records
    found = records.review(target.person, target.day)
    review = found or Review(person=target.person, day=target.day)
    here, wanted = target.cleared_after, target.cleared_before
    if again:
        here, wanted = wanted, here
    if review.cleared_at != here:
        raise ChangedSince("the walk of that day went on since.")
    answers = list(review.answers)
    if target.answer is not None and again:
        answers.append(target.answer)
    elif target.answer in answers:
        answers.remove(target.answer)
    records.save_review(replace(review, answers=tuple(answers), cleared_at=wanted))


def put_quiet(desk: Desk, target: QuietChanged, *, again: bool) -> None:
    """Speak of an item, or keep quiet of it, as before; what was said of it stays said."""
    here, wanted = target.after, target.before
    if again:
        here, wanted = wanted, here
    now = desk.store.records.spoken(here.person).get(here.item)
    if now is None or (now.quiet_until, now.stopped) != (here.quiet_until, here.stopped):
        raise ChangedSince(
            f"you were reminded of {here.item} since, or chose anew what you hear of it."
        )
    desk.store.records.save_spoken(
        replace(now, quiet_until=wanted.quiet_until, stopped=wanted.stopped)
    )
