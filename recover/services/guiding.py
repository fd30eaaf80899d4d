"""The playbook of an incident, in words that can be said to this client."""

from collections.abc import Mapping
from dataclasses import replace

from recover.domain.entry import Phase
from recover.domain.incident import Incident
from recover.domain.placeholder import PLACEHOLDERS, fill
from recover.domain.playbook import ExpectedDemand, PlannedPromise, Playbook, Step
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, person_name
from recover.services.playbooks import playbook_of


def guidance(desk: Desk, incident: Incident) -> Playbook | None:
    """Give the playbook of an incident with the names filled in.

    A name nobody knows yet gives words in square brackets, such as `[their name]`. `None` when the
    playbook's file cannot be used any more.
    """
    playbook = playbook_of(desk, incident)
    if playbook is None:
        return None
    names = _names(desk, incident)
    return replace(
        playbook,
        steps=tuple(_step(each, names) for each in playbook.steps),
        demands=tuple(_demand(each, names) for each in playbook.demands),
        promises=tuple(_promise(each, names) for each in playbook.promises),
    )


def steps_in(playbook: Playbook, phase: Phase) -> tuple[Step, ...]:
    """Give the steps of one phase, in order."""
    return tuple(step for step in playbook.steps if step.phase is phase)


def _names(desk: Desk, incident: Incident) -> dict[str, str]:
    """Give what the placeholders stand for; empty where nobody knows."""
    account = account_of(desk, incident)
    contact = contact_of(account, incident.contact)
    lead = next((each for each in desk.store.people() if each.lead), None)
    return {
        "client.contact": contact.name if contact else incident.contact or "",
        "client.account": account.name if account else "",
        "client.since": str(account.since.year) if account and account.since else "",
        "owner.name": person_name(desk, incident.owner),
        "lead.name": lead.name if lead else "",
    }


def _step(step: Step, names: Mapping[str, str]) -> Step:
    return replace(
        step,
        do=fill(step.do, names),
        say=tuple(fill(each, names) for each in step.say),
        avoid=tuple(fill(each, names) for each in step.avoid),
    )


def _demand(demand: ExpectedDemand, names: Mapping[str, str]) -> ExpectedDemand:
    return replace(
        demand,
        text=fill(demand.text, names),
        reason=fill(demand.reason, names),
        alternative=fill(demand.alternative, names),
    )


def _promise(promise: PlannedPromise, names: Mapping[str, str]) -> PlannedPromise:
    """Fill a promise; whom it is made to stays open while nobody knows their name."""
    to = fill(promise.to, names) if promise.to else None
    return replace(
        promise,
        what=fill(promise.what, names),
        to=None if to in PLACEHOLDERS.values() else to,
    )
