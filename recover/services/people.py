"""Adding and changing our people."""

from dataclasses import dataclass, replace
from datetime import date

from recover.domain.action import Action, PersonSaved
from recover.domain.calendar import Calendar
from recover.domain.errors import Refused
from recover.domain.names import new_key
from recover.domain.person import Person
from recover.domain.text import clean_line
from recover.domain.written import read_email
from recover.services.accounts import recalendared
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.meanwhile import on_top


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What may be said of a person; what is `None` stays as it is."""

    name: str | None = None
    zone: str | None = None
    """IANA zone."""
    hours: str | None = None
    """Such as `mon-fri 08:00-18:00`."""
    special: str | None = None
    """Such as `2026-12-24 09:00-12:00, 2026-12-31 closed`; empty for no such dates."""
    email: str | None = None
    backup: str | None = None
    """Key or part of a name of another person."""
    lead: bool | None = None
    clear: frozenset[str] = frozenset()
    """What is taken away: `backup`."""


def add_person(desk: Desk, details: PersonDetails, *, key: str | None = None) -> Person:
    """Add one of us.

    Raises:
        Refused: There is no name or no zone, or the key is taken, or the name without a key.
        CalendarError: The zone is unknown.
    """
    name = clean_line(details.name or "")
    if not name:
        raise Refused("A person needs a name: add one, such as Mara.")
    if not details.zone:
        raise Refused(f"{name} needs a time zone: add --zone, such as --zone America/New_York.")
    with desk.store.exclusive():
        people = desk.store.people()
        taken = next((each for each in people if each.name.casefold() == name.casefold()), None)
        if taken is not None and key is None:
            raise Refused(
                f"There is somebody called {taken.name} already, with the key {taken.key}: "
                "give the whole name, or a key of their own."
            )
        fresh = Person(
            key=new_key(name, key, (each.key for each in people), "person"),
            name=name,
            calendar=Calendar.from_mapping({"zone": details.zone}),
        )
        person = _changed(desk, fresh, details)
        record_person(desk, None, person, f"added person {person.key}")
    return person


def set_person(
    desk: Desk,
    name: str,
    details: PersonDetails,
    *,
    seen: Person | None = None,
    over: Person | None = None,
) -> Person:
    """Change what is given of a person; *seen* and *over* as in `set_account`.

    Raises:
        NotFound: Nobody fits the name, or more than one does.
        ChangedMeanwhile: Somebody else has changed the same otherwise since it was looked at.
    """
    with desk.store.exclusive():
        before = find_person(desk, name)
        after = on_top(desk, seen, _changed(desk, seen or before, details), before, over)
        known = any(each.key == before.key for each in desk.store.people())
        if after != before or not known:
            record_person(desk, before if known else None, after, f"changed person {after.key}")
    return after


def set_away(
    desk: Desk,
    name: str,
    until: date | None,
    cover: str | None = None,
    *,
    seen: Person | None = None,
    over: Person | None = None,
) -> Person:
    """Say until when a person is away and who covers; `None` means back at work.

    Args:
        desk: The desk.
        name: Key or part of a name.
        until: The first day back.
        cover: Key or part of a name of whoever covers.
        seen: The person as whoever acts looked at them; `None` when they did not.
        over: What somebody else made of them meanwhile, and is to be replaced; see `on_top`.

    Raises:
        NotFound: Nobody fits a name, or more than one does.
        ChangedMeanwhile: Somebody else has changed the same otherwise since it was looked at.
        Refused: The day is over, or a person cannot cover for themselves.
    """
    with desk.store.exclusive():
        before = find_person(desk, name)
        covering = find_person(desk, cover).key if cover else None
        if covering == before.key:
            raise Refused(f"{before.name} cannot cover for themselves: name somebody else.")
        if until is not None and until < before.calendar.local(desk.now()).date():
            raise Refused(f"{until} is over: name the first day back, which is ahead.")
        wanted = replace(seen or before, away_until=until, cover=covering)
        after = on_top(desk, seen, wanted, before, over)
        known = any(each.key == before.key for each in desk.store.people())
        record_person(desk, before if known else None, after, f"said when {after.key} is away")
    return after


def _changed(desk: Desk, person: Person, details: PersonDetails) -> Person:
    """Give *person* with the details that are given."""
    backup = None if "backup" in details.clear else person.backup
    if details.backup:
        backup = find_person(desk, details.backup).key
    if backup == person.key:
        raise Refused(f"{person.name} cannot be their own backup: name somebody else.")
    return replace(
        person,
        name=clean_line(details.name or "") or person.name,
        calendar=recalendared(person.calendar, details.zone, details.hours, details.special),
        email=person.email if details.email is None else read_email(clean_line(details.email)),
        backup=backup,
        lead=person.lead if details.lead is None else details.lead,
    )


def follow_own_record(desk: Desk) -> None:
    """Take over what others have written about whoever acts, such as another time zone."""
    found = next((each for each in desk.store.people() if each.key == desk.who.key), None)
    if found is not None:
        desk.who = found


def record_person(desk: Desk, before: Person | None, after: Person, sentence: str) -> None:
    """Save a person and remember how they were; the first one on record is whoever acts."""
    is_first = not desk.store.people()
    desk.store.save_person(after)
    desk.store.actions.remember(
        Action(
            by=after.key if is_first else desk.who.key,
            at=desk.recorded(),
            sentence=sentence,
            target=PersonSaved(before=before, after=after),
        )
    )
    if is_first or desk.who.key == after.key:
        desk.who = after
    if is_first and desk.settings.person is None:
        desk.remember_who()
