"""Letting lines leave that would be held back."""

from collections.abc import Iterable

from recover.export.held import Held
from recover.tui.dialogs.form import Field, FormDialog, Given

STAYS, LEAVES = "stays", "leaves"
_LINE = "line-"
"""Stands before the id in the name of a field, which begins with a letter."""


class LetGoDialog(FormDialog[tuple[str, ...]]):
    """Say for each line whether it stays in the house; gives the ids of those that leave."""

    def __init__(self, held: Iterable[Held], leaving: Iterable[str]) -> None:
        """Make the form.

        Args:
            held: The lines that are held back.
            leaving: The ids of those that were let go before.
        """
        self._held = tuple(held)
        gone = tuple(leaving)
        options = ((STAYS, STAYS), (LEAVES, LEAVES))
        now = {
            **dict.fromkeys((each.id for each in self._held), STAYS),
            **dict.fromkeys(gone, LEAVES),
        }
        fields = [
            Field(name=f"{_LINE}{each}", label=each, value=value, options=options)
            for each, value in now.items()
        ]
        intro = "\n".join(f"{each.id} holds {each.why}" for each in self._held)
        super().__init__("Held back", fields, intro=intro, draft="held/")

    def save(self, given: Given) -> tuple[str, ...]:
        """Give the ids of the lines that leave."""
        gone = (name for name, chosen in given.items() if chosen == LEAVES)
        return tuple(name.removeprefix(_LINE) for name in gone)
