"""Work that is handed over for a time: when it comes back, and that it is not lent on."""

from datetime import UTC, datetime

from recover.domain.errors import Refused
from recover.domain.moments import moment
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handing_matters import Subject


class OnLoan(Refused):
    """It is lent already, and cannot be lent on."""

    kind = "on_loan"


def check_loans(desk: Desk, found: Subject) -> None:
    """Make sure that nothing is lent which is on loan already.

    Raises:
        OnLoan: Something is.
    """
    loans = [
        (name, lent)
        for matter in found.matters
        for name, lent in (
            *((each.id, each.lent) for each in matter.promises),
            (f"incident {matter.incident.id}", matter.incident.lent if matter.whole else None),
        )
        if lent is not None
    ]
    for name, lent in loans[:1]:
        whose, until = person_name(desk, lent.back_to), moment(lent.until, desk.who.calendar.zone)
        raise OnLoan(
            f"{name} is on loan from {whose} until {until} already: leave --until out, "
            f"or hand it back to {whose}."
        )


def back_at(desk: Desk, until: str) -> datetime | None:
    """Say when something lent comes back, UTC; `None` for an empty phrase.

    A day alone means its opening on the clock of whoever acts, as with somebody who is away.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    if not until.strip():
        return None
    from recover.domain.deadline import DeadlineError

    try:
        return own_moment(desk, f"{until} start of day")
    except DeadlineError:
        return own_moment(desk, until)


def own_moment(desk: Desk, phrase: str) -> datetime:
    """Read a moment on the clock of whoever acts, UTC.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
    """
    from recover.domain.deadline import resolve

    ours = desk.who.calendar
    found = resolve(
        clean(phrase), desk.now(), client=ours, owner=ours, date_order=desk.settings.date_order
    )
    return found.due.astimezone(UTC)
