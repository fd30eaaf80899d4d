"""One line of a list as plain values: what stands in it, and how it is fitted into columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar, overload

from recover.tui.widgets.cells import fitted

Value = TypeVar("Value")


class Tone(StrEnum):
    """How a cell is written; the colours are the theme's."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    OVERDUE = "overdue"
    HEADING = "heading"
    ACCENT = "accent"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of one column; any text of a client's may stand in it as it is."""

    text: str
    tone: Tone | None = None
    """`None` for the row's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How wide a column is and when it is there."""

    width: int = 0
    """Cells; 0 takes what the others leave."""
    from_width: int = 0
    """The column is shown only when the list has at least this many cells."""
    right: bool = False
    """Whether the text stands at the right edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list."""

    cells: tuple[str | Cell, ...]
    """One per column; a single cell takes the whole line."""
    id: str = ""
    """What is chosen with it; the cursor passes over a row without one."""
    tone: Tone = Tone.PLAIN


def heading(*cells: str) -> Row:
    """Make a row that heads a section."""
    return Row(cells=cells, tone=Tone.HEADING)


def remark(text: str) -> Row:
    """Make a dim line that cannot be chosen, such as what to do about an empty list."""
    return Row(cells=(text,), tone=Tone.DIM)


class Drawn(Sequence[Row], Generic[Value]):
    """Rows that are made from values only when they come into sight."""

    def __init__(self, values: Sequence[Value], draw: Callable[[Value], Row]) -> None:
        self._values = values
        self._draw = draw

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._draw(value) for value in self._values[index]]
        return self._draw(self._values[index])


def cell_texts(row: Row, columns: Sequence[Column], width: int) -> list[tuple[str, Tone]]:
    """Fit the cells of a row into *width*: a text and its tone for each, spaces included."""
    cells = [each if isinstance(each, Cell) else Cell(each) for each in row.cells]
    if len(cells) == 1 or not columns:
        return [(fitted(cells[0].text, width), cells[0].tone or row.tone)]
    shown = [each for each in range(len(columns)) if columns[each].from_width <= width]
    fixed = sum(columns[each].width for each in shown) + len(shown) - 1
    flexible = sum(columns[each].width == 0 for each in shown)
    share, rest = divmod(max(width - fixed, 0), max(flexible, 1))
    texts: list[tuple[str, Tone]] = []
    for each in shown:
        cell = cells[each] if each < len(cells) else Cell("")
        wide = columns[each].width or share + (rest > 0)
        rest -= columns[each].width == 0
        text = fitted(cell.text, wide, right=columns[each].right)
        texts.append((text if each == shown[-1] else f"{text} ", cell.tone or row.tone))
    used = fixed + (width - fixed if flexible else 0)
    if used < width:
        texts.append((" " * (width - used), row.tone))
    return texts
