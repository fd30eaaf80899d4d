"""Saying what is wrong with the data and the machine, and what to do about it; changes nothing."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from recover.domain.checkup import Finding, State, by_gravity, wrong
from recover.domain.errors import Misused, RecoverError
from recover.services.checkups import files, folder, habits, machine, place, texts
from recover.services.checkups.patient import Patient, refused
from recover.services.desk import machine_now
from recover.services.home_folder import chosen_home

Checkup = Callable[[Patient], Iterable[Finding]]
CHECKUPS: Sequence[tuple[str, str, Checkup]] = (
    ("home", "the folder of your data", folder.home_folder),
    ("permissions", "who may read it", folder.permissions),
    ("space", "the room on the disk", folder.space),
    ("place", "where the folder is", place.place),
    ("locking", "writing and locking there", folder.locking),
    ("journals", "the journals", files.journals_whole),
    ("journals", "the incidents", files.incidents_understood),
    ("locks", "who else is at it", files.held),
    ("leftovers", "what was left lying about", files.leftovers),
    ("zones", "the zone data", machine.zone_data),
    ("zones", "the zones of accounts and people", machine.zones_in_use),
    ("clock", "the clock", machine.clock),
    ("terminal", "the terminal", machine.terminal),
    ("settings", "the settings", texts.settings),
    ("notify", "where reminders go", texts.addresses),
    ("playbooks", "the playbooks", texts.shelf),
    ("policy", "the policy", texts.rules),
    ("person", "who acts", texts.person),
    ("drafts", "drafts", habits.drafts),
    ("copies", "the copies", habits.copies),
    ("reminders", "who runs the reminders", habits.schedule),
)
"""A check, what it looks at, and the look; in the order they are made."""
_OF_THE_MACHINE = frozenset({"home", "terminal"})
"""The checks that say something also where the folder cannot be looked into."""


def examine(
    *,
    home: str | None = None,
    person: str | None = None,
    environment: Mapping[str, str] = os.environ,
    on_progress: Callable[[str], object] | None = None,
) -> list[Finding]:
    """Look at everything; the gravest finding comes first.

    Needs no book that can be opened, and changes nothing but a probe file, which it removes.

    Args:
        home: The folder of the data, as `open_desk` takes it.
        person: Who is to act, as `open_desk` takes it.
        environment: The process environment.
        on_progress: Told what is looked at next.
    """
    try:
        folder_of_data = chosen_home(home, environment)
    except Misused as error:
        return [wrong("home", str(error), "Set HOME, or name the folder with --home.")]
    patient = Patient(
        home=folder_of_data,
        person=person or environment.get("RECOVER_USER") or None,
        now=machine_now(),
        environment=environment,
    )
    findings: list[Finding] = []
    is_closed = os.path.lexists(patient.home) and not _can_look_into(patient)
    for check, looks_at, look in CHECKUPS:
        if is_closed and check not in _OF_THE_MACHINE:
            continue
        if on_progress is not None:
            on_progress(looks_at)
        findings += _looked(check, looks_at, look, patient)
    return by_gravity(findings)


def is_anything_wrong(findings: Iterable[Finding]) -> bool:
    """Say whether something is wrong, and not only to be warned of."""
    return any(each.state is State.WRONG for each in findings)


def what_was_looked_at() -> str:
    """Name everything that is looked at, in one sentence."""
    *some, last = [looks_at for _, looks_at, _ in CHECKUPS]
    return f"{', '.join(some)} and {last}"


def _can_look_into(patient: Patient) -> bool:
    """Say whether the home folder is a folder that can be read."""
    return patient.home.is_dir() and os.access(patient.home, os.R_OK | os.X_OK)


def _looked(check: str, looks_at: str, look: Checkup, patient: Patient) -> Iterator[Finding]:
    """Make one look; whatever stops it is a finding, and the others go on."""
    try:
        yield from look(patient)
    except RecoverError as error:
        yield wrong(check, str(error), "")
    except OSError as error:
        yield refused(check, error.filename or looks_at, error)
    except Exception as error:  # a fault of ours must not hide what else there is to say
        what = f"{looks_at[:1].upper()}{looks_at[1:]} could not be looked at"
        yield wrong(check, f"{what} ({type(error).__name__}).", "Please report these words.")
