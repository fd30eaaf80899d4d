"""What Today says of instructions to nobody."""

from collections.abc import Iterable, Iterator, Mapping

from recover.services.unowned import UnownedLine
from recover.tui.widgets.rows import Cell, Row, Tone, heading


def to_nobody_rows(
    unowned: Iterable[tuple[UnownedLine, str]], callers: Mapping[str, str]
) -> Iterator[Row]:
    """List the instructions to nobody.

    Args:
        unowned: Each with whom it stays until somebody takes it up.
        callers: Who the incidents are with, by incident id.
    """
    lines = list(unowned)
    if lines:
        yield Row(cells=("",))
        yield heading("", f"TO NOBODY {len(lines)}", "", "", "T takes it up", "")
    for line, owner in lines:
        yield Row(
            id=f"note:{line.id}",
            cells=(
                Cell("!", Tone.ACCENT),
                line.text,
                Cell(callers[line.incident.id], Tone.DIM),
                "",
                f"stays with {owner}",
                "",
            ),
        )
