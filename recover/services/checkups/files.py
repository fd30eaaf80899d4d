"""The journals: whether each can be read to its end, and what lies about beside them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from recover.domain.checkup import Finding, ok, warning, wrong
from recover.domain.errors import RecoverError
from recover.domain.folding import fold
from recover.domain.text import count
from recover.services.checkups.patient import Patient, refused
from recover.storage import disk
from recover.storage.copied import copies_in
from recover.storage.home_files import ARCHIVE, DIRECTORY, WORK
from recover.storage.inspection import Condition, JournalLook
from recover.storage.log_documents import entry_from_document
from recover.storage.missing import WHAT_TO_DO, missing_journal
from recover.storage.repair import plan_repair
from recover.storage.salvage_log import entries_of
from recover.storage.table_names import INCIDENTS

_MOST_NAMED = 5


def journals_whole(patient: Patient) -> Iterator[Finding]:
    """Look at every journal."""
    try:
        looks = patient.looks
    except OSError as error:
        yield refused("journals", error.filename or str(patient.home), error)
        return
    yield from (_of(patient, look) for look in looks)
    yield from _missing(patient, looks)


def _missing(patient: Patient, looks: Sequence[JournalLook]) -> Iterator[Finding]:
    """Name a journal that was there and is gone."""
    numbers = {
        look.path.name: look.replay.number for look in looks if look.path.parent == patient.home
    }
    gone = missing_journal(
        patient.home, work=numbers.get(WORK, 0), directory=numbers.get(DIRECTORY, 0)
    )
    if gone is not None:
        yield wrong("journals", f"{gone} is not there, though the rest of the book is.", WHAT_TO_DO)


def _of(patient: Patient, look: JournalLook) -> Finding:
    """Say how one journal is."""
    match look.condition:
        case Condition.GOOD:
            size = look.size // 1024 + 1
            return ok("journals", f"{look.file} is good: {size} KB.")
        case Condition.TORN:
            rest = look.size - look.byte
            what = (
                f"The last write to {look.file} was interrupted before it was acknowledged "
                f"({rest} bytes from byte {look.byte}, line {look.line})."
            )
            do = "Nothing: the next thing you log sets those bytes aside in a file of their own."
            return warning("journals", what, do)
        case Condition.DAMAGED:
            do = "`recover doctor --repair` keeps all that can be read, and the damaged file, too."
            return wrong("journals", f"{_place_of(look)} {_readable(patient, look)}", do)
        case Condition.NEWER:
            do = "Update recover on this machine; the file is left as it is."
            return wrong("journals", look.why, do)
        case Condition.UNREADABLE:
            return wrong("journals", look.why, "")
    return wrong("journals", look.why, f"Move it away{_newest_copy(patient)}; it is not changed.")


def _place_of(look: JournalLook) -> str:
    """Say where a journal is damaged."""
    why = look.why.partition(": ")[2].partition(". Nothing was changed")[0]
    return f"{look.file} is damaged at byte {look.byte} (line {look.line}): {why}."


def _readable(patient: Patient, look: JournalLook) -> str:
    """Say what can still be read of a damaged journal."""
    try:
        found = plan_repair(patient.home, look.path).salvage
    except RecoverError as error:
        return str(error)
    said = f"{count(found.lines, 'line')} can still be read"
    if found.is_whole:
        return f"{said}, and nothing is missing."
    lost = [*found.missing, *(each.what for each in found.losses)]
    more = ", ..." if len(lost) > _MOST_NAMED else ""
    return f"{said}; lost or in part: {', '.join(lost[:_MOST_NAMED])}{more}."


def _newest_copy(patient: Patient) -> str:
    """Name the newest copy, where there is one."""
    copies = copies_in(patient.home)
    return f"; the newest copy is {copies[0]}" if copies else ""


def held(patient: Patient) -> Iterator[Finding]:
    """Look whether somebody keeps everybody else from a journal."""
    for file, holder in patient.holders.items():
        named = f"Process {holder}" if holder else "Another program"
        do = "Wait until it is done; if it hangs, end it: what was acknowledged is safe."
        yield warning("locks", f"{named} keeps {file} locked.", do)


def incidents_understood(patient: Patient) -> Iterator[Finding]:
    """Work out every incident of the open work."""
    if patient.work is None:
        return
    bad = []
    for number, document in patient.work.replay.documents(INCIDENTS):
        try:
            fold(str(number), tuple(map(entry_from_document, entries_of(document))))
        except (RecoverError, KeyError, TypeError, ValueError, AttributeError, IndexError):
            bad.append(str(number))
    if bad:
        more = ", ..." if len(bad) > _MOST_NAMED else ""
        named = f"{', '.join(bad[:_MOST_NAMED])}{more}"
        what = f"The log of {count(len(bad), 'incident')} makes no sense to this version: {named}."
        yield wrong("journals", what, "Update recover; if it is the newest, report this.")


def leftovers(patient: Patient) -> Iterator[Finding]:
    """Look for what interrupted writes have left."""
    found: list[Path] = []
    for folder in (patient.home, patient.home / ARCHIVE):
        try:
            names = disk.names_in(str(folder))
        except OSError:
            continue
        found += [folder / name for name in sorted(names) if _is_left(name)]
    found += [Path(each) for look in patient.looks for each in look.leftovers]
    torn = [each for each in found if ".torn-" in each.name]
    crashes = [each for each in found if each.name.startswith("crash-")]
    unfinished = [each for each in found if each.name.startswith("restoring")]
    rest = [each for each in found if each not in {*torn, *crashes, *unfinished}]
    if torn:
        do = "Look whether anything in it is missing, then delete it."
        yield warning("leftovers", f"Bytes of an interrupted write: {_names(torn)}.", do)
    if crashes:
        do = "Please report what stands in it, then delete it; it holds no words of clients."
        yield warning("leftovers", f"recover stopped by a fault once: {_names(crashes)}.", do)
    if unfinished:
        do = "Run `recover restore` again with the same file."
        yield warning("leftovers", f"A restore was interrupted: {_names(unfinished)}.", do)
    if rest:
        do = "Delete it when no recover is running; nothing in it was acknowledged."
        yield warning("leftovers", f"Left by something interrupted: {_names(rest)}.", do)
    if not found:
        yield ok("leftovers", "Nothing was left lying about.")


def _is_left(name: str) -> bool:
    """Say whether a name is one of a file that should not stay."""
    return (
        ".jsonl.torn-" in name
        or ".jsonl.new-" in name
        or name.startswith(("crash-", "restoring", ".recover-"))
    )


def _names(paths: list[Path]) -> str:
    """Name a few files."""
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(str(each) for each in paths[:_MOST_NAMED]) + more
