"""The keys of the place where the data is looked after."""

from dataclasses import replace

from recover.tui.commands import COMMANDS, Place
from recover.tui.widgets.bars import FooterLine

_SHOWN = ("data.backup", "data.restore", "data.verify", "data.archive", "data.forget", "help")


class DataFooter(FooterLine):
    """At most six keys, the help among them; all of them also where there is little room."""

    GAP = 2

    def __init__(self) -> None:
        super().__init__(Place.DATA)
        found = {each.id: each for each in COMMANDS}
        self._commands = tuple(
            replace(found[name], footer=place) for place, name in enumerate(_SHOWN)
        )
