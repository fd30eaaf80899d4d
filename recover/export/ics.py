"""What is still ahead, for a calendar (RFC 5545)."""

from recover.export.calendar import calendar_as_ics
from recover.export.formats import Style
from recover.export.report import Report


def render(report: Report, style: Style) -> str:  # noqa: ARG001 # all renderers are called alike
    """Write an event for every promise that is still ahead."""
    return calendar_as_ics(report.events, report.written.at)
