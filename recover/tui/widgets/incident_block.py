"""What the panels of an incident are made of, before anything is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len

from recover.domain.text import printable

MOST_ROWS = 6
"""How many rows of one text are shown before it is cut; all of it when it is selected."""
MOST_ROWS_SELECTED = 200
_LEAST_TEXT = 12
"""The fewest columns a text may be pressed into before its state goes beneath it."""


class Tone(StrEnum):
    """How a piece of text speaks; the value is the CSS component class."""

    PLAIN = "block--plain"
    DIM = "block--dim"
    STRONG = "block--strong"
    HEADING = "block--heading"
    GOOD = "block--good"
    WARN = "block--warn"
    LATE = "block--late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text in a panel, with what stands before and after it."""

    text: str
    """As stored; made printable when it is laid out."""
    lead: str = ""
    """Stands in front of the first row; the rows below are indented by its width."""
    state: str = ""
    """Stands at the right edge of the first row."""
    tone: Tone = Tone.PLAIN
    lead_tone: Tone = Tone.DIM
    state_tone: Tone = Tone.DIM
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together and are selected together."""

    lines: tuple[Line, ...]
    target: str | None = None
    """The id it stands for, such as `12e7`, `12p1` or `12d1`; `None` if it cannot be selected."""


Row = tuple[tuple[str, Tone, bool], ...]
"""Pieces of one screen row: text, tone, whether it is struck through."""


def one(text: str, **line: object) -> Block:
    """Make a block of one line that cannot be selected."""
    return Block(lines=(Line(text=text, **line),))  # type: ignore[arg-type]


def lay_out(block: Block, width: int, *, whole: bool = False) -> list[Row]:
    """Give the screen rows of a block.

    Args:
        block: The block.
        width: Columns to fill.
        whole: Show long texts further than their first rows.
    """
    most = MOST_ROWS_SELECTED if whole else MOST_ROWS
    return [row for line in block.lines for row in _rows(line, width, most)]


def _rows(line: Line, width: int, most: int) -> list[Row]:
    """Lay out one line."""
    lead = printable(line.lead)
    state = printable(line.state)
    indent = cell_len(lead)
    beside = cell_len(state) + 1 if state else 0
    below = bool(state) and width - indent - beside < _LEAST_TEXT
    room = max(1, width - indent)
    beginning = room if below else max(1, room - beside)
    texts = wrap(line.text, room, first=beginning)
    if len(texts) > most:
        texts = [*texts[:most], "…"]
    rows: list[Row] = []
    for number, text in enumerate(texts):
        pieces = [(lead if number == 0 else " " * indent, line.lead_tone, False)]
        pieces.append((text, line.tone, line.struck))
        if number == 0 and state and not below:
            pieces.append((" " * (beginning - cell_len(text) + 1), Tone.PLAIN, False))
            pieces.append((state, line.state_tone, False))
        rows.append(tuple(pieces))
    if below:
        beneath = (" " * indent, Tone.PLAIN, False)
        rows += [(beneath, (text, line.state_tone, False)) for text in wrap(state, room)]
    return rows


def wrap(text: str, width: int, *, first: int | None = None) -> list[str]:
    """Break a text into rows of at most *width* cells, at spaces where there are any.

    What the text holds of controls is made visible first; its own line ends are kept.

    Args:
        text: Any text.
        width: Cells of a row.
        first: Cells of the first row, when something stands beside it.
    """
    shown = printable(text, one_line=False).replace("\t", "    ")
    begins, *others = shown.split("\n")
    rows = _wrap_line(begins, width, width if first is None else first)
    return [*rows, *(row for line in others for row in _wrap_line(line, width, width))]


def _wrap_line(line: str, width: int, first: int) -> list[str]:
    """Break one line; its first row has *first* cells."""
    if cell_len(line) <= first:
        return [line]
    rows: list[str] = []
    row = ""
    for word in line.split(" "):
        room = width if rows else first
        if row and cell_len(f"{row} {word}") <= room:
            row = f"{row} {word}"
            continue
        if row:
            rows.append(row)
        *full, row = _cut(word, width if rows else first)
        rows += full
    return [*rows, row]


def _cut(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a row; a character wider than the row stays whole.

    Always measured as a whole: a sign may make the one before it wider.
    """
    if cell_len(word) <= width:
        return [word]
    pieces: list[str] = []
    piece = ""
    for character in word:
        if piece and cell_len(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
