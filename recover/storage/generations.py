"""The names of a journal's files: `book.jsonl`, then `book.g2.jsonl` after it was compacted.

A file is never renamed over another one, because Windows does not allow it while somebody has
the other one open. A compacted journal gets the next name; the last line of the old file says
that it is complete; and the old file is removed as soon as the system lets us. So the lowest
name there is leads to the current file, whatever was interrupted.
"""

from contextlib import suppress

from recover.storage import disk


def file_of(path: str, generation: int) -> str:
    """The file of that generation of the journal at *path*."""
    if generation == 1:
        return path
    stem, suffix = disk.split_suffix(path)
    return f"{stem}.g{generation}{suffix}"


def generations(path: str) -> list[int]:
    """The generations of the journal at *path* that are on disk, lowest first.

    Raises:
        OSError: The folder cannot be read; a folder that does not exist is an empty one.
    """
    first = disk.name_of(path)
    names = disk.names_in(disk.folder_of(path))
    return sorted(filter(None, (is_file_of(first, name) for name in names)))


def is_file_of(first: str, name: str) -> int:
    """The generation of the file *name* of the journal named *first*; 0 when it is none of it."""
    stem, suffix = disk.split_suffix(first)
    if name == first:
        return 1
    if name.startswith(f"{stem}.g") and name.endswith(suffix):
        middle = name[len(stem) + 2 : len(name) - len(suffix)]
        if middle.isascii() and middle.isdigit() and middle[0] != "0" and middle != "1":
            return int(middle)
    return 0


def remove_before(path: str, generation: int) -> None:
    """Remove the generations that were compacted, lowest first, as far as the system lets us.

    A gap would hide the way to the current one, so the first that cannot go ends it.
    """
    with suppress(OSError):
        for older in generations(path):
            if older >= generation:
                return
            disk.remove(file_of(path, older))
