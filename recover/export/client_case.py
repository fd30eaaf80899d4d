"""What a client's summary is made from, and what it tells before its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account
from recover.domain.entry import Entry, FactLearned, Kept
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.export.client_pen import ClientPen, is_shown
from recover.export.period import EVER, Period
from recover.export.report import Paragraphs, Part

SUMMARY, IMPACT, CAUSE, DONE = "what-happened", "impact", "cause", "what-we-did"
"""Facts that have a place of their own in the summary, by name."""
_ALSO = {
    "summary": SUMMARY,
    "impact-on-you": IMPACT,
    "impact-on-them": IMPACT,
    "root-cause": CAUSE,
    "fix": DONE,
    "what-we-have-done": DONE,
}
_HEADINGS = {
    SUMMARY: "What happened",
    IMPACT: "What it meant for you",
    CAUSE: "Why it happened",
    DONE: "What we did",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCase:
    """What a client's summary is made from."""

    id: str
    """As the name of the file begins."""
    account: Account
    incidents: tuple[Incident, ...]
    """The oldest first; not empty."""
    contact: str
    """Whom it is written to; empty for nobody in particular."""
    email: str
    """Where it can be sent; empty when no address is on record."""
    ways: tuple[tuple[str, str], ...]
    """Whom to contact: roles, and how to reach them."""
    now: datetime
    period: Period = EVER


def special(entry: Entry) -> str:
    """Give the place of its own that a fact has in the summary; empty for any other entry."""
    if not isinstance(entry.what, FactLearned):
        return ""
    name = slug(entry.what.name)
    name = _ALSO.get(name, name)
    return name if name in _HEADINGS else ""


def shown_entries(case: ClientCase, incident: Incident) -> Iterator[Entry]:
    """Give what is marked for them and happened in the period, in the order it happened."""
    for entry in incident.timeline:
        if is_shown(incident, entry) and case.period.holds(entry.at):
            yield entry


def opening_parts(case: ClientCase, pen: ClientPen) -> Iterator[Part]:
    """Tell what happened, what it meant for them, why, and what we did."""
    found: dict[str, list[str]] = {place: [] for place in _HEADINGS}
    for incident in case.incidents:
        for place, entry, words in _telling(case, incident):
            text = pen.line(incident, entry, words, ours=True)
            found[place] += [text] if text else []
    for place, heading in _HEADINGS.items():
        yield Paragraphs(heading=heading, lines=tuple(found[place]))


def latest_facts(case: ClientCase, incident: Incident) -> dict[str, Entry]:
    """Give the entries of the facts they may read, the latest of each name."""
    facts: dict[str, Entry] = {}
    for entry in shown_entries(case, incident):
        if isinstance(entry.what, FactLearned):
            facts[slug(entry.what.name)] = entry
    return facts


def told_entries(case: ClientCase, incident: Incident) -> Iterator[Entry]:
    """Give what they may read, in the order it happened, of each fact the latest word."""
    latest = {entry.number for entry in latest_facts(case, incident).values()}
    for entry in shown_entries(case, incident):
        if not isinstance(entry.what, FactLearned) or entry.number in latest:
            yield entry


def _telling(case: ClientCase, incident: Incident) -> Iterator[tuple[str, Entry, str]]:
    """Give what has a place of its own: the place, the entry, and its words."""
    for entry in latest_facts(case, incident).values():
        if special(entry) and isinstance(entry.what, FactLearned):
            yield special(entry), entry, entry.what.value
    for entry in shown_entries(case, incident):
        if isinstance(entry.what, Kept) and entry.what.evidence:
            yield DONE, entry, entry.what.evidence
