"""The list that draws its own lines."""

from time import perf_counter

import pytest
from textual.app import App, ComposeResult

from recover.tui.widgets.cells import fitted
from recover.tui.widgets.rows import Column, Drawn, Row, RowList, heading, remark


class ListApp(App[None]):
    """A list, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield RowList(Column(width=6), Column(), Column(width=5, from_width=60, right=True))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Remember what was chosen."""
        self.seen.append(message.row)


def rows(count: int) -> list[Row]:
    """Make a heading and that many rows."""
    return [
        heading("head", "of the list", ""),
        *(Row(id=f"{number}", cells=(f"{number}", "what", "9")) for number in range(count)),
    ]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("", "0"),
        ("down", "1"),
        ("j j", "2"),
        ("down up", "0"),
        ("j k", "0"),
        ("up", "0"),
        ("end", "49"),
        ("G g", "0"),
        ("end down", "49"),
        ("pagedown", "23"),
        ("pagedown pageup", "0"),
    ],
)
async def test_keys_move_over_the_rows_that_can_be_chosen(keys: str, chosen: str) -> None:
    """Arrows, letters and pages; headings are passed over, ends are ends."""
    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(RowList).show(rows(50))
        await pilot.press(*keys.split(), "enter")
        await pilot.pause()

    assert app.seen == [chosen]


async def test_the_cursor_stays_on_its_row_when_the_list_changes() -> None:
    """It goes by the id; where the row is gone, it stays near where it was."""
    app = ListApp()
    async with app.run_test(size=(80, 24)):
        shown = app.query_one(RowList)
        shown.show(rows(10))
        shown.choose("4")
        shown.show([*rows(10)[:3], Row(id="new", cells=("x",)), *rows(10)[3:]])
        assert shown.chosen == "4"
        shown.show(rows(10))
        shown.show([each for each in rows(10) if each.id != "4"])
        assert shown.chosen == "5"
        shown.show([remark("nothing")])
        assert shown.chosen == ""


async def test_a_list_that_cannot_be_chosen_from_does_nothing() -> None:
    """Enter on an empty list is no choice."""
    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(RowList).show([remark("nothing here")])
        await pilot.press("down", "enter", "end", "home", "pagedown")

    assert app.seen == []


async def test_a_hundred_thousand_rows_are_drawn_as_they_come_into_sight() -> None:
    """Only what is looked at is made: a step costs the rows in sight, not the rows there are."""
    made = 0

    def draw(number: int) -> Row:
        nonlocal made
        made += 1
        return Row(id=f"{number}", cells=(f"{number}", "what", ""))

    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(RowList).show(Drawn(range(100_000), draw))
        await pilot.press("down", "end", "home", "pagedown", "enter")
        await pilot.pause()

    assert app.seen == ["23"]
    assert made < 2_000


@pytest.mark.parametrize("width", [0, 1, 2, 7, 40])
@pytest.mark.parametrize(
    "text",
    ["", "short", "a longer text than fits", "漢字漢字漢字", "\x1b[31m", "a\nb", "e\u0301" * 30],
)
def test_text_is_made_to_fit_exactly(text: str, width: int) -> None:
    """Never more and never fewer cells than there are, and never a control."""
    from rich.cells import cell_len

    for right in (False, True):
        made = fitted(text, width, right=right)
        assert cell_len(made) == width
        assert made.isprintable()


def test_a_text_of_a_megabyte_costs_what_is_seen_of_it() -> None:
    """What is far beyond the edge is not looked at."""
    began = perf_counter()
    for _ in range(100):
        fitted("\x1b" * 1_000_000, 80)

    assert perf_counter() - began < 1
