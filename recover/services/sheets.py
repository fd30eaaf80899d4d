"""Tomorrow's sheet as a page, on the screen or in a file somebody names."""

from collections.abc import Iterable
from pathlib import Path

from recover.domain.text import printable
from recover.export.tomorrow import sheet_as_text
from recover.services.desk import Desk
from recover.services.tomorrow import tomorrows_sheet, working_day
from recover.storage.new_file import write_new


def sheet_lines(desk: Desk, *, team: bool | None = None) -> list[str]:
    """Write tomorrow's sheet; the arguments as of `tomorrows_sheet`."""
    calls = tomorrows_sheet(desk, team=team)
    begin, _ = working_day(desk)
    return list(sheet_as_text(calls, begin=begin, now=desk.now(), who=desk.who))


def save_sheet(name: str, lines: Iterable[str]) -> Path:
    """Write lines to a new file that only its owner can read; gives its path.

    Raises:
        Refused: There is such a file already, or it cannot be written there.
    """
    text = "".join(f"{printable(line)}\n" for line in lines)
    return write_new(Path(name).expanduser(), text)
