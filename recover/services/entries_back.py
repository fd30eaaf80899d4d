"""Writing into a log that entries count no more, or again."""

from collections.abc import Iterator

from recover.domain.action import Action, EntriesWritten
from recover.domain.entry import Entry, Restored, Undone
from recover.domain.errors import NotFound
from recover.domain.incident import Incident
from recover.domain.moments import moment
from recover.services.changed_since import ChangedSince
from recover.services.desk import Desk
from recover.services.firsts import writer_of
from recover.services.writing import Line, as_entries

_PEOPLE = ("owner", "to", "sender", "person")
"""What names a person in an entry."""


def take_back(desk: Desk, action: Action, target: EntriesWritten) -> None:
    """Write that the entries count no more.

    Raises:
        ChangedSince: There are newer ones, or a promise accepted in them has fallen due.
    """
    incident = _incident(desk, target)
    fallen = _fallen_due(desk, incident, target)
    if fallen:
        raise ChangedSince(f"{fallen} has fallen due since. Offer it back with `recover handover`.")
    _check_newest(desk, incident, target, "Strike the line or log a note instead.")
    _write(desk, incident, Undone(entries=target.entries, text=action.sentence))


def bring_back(desk: Desk, action: Action, target: EntriesWritten) -> None:
    """Write that the entries count again.

    Raises:
        ChangedSince: There are newer ones, an offer accepted in them has run out, or somebody or
            something they name is gone.
    """
    incident = _incident(desk, target)
    _check_newest(desk, incident, target, "Write it down anew instead.")
    run_out = _run_out(desk, incident, target)
    if run_out:
        raise ChangedSince(f"{run_out} has run out since, and its sender has the work.")
    gone = next(_gone(desk, incident, target), "")
    if gone:
        raise ChangedSince(f"{gone} is not on record any more.")
    _write(desk, incident, Restored(entries=target.entries, text=action.sentence))


def _incident(desk: Desk, target: EntriesWritten) -> Incident:
    """Give the incident, wherever it stands, as long as it was not forgotten."""
    try:
        return desk.incident(target.incident)
    except NotFound:
        raise ChangedSince(f"incident {target.incident} is not there any more.") from None


def _write(desk: Desk, incident: Incident, what: Undone | Restored) -> None:
    """Add the line."""
    desk.append(incident, as_entries(desk, [Line(what=what)], after=len(incident.entries)))


def _check_newest(desk: Desk, incident: Incident, target: EntriesWritten, instead: str) -> None:
    """Refuse where somebody has gone on from there."""
    newest = max(target.entries)
    for entry in incident.counting:
        if entry.number > newest and not isinstance(entry.what, Undone | Restored):
            raise ChangedSince(
                f"incident {incident.id} has newer entries, from {incident.id}e{entry.number} on "
                f"({writer_of(desk, incident, entry)}). {instead}"
            )


def _entries(incident: Incident, target: EntriesWritten) -> list[Entry]:
    """Give the entries that are meant."""
    return [each for each in incident.entries if each.number in target.entries]


def _fallen_due(desk: Desk, incident: Incident, target: EntriesWritten) -> str:
    """Name a promise that was accepted in what is to be taken back, and is due by now.

    None where the whole incident goes, as one that was imported does.
    """
    if incident.entries[0].number in target.entries:
        return ""
    for entry in _entries(incident, target):
        for number in getattr(entry.what, "promises", ()) if entry.kind == "accepted" else ():
            promise = incident.promise(number)
            if promise is not None and promise.due <= desk.now():
                return promise.id
    return ""


def _run_out(desk: Desk, incident: Incident, target: EntriesWritten) -> str:
    """Name an offer that was accepted in what is to be brought back, and has expired meanwhile."""
    for entry in _entries(incident, target):
        number = getattr(entry.what, "handover", 0) if entry.kind == "accepted" else 0
        handover = incident.handover(number)
        if handover is not None and handover.answer_by <= desk.now():
            return f"{handover.id} (to be answered by {moment(handover.answer_by, handover.zone)})"
    return ""


def _gone(desk: Desk, incident: Incident, target: EntriesWritten) -> Iterator[str]:
    """Name whoever and whatever the entries name and that is not on record any more."""
    people = {desk.who.key, *(each.key for each in desk.store.people())}
    is_anybody = len(people) == 1  # nobody but whoever acts is on record: they go by login names
    accounts = {each.key for each in desk.store.accounts()}
    for entry in _entries(incident, target):
        for name in _PEOPLE:
            key = getattr(entry.what, name, None)
            is_person = name != "to" or entry.kind == "offered"
            if isinstance(key, str) and is_person and not is_anybody and key not in people:
                yield key
        account = getattr(entry.what, "account", None)
        if isinstance(account, str) and account not in accounts:
            yield f"account {account}"
