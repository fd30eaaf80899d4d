"""Knowing where the data is, and when it was last brought to safety."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recover.services.desk import Desk
from recover.storage.copies import copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """Where the data is, and when it was copied last."""

    home: Path
    copied: datetime | None
    """When the newest copy in the home folder was made; `None` when there is none."""
    backed_up: datetime | None
    """When the newest backup that is known was written; `None` when none is."""
    backup: str
    """Where that backup was written, absolute; it may have been moved since. Empty for none."""


def safety(desk: Desk) -> Safety:
    """Look when the book was copied and backed up last.

    Raises:
        Failed: The folder of the copies cannot be read.
    """
    made = [each.manifest.made for each in copies(desk.home) if each.manifest is not None]
    written = [each for each in desk.store.exports.all() if each.about == "backup"]
    last = max(written, key=lambda each: each.at, default=None)
    return Safety(
        home=desk.home,
        copied=max(made, default=None),
        backed_up=last.at if last else None,
        backup=last.path if last else "",
    )
