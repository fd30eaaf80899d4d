"""Until when keeping a promise still helps: read from the fact that holds that moment."""

from collections.abc import Iterable
from datetime import UTC, datetime

from recover.domain.account import Account
from recover.domain.deadline import DeadlineError, resolve
from recover.domain.entry import FactLearned, Needed
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import account_of
from recover.services.playbooks import playbook_of
from recover.services.writing import Line


def needed_by(
    desk: Desk, incident: Incident, account: Account | None, fact: str
) -> datetime | None:
    """Give the last moment at which something helps, from a fact of an incident, UTC.

    Args:
        desk: The desk.
        incident: Whose facts, and whose playbook names the fact.
        account: Its account, which may not be in its log yet.
        fact: The key of the fact in the playbook; may be empty.

    Returns:
        `None` when the fact is not known, or says no exact moment ahead.
    """
    names = _names(desk, incident, fact)
    found = [each.value for each in incident.facts if slug(each.name) in names]
    return _moment(desk, account, found[-1]) if found else None


def needed_lines(desk: Desk, incident: Incident, learned: Iterable[FactLearned]) -> list[Line]:
    """Give what new facts say about until when the open promises of an incident still help."""
    account = account_of(desk, incident)
    lines = []
    for fact in learned:
        for promise in incident.open_promises:
            if slug(fact.name) not in _names(desk, incident, promise.needed_by_fact):
                continue
            by = _moment(desk, account, fact.value)
            if by is not None and by != promise.needed_by:
                what = Needed(promise=promise.number, by=by, phrase=fact.value)
                lines.append(Line(what=what))
    return lines


def unread_facts(desk: Desk, incident: Incident) -> list[str]:
    """Name the facts that should say until when a promise helps, and say no exact moment."""
    wanted = {
        promise.needed_by_fact: None
        for promise in incident.open_promises
        if promise.needed_by_fact and promise.needed_by is None
    }
    known = {slug(each.name) for each in incident.facts}
    return [fact for fact in wanted if known & _names(desk, incident, fact)]


def _names(desk: Desk, incident: Incident, fact: str) -> frozenset[str]:
    """Give the names a fact of the playbook may be kept under: its key, or its question."""
    if not fact:
        return frozenset()
    playbook = playbook_of(desk, incident)
    asked = (each.ask for each in (playbook.facts if playbook else ()) if each.key == fact)
    return frozenset({fact, *map(slug, asked)})


def _moment(desk: Desk, account: Account | None, text: str) -> datetime | None:
    """Read a fact as an ISO moment with offset, or as a deadline on the client's clock."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    ours = desk.who.calendar
    client = account.calendar if account else ours
    try:
        found = resolve(
            clean(text), desk.now(), client=client, owner=ours, date_order=desk.settings.date_order
        )
    except (DeadlineError, Refused):
        return None
    return found.due.astimezone(UTC)
