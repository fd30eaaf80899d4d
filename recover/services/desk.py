"""The desk one person works at: the book, the clock, and who they are."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recover.domain.calendar import Calendar, CalendarError
from recover.domain.errors import Misused
from recover.domain.names import find, slug
from recover.domain.person import Person
from recover.services.home_folder import chosen_home
from recover.services.keeping import DailyCopy
from recover.storage.settings_file import (
    Settings,
    forget_person,
    read_settings,
    remember_person,
)
from recover.storage.store import Store

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.entry import Entry
    from recover.domain.incident import Incident

_WENT_BACK = timedelta(minutes=2)
"""So far two clocks may stand apart, and nobody turned one back."""

PERSON_HINT = "`recover person list` shows the people on record."


@dataclass(slots=True, kw_only=True)
class Desk:
    """Everything a service needs: where things are kept, what time it is, who acts."""

    store: Store
    who: Person
    """Who acts; read from the book anew by whoever changes people."""
    settings: Settings
    ahead: timedelta = timedelta(0)
    """How far the desk's clock stands before the machine's: zero, but for `--at`."""
    held: datetime | None = None
    """The one moment it is for a command, however long it takes; `None` where the clock ticks."""
    tell: Callable[[str], object] | None = None
    """Told in a sentence what a person should hear although nothing was refused; any thread."""
    clock_notices: list[str] = field(default_factory=list)
    """What there is to say about the machine's clock; at most one sentence."""

    @property
    def notices(self) -> list[str]:
        """Sentences a person should hear: bytes that were set aside, a clock that went back."""
        return [*self.store.notices, *self.clock_notices]

    @property
    def home(self) -> Path:
        """The folder that holds the data and the settings."""
        return self.store.home

    def now(self) -> datetime:
        """The moment it is at this desk, UTC, whole seconds."""
        return self.held or (datetime.now(UTC) + self.ahead).replace(microsecond=0)

    def recorded(self) -> datetime:
        """The moment it is on the machine's clock, UTC."""
        return datetime.now(UTC)

    def incidents(self) -> "list[Incident]":
        """Give every incident as it stands now, the oldest first, also those taken back."""
        now = self.now()
        return [each.as_of(now) for each in self.store.incidents()]

    def incident(self, incident_id: str) -> "Incident":
        """Give one incident as it stands now.

        Raises:
            NotFound: The id names none.
        """
        return self.store.incident(incident_id).as_of(self.now())

    def append(self, incident: "Incident", entries: "Sequence[Entry]") -> "Incident":
        """Add entries to the log of an incident, and give it as it stands then."""
        if incident.entries and entries and not self.clock_notices:
            last, now = incident.entries[-1].recorded, entries[0].recorded
            if last - now > _WENT_BACK:
                self.clock_notices.append(
                    f"The machine's clock says {now:%Y-%m-%d %H:%M} UTC, and the entry before was "
                    f"written down at {last:%Y-%m-%d %H:%M}: the clock went back. What you log is "
                    "kept; set the clock."
                )
        return self.store.logs.append(incident, entries).as_of(self.now())

    def remember_who(self) -> None:
        """Note in the settings that whoever acts now does so from now on, unless they say who."""
        remember_person(self.home, self.who.key)

    def forget_who(self) -> None:
        """Forget in the settings who acts, unless somebody has written into them."""
        if forget_person(self.home, self.settings.person or ""):
            self.settings = replace(self.settings, person=None)

    def elsewhere(self, at: datetime, who: Person) -> "Desk":
        """Give a desk with the same book at another moment (aware), for somebody else."""
        ahead = at - datetime.now(UTC).replace(microsecond=0)
        return replace(self, who=who, ahead=ahead, held=None)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()


def open_desk(
    *,
    home: str | None = None,
    person: str | None = None,
    at: str | None = None,
    ticking: bool = True,
    environment: Mapping[str, str] = os.environ,
    on_wait: Callable[[str], None] | None = None,
) -> Desk:
    """Open the desk: options first, then the environment, then the settings, then defaults.

    Args:
        home: The folder of the data and settings (`--home`, `RECOVER_HOME`).
        person: Who acts (`--as`, `RECOVER_USER`).
        at: The moment to act at, ISO 8601 with offset (`--at`, `RECOVER_NOW`).
        ticking: Whether the clock goes on; a command is one moment from beginning to end.
        environment: The process environment.
        on_wait: Called with a sentence when another process holds the book for long.

    Raises:
        Misused: The moment or the settings file cannot be read.
        NotFound: There are people on record, and none of them is *person*.
    """
    folder = chosen_home(home, environment)
    given = _moment(at or environment.get("RECOVER_NOW"))
    now = datetime.now(UTC)
    settings = read_settings(folder)
    store = Store(folder, on_wait=on_wait)
    try:
        wanted = person or environment.get("RECOVER_USER") or settings.person
        who = whoever_acts(store, wanted)
    except BaseException:
        store.close()
        raise
    desk = Desk(
        store=store,
        who=who,
        settings=settings,
        ahead=given - now if given else timedelta(0),
        held=None if ticking else (given or now).replace(microsecond=0),
        tell=on_wait,
    )
    store.before_change = DailyCopy(
        folder, who.key, now=desk.recorded, tell=lambda text: desk.tell and desk.tell(text)
    )
    return desk


def acting(
    home: Path, person: str | None = None, environment: Mapping[str, str] = os.environ
) -> str:
    """Name whoever acts, for a command that has to work where the book cannot be opened."""
    from recover.domain.errors import RecoverError

    given = person or environment.get("RECOVER_USER")
    try:
        given = given or read_settings(home).person
    except RecoverError:  # what is wrong with the settings is no reason not to restore them
        given = None
    return slug(given or _login_name()) or "me"


def machine_now() -> datetime:
    """The moment it is on the machine's clock, UTC."""
    return datetime.now(UTC)


def whoever_acts(store: Store, wanted: str | None) -> Person:
    """Find who acts: the one named, the only one on record, or the login name on this machine.

    Raises:
        NotFound: There are people on record, and none of them is *wanted*.
    """
    return who_among(store.people(), wanted)


def who_among(people: "Sequence[Person]", wanted: str | None) -> Person:
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


def _moment(at: str | None) -> datetime | None:
    """Read the moment to act at, UTC; `None` when none is given."""
    if not at:
        return None
    try:
        moment = datetime.fromisoformat(at.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Misused(
            f"{at!r} is not a moment with an offset: "
            "write it as 2026-10-22T17:10-07:00 in --at or RECOVER_NOW."
        )
    return moment.astimezone(UTC)


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
