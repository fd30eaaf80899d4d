"""Taking back what one did last."""

from recover.domain.action import AccountSaved, Action, EntriesWritten, PersonSaved, Several, Target
from recover.domain.entry import Undone
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import count
from recover.services.belonging import ties
from recover.services.desk import Desk
from recover.services.past import whole_record
from recover.services.writing import Line, as_entries

_NAMED = 3
"""How many of the things that keep somebody are named."""


class NothingToUndo(Refused):
    """Whoever acts has done nothing that could be taken back."""

    kind = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__("There is nothing of yours to take back.")


class ChangedSince(Refused):
    """Somebody has built on what was to be taken back."""

    kind = "changed_since"


def undo(desk: Desk) -> Action:
    """Take back the last action of whoever acts; calling it again takes back the one before.

    An incident's log keeps both the entries and that they were taken back.

    Raises:
        NothingToUndo: There is no such action.
        ChangedSince: Somebody has changed the same thing since.
    """
    with desk.store.exclusive():
        action = desk.store.last_action(desk.who.key)
        if action is None:
            raise NothingToUndo
        _undo(desk, action, action.target)
        desk.store.forget_last_action(desk.who.key)
    return action


def _undo(desk: Desk, action: Action, target: Target) -> None:
    """Take back one thing that was done, or each of several, the last one first."""
    match target:
        case EntriesWritten():
            _undo_entries(desk, action, target)
        case AccountSaved():
            _undo_account(desk, target)
        case PersonSaved():
            _undo_person(desk, target)
        case Several(parts=parts):
            for part in reversed(parts):
                _undo(desk, action, part)


def _undo_entries(desk: Desk, action: Action, target: EntriesWritten) -> None:
    """Write that the entries count no more."""
    incident = desk.incident(target.incident)
    later = [
        entry
        for entry in incident.counting
        if entry.number > max(target.entries) and not isinstance(entry.what, Undone)
    ]
    fallen = _fallen_due(desk, incident, target)
    if fallen:
        raise ChangedSince(
            f"Not taken back ({action.sentence}): {fallen} has fallen due since. "
            "Offer it back with `recover handover`."
        )
    if later:
        raise ChangedSince(
            f"Not taken back ({action.sentence}): incident {incident.id} has newer entries, "
            f"from {incident.id}e{later[0].number} on. Strike the line or log a note instead."
        )
    what = Undone(entries=target.entries, text=action.sentence)
    entries = as_entries(desk, [Line(what=what)], after=len(incident.entries))
    desk.append(incident, entries)


def _fallen_due(desk: Desk, incident: Incident, target: EntriesWritten) -> str:
    """Name a promise that was accepted in what is to be taken back, and is due by now.

    None where the whole incident goes, as one that was imported does.
    """
    if incident.entries[0].number in target.entries:
        return ""
    for entry in incident.entries:
        if entry.number in target.entries and entry.kind == "accepted":
            for number in getattr(entry.what, "promises", ()):
                promise = incident.promise(number)
                if promise is not None and promise.due <= desk.now():
                    return promise.id
    return ""


def _undo_account(desk: Desk, target: AccountSaved) -> None:
    """Put the account back as it was."""
    now = next((each for each in desk.store.accounts() if each.key == target.after.key), None)
    if now == target.before:
        return  # it was never written: the disk was full then
    if now != target.after:
        raise ChangedSince(f"Account {target.after.key} was changed since: set it by hand.")
    if target.before is not None:
        desk.store.save_account(target.before)
        return
    used = [each.id for each in whole_record(desk, account=target.after.key)]
    if used:
        raise ChangedSince(f"Account {target.after.key} stays: incident {used[0]} is about it.")
    desk.store.remove_account(target.after.key)


def _undo_person(desk: Desk, target: PersonSaved) -> None:
    """Put the person back as they were."""
    now = next((each for each in desk.store.people() if each.key == target.after.key), None)
    if now != target.after:
        raise ChangedSince(f"Person {target.after.key} was changed since: set it by hand.")
    if target.before is not None:
        desk.store.save_person(target.before)
        return
    found = ties(desk, target.after)
    if found:
        more = f", and {count(len(found) - _NAMED, 'thing')} more" if len(found) > _NAMED else ""
        raise ChangedSince(f"{target.after.name} stays: {', '.join(found[:_NAMED])}{more}.")
    desk.store.remove_person(target.after.key)
