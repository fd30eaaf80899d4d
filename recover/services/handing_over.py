"""Offering work to somebody; it stays the sender's until it is accepted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recover.domain.errors import Refused
from recover.domain.handing import Offered
from recover.domain.handover import Brief, Handover, default_answer_by
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.text import clean, clean_line
from recover.services.briefing import brief_of
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.handing_matters import Matter, Subject, matters_of
from recover.services.lending import back_at, check_loans, own_moment
from recover.services.receiving import Caution, cautions_about
from recover.services.writing import Decide, Line, write_several


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverWish:
    """What somebody is about to offer; what is empty is filled in from the log."""

    to: str
    """Key or part of a name of one of us."""
    answer_by: str = ""
    """Until when to answer, as it is said, on the clock of whoever offers."""
    until: str = ""
    """When it comes back, as it is said; a day alone means the morning of that day."""
    severity: str = ""
    summary: str = ""
    contingency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An offer before it is made."""

    to: Person
    sender: str
    """The person key of whoever owns the work until it is accepted."""
    account: bool
    matters: tuple[Matter, ...]
    """At least one: what is offered in each incident."""
    briefs: tuple[Brief, ...]
    """One for each of them; the score counts the read-back that is still to come."""
    answer_by: datetime
    """UTC."""
    until: datetime | None
    """UTC."""
    cautions: tuple[Caution, ...]
    """What speaks against this receiver, worst first."""
    left_out: tuple[str, ...]
    """The ids of promises that are on offer to somebody already."""


class ToSelf(Refused):
    """It would go to whoever has it."""

    kind = "to_self"


def prepare_handover(
    desk: Desk, subject: str, wish: HandoverWish, *, sender: str | None = None
) -> Prepared:
    """Say what an offer would be if it were made now; writes nothing.

    Args:
        desk: The desk.
        subject: An incident (`12`), a promise (`12p1`), an account, or `all` that is mine.
        wish: To whom, and what the sender says.
        sender: The person key of whose work it is; `None` for that of whoever has it or acts.

    Raises:
        NotFound: Nothing or nobody fits a name or an id, or more than one does.
        Refused: It would go to whoever has it, is settled, on offer already, or nothing is open.
        DeadlineError: A moment does not mean one instant ahead.
    """
    to = find_person(desk, clean(wish.to))
    found = matters_of(desk, clean_line(subject), sender)
    if found.sender == to.key:
        raise _to_oneself(desk, found, to)
    if wish.until.strip():
        check_loans(desk, found)
    dues = [each.due for matter in found.matters for each in matter.promises]
    until = back_at(desk, wish.until)
    answer_by = _answer_by(desk, wish, min(dues, default=None))
    answer_by = min(answer_by, until) if until else answer_by
    return Prepared(
        to=to,
        sender=found.sender,
        account=found.account and not wish.until.strip(),
        matters=found.matters,
        briefs=tuple(_brief(desk, each, found.sender, to, wish) for each in found.matters),
        answer_by=answer_by,
        until=until,
        cautions=cautions_about(desk, to, found.matters, answer_by),
        left_out=found.left_out,
    )


def offer_handover(
    desk: Desk, subject: str, wish: HandoverWish, *, sender: str | None = None
) -> list[Handover]:
    """Offer work to somebody; what is offered in one go is answered at once.

    Args:
        desk: The desk.
        subject: An incident (`12`), a promise (`12p1`), an account, or `all` that is mine.
        wish: To whom, and what the sender says.
        sender: The person key of whose work it is; `None` for that of whoever has it or acts.

    Returns:
        One handover for each incident; the first one's id is the offer's. On disk by then.

    Raises:
        NotFound: Nothing or nobody fits a name or an id, or more than one does.
        Refused: It would go to whoever has it, is settled, on offer already, or nothing is open.
        DeadlineError: A moment does not mean one instant ahead.
    """
    with desk.store.exclusive():
        prepared = prepare_handover(desk, subject, wish, sender=sender)
        first = prepared.matters[0].incident
        batch = f"{first.id}h{next_handover(first)}"
        plan = {
            matter.incident.id: _offering(prepared, matter, brief, batch)
            for matter, brief in zip(prepared.matters, prepared.briefs, strict=True)
        }
        written = write_several(desk, f"offered {batch} to {prepared.to.key}", plan)
    return [each.handovers[-1] for each in written]


def next_handover(incident: Incident) -> int:
    """Give the number of an incident's next handover; a number is never given out again."""
    return 1 + sum(isinstance(entry.what, Offered) for entry in incident.entries)


def _offering(prepared: Prepared, matter: Matter, brief: Brief, batch: str) -> Decide:
    """Say what is written into the log of one incident."""

    def decide(incident: Incident) -> Sequence[Line]:
        what = Offered(
            handover=next_handover(incident),
            sender=prepared.sender,
            to=prepared.to.key,
            promises=tuple(each.number for each in matter.promises),
            whole=matter.whole,
            account=prepared.account,
            account_key=matter.incident.account or "" if prepared.account else "",
            batch=batch,
            answer_by=prepared.answer_by,
            zone=matter.zone,
            until=prepared.until,
            severity=brief.severity,
            summary=brief.summary,
            actions=brief.actions,
            contingency=brief.contingency,
        )
        return [Line(what=what)]

    return decide


def _brief(desk: Desk, matter: Matter, sender: str, to: Person, wish: HandoverWish) -> Brief:
    """Fill the brief in, with what the sender says instead."""
    brief = brief_of(desk, matter.incident, matter.promises, sender, to, whole=matter.whole)
    return replace(
        brief,
        severity=clean_line(wish.severity) or brief.severity,
        summary=clean(wish.summary).strip() or brief.summary,
        contingency=clean(wish.contingency).strip() or brief.contingency,
    )


def _answer_by(desk: Desk, wish: HandoverWish, first_due: datetime | None) -> datetime:
    """Say until when to answer, UTC."""
    if not wish.answer_by.strip():
        return default_answer_by(desk.now(), first_due)
    return own_moment(desk, wish.answer_by)


def _to_oneself(desk: Desk, found: Subject, to: Person) -> ToSelf:
    """Say that it would go to whoever has it."""
    whose = "you have" if to.key == desk.who.key else f"{to.name} has"
    return ToSelf(f"{found.name} cannot go to {to.name}: {whose} it already. Name somebody else.")
