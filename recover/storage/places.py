"""What kind of place a folder is: on this machine's own disk, on the network, or synchronised."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from recover.storage import disk

NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "sshfs"),
        *("fuse.sshfs", "9p", "afs", "afpfs", "davfs", "fuse.davfs", "webdav"),
        *("ncpfs", "ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "lustre", "beegfs"),
        *("fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "osxfuse", "macfuse"),
    )
)
"""File systems whose disk is elsewhere."""
_REMOTE_DRIVE = 4
_NAMES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("icloud", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("box sync", "Box"),
)
"""How the name of a synchronised folder begins, and whose it is."""
_WHOLE_NAMES = {"box": "Box", "my drive": "Google Drive", "cloudstorage": "a cloud drive"}
_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud or Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".boxsync": "Box",
}
_MARKS = ((".sync_", ".db", "Nextcloud or ownCloud"), ("._sync_", ".db", "Nextcloud or ownCloud"))


def network_of(folder: Path) -> str | None:
    """The network file system a folder is on, such as `nfs4`; `None` on a disk of this machine."""
    place = os.path.realpath(folder)
    if sys.platform == "win32":
        return _windows_drive(place)
    kind = file_system_of(place, _mounts())
    return kind if kind in NETWORK else None


def file_system_of(place: str, mounts: list[tuple[str, str]]) -> str:
    """The file system of the mount that *place* is in; `""` when none is known.

    Args:
        place: A full path without links.
        mounts: Where each is mounted, and what it is; of two at one place, the later one counts.
    """
    found, kind = "", ""
    for point, name in mounts:
        is_above = place == point or place.startswith(point.rstrip("/") + "/")
        if is_above and len(point) >= len(found):
            found, kind = point, name
    return kind


def linux_mounts(table: str) -> list[tuple[str, str]]:
    """Read `/proc/self/mountinfo`."""
    found = []
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        words = before.split(" ")
        if dash and len(words) > 4:
            point = words[4].encode().decode("unicode_escape").encode("latin-1")
            found.append((os.fsdecode(point), after.split(" ")[0]))
    return found


def mac_mounts(table: str) -> list[tuple[str, str]]:
    """Read what `mount` says on macOS: `//a@b/c on /Volumes/c (smbfs, nodev)`."""
    found = []
    for line in table.splitlines():
        before, bracket, after = line.rpartition(" (")
        _, on, point = before.partition(" on ")
        if bracket and on:
            found.append((point, after.split(",")[0].rstrip(")")))
    return found


def _mounts() -> list[tuple[str, str]]:
    """What is mounted on this machine; nothing when it does not say."""
    if sys.platform == "darwin":
        import subprocess

        try:
            done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return []
        return mac_mounts(done.stdout.decode("utf-8", "surrogateescape"))
    try:
        return linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        return []


def _windows_drive(place: str) -> str | None:
    """Whether a drive of Windows is elsewhere."""
    if place.startswith("\\\\"):
        return "a network share"
    import ctypes

    windll = getattr(ctypes, "windll", None)
    root = os.path.splitdrive(place)[0] + "\\"
    is_remote = windll is not None and windll.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE
    return "a network drive" if is_remote else None


def synchronised_by(folder: Path) -> tuple[str, Path] | None:
    """Who synchronises a folder, as far as names and marks show, and the folder that says so."""
    place = Path(os.path.realpath(folder))
    for each in (place, *place.parents):
        for whose in _signs(each):
            return whose, each
    return None


def _signs(folder: Path) -> Iterator[str]:
    """Whose a folder is by its name or by what stands in it."""
    name = folder.name.casefold()
    yield from (whose for start, whose in _NAMES if name.startswith(start))
    if name in _WHOLE_NAMES:
        yield _WHOLE_NAMES[name]
    try:
        names = disk.names_in(str(folder))
    except OSError:
        return
    for each in names:
        if each in _MARKERS:
            yield _MARKERS[each]
        yield from (
            whose for start, end, whose in _MARKS if each.startswith(start) and each.endswith(end)
        )
