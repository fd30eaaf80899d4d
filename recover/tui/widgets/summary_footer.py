"""The keys of a summary: what can be done with it, and the help."""

from dataclasses import replace

from recover.tui.commands import COMMANDS, Place
from recover.tui.widgets.bars import FooterLine

_SHOWN = ("save", "copy", "open", "let-go", "leave")


class SummaryFooter(FooterLine):
    """At most six keys, the help among them."""

    def __init__(self) -> None:
        super().__init__(Place.SUMMARY)
        names = [*(f"summary.{name}" for name in _SHOWN), "help"]
        found = {each.id: each for each in COMMANDS}
        self._commands = tuple(
            replace(found[name], footer=place) for place, name in enumerate(names)
        )
