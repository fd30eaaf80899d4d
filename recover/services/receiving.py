"""What speaks against handing work to somebody, said before the offer is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from recover.domain.absence import absence, at_work
from recover.domain.dependence import opening
from recover.domain.moments import moment
from recover.domain.person import Person
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handing_matters import Matter


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
    away = absence(to, desk.now(), person_name(desk, to.cover) if to.cover else "")
    found: list[Caution] = []
    if away:
        found.append(Caution(code="receiver_away", text=f"{to.name} is {away}."))
    found += _dues(desk, to, matters)
    found += _answer(desk, to, matters, answer_by)
    return tuple(found)


def _dues(desk: Desk, to: Person, matters: Iterable[Matter]) -> Iterator[Caution]:
    """Name the due moments that the receiver's hours do not cover."""
    hours = at_work(to, desk.now())
    for matter in matters:
        for promise in matter.promises:
            if promise.due > desk.now() and not hours.keeps(promise.due):
                there = moment(promise.due, promise.zone)
                here = moment(promise.due, to.calendar.zone)
                clock = f", {here} there" if there != here else ""
                text = f"{to.name} is not at work when {promise.id} is due: {there}{clock}."
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
