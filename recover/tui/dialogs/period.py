"""Choosing the days a summary is about."""

from datetime import date

from recover.domain.written import read_date
from recover.services.export_wish import Days
from recover.tui.dialogs.form import Field, FormDialog, Given


class PeriodDialog(FormDialog[Days]):
    """Ask from which day, and up to which one."""

    def __init__(self, days: Days | None = None) -> None:
        """Make the form; *days* stand there at first."""
        known = days or Days()
        fields = [
            Field(name="since", label="from", value=_text(known.since), hint="such as 2026-10-01"),
            Field(name="until", label="up to", value=_text(known.until), hint="today and later"),
        ]
        intro = "On the client's calendar. For one day, write it twice; empty is open."
        super().__init__("The days it is about", fields, intro=intro, draft="period/")

    def save(self, given: Given) -> Days:
        """Read the days.

        Raises:
            Refused: One of them is no day.
        """
        since, until = (given[name].strip() for name in ("since", "until"))
        return Days(
            since=read_date(since) if since else None, until=read_date(until) if until else None
        )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
