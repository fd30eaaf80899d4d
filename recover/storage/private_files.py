"""Who may read what stands in a home folder, and making it private again."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from recover.storage import disk
from recover.storage.errors import explained

_OTHERS = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness:
    """What in a home folder is not as private as it is written."""

    folders: tuple[Path, ...] = ()
    """Folders that others may look into."""
    files: tuple[Path, ...] = ()
    """Files that others may read or write."""
    links: tuple[Path, ...] = ()
    """What is a link, and is not followed when it is written."""
    not_ours: tuple[Path, ...] = ()
    """What belongs to another user."""


def openness_of(home: Path) -> Openness:
    """Look at everything in a home folder, and at the folder itself; changes nothing.

    Raises:
        OSError: A folder cannot be read.
    """
    folders: list[Path] = []
    files: list[Path] = []
    links: list[Path] = []
    not_ours: list[Path] = []
    waiting = [home]
    while waiting:
        path = waiting.pop()
        info = path.stat() if path == home else path.lstat()
        if stat.S_ISLNK(info.st_mode):
            links.append(path)
            continue
        if os.name == "posix" and info.st_uid != os.geteuid():
            not_ours.append(path)
        is_folder = stat.S_ISDIR(info.st_mode)
        if os.name == "posix" and info.st_mode & _OTHERS:
            (folders if is_folder else files).append(path)
        if is_folder:
            waiting += sorted((path / name for name in disk.names_in(str(path))), reverse=True)
    return Openness(
        folders=tuple(folders), files=tuple(files), links=tuple(links), not_ours=tuple(not_ours)
    )


def make_private(found: Openness) -> None:
    """Take from others what they may do.

    Raises:
        Failed: The system would not do it.
    """
    for paths, mode in ((found.folders, disk.FOLDER_MODE), (found.files, disk.FILE_MODE)):
        for path in paths:
            with explained("make private", str(path)):
                path.chmod(mode)
