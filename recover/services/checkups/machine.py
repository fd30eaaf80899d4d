"""This machine: its zone data, its clock, its terminal."""

import os
import sys
import zoneinfo
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from recover.domain.calendar import CalendarError
from recover.domain.checkup import Finding, ok, warning, wrong
from recover.domain.zones import zone, zone_data_version
from recover.services.checkups.patient import Patient
from recover.storage.lenient import LOG
from recover.storage.table_names import INCIDENTS

_UPDATE = "Update it: `pip install --upgrade tzdata`."
_OLD_MONTHS = 18
_MONTHS_A_LETTER = 3
_TOLERANCE = timedelta(minutes=2)
_LONG = timedelta(days=366)
_SMALLEST = (60, 20)
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


def zone_data(patient: Patient) -> Iterator[Finding]:
    """Look whether the zone data are ours, and how old they are."""
    try:
        version = zone_data_version()
    except (ImportError, AttributeError):
        do = "Install it: `pip install tzdata`; the system's own data may be behind the law."
        yield wrong("zones", "The package tzdata is not there.", do)
        return
    if zoneinfo.TZPATH and "tzdata" not in zoneinfo.TZPATH[0]:
        what = "The system's zone data are used before the package tzdata."
        yield wrong("zones", what, "Install recover anew, into a folder of its own.")
    age = _months_since(version, patient.now)
    if age >= _OLD_MONTHS:
        yield warning("zones", f"The zone data {version} are {age} months old.", _UPDATE)
    else:
        yield ok("zones", f"Zone data {version} from the package tzdata, before the system's.")


def zones_in_use(patient: Patient) -> Iterator[Finding]:
    """Load every zone that an account or one of us is in."""
    if not patient.home.is_dir() or patient.directory is None:
        return
    replay = patient.directory.replay
    for table in ("accounts", "people"):
        for _, document in replay.documents(table):
            for key in sorted(_zones_of(document)):
                try:
                    zone(key)
                except CalendarError as error:
                    noun = {"accounts": "account", "people": "person"}[table]
                    what = f"{noun} {document.get('key')}: {error}"
                    yield wrong("zones", what, f"{_UPDATE} Or change it with --zone.")


def clock(patient: Patient) -> Iterator[Finding]:
    """Compare the machine's clock with the newest entry on record."""
    shown = f"{patient.now:%Y-%m-%d %H:%M} UTC"
    newest = _newest(patient)
    do = "Set the machine's clock, or have it set itself."
    if newest is not None and newest > patient.now + _TOLERANCE:
        what = (
            f"The machine's clock says {shown}, and the newest entry was written down later, at "
            f"{newest:%Y-%m-%d %H:%M} UTC: the clock went back."
        )
        yield warning("clock", what, do)
    elif newest is not None and newest < patient.now - _LONG:
        what = (
            f"The machine's clock says {shown}, more than a year after the newest entry "
            f"({newest:%Y-%m-%d})."
        )
        yield warning("clock", what, f"{do} Nothing is to be done if nothing was logged since.")
    else:
        yield ok("clock", f"The machine's clock says {shown}.")


def terminal(patient: Patient) -> Iterator[Finding]:
    """Look at the terminal, if there is one."""
    words = patient.environment
    size = _size()
    if size is None:
        yield ok("terminal", "There is no terminal here: recover prints text.")
        return
    columns, rows = size
    notes = [f"{columns} columns, {rows} rows"]
    notes += ["no colours (NO_COLOR)"] if words.get("NO_COLOR") else []
    notes += ["inside tmux"] if words.get("TMUX") else []
    notes += ["inside screen"] if words.get("STY") else []
    if words.get("TERM", "dumb") in ("dumb", "unknown", "") and os.name == "posix":
        do = "Use another terminal, or set TERM to what it is, such as xterm-256color."
        yield warning("terminal", "The terminal says that it can show lines only (TERM).", do)
    if columns < _SMALLEST[0] or rows < _SMALLEST[1]:
        do = f"Make it {_SMALLEST[0]} columns by {_SMALLEST[1]} rows or larger."
        yield warning("terminal", f"The terminal is small: {notes[0]}.", do)
    if not speaks_utf8(words):
        do = "Set the locale to UTF-8, such as `export LANG=C.UTF-8`."
        yield warning("terminal", "The locale is not UTF-8: some signs may look wrong.", do)
    yield ok("terminal", f"A terminal of {', '.join(notes)}.")


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Say whether the locale names UTF-8; Windows and macOS have no other."""
    if sys.platform in ("win32", "darwin"):
        return True
    said = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return "utf8" in said.casefold().replace("-", "")


def _size() -> tuple[int, int] | None:
    """The columns and rows of the terminal; `None` when standard output is none."""
    stream = sys.__stdout__
    try:
        if stream is None or not stream.isatty():
            return None
        found = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return None
    return found.columns, found.lines


def _months_since(version: str, now: datetime) -> int:
    """How many months ago a version such as `2026b` came out, as its year and letter tell."""
    year, letter = version[:4], version[4:5] or "a"
    if not (year.isascii() and year.isdigit()):
        return 0
    month = min((ord(letter) - ord("a")) * _MONTHS_A_LETTER, 11)
    return (now.year - int(year)) * 12 + now.month - 1 - month


def _newest(patient: Patient) -> datetime | None:
    """When the newest entry was written down."""
    if patient.work is None:
        return None
    documents = patient.work.replay.documents(INCIDENTS)
    texts = [
        entry.get("recorded", "")
        for _, document in documents
        for entry in document.get(LOG, ())
        if isinstance(entry, dict)
    ]
    # All of them are written alike, in UTC, so that the greatest text is the latest moment.
    return _moment(max(map(str, texts), default=""))


def _moment(text: object) -> datetime | None:
    """Read a moment of an entry."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _zones_of(value: Any) -> set[str]:
    """Every zone that a document names, wherever in it."""
    if isinstance(value, list):
        return {each for item in value for each in _zones_of(item)}
    if not isinstance(value, dict):
        return set()
    found = {each for item in value.values() for each in _zones_of(item)}
    named = value.get("zone")
    return found | {named} if isinstance(named, str) else found
