"""Who acts: the person named, the only one on record, or the login name on this machine."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from recover.domain.calendar import Calendar, CalendarError
from recover.domain.errors import RecoverError
from recover.domain.names import find, slug
from recover.domain.person import Person
from recover.storage.settings_file import read_settings
from recover.storage.store import Store


def acting(
    home: Path, person: str | None = None, environment: Mapping[str, str] = os.environ
) -> str:
    """Name whoever acts, for a command that has to work where the book cannot be opened."""
    given = person or environment.get("RECOVER_USER")
    try:
        given = given or read_settings(home).person
    except RecoverError:  # what is wrong with the settings is no reason not to restore them
        given = None
    return slug(given or _login_name()) or "me"


def whoever_acts(store: Store, wanted: str | None) -> Person:
    """Find who acts: the one named, the only one on record, or the login name on this machine.

    Raises:
        NotFound: There are people on record, and none of them is *wanted*.
    """
    return who_among(store.people(), wanted)


def who_among(people: Sequence[Person], wanted: str | None) -> Person:
    """Find who acts among the people on record, as `whoever_acts` does.

    Raises:
        NotFound: There are people on record, and none of them is *wanted*.
    """
    if wanted and people:
        return find(
            wanted,
            people,
            key=lambda each: each.key,
            name=lambda each: each.name,
            noun="person",
            hint="`recover person add NAME --zone ZONE` adds one.",
        )
    if len(people) == 1 and not wanted:
        return people[0]
    name = wanted or _login_name()
    known = next((each for each in people if each.key == slug(name)), None)
    return known or stranger(name)


def stranger(name: str) -> Person:
    """Make a person of somebody who is not on record: default hours in the machine's own zone."""
    calendar = Calendar.from_mapping({"zone": _machine_zone()})
    return Person(key=slug(name) or "me", name=name, calendar=calendar)


def _login_name() -> str:
    """Give the login name on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "me"


def _machine_zone() -> str:
    """Give the IANA name of the machine's own zone, or UTC when it has none."""
    from tzlocal import get_localzone_name

    from recover.domain.zones import zone

    try:
        return zone(get_localzone_name() or "UTC").key
    except (CalendarError, LookupError, ValueError, OSError):
        return "UTC"
