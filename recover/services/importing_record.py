"""Taking over an incident that was exported elsewhere: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from recover.domain.action import Action, PersonSaved
from recover.domain.entry import Entry
from recover.domain.errors import Refused
from recover.domain.folding import fold
from recover.domain.handing import Offered
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.services.accounts import record_account
from recover.services.desk import Desk
from recover.services.finding import account_of_key
from recover.services.one_go import in_one_go
from recover.services.past import past_written
from recover.services.writing import remember
from recover.storage.record_file import BadRecord, Record, read_record


class OtherAccount(Refused):
    """The key of the file's account is another client's here."""

    kind = "other_account"


class OtherPerson(Refused):
    """The key of a person in the file is another person's here."""

    kind = "other_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of a record."""

    incident: str
    """The number it has here; the one it had, where nothing was written."""
    was: str
    """The number it had where it comes from."""
    entries: int
    """How many were added, or would be; none when it was here already."""
    is_new: bool
    """Whether the incident was not here at all."""
    account: str
    """The name of the account that was added for it; empty when it was here already."""
    people: tuple[str, ...]
    """The names of the people who were added for it."""


def import_record(desk: Desk, file: str, *, dry_run: bool = False) -> TakenOver:
    """Add an incident from a file that `recover export --for internal --format json` wrote.

    Its log is taken over as it is, every moment and author; it keeps its number where that is
    free. An account or a person it names is added where there is none of that key, also when
    the incident is here already: a full disk or a killed process may have kept them out then.

    Args:
        desk: The desk.
        file: The file.
        dry_run: Say what would happen, and do nothing.

    Raises:
        BadRecord: The file holds no incident.
        OtherAccount: The account's key belongs to another client here.
        OtherPerson: A person's key belongs to somebody else here.
    """
    record = read_record(Path(file).expanduser())
    _check_log(Path(file), record)
    with desk.store.exclusive():
        _check_account(desk, record)
        _check_people(desk, record)
        known = _same(desk, record)
        found = _outcome(desk, record, known)
        if dry_run:
            return found
        written = _take_in(desk, record) if known is None else _go_on(desk, record, known)
        return replace(found, incident=written.id)


def _check_log(path: Path, record: Record) -> None:
    """Refuse a log that does not add up."""
    try:
        fold(str(record.number), record.entries)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        raise BadRecord(f"{path}: its log does not add up: export it again.") from None


def _check_account(desk: Desk, record: Record) -> None:
    """Refuse to put an incident under another client."""
    wanted = record.account
    for each in desk.store.accounts():
        if wanted and each.key == wanted.key and each.name.casefold() != wanted.name.casefold():
            raise OtherAccount(
                f"The account {wanted.key!r} is {each.name} here and {wanted.name} in the file: "
                "rename one of them first."
            )


def _check_people(desk: Desk, record: Record) -> None:
    """Refuse to give somebody's words and promises to somebody else."""
    here = {each.key: each.name for each in desk.store.people()}
    for each in record.people:
        name = here.get(each.key, each.name)
        if name.casefold() != each.name.casefold():
            raise OtherPerson(
                f"The person {each.key!r} is {name} here and {each.name} in the file: "
                "rename one of them first."
            )


def _same(desk: Desk, record: Record) -> Incident | None:
    """Find the incident whose log is this one, as far as both of them go."""
    wanted = _numberless(str(record.number), record.entries)
    for each in chain(desk.incidents(), past_written(desk, record.entries[0].recorded)):
        here = _numberless(each.id, each.entries)
        both = min(len(here), len(wanted))
        if not each.is_void and here[:both] == wanted[:both]:
            return each
    return None


def _outcome(desk: Desk, record: Record, known: Incident | None) -> TakenOver:
    """Say what becomes of it."""
    accounts = {each.key for each in desk.store.accounts()}
    people = {each.key for each in desk.store.people()}
    account = record.account
    return TakenOver(
        incident=known.id if known else str(record.number),
        was=str(record.number),
        entries=max(len(record.entries) - (len(known.entries) if known else 0), 0),
        is_new=known is None,
        account=account.name if account and account.key not in accounts else "",
        people=tuple(each.name for each in record.people if each.key not in people),
    )


def _take_in(desk: Desk, record: Record) -> Incident:
    """Write it, with the account and the people it names."""
    number = desk.store.logs.free_number(record.number)
    sentence = f"imported incident {number}"
    with in_one_go(desk, sentence, is_import=True):
        _add_whom_it_names(desk, record)
        written = desk.store.logs.take_in(number, _renumbered(record, str(number)))
        remember(desk, written, sentence, written.entries)
    return written


def _add_whom_it_names(desk: Desk, record: Record) -> None:
    """Add the people and the account that are not here."""
    for person in record.people:  # before the account, which names who looks after it
        if all(each.key != person.key for each in desk.store.people()):
            _add_person(desk, person)
    if record.account and account_of_key(desk, record.account.key) is None:
        record_account(desk, None, record.account, f"added account {record.account.key}")


def _add_person(desk: Desk, person: Person) -> None:
    """Add a person; whoever acts stays who they are, also where nobody was on record."""
    desk.store.save_person(person)
    sentence = f"added person {person.key}"
    target = PersonSaved(before=None, after=person)
    desk.store.actions.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
    )


def _go_on(desk: Desk, record: Record, known: Incident) -> Incident:
    """Add what was logged there since, and whom it names that is not here."""
    sentence = f"imported what was added to incident {known.id}"
    rest = _renumbered(record, known.id)[len(known.entries) :]
    with in_one_go(desk, sentence, is_import=True):
        _add_whom_it_names(desk, record)
        if not rest:
            return known
        written = desk.append(known, rest)
        remember(desk, written, sentence, rest)
    return written


def _renumbered(record: Record, here: str) -> tuple[Entry, ...]:
    """Give the log with its own number in the names of its handovers."""
    return tuple(_moved(each, str(record.number), here) for each in record.entries)


def _numberless(number: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give a log that is the same whatever number it has."""
    return tuple(_moved(each, number, "") for each in entries)


def _moved(entry: Entry, before: str, after: str) -> Entry:
    """Give an entry in which an offer goes by another number."""
    what = entry.what
    if isinstance(what, Offered) and what.batch.startswith(f"{before}h"):
        moved = replace(what, batch=f"{after}{what.batch.removeprefix(before)}")
        return replace(entry, what=moved)
    return entry
