"""Opening an incident, and learning who it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from recover.domain.account import Account
from recover.domain.deadline import DeadlineError
from recover.domain.entry import Contacted, Finished, Heard, Identified, Noted, Opened
from recover.domain.errors import NotFound, Refused
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.domain.playbook import BadPlaybook, PlannedPromise, Playbook
from recover.domain.text import clean, clean_line
from recover.services.desk import Desk
from recover.services.escalating import escalation_lines
from recover.services.finding import (
    account_of,
    account_of_key,
    contact_of,
    find_account,
    find_contact,
)
from recover.services.guiding import guidance
from recover.services.playbooks import DEFAULT_PLAYBOOK, playbook_named
from recover.services.promising import PromiseWish, next_number, promised
from recover.services.recording import learned_facts
from recover.services.writing import Line, as_entries, remember, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """What is known when a client begins to speak; everything may be left out."""

    account: str | None = None
    """Key or part of a name."""
    contact: str | None = None
    channel: str = "call"
    department: str = ""
    playbook: str | None = None
    urgent: bool = False


def listen(
    desk: Desk,
    caller: Caller,
    heard: Sequence[str] = (),
    *,
    facts: Sequence[tuple[str, str]] = (),
) -> Incident:
    """Open an incident and log what was heard and is known so far, as one action.

    With a playbook that asks for it, the duty that comes with the trouble is promised at once, by
    whoever listens, if the account is known.

    Args:
        desk: The desk.
        caller: Who speaks, as far as it is known.
        heard: The client's words, one entry each.
        facts: Names and values of what is known already.

    Raises:
        NotFound: No such account or playbook, or more than one fits.
        Refused: A line is empty, or a fact lacks its name or its value.
    """
    account = find_account(desk, caller.account) if caller.account else None
    contact = find_contact(account, clean_line(caller.contact)) if caller.contact else None
    playbook = _chosen(desk, caller)
    opening = Opened(
        account=account.key if account else None,
        contact=contact,
        channel=caller.channel,
        department=clean_line(caller.department),
        playbook=playbook.id if playbook else DEFAULT_PLAYBOOK,
        playbook_version=playbook.version if playbook else 0,
        severity=playbook.severity if playbook else "normal",
        urgent=caller.urgent or bool(playbook and playbook.urgent),
    )
    lines = [
        Line(what=opening),
        *(Line(what=Heard(text=each)) for each in _said(heard)),
        *(Line(what=each) for each in learned_facts(facts)),
    ]
    with desk.store.exclusive():
        if account is not None and account_of_key(desk, account.key) is None:
            raise NotFound(f"{account.name} was removed a moment ago: listen without an account.")
        entries = as_entries(desk, lines, after=0)
        incident = desk.store.logs.open_one(entries[0])
        if entries[1:]:
            incident = desk.append(incident, entries[1:])
        following = [*escalation_lines(desk, incident, *heard), *_duties(desk, incident, account)]
        duties = as_entries(desk, following, after=len(entries))
        if duties:
            incident = desk.append(incident, duties)
        remember(desk, incident, f"opened incident {incident.id}", [*entries, *duties])
    return incident


def hear(desk: Desk, incident_id: str, heard: Sequence[str]) -> Incident:
    """Add the client's words to an incident, one entry each."""
    said = _said(heard)
    return write(
        desk,
        incident_id,
        f"logged what was heard in {incident_id}",
        lambda incident: [
            *(Line(what=Heard(text=each)) for each in said),
            *escalation_lines(desk, incident, *said),
        ],
    )


def finish_listening(desk: Desk, incident_id: str) -> Incident:
    """Log that the client has finished; the second time changes nothing."""
    return write(
        desk,
        incident_id,
        f"the client has finished, in {incident_id}",
        lambda incident: [] if incident.finished_at else [Line(what=Finished())],
    )


def identify(
    desk: Desk, incident_id: str, *, account: str | None = None, contact: str | None = None
) -> Incident:
    """Say which account or contact an incident is about; what is `None` stays.

    Raises:
        NotFound: No such account, or more than one fits.
    """

    def decide(incident: Incident) -> list[Line]:
        known = find_account(desk, account) if account else account_of(desk, incident)
        named = find_contact(known, clean_line(contact)) if contact else incident.contact
        identified = Identified(account=known.key if known else None, contact=named)
        if (identified.account, identified.contact) == (incident.account, incident.contact):
            return []
        lines = [Line(what=identified)]
        if incident.account is None and known is not None:
            lines += _duties(desk, incident, known)
        return lines

    return write(desk, incident_id, f"said who {incident_id} is about", decide)


def other_clocks(desk: Desk, incident: Incident) -> list[str]:
    """Say which open promises were read on another clock than the client's, as it is known now."""
    account = account_of(desk, incident)
    if account is None:
        return []
    return [
        f"{each.id} was promised on another clock: {moment(each.due, each.zone)} "
        f"is {moment(each.due, account.calendar.zone)} for them."
        for each in incident.open_promises
        if each.zone != account.calendar.zone
    ]


def contacted(
    desk: Desk, incident_id: str, *, channel: str, department: str = "", text: str = ""
) -> Incident:
    """Count one more time the client had to contact us about this matter.

    Once too often (`policy.toml`, escalation) makes it graver, and somebody is told.
    """
    what = Contacted(channel=channel, department=clean_line(department), text=clean(text))

    def decide(incident: Incident) -> list[Line]:
        number = len(incident.contacts) + 1
        return [Line(what=what), *escalation_lines(desk, incident, what.text, contacts=number)]

    return write(desk, incident_id, f"counted a contact in {incident_id}", decide)


def _chosen(desk: Desk, caller: Caller) -> Playbook | None:
    """Read the playbook; a broken default one never keeps anybody from listening."""
    if caller.playbook:
        return playbook_named(desk, caller.playbook)
    try:
        return playbook_named(desk, DEFAULT_PLAYBOOK)
    except BadPlaybook:
        return None


def _said(heard: Sequence[str]) -> list[str]:
    """Clean the lines, and refuse empty ones."""
    lines = [clean(each).strip() for each in heard]
    if not all(lines):
        raise Refused("There is nothing to log: the text is empty. Type what was said.")
    return lines


def _duties(desk: Desk, incident: Incident, account: Account | None) -> list[Line]:
    """Promise what the playbook says is owed as soon as such trouble is known."""
    playbook = guidance(desk, incident)
    if account is None or playbook is None:
        return []
    return [
        _duty(desk, incident, account, planned, number)
        for number, planned in enumerate(
            (each for each in playbook.promises if each.opens), start=next_number(incident)
        )
    ]


def _duty(
    desk: Desk, incident: Incident, account: Account, planned: PlannedPromise, number: int
) -> Line:
    """Promise one duty, or note that its moment could not be worked out."""
    contact = contact_of(account, incident.contact)
    wish = PromiseWish(
        what=planned.what,
        by=planned.by,
        kind=planned.kind,
        channel=planned.channel,
        to=contact.name if contact else account.name,
        needed_by_fact=planned.needed_by or "",
    )
    try:
        return Line(what=promised(desk, incident, account, wish, number=number))
    except DeadlineError as error:
        text = f"Owed to the client, without a moment yet: {planned.what}. {error}"
        return Line(what=Noted(text=text))
