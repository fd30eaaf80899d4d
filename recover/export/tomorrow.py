"""Tomorrow's sheet as plain text, to read or to print."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from recover.domain.moments import distance, in_both, moment
from recover.domain.person import Person
from recover.domain.tomorrow import Call


def sheet_as_text(
    calls: Sequence[Call], *, begin: datetime, now: datetime, who: Person
) -> Iterator[str]:
    """Write the sheet, a line each: from when on, whom, and what they were promised.

    Args:
        calls: In the order in which the clients' windows open.
        begin: When the day begins; aware.
        now: The asking moment; aware.
        who: Whose sheet it is; their clock stands second.
    """
    own = who.calendar.zone
    yield f"{' '.join(moment(begin, own).split()[:4])}, for {who.name}"
    for call in calls:
        promise = call.promise
        yield f"{_from(call, own)}  {promise.channel} {_whom(call)}"
        due = in_both(promise.due, promise.zone, own)
        yield f"    {promise.id} {promise.what} · {due} · {distance(promise.due, now)}"
        if call.is_shut and promise.due > now:
            yield "    ! due before they may be reached"
        step = promise.next_step
        if step is not None and step.at > now:
            yield f"    next: {step.text}, {moment(step.at, own)} (you)"
        if promise.owner != who.key:
            yield f"    owner {call.owner}"
    if not calls:
        yield "Nothing is due, and nothing is planned."


def _from(call: Call, own: str) -> str:
    """Write from when on they can be reached, on both clocks."""
    if call.opens is None:
        return "never"
    zone_key = call.promise.zone
    there = _clock(call.opens, zone_key)
    here = _clock(call.opens, own)
    both = there if there == here else f"{there} = {here} (you)"
    return f"{both}{', agreed' if call.is_agreed and call.opens == call.promise.due else ''}"


def _clock(instant: datetime, zone_key: str) -> str:
    """Write a moment in short: `Fri 09:00 PDT`."""
    weekday, *_, clock, name = moment(instant, zone_key).split()
    return f"{weekday} {clock} {name}"


def _whom(call: Call) -> str:
    """Name whom to reach, and where."""
    to = call.promise.to
    named = call.account if not to or to == call.account else f"{call.account} · {to}"
    return f"{named}: {call.address}" if call.address else named
