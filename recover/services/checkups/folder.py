"""The home folder: whether it is there, whose it is, who may read it, whether it can be written."""

import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from recover.domain.checkup import Finding, ok, warning, wrong
from recover.services.checkups.patient import Patient, refused
from recover.storage.errors import reason
from recover.storage.home_files import journals
from recover.storage.private_files import openness_of
from recover.storage.probe import try_out

_MEGABYTE = 1 << 20
_LITTLE = 100 * _MEGABYTE
_NOTHING = _MEGABYTE
_NAMED = 4
"""So many files are named in one line."""
_REPAIR = "`recover doctor --repair` does it, or"


def home_folder(patient: Patient) -> Iterator[Finding]:
    """Look whether it is there, is a folder, and can be written to."""
    home = patient.home
    if home.is_symlink() and not home.exists():
        yield wrong("home", f"{home} is a link to something that is not there.", "Mend the link.")
    elif not home.exists():
        yield from _not_there(home)
    elif not home.is_dir():
        do = "Move it away, or name another folder with --home."
        yield wrong("home", f"{home} is not a folder.", do)
    elif not os.access(home, os.R_OK | os.X_OK):
        do = f"Make it yours again, such as with `chmod 700 {shlex.quote(str(home))}`."
        yield wrong("home", f"{home} cannot be looked into.", do)
    elif not os.access(home, os.W_OK):
        do = "Make the folder yours, or its disk writable; until then recover can only read."
        yield wrong("home", f"{home} cannot be written to.", do)
    else:
        yield ok("home", f"Your data are in {home}.")


def _not_there(home: Path) -> Iterator[Finding]:
    """Say that there are no data yet, and whether they could be made."""
    above = next(each for each in home.parents if each.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        what = f"{home} is not there yet: it is made with the first thing you log."
        yield ok("home", what)
    else:
        do = "Name another folder with --home or RECOVER_HOME, or make that one yours."
        yield wrong("home", f"{home} is not there, and cannot be made in {above}.", do)


def permissions(patient: Patient) -> Iterator[Finding]:
    """Look who else may read what is there, and what leads elsewhere."""
    if not patient.home.is_dir():
        return
    try:
        found = openness_of(patient.home)
    except OSError as error:
        yield refused("permissions", error.filename or str(patient.home), error)
        return
    if found.folders:
        do = f"{_REPAIR} `chmod 700 {_quoted(found.folders)}`."
        yield wrong("permissions", f"Others may look into {_named(found.folders)}.", do)
    if found.files:
        do = f"{_REPAIR} `chmod 600 {_quoted(found.files)}`."
        yield wrong("permissions", f"Others may read or write {_named(found.files)}.", do)
    if found.not_ours:
        do = "Work as that user, or have the files given to you (`chown`)."
        what = f"Another user owns {_named(found.not_ours)}."
        yield wrong("permissions", what, do)
    if found.links:
        do = "Put the file itself there, unless the link is meant."
        yield warning("permissions", f"{_named(found.links)} leads elsewhere (a link).", do)
    if not (found.folders or found.files or found.not_ours):
        yield ok("permissions", "Nobody else may read what is there.")


def space(patient: Patient) -> Iterator[Finding]:
    """Look how much room there is."""
    place = next(each for each in (patient.home, *patient.home.parents) if each.exists())
    try:
        disk = shutil.disk_usage(place)
        book = sum(each.stat().st_size for each in _files(patient.home))
    except OSError as error:
        yield refused("space", str(place), error)
        return
    free = disk.free
    if not disk.total:  # no disk at all, such as /proc
        return
    said = f"{free // _MEGABYTE} MB are free on the disk"
    if free < _NOTHING:
        do = "Free some space: until then nothing can be saved."
        yield wrong("space", f"The disk of {place} is full.", do)
    elif free < _LITTLE:
        yield warning("space", f"Only {said} of {place}.", "Free some space before it is full.")
    elif free < 3 * book:
        do = "Free some space: a copy and a compaction need as much again."
        yield warning("space", f"Only {said}, and the data take {book // _MEGABYTE} MB.", do)
    else:
        yield ok("space", f"{said}.")


def locking(patient: Patient) -> Iterator[Finding]:
    """Try whether files can be written, synced and locked there."""
    home = patient.home
    if not (home.is_dir() and os.access(home, os.W_OK | os.X_OK)):
        return
    try:
        fault = try_out(home)
    except OSError as error:
        yield wrong("locking", f"Nothing can be written in {home}: {reason(error)}.", "")
        return
    if fault:
        do = "Move the data to a disk of this machine (--home); here two programs could collide."
        yield wrong("locking", f"In {home}, {fault}.", do)
    else:
        yield ok("locking", "Files can be written, brought to the disk and locked.")


def _files(home: Path) -> list[Path]:
    """The files of every journal."""
    return [
        file
        for path in journals(home)
        for file in path.parent.glob(f"{path.stem}*{path.suffix}")
        if file.is_file()
    ]


def _named(paths: Sequence[Path]) -> str:
    """Name a few paths."""
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(str(each) for each in paths[:_NAMED]) + more


def _quoted(paths: Sequence[Path]) -> str:
    """Write a few paths for a shell."""
    return " ".join(shlex.quote(str(each)) for each in paths[:_NAMED])
