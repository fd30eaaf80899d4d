"""What can go wrong with a book on disk, each as one sentence for people."""

import errno

from recover.domain.errors import Failed, NotFound, Refused


class Locked(Failed):
    """Somebody else held the book for as long as we were willing to wait."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(
            f"Another recover has been using {path} for {seconds:g} seconds; nothing was changed. "
            "Try again when it is done, or close it."
        )


class Damaged(Failed):
    """A line that was once good is not any more. The file is never written to in this state."""

    def __init__(self, path: str, byte: int, what: str) -> None:
        super().__init__(
            f"{path} is damaged at byte {byte}: {what}. Nothing was changed. "
            "Keep a copy of the file before you try to repair it."
        )
        self.path = path
        """The damaged file."""
        self.byte = byte
        """Where the first bad line begins, counted from 0."""


class Foreign(Failed):
    """The file is not what this book would have written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} is not a book of recover: {why}. Nothing was changed. "
            "Move it away, or choose another folder."
        )


class Newer(Failed):
    """The file was written by a later version of recover."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"{path} was written by a newer recover ({what}). Nothing was changed. "
            "Update recover on this machine."
        )
        self.what = what
        """What in it is newer."""


class OutcomeUnknown(Failed):
    """A write went wrong and could not be taken back: it may be on disk, or not."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"Whether the last change to {path} was kept is unknown: {why}. "
            "Look before you enter it again."
        )


class Unstorable(Refused, TypeError):
    """A value that JSON would not give back exactly. Nothing was written."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} cannot be kept: {why}. Nothing was written; leave it out.")


class NoDocument(NotFound):
    """An id that was to be changed or removed names no document."""

    def __init__(self, table: str, doc_id: object) -> None:
        super().__init__(f"No document {doc_id!r} in {table!r}; nothing was changed.")


_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is used up; free some space and try again",
    errno.EFBIG: "the file would grow beyond the allowed size; raise the limit and try again",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EACCES: "permission is denied; make the file and its folder yours",
    errno.EPERM: "permission is denied; make the file and its folder yours",
    errno.EISDIR: "a folder is in its place; move it away",
    errno.ENOTDIR: "a file stands where its folder should be; move it away",
    errno.ENOENT: "it is not there any more; put it back, or start recover again",
    errno.EMFILE: "too many files are open; close some programs",
    errno.ENFILE: "too many files are open; close some programs",
    errno.ELOOP: "its links lead in a circle; mend them",
}


def reason(error: OSError) -> str:
    """Say in half a sentence why the operating system refused, and what to do."""
    known = _REASONS.get(error.errno or 0)
    return known or f"{error.strerror or error}; check the disk before you try again"


class explained:  # noqa: N801 - it reads as a word before a block
    """Turn an `OSError` inside the block into a `Failed` sentence.

    A class, because every change goes through three of these blocks.

    Args:
        doing: What was tried, as in "Cannot {doing} {path}".
        path: The file it was tried on.
    """

    __slots__ = ("_doing", "_path")

    def __init__(self, doing: str, path: str) -> None:
        self._doing = doing
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise Failed(f"Cannot {self._doing} {self._path}: {reason(error)}.") from error
