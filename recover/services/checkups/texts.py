"""What a person has set: settings, where reminders go, playbooks, policy; and who acts."""

from collections.abc import Iterator

from recover.domain.checking import BadFile
from recover.domain.checkup import Finding, ok, warning, wrong
from recover.domain.errors import Misused, RecoverError
from recover.domain.person import Person
from recover.domain.text import count
from recover.services.acting import who_among
from recover.services.checkups.patient import Patient
from recover.storage.documents import person_from_document
from recover.storage.notify_file import read_addresses
from recover.storage.playbook_files import playbooks, policy
from recover.storage.settings_file import read_settings, settings_problems


def settings(patient: Patient) -> Iterator[Finding]:
    """Read the settings; all that is wrong with them."""
    problems = settings_problems(patient.home)
    do = "Mend the file; until then no command runs."
    yield from (wrong("settings", each, do) for each in problems)
    if not problems:
        yield ok("settings", "The settings can be read.")


def addresses(patient: Patient) -> Iterator[Finding]:
    """Read where reminders are sent to."""
    try:
        found = read_addresses(patient.home)
    except RecoverError as error:
        do = "Mend notify.toml; until then no reminder is sent."
        yield wrong("notify", str(error), do)
        return
    said = (
        f"Reminders go to {count(len(found), 'address')}."
        if len(found) == 1
        else (f"Reminders go to {len(found)} addresses.")
    )
    yield ok("notify", said if found else "Reminders are sent nowhere: there is no notify.toml.")


def shelf(patient: Patient) -> Iterator[Finding]:
    """Read every playbook."""
    do = "`recover playbook list` names all of them; mend the file, or move it away."
    try:
        shelf = playbooks(patient.home)
    except RecoverError as error:
        yield wrong("playbooks", str(error), "")
        return
    bad = [each for each in shelf if each.problems]
    for each in bad:
        yield from (wrong("playbooks", problem, do) for problem in each.problems)
    if not bad:
        yield ok("playbooks", f"{count(len(shelf), 'playbook')} can be used.")


def rules(patient: Patient) -> Iterator[Finding]:
    """Read the policy."""
    try:
        policy(patient.home)
    except RecoverError as error:
        problems = error.problems if isinstance(error, BadFile) else (str(error),)
        yield from (wrong("policy", each, "Mend playbooks/policy.toml.") for each in problems)
    else:
        yield ok("policy", "The policy can be used.")


def person(patient: Patient) -> Iterator[Finding]:
    """Look who acts."""
    people = []
    for number, document in _people(patient):
        try:
            people.append(person_from_document(document))
        except (RecoverError, KeyError, TypeError, ValueError, AttributeError):
            what = f"person {document.get('key', number)} is not as recover writes people."
            yield wrong("person", what, "Set them anew: `recover person set`.")
    if not people:
        do = "`recover person add NAME --zone ZONE` puts you on record, with your hours."
        yield warning("person", "Nobody is on record yet.", do)
        return
    yield _who(patient, people)


def _who(patient: Patient, people: list[Person]) -> Finding:
    """Find who acts among the people on record."""
    try:
        wanted = patient.person or read_settings(patient.home).person
    except Misused:
        wanted = patient.person
    try:
        who = who_among(people, wanted)
    except RecoverError as error:
        do = "Name somebody with --as or RECOVER_USER, or as person in settings.toml."
        return wrong("person", str(error), do)
    if who.key in {each.key for each in people}:
        return ok("person", f"You act as {who.name}.")
    do = "Say who you are with --as or RECOVER_USER, or as person in settings.toml."
    return warning("person", f"You act as {who.name}, who is not on record.", do)


def _people(patient: Patient) -> list[tuple[int, dict[str, object]]]:
    """The documents of the people."""
    return patient.directory.replay.documents("people") if patient.directory else []
