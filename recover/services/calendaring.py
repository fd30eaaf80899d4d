"""Open promises and follow-ups as a calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_ISREG

from recover.domain.calendar_event import CalendarEvent, uid_of
from recover.domain.errors import Refused
from recover.domain.healing import Touch
from recover.domain.incident import Incident, written_about
from recover.domain.moments import in_both
from recover.domain.promise import Promise
from recover.domain.reminder import ladder
from recover.domain.text import printable
from recover.export.calendar import PRODUCT, calendar_as_ics
from recover.services.desk import Desk
from recover.services.finding import person_of
from recover.services.looking import caller_name
from recover.storage.new_file import replace_file, write_new

_HEARD_FOR = timedelta(days=30)
"""How long a calendar is told that something is over."""


def calendar_text(desk: Desk, *, owner: str | None, full: bool = False) -> str:
    """Write the promises of one of us, and the follow-ups of what they carry, as iCalendar.

    What ended within 30 days is still in it, cancelled if it was withdrawn or renegotiated, so
    that calendars which have it hear of that.

    Args:
        desk: The desk.
        owner: A person key; `None` for everybody.
        full: Whether to name what was promised; else ids, clients and times only.
    """
    events = [
        event
        for incident in desk.incidents()
        if not incident.is_void
        for event in _events(desk, incident, owner, full=full)
    ]
    return calendar_as_ics(sorted(events, key=lambda each: (each.at, each.uid)), desk.now())


def save_calendar(name: str, text: str) -> Path:
    """Write a calendar to a file, in the place of an earlier one of ours, all of it at once.

    Raises:
        Refused: There is something of that name that is no file of ours, or it cannot be written
            there.
        Failed: The disk would not take it; what was there stays.
    """
    path = Path(name).expanduser()
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return write_new(path, text)
    if not S_ISREG(mode):  # to look into a pipe would be to wait for whoever writes to it
        raise Refused(f"{path} is not a regular file: name another one.")
    if not _is_ours(path):
        raise Refused(
            f"{printable(str(path))} is no calendar of ours: name another file, or remove it first."
        )
    return replace_file(path, text)


def _is_ours(path: Path) -> bool:
    """Say whether a file is a calendar that we wrote."""
    try:
        with path.open("rb") as file:
            return PRODUCT.encode() in file.read(1024)
    except OSError:
        return False


def _events(
    desk: Desk, incident: Incident, owner: str | None, *, full: bool
) -> Iterator[CalendarEvent]:
    """Give the events of one incident."""
    for promise in incident.promises:
        if owner in (None, promise.owner) and _is_near(desk, promise.settled_at):
            yield _promise(desk, incident, promise, full=full)
    for touch in incident.follow_ups:
        if owner in (None, incident.owner) and _is_near(desk, touch.done_at):
            yield _follow_up(desk, incident, touch, full=full)


def _is_near(desk: Desk, ended: datetime | None) -> bool:
    """Say whether something is open, or ended not long ago."""
    return ended is None or desk.now() - ended < _HEARD_FOR


def _promise(desk: Desk, incident: Incident, promise: Promise, *, full: bool) -> CalendarEvent:
    """Make the event of a promise, at the moment it is due."""
    named = f"{promise.id} {promise.channel} {caller_name(desk, incident)}"
    owner = person_of(desk, promise.owner) or desk.who
    kept = " (kept)" if promise.kept_at else ""
    before = ladder(promise.made_at, promise.due, owner.calendar).before
    return CalendarEvent(
        uid=uid_of(promise.id, promise.made_at),
        sequence=written_about(incident, "promise", promise.number),
        at=promise.due,
        zone=promise.zone,
        summary=f"{named}: {promise.what}{kept}" if full else f"{named}{kept}",
        description=in_both(promise.due, promise.zone, desk.who.calendar.zone),
        alarm=before[-1] if promise.is_open else None,
        is_cancelled=bool(promise.withdrawn_at or promise.renegotiated_at),
    )


def _follow_up(desk: Desk, incident: Incident, touch: Touch, *, full: bool) -> CalendarEvent:
    """Make the event of a follow-up."""
    named = f"{touch.id} follow-up {caller_name(desk, incident)}"
    done = "" if touch.is_open else " (done)"
    return CalendarEvent(
        uid=uid_of(touch.id, incident.opened_at),
        sequence=written_about(incident, "follow_up", touch.number),
        at=touch.at,
        zone=touch.zone,
        summary=f"{named}: {incident.title}{done}" if full else f"{named}{done}",
        description=in_both(touch.at, touch.zone, desk.who.calendar.zone),
        alarm=touch.at if touch.is_open else None,
        is_cancelled=False,
    )
