"""Markdown, in which every text renders as itself (`safety.md` 10)."""

import re
from collections.abc import Iterator

from recover.domain.text import printable
from recover.export.cells import as_table, cell_text, column_title
from recover.export.formats import Style
from recover.export.report import (
    Cell,
    Facts,
    Paragraphs,
    Part,
    Pledge,
    Pledges,
    Point,
    Report,
    Table,
    Timeline,
)
from recover.export.words import pledge_words, point_words, written_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def render(report: Report, style: Style) -> str:
    """Write a report; ends with a line end."""
    lines = [f"# {escaped(report.title)}", ""]
    lines += [escaped(report.lead), ""] if report.lead else []
    lines += [escaped(written_words(report, style.dates)), ""]
    for part in report.parts:
        lines += [f"## {escaped(part.heading)}", "", *_part(part, style), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str, *, one_line: bool = True) -> str:
    """Escape a text, so that Markdown shows it as it was typed; line ends stay line ends."""
    safe = _SPECIAL.sub(r"\\\1", printable(text, one_line=one_line))
    return _BEGINS.sub(_begun, safe)


def _begun(found: re.Match[str]) -> str:
    """Escape what would begin a list, or underline a heading, at the beginning of a line."""
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"


def _part(part: Part, style: Style) -> Iterator[str]:
    """Write a part without its heading."""
    match part:
        case Paragraphs(lines=lines):
            for number, line in enumerate(lines):
                yield from ([""] if number else [])
                yield _broken(line)
        case Facts(rows=rows):
            for name, value in rows:
                yield f"- {escaped(name)}: {_cell(value, style)}"
        case Timeline(points=points):
            yield from (_point(each, style) for each in points)
        case Pledges(pledges=pledges):
            yield from (_pledge(each, style) for each in pledges)
        case Table():
            yield from _table(as_table(part), style)


def _point(point: Point, style: Style) -> str:
    """Write one thing that happened."""
    when, head, tail = point_words(point, style.dates)
    text = _broken(point.text)
    said = f"~~{text}~~" if point.is_struck else text
    more = f" ({escaped(tail)})" if tail else ""
    return f"- **{escaped(when)}** {escaped(head)}: {said}{more}"


def _pledge(pledge: Pledge, style: Style) -> str:
    """Write one promise."""
    what, ending, more = pledge_words(pledge, style.dates)
    return f"- **{escaped(what)}**: {escaped(ending)}{f' ({escaped(more)})' if more else ''}"


def _table(table: Table, style: Style) -> Iterator[str]:
    """Write a table."""
    yield _row(escaped(column_title(each)) for each in table.columns)
    yield _row("---" for _ in table.columns)
    for row in table.rows:
        yield _row(_cell(each, style) for each in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, style: Style) -> str:
    """Write a cell, which has to be one line."""
    return "<br>".join(_lines(cell_text(cell, style.dates)))


def _broken(text: str) -> str:
    """Write a text of several lines with line breaks that Markdown keeps."""
    return "\\\n  ".join(_lines(text))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in escaped(text, one_line=False).strip().split("\n")]
