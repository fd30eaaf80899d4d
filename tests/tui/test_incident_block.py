"""How texts are laid out in the panels of an incident."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from recover.domain.text import printable
from recover.tui.widgets.incident_block import MOST_ROWS, Block, Line, lay_out, wrap

TEXTS = st.text(max_size=200)
WIDTHS = st.integers(min_value=2, max_value=60)


@given(text=TEXTS, width=WIDTHS)
@example(text="ab\u2764\ufe0f\u2764\ufe0f", width=3)
def test_no_row_is_wider_than_it_may_be(text: str, width: int) -> None:
    """Wide characters included, and nothing reaches the terminal as a control."""
    rows = wrap(text, width)

    assert all(cell_len(row) <= width for row in rows)
    assert all(printable(row) == row for row in rows)


@given(text=TEXTS, width=WIDTHS)
def test_no_character_is_lost(text: str, width: int) -> None:
    """But for the spaces at which rows are broken."""
    shown = printable(text, one_line=False).replace("\t", "    ").replace("\n", "")

    assert "".join(wrap(text, width)).replace(" ", "") == shown.replace(" ", "")


def test_a_line_is_indented_by_what_leads_it_and_ends_with_its_state() -> None:
    """The state stands at the right edge of the first row."""
    line = Line(lead="17:10 ", text="one two three four", state="open")
    rows = ["".join(piece[0] for piece in row) for row in lay_out(Block(lines=(line,)), 24)]

    assert rows == ["17:10 one two three open", "      four"]


def test_a_state_that_leaves_no_room_goes_beneath() -> None:
    """The text keeps the width of the panel."""
    line = Line(text="the new plan", state="next business day at 10am")
    rows = ["".join(piece[0] for piece in row) for row in lay_out(Block(lines=(line,)), 16)]

    assert rows == ["the new plan", "next business", "day at 10am"]


def test_a_long_text_is_cut_until_it_is_selected() -> None:
    """There is a way to see all of it."""
    block = Block(lines=(Line(text="word " * 100),))

    assert len(lay_out(block, 20)) == MOST_ROWS + 1
    assert len(lay_out(block, 20, whole=True)) > MOST_ROWS + 1
