"""Keeping what is being typed, and offering it again after an app was killed."""

from collections.abc import Mapping
from dataclasses import dataclass

from recover.domain.errors import RecoverError
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.storage import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that was typed for an incident and never logged."""

    sheet: str
    """Which app's sheet it stands on; `dismiss_drafts` takes it."""
    incident: str
    """The incident's id."""
    text: str


class DraftSheet:
    """What one running app has in its lines, on disk as of the last `keep`."""

    def __init__(self, desk: Desk) -> None:
        self._sheet = drafts.Sheet(desk.home)

    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep these texts, by incident id, and none but these.

        Raises:
            Failed: The disk would not take it.
        """
        self._sheet.write({incident: text for incident, text in texts.items() if text.strip()})

    def close(self) -> None:
        """Leave; texts that were kept are offered at the next start."""
        self._sheet.close()


def drafts_left(desk: Desk) -> list[Draft]:
    """List the drafts of apps that are gone, the newest first; those of no incident are left out.

    Raises:
        Failed: The folder is there and cannot be read.
    """
    return [
        Draft(sheet=sheet.name, incident=incident, text=text)
        for sheet in drafts.left_sheets(desk.home)
        for incident, text in sheet.drafts.items()
        if _is_known(desk, incident)
    ]


def dismiss_drafts(desk: Desk, sheet: str) -> None:
    """Throw away what an app that is gone has left.

    Raises:
        Failed: The disk would not do it.
    """
    drafts.discard(desk.home, sheet)


def _is_known(desk: Desk, incident: str) -> bool:
    """Say whether there is such an incident."""
    try:
        find_incident(desk, incident)
    except RecoverError:
        return False
    return True
