"""Keeping what is being typed, and offering it again after an app was killed."""

from collections.abc import Mapping
from dataclasses import dataclass

from recover.services.desk import Desk
from recover.storage import drafts

Typed = str | Mapping[str, str]
"""The text of an incident's line, or the texts of a form by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed and never saved."""

    sheet: str
    """Which app's sheet it stands on; `dismiss_drafts` takes it."""
    name: str
    """What it was typed into: an incident's id for its line, or a form, such as `keep/1p1`."""
    typed: Typed

    @property
    def is_form(self) -> bool:
        """Whether it was typed into a form."""
        return "/" in self.name

    @property
    def text(self) -> str:
        """All of it, in one line."""
        if isinstance(self.typed, str):
            return self.typed
        return " · ".join(text for text in self.typed.values() if text.strip())


class DraftSheet:
    """What one running app has in its lines and forms, on disk as of the last `keep`."""

    def __init__(self, desk: Desk) -> None:
        self._sheet = drafts.Sheet(desk.home)

    @property
    def name(self) -> str:
        """The name of the sheet; empty while nothing is on it."""
        return self._sheet.name

    def keep(self, typed: Mapping[str, Typed]) -> None:
        """Keep these, by the name of what they were typed into, and none but these.

        Raises:
            Failed: The disk would not take it.
        """
        self._sheet.write(
            {
                name: text if isinstance(text, str) else dict(text)
                for name, text in typed.items()
                if (text.strip() if isinstance(text, str) else text)
            }
        )

    def close(self) -> None:
        """Leave; what was kept is offered at the next start."""
        self._sheet.close()


def drafts_left(desk: Desk) -> list[Draft]:
    """List the drafts of apps that are gone, the newest first, also those of what is gone.

    Raises:
        Failed: The folder is there and cannot be read.
    """
    return [
        Draft(sheet=sheet.name, name=name, typed=typed)
        for sheet in drafts.left_sheets(desk.home)
        for name, typed in sheet.drafts.items()
    ]


def dismiss_drafts(desk: Desk, sheet: str) -> None:
    """Throw away what an app that is gone has left.

    Raises:
        Failed: The disk would not do it.
    """
    drafts.discard(desk.home, sheet)
