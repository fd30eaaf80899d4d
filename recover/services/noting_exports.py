"""Keeping which files were written out of the book, and where."""

from pathlib import Path

from recover.domain.errors import Failed
from recover.domain.exported import Exported
from recover.services.desk import Desk


def note_export(desk: Desk, path: Path, *, about: str, audience: str = "") -> None:
    """Keep that a file was written; a book that takes nothing is no reason to fail.

    Args:
        desk: The desk.
        path: The file.
        about: An incident's number, an account's key, or a word such as `backup`.
        audience: Whom it is for; empty for what holds everything.
    """
    exported = Exported(
        about=about,
        audience=audience,
        path=str(path.absolute()),
        at=desk.recorded().replace(microsecond=0),
        by=desk.who.key,
    )
    try:
        with desk.store.exclusive():
            desk.store.exports.note(exported)
    except Failed:
        return
