"""JSON with a schema that has a version: the incident as it can be read back, or the report."""

import json
from typing import Any

from recover.domain.zones import zone
from recover.export.cells import as_table
from recover.export.formats import Style
from recover.export.report import Cell, Part, Quantity, Report, When

REPORT_SCHEMA = "recover.report/1"
"""What is for reading only."""


def render(report: Report, _: Style) -> str:
    """Write the record of an incident for ourselves, and any other report as it reads.

    In plain ASCII, so that nothing in it can act on a terminal.
    """
    whole = report.record() if report.record is not None else _report(report)
    return json.dumps(whole, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "schema": REPORT_SCHEMA,
        "audience": report.audience.value,
        "title": report.title,
        "lead": report.lead,
        "written": _cell(report.written),
        "zone": report.written.zone,
        "parts": [_part(part) for part in report.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    """Write a part as rows with named cells."""
    table = as_table(part)
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, map(_cell, row), strict=True)) for row in table.rows]
    return {"key": table.key, "heading": table.heading, "rows": rows}


def _cell(cell: Cell) -> Any:
    """Write a cell: moments as ISO 8601 with offset, amounts as text, exactly."""
    match cell:
        case When(at=at, zone=key):
            return at.astimezone(zone(key)).isoformat(timespec="seconds")
        case Quantity(number=number, unit=unit):
            return {"number": number if isinstance(number, int) else f"{number:f}", "unit": unit}
        case None | str() | int():
            return cell
        case _:
            return f"{cell:f}"
