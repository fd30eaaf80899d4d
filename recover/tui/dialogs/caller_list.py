"""The list of whom a typed name may mean."""

from collections.abc import Sequence

from recover.services.callers import KnownCaller
from recover.services.listening import Caller
from recover.tui.widgets.rows import Cell, Row, RowList, Tone


class CallerList(RowList):
    """Follows the typing; it never has the focus, and its cursor shows all the same."""

    DEFAULT_CSS = """
    CallerList {
        height: 7; margin: 1 0; background: $surface; scrollbar-size-vertical: 0;
        & > .rows--blurred {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        &:nocolor > .rows--blurred { text-style: reverse; }
    }
    """

    def __init__(self) -> None:
        super().__init__(letters=False, id="callers")
        self.can_focus = False
        self._callers: dict[str, Caller] = {}
        self._typed = ""

    def caller(self, typed: str) -> Caller | None:
        """Give who is under the cursor; `None` when the list does not know of *typed* yet."""
        return self._callers.get(self.chosen) if typed == self._typed else None

    def offer(self, typed: str, found: Sequence[KnownCaller]) -> None:
        """List who fits, the likeliest under the cursor; without a name, nobody is."""
        self._typed = typed
        known = [
            Row(id=f"{each.account}/{each.contact or ''}", cells=(each.title,)) for each in found
        ]
        self._callers = {row.id: known_one(each) for row, each in zip(known, found, strict=True)}
        self._callers["?"] = Caller(contact=typed or None)
        nobody = f"somebody not on record: {typed}" if typed else "not known yet"
        unknown = Row(id="?", cells=(Cell(nobody, Tone.DIM),))
        self.show([*known, unknown] if typed else [unknown, *known])
        self.action_first()


def known_one(caller: KnownCaller) -> Caller:
    """Say who it is as the service wants it."""
    return Caller(account=caller.account, contact=caller.contact)
