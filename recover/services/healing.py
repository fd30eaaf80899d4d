"""After the fix: when to get in touch again, and that it was done (`deadlines.md` F)."""

from dataclasses import dataclass

from recover.domain.coverage import beyond_holidays
from recover.domain.entry import FollowedUp, FollowUpPlanned
from recover.domain.errors import NotFound, Refused
from recover.domain.followup import OFFSETS, cadence
from recover.domain.healing import Touch
from recover.domain.incident import Incident
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import account_of, find_incident
from recover.services.playbooks import playbook_of
from recover.services.promising import client_calendar
from recover.services.writing import Line, write


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchLine:
    """A follow-up with what a list shows beside it."""

    touch: Touch
    incident: Incident


def plan_follow_ups(desk: Desk, incident_id: str) -> Incident:
    """Plan to get in touch again, counted from now, when it works again.

    At the playbook's distances, on the client's open days; what is planned already stays, and a
    day that has a follow-up gets no second one.

    Raises:
        NotFound: There is no such incident.
        Refused: Nothing is left to be planned.
        NeverOpen: The client has no open day within a year.
    """

    def decide(incident: Incident) -> list[Line]:
        playbook = playbook_of(desk, incident)
        calendar = client_calendar(account_of(desk, incident), desk.who)
        planned = cadence(
            desk.now(), calendar, offsets=(playbook.healing if playbook else ()) or OFFSETS
        )
        taken = {calendar.local(each.at).date() for each in incident.follow_ups}
        fresh = [each for each in planned if each.at.date() not in taken]
        if not fresh:
            raise Refused(f"Every follow-up of incident {incident.id} is planned already.")
        return [
            Line(
                what=FollowUpPlanned(
                    follow_up=number,
                    at=each.at,
                    zone=calendar.zone,
                    offsets=tuple(map(str, each.offsets)),
                )
            )
            for number, each in enumerate(fresh, start=_next_number(incident))
        ]

    return write(desk, incident_id, f"planned follow-ups of {incident_id}", decide)


def follow_up(desk: Desk, touch_id: str, note: str = "") -> Incident:
    """Log that we got in touch again.

    Raises:
        NotFound: No follow-up has that id.
        Refused: It was done before.
    """
    found, touch = find_touch(desk, touch_id)

    def decide(incident: Incident) -> list[Line]:
        current = next((each for each in incident.follow_ups if each.id == touch.id), touch)
        if not current.is_open:
            who = _made_by(desk, incident, touch.number)
            raise Refused(f"{touch.id} was done by {who}: nothing is left to do.")
        return [Line(what=FollowedUp(follow_up=touch.number, note=clean(note).strip()))]

    return write(desk, found.id, f"followed up {touch.id}", decide)


def _made_by(desk: Desk, incident: Incident, number: int) -> str:
    """Say who got in touch again, and when."""
    from recover.services.firsts import writer_of

    done = (
        each
        for each in reversed(incident.counting)
        if isinstance(each.what, FollowedUp) and each.what.follow_up == number
    )
    return writer_of(desk, incident, next(done))


def find_touch(desk: Desk, touch_id: str) -> tuple[Incident, Touch]:
    """Give the follow-up of an id such as `12f1`, with its incident.

    Raises:
        NotFound: There is none.
    """
    wanted = touch_id.strip().lower()
    number = wanted.partition("f")[0]
    if number.isdigit():
        incident = find_incident(desk, number)
        for touch in incident.follow_ups:
            if touch.id == wanted:
                return incident, touch
    raise NotFound(f"No follow-up {touch_id!r}. `recover heal ID` plans and shows them.")


def touch_lines(desk: Desk) -> list[TouchLine]:
    """List the follow-ups that are ahead or overdue, everybody's, soonest first."""
    lines = [
        TouchLine(touch=touch, incident=incident)
        for incident in desk.incidents()
        if not incident.is_void
        for touch in incident.follow_ups
        if touch.is_open
    ]
    return sorted(lines, key=lambda each: (each.touch.at, each.touch.id))


def beyond_the_list(desk: Desk, incident: Incident) -> list[str]:
    """Say which open follow-ups are after the last date the client's holidays are known for."""
    account = account_of(desk, incident)
    if account is None:
        return []
    found = (
        beyond_holidays("client", account.calendar, account.holidays_until, each.at)
        for each in incident.follow_ups
        if each.is_open
    )
    return list(dict.fromkeys(filter(None, found)))


def _next_number(incident: Incident) -> int:
    """Give the number of an incident's next follow-up; a number is never given out again."""
    return 1 + sum(isinstance(entry.what, FollowUpPlanned) for entry in incident.entries)
