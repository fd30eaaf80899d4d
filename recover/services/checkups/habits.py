"""What keeps data safe from day to day: drafts picked up, copies made, reminders run."""

from collections.abc import Iterator
from datetime import date

from recover.domain.checkup import Finding, ok, warning
from recover.domain.errors import RecoverError
from recover.domain.text import count
from recover.services.checkups.patient import Patient
from recover.services.desk import open_desk
from recover.services.scheduling import is_installed, schedule_for
from recover.storage.copied import copies_in
from recover.storage.drafts import left_sheets

_OLD_DAYS = 7


def drafts(patient: Patient) -> Iterator[Finding]:
    """Look for what was typed and never saved."""
    try:
        found = sum(len(each.drafts) for each in left_sheets(patient.home))
    except RecoverError as error:
        yield warning("drafts", str(error), "Make the folder readable.")
        return
    if found:
        do = "Start `recover`: it offers them."
        yield warning(
            "drafts",
            f"{count(found, 'text')} was typed and never saved."
            if found == 1
            else f"{found} texts were typed and never saved.",
            do,
        )
    else:
        yield ok("drafts", "Nothing that was typed waits to be saved.")


def copies(patient: Patient) -> Iterator[Finding]:
    """Look when the last daily copy was made."""
    if patient.work is None:
        return
    days = [day for day in map(_day_of, (each.name for each in copies_in(patient.home))) if day]
    if not days:
        do = "One is made each day you log something; `recover backup FILE` makes one now."
        yield warning("copies", "There is no daily copy yet.", do)
        return
    age = (patient.now.date() - max(days)).days
    if age > _OLD_DAYS:
        do = "`recover backup FILE` makes one now; keep it on another disk."
        yield warning("copies", f"The newest daily copy is of {max(days)}, {age} days ago.", do)
    else:
        yield ok("copies", f"The newest daily copy is of {max(days)}.")


def schedule(patient: Patient) -> Iterator[Finding]:
    """Look whether this system runs the reminders."""
    if not (patient.can_open and patient.home.is_dir()):
        return
    try:
        desk = open_desk(
            home=str(patient.home), person=patient.person, environment=patient.environment
        )
    except RecoverError:
        return
    try:
        plan = schedule_for(desk)
        runs = is_installed(plan)
    except RecoverError as error:
        yield ok("reminders", f"Reminders are not run by this system: {error}")
        return
    finally:
        desk.close()
    if runs:
        yield ok("reminders", f"Reminders are run by {plan.kind}.")
    else:
        what = "Reminders are not run by this system; `recover remind --install` has it run them."
        yield ok("reminders", what)


def _day_of(name: str) -> date | None:
    """The day of a daily copy by its name; `None` for any other."""
    try:
        return date.fromisoformat(name.removesuffix(".recover"))
    except ValueError:
        return None
