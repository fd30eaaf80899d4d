"""What is being typed, kept beside the book so that a killed app loses at most a moment of it.

Each running app has a sheet of its own in the folder `drafts`: `<name>.json` with the texts, and
`<name>.lock`, which the app holds locked for as long as it lives. The operating system lets go of
a lock when the process ends, however it ends; so a sheet whose lock can be had is one whose app
is gone.
"""

import json
import os
import re
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recover.storage import disk, lock
from recover.storage.errors import explained
from recover.storage.new_file import replace_file

FOLDER = "drafts"
LARGEST = 1 << 20
"""Bytes of a sheet; a longer one was not written by an app."""

Drafts = dict[str, str | dict[str, str]]
"""By the name of what was typed into: the text of a line, or the texts of a form by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftSheet:
    """What an app that is gone has left."""

    name: str
    drafts: Drafts


class Sheet:
    """The drafts of one running app. Nothing is on disk while there is no text."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._name = ""
        self._lock: int | None = None

    @property
    def name(self) -> str:
        """The name of the sheet; empty while nothing is on it."""
        return self._name if self._lock is not None else ""

    def write(self, drafts: Mapping[str, str | dict[str, str]]) -> None:
        """Put *drafts* in the place of what is on disk, whole or not at all.

        Raises:
            Failed: The disk would not take it.
        """
        with explained("keep the draft in", str(self._folder)):
            if drafts:
                self._hold()
                self._replace(json.dumps(drafts).encode())
            else:
                self._let_go(forget=True)

    def close(self) -> None:
        """Let go of the sheet; what is still on it is offered at the next start."""
        self._let_go(forget=False)

    def _hold(self) -> None:
        """Take the lock that says that this app lives."""
        if self._lock is not None:
            return
        disk.make_folder(str(self._folder))
        self._name = secrets.token_hex(8)
        self._lock = disk.create(str(_lock_of(self._folder, self._name)))
        lock.attempt(self._lock)

    def _replace(self, data: bytes) -> None:
        """Write a file beside the old one, and give it its name when it is whole."""
        path = str(_texts_of(self._folder, self._name))
        made = f"{path}.{secrets.token_hex(4)}"
        fd = disk.create(made)
        try:
            disk.write_at(fd, 0, data)
            disk.sync(fd)
        finally:
            os.close(fd)
        Path(made).replace(path)

    def _let_go(self, *, forget: bool) -> None:
        """Give up the lock, and with *forget* the files.

        The texts go first, so that a sheet with texts never stands there without its lock.
        """
        if self._lock is None:
            return
        if forget:
            _forget(_texts_of(self._folder, self._name))
            _forget(_lock_of(self._folder, self._name))
        os.close(self._lock)
        self._lock = None


def left_sheets(home: Path) -> list[LeftSheet]:
    """Find the sheets of apps that are gone, the one written last first.

    Raises:
        Failed: The folder is there and cannot be read.
    """
    folder = home / FOLDER
    if not folder.is_dir():
        return []
    with explained("look into", str(folder)):
        written = {path.stem: path.stat().st_mtime for path in folder.glob("*.json")}
    names = sorted(written, key=lambda name: written[name], reverse=True)
    sheets = [_read(folder, name) for name in names if _is_left(folder, name)]
    return [sheet for sheet in sheets if sheet.drafts]


def sheets_in_use(home: Path, *, but: str = "") -> bool:
    """Say whether an app that runs has something on its sheet; *but* names one that may."""
    folder = home / FOLDER
    names = (path.stem for path in folder.glob("*.json"))
    return any(not _is_left(folder, name) for name in names if name != but)


def is_of(
    name: str, typed: str | Mapping[str, str], subjects: Collection[str], names: Collection[str]
) -> bool:
    """Say whether a draft is about one of these, or speaks of them.

    Args:
        name: What it was typed into.
        typed: The draft.
        subjects: Ids of incidents and keys of accounts, which names of drafts are made of, such as
            `12`, `keep/12p1` or `account/acme`.
        names: Casefolded names.
    """
    return _is_about(name, subjects) or _speaks_of(name, typed, names)


def forget_in(
    home: Path, subjects: Collection[str], names: Collection[str], *, but: str = ""
) -> None:
    """Remove what was typed about these from what apps that are gone have left.

    Args:
        home: The home folder.
        subjects: As `is_of` takes them.
        names: As `is_of` takes them.
        but: The sheet of the app that asks, which removes from it itself.

    Raises:
        Failed: The disk would not do it.
    """
    folder = home / FOLDER
    with explained("remove the draft in", str(folder)):
        for path in folder.glob("*.json"):
            if path.stem == but:
                continue
            sheet = _read(folder, path.stem)
            kept = {
                name: typed
                for name, typed in sheet.drafts.items()
                if not is_of(name, typed, subjects, names)
            }
            if kept and len(kept) < len(sheet.drafts):
                replace_file(path, json.dumps(kept))
            elif not kept:
                _forget(path)
                _forget(_lock_of(folder, path.stem))


def _is_about(name: str, subjects: Collection[str]) -> bool:
    """Say whether a part of a draft's name is one of these, or the id of something in one."""
    for part in name.split("/"):
        number = re.match("[0-9]+", part)
        if part in subjects or (number is not None and number[0] in subjects):
            return True
    return False


def _speaks_of(name: str, typed: str | Mapping[str, str], names: Collection[str]) -> bool:
    """Say whether one of these stands in a draft."""
    texts = [name, typed] if isinstance(typed, str) else [name, *typed.values()]
    everything = "\n".join(texts).casefold()
    return any(each in everything for each in names)


def discard(home: Path, name: str) -> None:
    """Remove a sheet that an app has left; one that is in use, or gone, stays as it is.

    Raises:
        Failed: The disk would not do it.
    """
    folder = home / FOLDER
    with explained("remove the draft in", str(folder)):
        if _is_left(folder, name):
            _forget(_texts_of(folder, name))
            _forget(_lock_of(folder, name))


def _texts_of(folder: Path, name: str) -> Path:
    """Where the texts of a sheet are."""
    return folder / f"{name}.json"


def _lock_of(folder: Path, name: str) -> Path:
    """The file that is locked while the sheet's app lives."""
    return folder / f"{name}.lock"


def _is_left(folder: Path, name: str) -> bool:
    """Say whether nobody holds the lock of a sheet."""
    try:
        fd, _ = disk.open_existing(str(_lock_of(folder, name)))
    except OSError:
        return False
    try:
        return lock.attempt(fd)
    finally:
        os.close(fd)


def _read(folder: Path, name: str) -> LeftSheet:
    """Read a sheet; one that cannot be read holds no drafts, and is left to be looked at."""
    try:
        fd, _ = disk.open_existing(str(_texts_of(folder, name)))
        try:
            data = disk.read_from(fd, 0) if os.fstat(fd).st_size <= LARGEST else b""
        finally:
            os.close(fd)
        return LeftSheet(name=name, drafts=_texts(json.loads(data)))
    except (OSError, ValueError, RecursionError):
        return LeftSheet(name=name, drafts={})


def _texts(value: object) -> Drafts:
    """Take the texts out of what the file holds."""
    if not isinstance(value, dict):
        return {}
    return {name: typed for name, typed in value.items() if typed and _is_typed(typed)}


def _is_typed(value: object) -> bool:
    """Say whether it is the text of a line, or the texts of a form."""
    if isinstance(value, dict):
        return all(isinstance(text, str) for text in value.values())
    return isinstance(value, str)


def _forget(path: Path) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError):
        disk.remove(str(path))
