"""The few calls that touch the disk, each as narrow as the operating system has it.

Everything that a book changes on disk goes through these functions, so that a test can make
any one of them fail. They raise `OSError`; what to tell a person is decided above.
"""

import errno
import os
import sys

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_READ_SIZE = 1 << 16


def open_existing(path: str) -> tuple[int, OSError | None]:
    """Open a file that exists; the second value is why it may be read only, or `None`."""
    try:
        return os.open(path, os.O_RDWR | _FLAGS | _NO_LINKS), None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return os.open(path, os.O_RDONLY | _FLAGS | _NO_LINKS), error


def create(path: str) -> int:
    """Create a file that must not exist yet, readable by nobody else from the first moment."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS | _NO_LINKS, FILE_MODE)


def read_from(fd: int, offset: int) -> bytes:
    """Read everything from *offset* to the end of the file."""
    os.lseek(fd, offset, os.SEEK_SET)
    expected = max(os.fstat(fd).st_size - offset, 0)
    parts = []
    while part := os.read(fd, expected + 1):
        parts.append(part)
        expected = _READ_SIZE
    return b"".join(parts)


def read_at(fd: int, offset: int, size: int) -> bytes:
    """Read *size* bytes from *offset* on, or as many as there are."""
    os.lseek(fd, offset, os.SEEK_SET)
    parts = []
    while size > 0 and (part := os.read(fd, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def write(fd: int, data: memoryview) -> int:
    """Write some of *data* where the file stands; the answer says how much."""
    return os.write(fd, data)


def write_at(fd: int, offset: int, data: bytes) -> None:
    """Write all of *data* at *offset*, however many calls that takes."""
    os.lseek(fd, offset, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        written = write(fd, rest)
        if written <= 0:
            raise OSError(errno.EIO, "the disk took nothing")
        rest = rest[written:]


def sync(fd: int) -> None:
    """Return when the file is on the medium, not merely on its way."""
    if sys.platform == "darwin":  # fsync leaves the data in the drive's own memory there
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL):
                raise
        else:
            return
    os.fsync(fd)


def cut(fd: int, size: int) -> None:
    """Shorten the file to *size* bytes."""
    os.ftruncate(fd, size)


def place(made: str, path: str) -> None:
    """Give the finished file *made* its name, unless something has that name already.

    Raises:
        FileExistsError: Somebody was quicker; *made* is still there.
    """
    if os.name == "nt":  # renaming refuses to overwrite there, and there only
        os.rename(made, path)
        return
    try:
        os.link(made, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        os.close(create(path))  # no hard links here: claim the name first, then fill it
        os.replace(made, path)
    else:
        os.unlink(made)


def replace(made: str, path: str) -> None:
    """Give a file or a folder another name on the same disk; a file of that name gives way."""
    os.replace(made, path)


def remove(path: str) -> None:
    """Remove a file."""
    os.unlink(path)


def folder_of(path: str) -> str:
    """The folder that a file stands in."""
    return os.path.dirname(path)


def name_of(path: str) -> str:
    """The name of a file without its folder."""
    return os.path.basename(path)


def split_suffix(path: str) -> tuple[str, str]:
    """What comes before the last dot of a name, and the rest with the dot."""
    return os.path.splitext(path)


def names_in(folder: str) -> list[str]:
    """The names in a folder; none when there is no such folder."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def named(path: str) -> os.stat_result | None:
    """What a name leads to, or `None`; one call."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def sync_folder(folder: str) -> None:
    """Make the names in *folder* as durable as the files they stand for."""
    if os.name == "nt":  # a folder cannot be opened there, and its names are journaled
        return
    fd = os.open(folder, os.O_RDONLY | _FLAGS)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: str) -> None:
    """Make *folder* and what is missing above it, private, and durable."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    make_folder(above)
    try:
        os.mkdir(folder, FOLDER_MODE)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
    sync_folder(above)
