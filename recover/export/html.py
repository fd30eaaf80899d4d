"""One self-contained web page: no script, nothing loaded from anywhere, every text escaped."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from recover.domain.errors import Misused
from recover.domain.text import printable, shorten
from recover.export.cells import as_table, cell_text, column_title, without_empty
from recover.export.drawing import Bar, Drawing, drawing
from recover.export.formats import Style
from recover.export.report import (
    Cell,
    Facts,
    Paragraphs,
    Part,
    Pledges,
    Quantity,
    Report,
    Table,
    Timeline,
    When,
)
from recover.export.words import pledge_words, written_words

if TYPE_CHECKING:
    from jinja2 import Environment

OURS = "report.html"
"""The name of our own template, which a user's may extend."""
YOURS = "yours.html"
_MOST_COLUMNS = 9
_LONG = 60
"""A table with more columns, and a cell with more characters, is no table on a page."""


class BadTemplate(Misused):
    """The user's own template cannot be used."""

    kind = "bad_template"


def render(report: Report, style: Style) -> str:
    """Write a report.

    Raises:
        BadTemplate: The user's own template cannot be used: where and why.
    """
    from jinja2 import TemplateError

    values = page_values(report, style)
    if style.template is None:
        return _ours().get_template(OURS).render(values)
    try:
        return _environment({YOURS: style.template}).get_template(YOURS).render(values)
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        why = shorten(str(error), 160).rstrip(".") or type(error).__name__
        raise BadTemplate(
            f"templates/report.html{where}: {why}. Mend it, or move it away to use ours."
        ) from None


@cache
def _ours() -> "Environment":
    """Give the environment in which there are our own templates only."""
    return _environment({})


def _environment(own: dict[str, str]) -> "Environment":
    """Give one with the user's templates before ours; what they may do is little."""
    from jinja2 import ChoiceLoader, DictLoader, PackageLoader
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(own), PackageLoader("recover", "export/templates")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_values(report: Report, style: Style) -> dict[str, Any]:
    """Give what a template can use; every text is printable, and escaped where it is put.

    `title`, `lead`, `written`, `audience`, `line` (the drawing, or none), `parts`: each with its
    `kind` (`paragraphs`, `facts`, `timeline`, `pledges`, `table`, `cards`), `heading` and rows.
    """
    drawn = drawing(report)
    bars = iter(drawn.bars if drawn else ())
    return {
        "title": printable(report.title),
        "lead": printable(report.lead),
        "written": printable(written_words(report, style.dates)),
        "audience": report.audience.value,
        "line": _line(drawn, report, style),
        "parts": [_part(part, style, bars) for part in report.parts],
    }


def _line(drawn: Drawing | None, report: Report, style: Style) -> dict[str, Any] | None:
    """Give the line of time with the days at its ends."""
    if drawn is None or drawn.first == drawn.last or not drawn.theirs:
        return None
    ends = [When(at=at, zone=report.written.zone) for at in (drawn.first, drawn.last)]
    return {
        "theirs": drawn.theirs,
        "ours": drawn.ours,
        "now": drawn.now if drawn.last == report.written.at else None,
        "first": printable(style.dates.when(ends[0])),
        "last": printable(style.dates.when(ends[1])),
    }


def _part(part: Part, style: Style, bars: Iterator[Bar]) -> dict[str, Any]:
    """Give a part for the template."""
    found: dict[str, Any] = {"heading": printable(part.heading)}
    match part:
        case Paragraphs(lines=lines):
            found |= {"kind": "paragraphs", "rows": [_text(line) for line in lines]}
        case Facts(rows=rows):
            named = [(printable(name), _cell(cell, style)) for name, cell in rows]
            found |= {"kind": "facts", "rows": named}
        case Timeline():
            found |= {"kind": "timeline", "rows": _days(part, style)}
        case Pledges():
            found |= {"kind": "pledges", "rows": list(_pledges(part, style, bars))}
        case Table():
            found |= _table(without_empty(as_table(part)), style)
    return found


def _days(part: Timeline, style: Style) -> list[dict[str, Any]]:
    """Give a timeline by days."""
    days: list[dict[str, Any]] = []
    for point in part.points:
        day = printable(style.dates.day(point.at))
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "points": []})
        days[-1]["points"].append(
            {
                "clock": printable(style.dates.clock(point.at)),
                "when": point.at.at.isoformat(timespec="seconds"),
                "tag": printable(point.tag),
                "text": _text(point.text),
                "theirs": point.is_theirs,
                "struck": point.is_struck,
                "more": printable(" · ".join(filter(None, (point.note, point.by, point.id)))),
            }
        )
    return days


def _pledges(part: Pledges, style: Style, bars: Iterator[Bar]) -> Iterator[dict[str, Any]]:
    """Give promises, each with its bar."""
    for pledge in part.pledges:
        _, ending, more = pledge_words(pledge, style.dates)
        name = " ".join(filter(None, (pledge.id, pledge.client and f"{pledge.client}:")))
        yield {
            "name": printable(name),
            "what": _text(pledge.what),
            "due": printable(style.dates.when(pledge.due)),
            "ending": printable(ending),
            "more": printable(more),
            "state": pledge.state,
            "bar": next(bars, None),
        }


def _table(table: Table, style: Style) -> dict[str, Any]:
    """Give a table; each row as a card of its own where there is too much in it for a line."""
    rows = [[_cell(each, style) for each in row] for row in table.rows]
    titles = [printable(column_title(each)) for each in table.columns]
    is_wide = len(titles) > _MOST_COLUMNS
    if is_wide and any(len(cell) > _LONG for row in rows for cell in row):
        cards = [[pair for pair in zip(titles, row, strict=True) if pair[1]] for row in rows]
        return {"kind": "cards", "rows": cards}
    return {
        "kind": "table",
        "wide": is_wide,
        "columns": titles,
        "rows": rows,
        "numbers": [
            any(isinstance(row[place], (int, Quantity)) for row in table.rows)
            for place in range(len(titles))
        ],
    }


def _cell(cell: Cell, style: Style) -> str:
    return _text(cell_text(cell, style.dates))


def _text(text: str) -> str:
    """Make a text safe that may have several lines."""
    return printable(text, one_line=False).strip("\n")
