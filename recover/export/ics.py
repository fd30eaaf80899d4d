"""What is still ahead, for a calendar (RFC 5545)."""

from recover.domain.errors import Refused
from recover.export.calendar import calendar_as_ics
from recover.export.formats import Style
from recover.export.report import Report


class NothingAhead(Refused):
    """A calendar would hold nothing."""

    kind = "nothing_to_export"


def render(report: Report, _: Style) -> str:
    """Write an event for every promise that is still ahead, and for what is off.

    Raises:
        NothingAhead: There is none, and a calendar must not be empty (RFC 5545 3.6).
    """
    if not report.events:
        raise NothingAhead("Nothing is ahead, so there is nothing for a calendar.")
    return calendar_as_ics(report.events, report.written.at)
