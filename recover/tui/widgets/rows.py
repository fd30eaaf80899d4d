"""A list that draws its own lines: as quick with 100,000 rows as with 100."""

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recover.tui.commands import Place, bindings
from recover.tui.widgets.row import Cell, Column, Drawn, Row, Tone, cell_texts, heading, remark

__all__ = ["Cell", "Column", "Drawn", "Row", "RowList", "Tone", "heading", "remark"]


NEARBY = 1000
"""How far from where it was a row is looked for when the list is shown anew."""


class RowList(ScrollView, can_focus=True):
    """A list of rows with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--blurred",
        *(f"rows--{tone}" for tone in Tone),
    }
    DEFAULT_CSS = """
    RowList {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; background: $background;
        & > .rows--plain { color: $foreground; }
        & > .rows--strong { color: $foreground; text-style: bold; }
        & > .rows--dim { color: $text-muted; }
        & > .rows--overdue { color: $text-error; text-style: bold; }
        & > .rows--heading { color: $text-muted; text-style: bold; }
        & > .rows--accent { color: $text-accent; }
        & > .rows--struck { color: $text-muted; text-style: strike; }
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .rows--blurred { background: $block-cursor-blurred-background; }
        &:nocolor > .rows--dim { text-style: dim; }
        &:nocolor > .rows--cursor { text-style: reverse; }
        &:nocolor > .rows--blurred { text-style: underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.LIST)]

    class Chosen(Message):
        """The row under the cursor was opened, by Enter or a click."""

        def __init__(self, rows: "RowList", row: str) -> None:
            super().__init__()
            self.rows = rows
            self.row = row
            """The row's id."""

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: "RowList", row: str) -> None:
            super().__init__()
            self.rows = rows
            self.row = row
            """The row's id; empty when there is none to stand on."""

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    def __init__(
        self,
        *columns: Column,
        letters: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make an empty list.

        Args:
            columns: From left to right, one cell apart; none for whole lines.
            letters: Whether `k` moves up; not where `k` means something else.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._columns = columns
        self._letters = letters
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._row = ""

    @property
    def chosen(self) -> str:
        """The id of the row under the cursor; empty when there is none."""
        return self._row

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on the row of the same id, or near where it was."""
        self._rows = rows
        self._measure()
        self._stand(self._place_of(self._row))
        self.refresh()

    def choose(self, row: str) -> None:
        """Put the cursor on the row of that id, if it is near the cursor or the beginning."""
        self._row = row
        self._stand(self._place_of(row))

    def action_cursor_up(self) -> None:
        """Move to the row above."""
        self._step(self._cursor - 1, -1)

    def action_cursor_up_by_letter(self) -> None:
        """Move to the row above."""
        self.action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move to the row below."""
        self._step(self._cursor + 1, 1)

    def action_page_up(self) -> None:
        """Move up by what fits on the screen."""
        self._step(max(self._cursor - self._page, 0), 1)

    def action_page_down(self) -> None:
        """Move down by what fits on the screen."""
        self._step(min(self._cursor + self._page, len(self._rows) - 1), -1)

    def action_first(self) -> None:
        """Move to the first row."""
        self._step(0, 1)
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Move to the last row."""
        self._step(len(self._rows) - 1, -1)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self._row:
            self.post_message(self.Chosen(self, self._row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `k` to the screen where it means something else."""
        if action == "cursor_up_by_letter":
            return self._letters
        return super().check_action(action, parameters)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        here = number == self._cursor and bool(self._row)
        return self._line(self._rows[number], width, here)

    def _line(self, row: Row, width: int, here: bool) -> Strip:
        """Draw a row."""
        under = Style.null()
        if here:
            name = "rows--cursor" if self.has_focus else "rows--blurred"
            under = self.get_component_rich_style(name, partial=True)
        segments = []
        for text, tone in cell_texts(row, self._columns, width):
            own = self.get_component_rich_style(f"rows--{tone}")
            style = own + under
            if tone is Tone.OVERDUE:  # stays red under the cursor
                style += Style(color=own.color, bold=True)
            segments.append(Segment(text, style))
        return Strip(segments, width)

    async def _on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked, and open the one that was chosen already."""
        number = event.y + self.scroll_offset.y
        if not 0 <= number < len(self._rows) or not self._rows[number].id:
            return
        if number == self._cursor:
            self.action_choose()
        else:
            self._stand(number)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def _on_focus(self, event: events.Focus) -> None:
        """Draw the cursor of a list that has the focus."""
        super()._on_focus(event)
        self.refresh()

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)

    def _measure(self) -> None:
        """Tell the scrollbar how long the list is."""
        self.virtual_size = Size(0, len(self._rows))

    def _place_of(self, row: str) -> int:
        """Find where the row of an id is now: near where it was, or else where it was."""
        last = len(self._rows) - 1
        if not row or last < 0:
            return min(self._cursor, max(last, 0))
        for away in range(min(NEARBY, last) + 1):
            for place in (self._cursor - away, self._cursor + away):
                if 0 <= place <= last and self._rows[place].id == row:
                    return place
        return min(self._cursor, last)

    def _step(self, place: int, way: int) -> None:
        """Stand on the first row from *place* on, in one direction, that can be chosen."""
        while 0 <= place < len(self._rows):
            if self._rows[place].id:
                self._stand(place)
                return
            place += way
        self.scroll_to(y=0 if way < 0 else len(self._rows), animate=False)

    def _stand(self, place: int) -> None:
        """Put the cursor at *place*, or at the nearest row after or before it."""
        before = self._row
        count = len(self._rows)
        tries = chain(range(place, count), range(min(place, count) - 1, -1, -1))
        self._cursor = next((each for each in tries if self._rows[each].id), 0)
        self._row = self._rows[self._cursor].id if count else ""
        self._reveal()
        self.refresh()
        if self._row != before:
            self.post_message(self.Moved(self, self._row))

    def _reveal(self) -> None:
        """Scroll so that the cursor is in sight; with the first row, what heads it."""
        if self._row and self.size.height:
            heads = not any(self._rows[each].id for each in range(min(self._cursor, 3)))
            top = 0 if heads and self._cursor <= 3 else self._cursor
            height = self._cursor - top + 1
            if height <= self._page:
                self.scroll_to_region(
                    Region(0, top, 1, height), animate=False, force=True, x_axis=False
                )
