"""What a deadline phrase would mean if it were said now."""

from dataclasses import dataclass

from recover.domain.calendar import Calendar
from recover.domain.coverage import beyond_holidays
from recover.domain.deadline import Deadline, readback, resolve
from recover.domain.errors import Misused
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import find_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A phrase, said now between two clocks."""

    deadline: Deadline
    readback: str
    """The moment in both zones, how long that is, and the notes (`deadlines.md` B24)."""
    cautions: tuple[str, ...]
    """What has to be known besides, such as that no holidays are known so far ahead."""
    client_zone: str
    """IANA zone."""
    owner_zone: str
    """IANA zone."""


def what_it_means(
    desk: Desk,
    phrase: str,
    *,
    account: str | None = None,
    client_zone: str | None = None,
    owner_zone: str | None = None,
) -> Meaning:
    """Resolve a phrase as if it were said now; writes nothing.

    Args:
        desk: The desk; what is not given is taken from whoever acts.
        phrase: What would be said.
        account: The client, by key or part of a name: their clock, hours and holidays.
        client_zone: The client's IANA zone, with default hours.
        owner_zone: Our IANA zone, with default hours.

    Raises:
        DeadlineError: The phrase does not mean one exact moment ahead.
        Misused: Both an account and a client's zone are given.
        NotFound: No such account, or more than one fits.
        UnknownZone: A zone is unknown.
    """
    if account and client_zone:
        raise Misused("The account says which zone it is in: leave out --account or --client-zone.")
    owner = _default_hours(owner_zone) if owner_zone else desk.who.calendar
    client, until = _default_hours(client_zone or owner.zone), None
    if account:
        found = find_account(desk, account)
        client, until = found.calendar, found.holidays_until
    now = desk.now()
    deadline = resolve(
        clean(phrase), now, client=client, owner=owner, date_order=desk.settings.date_order
    )
    return Meaning(
        deadline=deadline,
        readback=readback(deadline, client=client, owner=owner, now=now),
        cautions=tuple(filter(None, [beyond_holidays("client", client, until, deadline.due)])),
        client_zone=client.zone,
        owner_zone=owner.zone,
    )


def _default_hours(zone: str) -> Calendar:
    """Give the calendar of somebody of whom only the zone is known."""
    return Calendar.from_mapping({"zone": zone.strip()})
