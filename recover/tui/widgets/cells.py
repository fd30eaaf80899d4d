"""Fitting text into the cells of a terminal."""

from rich.cells import cell_len, set_cell_size

from recover.domain.text import printable


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Make *text* safe to show and exactly *width* cells wide, with an ellipsis where it is cut."""
    if width <= 0:
        return ""
    # A line is never longer than some thousand cells: what is far beyond is not looked at.
    line = printable(text[: width * 4 + 16])
    wide = len(line) if line.isascii() else cell_len(line)
    if wide > width:
        return set_cell_size(line, width - 1) + "…"
    space = " " * (width - wide)
    return space + line if right else line + space
