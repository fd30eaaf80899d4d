"""Offering work to somebody."""

import re
from dataclasses import dataclass

from recover.domain.absence import absence
from recover.domain.handover import Handover
from recover.domain.text import printable
from recover.services.briefing import two_clocks
from recover.services.desk import Desk
from recover.services.finding import account_of, by_key, find_account, find_incident, person_name
from recover.services.handing_matters import ALL, matters_of
from recover.services.handing_over import (
    HandoverWish,
    Prepared,
    offer_handover,
    prepare_handover,
)
from recover.services.receivers import receivers
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of

_OF_INCIDENT = re.compile(r"([0-9]+)(?:p[0-9]+)?", re.ASCII)

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """What stands in the form at first."""

    subject: str
    """An incident, a promise, an account, or all."""
    subjects: Options
    """What may be meant instead, in words."""
    people: Options
    """Who may be asked, in words."""
    summary: str
    contingency: str
    whose: str
    """Whose it is until it is accepted: `yours`, or `Ana's`."""


def offering(desk: Desk, subject: str) -> Offering:
    """Look up what the form begins with; for a reading thread.

    Raises:
        RecoverError: It cannot be handed over, or there is nobody to take it.
    """
    found = matters_of(desk, subject)
    people = receivers(desk, found.sender)
    prepared = prepare_handover(desk, subject, HandoverWish(to=people[0].key))
    brief = prepared.briefs[0]
    return Offering(
        subject=subject,
        subjects=_subjects(desk, subject),
        people=tuple(
            (each.key, f"{each.name}{' (away)' if absence(each, desk.now()) else ''}")
            for each in people
        ),
        summary=brief.summary if len(prepared.briefs) == 1 else "",
        contingency=brief.contingency if len(prepared.briefs) == 1 else "",
        whose=_whose(desk, found.sender),
    )


def _whose(desk: Desk, sender: str) -> str:
    """Say whose something is."""
    return "yours" if sender == desk.who.key else f"{person_name(desk, sender)}'s"


def _subjects(desk: Desk, subject: str) -> Options:
    """List what may be meant: this, the incident it is in, its account, everything of mine."""
    found: dict[str, str] = {}
    about = _OF_INCIDENT.fullmatch(subject)
    incident = find_incident(desk, about[1]) if about else None
    if incident is not None:
        for promise in incident.promises:
            if promise.id == subject:
                found[promise.id] = f"{promise.id} {promise.what}"
        if incident.owner == desk.who.key or incident.id == subject:
            found[incident.id] = f"incident {incident.id}, all of it"
        account = account_of(desk, incident)
        if account is not None and account.owner == desk.who.key:
            found[by_key(account.key)] = f"{account.name}, the whole account"
    elif subject != ALL:
        found[subject] = f"{find_account(desk, subject).name}, the whole account"
    found[ALL] = "everything open you have"
    return tuple(found.items())


class HandoverDialog(FormDialog[list[Handover]]):
    """Offer a promise, an incident, an account or everything, with a brief from the log."""

    PREVIEWS = True

    def __init__(self, first: Offering) -> None:
        """Make the form, with what stands in it at first."""
        self._first = first
        fields = [
            Field(name="to", label="to", options=first.people),
            Field(name="what", label="what", value=first.subject, options=first.subjects),
            Field(name="contingency", label="if they call", value=first.contingency),
            Field(name="summary", label="summary", value=first.summary, hint="from the log"),
            Field(name="answer_by", label="answer by", hint="half of what is left, a day at most"),
            Field(name="until", label="until", hint="for good; for a holiday: the 14th"),
        ]
        super().__init__(
            f"Hand over: it stays {first.whose} until they accept",
            fields,
            draft=f"handover/{first.subject}",
        )

    def save(self, given: Given) -> list[Handover]:
        """Offer it.

        Raises:
            RecoverError: It cannot be offered, or a moment will not do.
        """
        return offer_handover(desk_of(self), given["what"], self._wish(given))

    def outcome(self, result: list[Handover]) -> str:
        """Say to whom it is offered."""
        to = person_name(desk_of(self), result[0].to)
        whose = _whose(desk_of(self), result[0].sender)
        return f"{result[0].id} is offered to {to}: it stays {whose} until they accept."

    def preview(self, given: Given) -> Outlook:
        """Say the brief, until when to answer, and what speaks against this receiver."""
        prepared = prepare_handover(desk_of(self), given["what"], self._wish(given))
        return Outlook(text="\n".join(_foretold(desk_of(self), prepared)))

    def _wish(self, given: Given) -> HandoverWish:
        """Read the form; what was left as it stood is filled in anew, for whoever receives it."""
        first = self._first
        kept = given["what"] == first.subject
        texts = {
            name: ""
            if given[name] == getattr(first, name) and (kept or given[name])
            else given[name]
            for name in ("summary", "contingency")
        }
        return HandoverWish(
            to=given["to"], answer_by=given["answer_by"], until=given["until"], **texts
        )


def _foretold(desk: Desk, prepared: Prepared) -> list[str]:
    """Write an offer that is not made yet: what speaks against it first."""
    zone = prepared.matters[0].zone
    lines = [f"! {each.text}" for each in prepared.cautions]
    lines.append(f"Answer by {two_clocks(prepared.answer_by, zone, prepared.to)}.")
    if prepared.until is not None:
        lines.append(f"It comes back {two_clocks(prepared.until, zone, desk.who)}.")
    for brief in prepared.briefs:
        lines += [f"Severity {brief.severity}", *brief.actions]
    if prepared.left_out:
        lines.append(f"Left out, on offer already: {', '.join(prepared.left_out)}.")
    lines.append(f"Brief {prepared.briefs[0].score} of 5: the fifth is their read-back.")
    return [printable(each) for each in lines]
