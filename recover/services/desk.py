"""The desk one person works at: the book, the clock, and who they are."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recover.domain.errors import Misused
from recover.domain.person import Person
from recover.services.acting import whoever_acts
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

_YEARS = range(1900, 3000)
"""The years that somebody can act in."""
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


def machine_now() -> datetime:
    """The moment it is on the machine's clock, UTC."""
    return datetime.now(UTC)


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
    if moment.year not in _YEARS:
        raise Misused(f"{at!r} is too far away: no calendar here reaches that year.")
    return moment.astimezone(UTC)
