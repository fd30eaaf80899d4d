"""What speaks against handing work to somebody, said before the offer is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recover.domain.absence import absence, at_work
from recover.domain.dependence import opening
from recover.domain.moments import moment
from recover.domain.person import Person
from recover.domain.plan import Obstacle
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handing_matters import Matter
from recover.services.promising import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One reason why somebody may not be able to take work over."""

    code: str
    """`receiver_away`, `outside_receiver_hours`, `answer_outside_hours` or `answer_after_due`."""
    text: str
    """One sentence."""


def cautions_about(
    desk: Desk, to: Person, matters: Sequence[Matter], answer_by: datetime
) -> tuple[Caution, ...]:
    """Say what speaks against a receiver, worst first.

    Args:
        desk: The desk.
        to: Who is to take the work over.
        matters: What would be offered.
        answer_by: Until when they would have to answer; aware.
    """
    found = (_away(desk, to), _dues(desk, to, matters), _answer(desk, to, matters, answer_by))
    return tuple(each for part in found for each in part)


def with_receiver(desk: Desk, preview: Preview, to: Person | None) -> Preview:
    """Add to what could stop a promise that whoever it will be offered to cannot be there.

    Args:
        desk: The desk.
        preview: What the promise would mean.
        to: Who it will be offered to; `None` for nobody.
    """
    if to is None:
        return preview
    due = preview.deadline.due
    found = [*_away(desk, to), *_hours(desk, to, "it", due, preview.deadline.zone)]
    more = tuple(Obstacle(code=each.code, text=each.text, at=due) for each in found)
    weighed = preview.feasibility
    return replace(preview, feasibility=replace(weighed, obstacles=(*weighed.obstacles, *more)))


def _away(desk: Desk, to: Person) -> Iterator[Caution]:
    """Say until when somebody is away, and who covers."""
    away = absence(to, desk.now(), person_name(desk, to.cover) if to.cover else "")
    if away:
        yield Caution(code="receiver_away", text=f"{to.name} is {away}.")


def _dues(desk: Desk, to: Person, matters: Iterable[Matter]) -> Iterator[Caution]:
    """Name the due moments that the receiver's hours do not cover."""
    for matter in matters:
        for promise in matter.promises:
            if promise.due > desk.now():
                yield from _hours(desk, to, promise.id, promise.due, promise.zone)


def _hours(desk: Desk, to: Person, name: str, due: datetime, zone_key: str) -> Iterator[Caution]:
    """Say that somebody is not at work at a due moment, on both clocks."""
    if at_work(to, desk.now()).keeps(due):
        return
    there, here = moment(due, zone_key), moment(due, to.calendar.zone)
    clock = f", {here} there" if there != here else ""
    text = f"{to.name} is not at work when {name} is due: {there}{clock}."
    yield Caution(code="outside_receiver_hours", text=text)


def _answer(
    desk: Desk, to: Person, matters: Iterable[Matter], answer_by: datetime
) -> Iterator[Caution]:
    """Say when an answer cannot be had in time, or only after something is due."""
    opens = opening(at_work(to, desk.now()), desk.now())
    if opens is None or opens > answer_by:
        when = f" (they open {moment(opens, to.calendar.zone)})" if opens else ""
        text = f"{to.name} is not at work before the answer is due{when}."
        yield Caution(code="answer_outside_hours", text=text)
    for matter in matters:
        for promise in matter.promises:
            if desk.now() < promise.due < answer_by:
                when = moment(promise.due, promise.zone)
                text = f"{promise.id} is due {when}, before the answer is."
                yield Caution(code="answer_after_due", text=text)
