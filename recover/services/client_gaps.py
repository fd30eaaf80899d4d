"""What a client will look for in their summary, and not find, or find out of date."""

from collections.abc import Iterator
from dataclasses import dataclass

from recover.domain.entry import Decided, Entry, FactLearned, Promised, PromiseKind
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.export.client_case import CAUSE, IMPACT, special
from recover.export.client_pen import entry_of, is_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a client will look for in vain."""

    text: str
    """What is missing."""
    command: str
    """The command line that would add it."""


def gaps_in(incident: Incident) -> Iterator[Gap]:
    """Say what is missing in what the client is to read about an incident."""
    facts = [each for each in incident.counting if isinstance(each.what, FactLearned)]
    shown = [each for each in facts if is_shown(incident, each)]
    places = {special(each) for each in shown}
    for fact, asks in ((IMPACT, "what it meant for them"), (CAUSE, "why it happened")):
        if fact not in places:
            how = f'recover log {incident.id} --fact {fact}="..." --client'
            yield Gap(text=f"it does not say {asks}", command=how)
    yield from _out_of_date(incident, facts, shown)
    for promise in incident.promises:
        if promise.kind is not PromiseKind.INTERNAL and not promise.client:
            number = entry_of(incident, Promised, promise.number).number
            yield Gap(text=f"{promise.id} is not in it", command=_mark(incident, number))
    for demand in incident.demands:
        if demand.answer_for_client and not demand.client:
            number = entry_of(incident, Decided, demand.number).number
            said = f"our answer {incident.id}e{number} is not in it, since {demand.id} is internal"
            asked = next(each for each in incident.counting if _asks(each, demand.number))
            yield Gap(text=said, command=_mark(incident, asked.number))


def _out_of_date(incident: Incident, facts: list[Entry], shown: list[Entry]) -> Iterator[Gap]:
    """Name what they read that a later, internal line says otherwise."""
    latest = {_named(each): each for each in facts}
    for name, theirs in {_named(each): each for each in shown}.items():
        last = latest[name]
        if last.number > theirs.number and not is_shown(incident, last):
            said = f"{incident.id}e{theirs.number} is out of date: {incident.id}e{last.number}"
            yield Gap(text=f"{said} says otherwise", command=_mark(incident, last.number))


def _named(entry: Entry) -> str:
    """Give the name of a fact, as it is compared."""
    return slug(getattr(entry.what, "name", ""))


def _asks(entry: Entry, demand: int) -> bool:
    """Say whether an entry is the demand of that number."""
    return entry.kind == "demand" and getattr(entry.what, "demand", None) == demand


def _mark(incident: Incident, number: int) -> str:
    return f"recover mark {incident.id}e{number}"
