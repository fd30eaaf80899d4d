"""A panel of an incident: blocks of text, drawn by itself, one of them selected."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recover.tui.commands import Place, bindings
from recover.tui.widgets.incident_block import Block, Row, Tone, lay_out


class BlockView(ScrollView, can_focus=True):
    """Shows blocks; one with a target can be selected while the panel has the focus."""

    DEFAULT_CSS = """
    BlockView {
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .block--plain { color: $foreground; }
        & > .block--dim { color: $text-muted; }
        & > .block--strong { text-style: bold; }
        & > .block--heading { color: $text-accent; text-style: bold; }
        & > .block--good { color: $text-success; }
        & > .block--warn { color: $text-warning; }
        & > .block--late { color: $text-error; }
        & > .block--selected { background: $block-cursor-background 40%; }
        &:nocolor > .block--selected { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {*map(str, Tone), "block--selected"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.LIST)]

    selected: reactive[str | None] = reactive(None)
    """The target of the selected block; shown while the panel has the focus."""

    class Chosen(Message):
        """Enter was pressed on a block."""

        def __init__(self, target: str | None) -> None:
            super().__init__()
            self.target = target

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        follow: bool = False,
    ) -> None:
        """Make an empty panel.

        Args:
            id: The widget's id.
            follow: Whether it keeps its last row in sight while it is there.
        """
        super().__init__(id=id)
        self._follow = follow
        self._at_end = True
        self._blocks: tuple[Block, ...] = ()
        self._rows: list[tuple[Row, str | None]] = []
        self._known: dict[tuple[Block, bool], list[Row]] = {}
        self._width = 0

    def show(self, blocks: Sequence[Block]) -> None:
        """Show other blocks; what was selected stays so if it is still there."""
        if tuple(blocks) == self._blocks:
            return
        self._blocks = tuple(blocks)
        if self.selected not in self.targets:
            self.selected = None
        self._arrange()

    @property
    def targets(self) -> list[str]:
        """The targets that can be selected, from the top."""
        return [each.target for each in self._blocks if each.target is not None]

    @property
    def text(self) -> str:
        """What the panel holds, as shown, row by row."""
        return "\n".join("".join(piece[0] for piece in row) for row, _ in self._rows)

    def select_first(self, *, last: bool = False) -> None:
        """Select the first (or last) block that can be, unless one is selected already."""
        if self.selected is None and self.targets:
            self.selected = self.targets[-1 if last else 0]

    def _arrange(self) -> None:
        """Lay everything out anew for the width there is, as far as it is not known yet."""
        width = self.scrollable_content_region.width
        if not width:
            return
        if width != self._width:
            self._known.clear()
        self._width = width
        known: dict[tuple[Block, bool], list[Row]] = {}
        self._rows = []
        for block in self._blocks:
            key = (block, self._is_selected(block.target))
            known[key] = self._known.get(key) or lay_out(block, width, whole=key[1])
            self._rows += [(row, block.target) for row in known[key]]
        self._known = known
        self.virtual_size = Size(width, len(self._rows))
        if self._follow and self._at_end and not self.has_focus:
            self.scroll_end(animate=False, immediate=True, force=True)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note whether the last row is in sight; it stays so when the room gets smaller."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = round(new_value) >= self.max_scroll_y

    def _is_selected(self, target: str | None) -> bool:
        return target is not None and target == self.selected and self.has_focus

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row, target = self._rows[number]
        segments = [
            Segment(text, self._style(tone, struck=struck)) for text, tone, struck in row if text
        ]
        strip = Strip(segments).adjust_cell_length(width, self.rich_style)
        if self._is_selected(target):
            background = self.get_component_rich_style("block--selected", partial=True)
            strip = Strip([Segment(s.text, (s.style or Style()) + background) for s in strip])
        return strip

    def _style(self, tone: Tone, *, struck: bool) -> Style:
        style = self.get_component_rich_style(tone.value)
        return style + Style(strike=True) if struck else style

    def on_resize(self) -> None:
        """Wrap anew."""
        self._arrange()

    def watch_has_focus(self, has_focus: bool) -> None:
        """With the focus show all of what is selected; without it no selection, and the newest."""
        super().watch_has_focus(has_focus)
        if has_focus:
            self.select_first(last=self._follow)
        self._arrange()
        if has_focus:
            self._reveal()
        elif self._follow:
            self.scroll_end(animate=False, immediate=True)

    def watch_selected(self) -> None:
        """Draw the selection, and bring it into sight."""
        self._arrange()
        self._reveal()

    def _reveal(self) -> None:
        """Scroll to the selected block."""
        rows = [place for place, (_, target) in enumerate(self._rows) if self._is_selected(target)]
        height = self.scrollable_content_region.height
        if not rows or not height:
            return
        top = self.scroll_offset.y
        if rows[0] < top:
            self.scroll_to(y=rows[0], animate=False, immediate=True)
        elif rows[-1] >= top + height:
            wanted = min(rows[0], rows[-1] - height + 1)
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def _move(self, by: int) -> None:
        """Select another block, that many further; scroll while there are none, or more of it."""
        targets = self.targets
        if not targets or self._goes_on(down=by > 0):
            self.scroll_relative(y=by, animate=False, immediate=True)
            return
        place = targets.index(self.selected) if self.selected in targets else 0
        self.selected = targets[min(max(place + by, 0), len(targets) - 1)]

    def _goes_on(self, *, down: bool) -> bool:
        """Say whether the selected block has rows out of sight in that direction."""
        rows = [place for place, (_, target) in enumerate(self._rows) if self._is_selected(target)]
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if not rows or len(rows) <= height:
            return False
        return rows[-1] >= top + height if down else rows[0] < top

    def action_cursor_up(self) -> None:
        """Select the block above."""
        self._move(-1)

    def action_cursor_up_by_letter(self) -> None:
        """Leave `k` to the screen, where it keeps a promise."""
        raise SkipAction

    def action_cursor_down(self) -> None:
        """Select the block below."""
        self._move(1)

    def action_page_up(self) -> None:
        """Select a block further up."""
        self._move(-10)

    def action_page_down(self) -> None:
        """Select a block further down."""
        self._move(10)

    def action_first(self) -> None:
        """Select the first block."""
        self._move(-len(self._blocks))

    def action_last(self) -> None:
        """Select the last block."""
        self._move(len(self._blocks))

    def action_choose(self) -> None:
        """Say that the selected block was chosen."""
        self.post_message(self.Chosen(self.selected))

    def on_click(self, event: events.Click) -> None:
        """Select the block that was clicked."""
        place = event.y + self.scroll_offset.y
        if place < len(self._rows) and self._rows[place][1]:
            self.selected = self._rows[place][1]
