"""The end-of-day walk over every open promise and every offer without an answer."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from recover.domain.absence import at_work
from recover.domain.calendar import Calendar
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.promise import Promise
from recover.domain.review import Answer, Review, needs_step, next_at_work
from recover.services.desk import Desk
from recover.services.finding import person_of
from recover.services.handovers import Offer, offers_waiting
from recover.services.looking import promise_lines
from recover.services.walk_actions import remember_answer, remember_clear

AGAIN = ("left",)
"""Answers that are asked for once more as long as the item keeps the day from being clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseItem:
    """An open promise of the walk."""

    promise: Promise
    incident: Incident
    account: str
    """The account's name, or `unknown caller`."""
    needs_step: bool
    """Whether it keeps the day from being clear."""
    back_at: datetime | None
    """When its owner is next at work, UTC."""
    answer: str | None
    """What was said to it today; `None` for nothing yet."""

    @property
    def id(self) -> str:
        """That of the promise."""
        return self.promise.id

    @property
    def is_done(self) -> bool:
        """Whether the walk passes it by."""
        return self.answer is not None and not (self.needs_step and self.answer in AGAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferItem:
    """An offer to whoever walks that has no answer yet."""

    offer: Offer
    answer: str | None
    """What was said to it today; `None` for nothing yet."""

    @property
    def id(self) -> str:
        """That of the first handover."""
        return self.offer.first.id

    @property
    def is_done(self) -> bool:
        """Whether the walk passes it by."""
        return self.answer is not None


Item = PromiseItem | OfferItem


class NotClear(Refused):
    """Promises are due before their owners are next at work, and nothing is planned about them."""

    kind = "not_clear"


def review_items(desk: Desk, *, team: bool | None = None) -> list[Item]:
    """List what the walk asks about, soonest first: also what was answered today.

    Args:
        desk: The desk.
        team: Everybody's promises, or one's own; `None` for the team's if whoever acts leads it.
    """
    everybody = desk.who.lead if team is None else team
    review = todays_review(desk)
    known = {each.key for each in desk.store.people()}
    hours: dict[str, Calendar] = {}
    items: list[Item] = []
    for line in promise_lines(desk):
        owner = line.promise.owner
        if not everybody and owner != desk.who.key and owner in known:
            continue
        calendar = hours.setdefault(owner, _hours(desk, owner))
        items.append(
            PromiseItem(
                promise=line.promise,
                incident=line.incident,
                account=line.account,
                needs_step=needs_step(line.promise, calendar, desk.now()),
                back_at=next_at_work(calendar, desk.now()),
                answer=review.word_for(line.promise.id),
            )
        )
    items += [
        OfferItem(offer=each, answer=review.word_for(each.first.id))
        for each in offers_waiting(desk, to=desk.who.key)
    ]
    return sorted(items, key=_moment)


def left_to_ask(items: list[Item]) -> list[Item]:
    """Give the items that the walk still asks about."""
    return [each for each in items if not each.is_done]


def note_answer(desk: Desk, item_id: str, word: str) -> Review:
    """Keep what was said to an item, so that the walk can be left and taken up again."""
    with desk.store.exclusive():
        before = todays_review(desk)
        answer = Answer(item=item_id, word=word, at=desk.now())
        after = replace(before, answers=(*before.answers, answer), cleared_at=None)
        desk.store.records.save_review(after)
        remember_answer(desk, before, answer)
    return after


def mark_clear(desk: Desk, *, team: bool | None = None) -> Review:
    """Mark the day clear, and keep the record of it.

    Raises:
        NotClear: Promises are due before their owners are next at work, with nothing planned;
            `candidates` has their ids.
    """
    with desk.store.exclusive():
        held = blocking(review_items(desk, team=team))
        if held:
            raise NotClear(_why_not(held), candidates=[each.id for each in held])
        before = todays_review(desk)
        after = replace(before, cleared_at=desk.now())
        desk.store.records.save_review(after)
        remember_clear(desk, before, after)
    return after


def blocking(items: list[Item]) -> list[PromiseItem]:
    """Give the promises that keep the day from being clear, soonest first."""
    return [each for each in items if isinstance(each, PromiseItem) and each.needs_step]


def todays_review(desk: Desk) -> Review:
    """Give the walk of today on the calendar of whoever acts, begun or not."""
    day = today_of(desk)
    return desk.store.records.review(desk.who.key, day) or Review(person=desk.who.key, day=day)


def today_of(desk: Desk) -> date:
    """Give the date it is on the calendar of whoever acts."""
    return desk.who.calendar.local(desk.now()).date()


def _hours(desk: Desk, owner: str) -> Calendar:
    """Give the hours of an owner; those of whoever acts for somebody not on record."""
    return at_work(person_of(desk, owner) or desk.who, desk.now())


def _moment(item: Item) -> tuple[datetime, str]:
    """Sort key: what is due soonest first."""
    if isinstance(item, PromiseItem):
        return item.promise.due, item.id
    return item.offer.first_due or item.offer.first.answer_by, item.id


def _why_not(held: list[PromiseItem]) -> str:
    """Say what keeps the day from being clear."""
    named = ", ".join(
        f"{each.id} (due {moment(each.promise.due, each.promise.zone)})" for each in held[:3]
    )
    more = f" and {len(held) - 3} more" if len(held) > 3 else ""
    one = len(held) == 1
    return (
        f"The day is not clear: {named}{more} {'is' if one else 'are'} due before "
        f"{'its owner is' if one else 'their owners are'} next at work and "
        f"{'has' if one else 'have'} no next step. "
        f'`recover next {held[0].id} "..." --by PHRASE` sets one.'
    )
