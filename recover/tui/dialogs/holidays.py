"""Taking over the holidays of a client or of one of us."""

import re

from recover.domain.account import Account
from recover.domain.errors import Refused
from recover.domain.moments import day
from recover.domain.person import Person
from recover.domain.text import count
from recover.domain.written import read_date
from recover.services.holidays import (
    HolidayImport,
    clear_holidays,
    import_holidays,
    read_holiday_file,
)
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of

_TYPED = "typed in"
_BEFORE_A_DATE = r"[,;\s]+(?=[0-9]{4}-|[0-9]{1,2}/)"
"""What was pasted comes without its line ends."""


class HolidaysDialog(FormDialog[str]):
    """Add a list of holidays, or clear the calendar; gives a sentence about what came of it."""

    PREVIEWS = True

    def __init__(self, owner: Account | Person) -> None:
        """Make the form for whoever the holidays are of."""
        self._owner = owner
        self._account = owner.key if isinstance(owner, Account) else None
        self._person = owner.key if isinstance(owner, Person) else None
        fields = [
            Field(
                name="list", label="file or dates", hint="holidays.ics, or 2026-11-26, 2026-12-25"
            ),
            Field(
                name="order",
                label="11/12 means",
                options=(("", "ask"), ("dmy", "11 December"), ("mdy", "12 November")),
            ),
            Field(name="until", label="known until", hint="2026-12-31; else the last holiday"),
            Field(name="mode", label="now", options=(("add", "add them"), ("clear", "clear all"))),
        ]
        whose = "account" if self._account else "person"
        super().__init__(
            f"Holidays of {owner.name}",
            fields,
            intro=_on_record(owner),
            draft=f"holidays/{whose}/{owner.key}",
        )

    def save(self, given: Given) -> str:
        """Add all of them, or nothing; or clear the calendar.

        Raises:
            Refused: Nothing is named, or something of it cannot be read.
        """
        if given["mode"] == "clear":
            before = clear_holidays(desk_of(self), account=self._account, person=self._person)
            number = len(before.calendar.holidays)
            return f"{before.name}: {count(number, 'holiday')} cleared; u takes it back."
        done = self._take(given, dry_run=False)
        return f"{done.owner.name}: {_added(done)}."

    def preview(self, given: Given) -> Outlook:
        """Say what would be added."""
        if given["mode"] == "clear":
            return Outlook(text="Takes every holiday off the calendar; u takes that back.")
        if not given["list"].strip():
            return Outlook(text="")
        return Outlook(text=f"Would be {_added(self._take(given, dry_run=True))}.")

    def _take(self, given: Given, *, dry_run: bool) -> HolidayImport:
        """Read the list, and take it over."""
        text, source = _read(given["list"].strip())
        until = given["until"].strip()
        return import_holidays(
            desk_of(self),
            account=self._account,
            person=self._person,
            text=text,
            source=source,
            date_order=given["order"] or None,
            covered_until=read_date(until) if until else None,
            dry_run=dry_run,
        )


def _read(typed: str) -> tuple[str, str]:
    """Give the list and its name: of the file that is named, or as it was typed."""
    if not typed:
        raise Refused("Name a file with holidays, or type dates such as 2026-11-26.")
    if typed[0].isdigit():
        return re.sub(_BEFORE_A_DATE, "\n", typed), _TYPED
    return read_holiday_file(typed)


def _added(done: HolidayImport) -> str:
    """Say what was new, and how far the calendar can be trusted from then on."""
    known = f", {done.known} known before" if done.known else ""
    until = done.owner.holidays_until
    trusted = f"; known until {day(until)}" if until else ""
    return f"added: {count(len(done.added), 'holiday')}{known}{trusted}"


def _on_record(owner: Account | Person) -> str:
    """Say what the calendar has."""
    number = len(owner.calendar.holidays)
    if not number:
        return "None on record: a promise on a holiday gets no warning."
    until = f", known until {day(owner.holidays_until)}" if owner.holidays_until else ""
    return f"{count(number, 'holiday')} on record{until}."
