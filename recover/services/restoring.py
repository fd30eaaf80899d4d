"""Putting a backup, or one of the copies on disk, in the place of the book."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recover.domain.errors import Ambiguous, NotFound
from recover.domain.moments import day
from recover.domain.text import count, printable, shorten
from recover.services.desk import Desk
from recover.storage import restoring
from recover.storage.copies import ENDING, Copy, copies
from recover.storage.manifest import EVERYTHING, Manifest
from recover.storage.outline import Contents, Lacking, lacking

__all__ = ["Copy", "Looked", "Restored", "copies_kept", "find_backup", "looked_into", "put_back"]

_NAMED = 5
"""How many names a sentence lists."""

Tell = Callable[[float], object]
"""Told which part of the work is done, from 0 to 1; may be called in any thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A backup beside the book it would replace; nothing is replaced yet."""

    file: Path
    manifest: Manifest
    here: Contents
    missing: Lacking
    """What is here and not in the backup."""
    ready: restoring.Ready

    @property
    def replaces(self) -> bool:
        """Whether there is anything here that it would replace."""
        return not self.here.is_empty

    @property
    def is_damaged_here(self) -> bool:
        """Whether the book that is here cannot be read as a whole."""
        return bool(self.here.unsound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The backup is the book now."""

    looked: Looked
    copy: Path | None
    """What was there before; `None` where nothing was."""


def copies_kept(home: Path) -> list[Copy]:
    """List the copies on disk, the newest first.

    Raises:
        Failed: The folder cannot be read.
    """
    return copies(home)


def find_backup(home: Path, wanted: str) -> Path:
    """Find a backup: a file, or a copy by its name or a part of it that no other one has.

    Raises:
        Ambiguous: Several copies fit; `candidates` lists them.
        NotFound: There is no such file, and no copy fits.
    """
    path = Path(wanted).expanduser()
    try:
        if os.path.lexists(path):
            return path
    except ValueError:
        pass
    kept = {each.name: each.path for each in copies(home)}
    name = wanted.strip().removesuffix(ENDING)
    found = [name] if name in kept else [each for each in kept if name and name in each]
    if len(found) == 1:
        return kept[found[0]]
    shown = shorten(printable(wanted), 80)
    if found:
        few = ", ".join(found[:_NAMED])
        raise Ambiguous(
            f"{shown!r} may be {len(found)} copies: {few}. Name one of them.",
            candidates=found[:_NAMED],
        )
    raise NotFound(
        f"There is no file and no copy {shown!r}. `recover restore` lists the copies there are.",
        candidates=list(kept)[:_NAMED],
    )


@contextmanager
def looked_into(home: Path, file: Path, on_progress: Tell | None = None) -> Iterator[Looked]:
    """Verify a backup from its first byte to its last, and compare it with the book that is here.

    It lies unpacked beside the book until the block ends.

    Args:
        home: The home folder; need not exist.
        file: The backup.
        on_progress: Told how far it is.

    Raises:
        Refused: It is no backup, damaged, or newer than this program.
        Failed: The disk would not take it, or it cannot be read.
    """
    with restoring.unpacked(home, file, on_progress=on_progress) as ready:
        is_all = ready.manifest.covers == EVERYTHING
        here = restoring.what_is_there(home)
        yield Looked(
            file=file,
            manifest=ready.manifest,
            here=here,
            missing=lacking(here, ready.contents, archive=is_all),
            ready=ready,
        )


def put_back(
    looked: Looked,
    *,
    now: datetime,
    by: str,
    on_wait: Callable[[str], object] | None = None,
    on_progress: Tell | None = None,
) -> Restored:
    """Make a backup the book; what was there is kept as a copy first.

    Args:
        looked: What `looked_into` gave; its block still goes on.
        now: The moment it is on the machine's clock, UTC.
        by: The key of whoever acts.
        on_wait: Told in a sentence when another process keeps us waiting for a second.
        on_progress: Told how far the copy of what is there is.

    Raises:
        Failed: It could not be done; the sentence says whether anything was replaced.
    """
    copy = restoring.put_in_place(
        looked.ready, made=now, by=by, on_wait=on_wait, on_progress=on_progress
    )
    return Restored(looked=looked, copy=copy)


def compare(desk: Desk, wanted: str, on_progress: Tell | None = None) -> list[str]:
    """Verify a backup and say what it would replace, a line each; nothing is replaced.

    Raises:
        NotFound: There is no such file or copy.
        RecoverError: As `looked_into`.
    """
    with looked_into(desk.home, find_backup(desk.home, wanted), on_progress) as looked:
        return comparison(looked)


def restore(desk: Desk, wanted: str, on_progress: Tell | None = None) -> Restored:
    """Put a backup in the place of the desk's book, which reads it at once.

    Raises:
        NotFound: There is no such file or copy.
        RecoverError: As `looked_into` and `put_back`.
    """
    with looked_into(desk.home, find_backup(desk.home, wanted), on_progress) as looked:
        restored = put_back(
            looked, now=desk.recorded(), by=desk.who.key, on_wait=desk.tell, on_progress=on_progress
        )
    desk.store.refresh()
    return restored


def comparison(looked: Looked) -> list[str]:
    """Say what is in a backup, what is here, and what would go; a line each."""
    manifest = looked.manifest
    held = holdings(manifest.counts, manifest.latest)
    is_whole = manifest.covers == EVERYTHING
    scope = "" if is_whole else " Only the open work is in it: what was put away stays."
    return [
        f"In the backup of {when(manifest.made)}: {held}.{scope}",
        f"Here, in {looked.ready.home}: {_present(looked)}.",
        *([f"Not in the backup: {missing_text(looked.missing)}."] if looked.replaces else []),
        *_brought_back(looked),
    ]


def _brought_back(looked: Looked) -> Iterator[str]:
    """Say what of clients who were forgotten would be there again."""
    there = looked.ready.contents
    back = looked.here.forgotten & (there.logs.keys() | there.archived.keys())
    if back:
        yield (
            f"{count(len(back), 'incident')} of clients who were forgotten since would be there "
            "again: forget them again afterwards."
        )


def _present(looked: Looked) -> str:
    """Say what is here."""
    if not looked.replaces:
        return "nothing yet"
    here = holdings(looked.here.counts(), looked.here.latest)
    if looked.is_damaged_here:
        return f"a damaged book, of which this can be read: {here}"
    return here


def missing_text(missing: Lacking) -> str:
    """Say what would go."""
    parts = [
        count(number, noun)
        for number, noun in (
            (missing.incidents, "whole incident"),
            (missing.entries, "later log line"),
        )
        if number
    ]
    return " and ".join(parts) or "no incident and no log line that is here"


def holdings(counts: Mapping[str, int], latest: str = "") -> str:
    """Say what a book holds: its incidents, accounts, people and last change."""
    archived = counts.get("archived", 0)
    parts = [
        count(counts.get("incidents", 0) + archived, "incident")
        + (f" ({archived} put away)" if archived else ""),
        count(counts.get("accounts", 0), "account"),
        _people(counts.get("people", 0)),
    ]
    last = f", last change {when(datetime.fromisoformat(latest))}" if latest else ""
    return f"{', '.join(parts)}{last}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def when(moment: datetime) -> str:
    """Write a moment on this machine's clock: `Fri 27 Nov 2026 17:03`."""
    local = moment.astimezone()
    return f"{day(local)} {local:%H:%M}"
