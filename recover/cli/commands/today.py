"""`recover` alone: the app on a terminal, the Today list as text anywhere else."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.commands.heal import touch_line
from recover.cli.commands.promises import promise_table
from recover.cli.handover_shapes import offer_shape
from recover.cli.layout import labelled
from recover.cli.output import Output
from recover.cli.shapes import incident_shape, promise_shape, touch_shape
from recover.cli.stamps import stamp
from recover.domain.moments import distance, in_both, moment
from recover.domain.text import shorten
from recover.services.desk import Desk, open_desk
from recover.services.finding import person_name
from recover.services.handovers import offers_lapsed, offers_waiting, what_is_offered
from recover.services.healing import touch_lines
from recover.services.looking import PromiseLine, Today, caller_name, today
from recover.services.reminding import reminder_lines
from recover.services.snoozing import quiet_items
from recover.services.unowned import stays_with, unowned_lines

_TEXT_WIDTH = 100
"""How much of an instruction to nobody a line shows."""

FIRST_STEPS = (
    "Nothing is on record yet. First steps:",
    '  recover listen "what they say"           start listening; the client can be named later',
    "  recover demo                             look around with sample data",
    "  recover account add NAME --zone ZONE     put a client on record",
    "  recover person add NAME --zone ZONE      put yourself on record",
)


def start_app(options: Namespace) -> int:
    """Open the desk and hand it to the app."""
    desk = open_desk(home=options.home, person=options.acting, at=options.at)
    try:
        code: int = options.app(desk)
        return code
    finally:
        desk.close()


def run(desk: Desk, _: Namespace, output: Output) -> None:
    """Show the first screen as text."""
    day = today(desk)
    output.show(
        lambda: {
            "now": stamp(day.now, desk.who.calendar.zone),
            "who": desk.who.key,
            "next": _shape(day.next, day) if day.next else None,
            "offered": [offer_shape(desk, each) for each in offers_waiting(desk, to=desk.who.key)],
            "back": [offer_shape(desk, each) for each in offers_lapsed(desk, desk.who.key)],
            "promises": [_shape(line, day) for line in day.promises],
            "follow_ups": [touch_shape(each.touch) for each in touch_lines(desk)],
            "reminders": [
                {
                    "promise": each.promise.id,
                    "at": stamp(each.reminder.at, desk.who.calendar.zone),
                    "kind": each.reminder.kind.value,
                }
                for each in reminder_lines(desk)
            ],
            "to_nobody": [
                {
                    "id": each.id,
                    "incident": each.incident.id,
                    "by": each.entry.by,
                    "text": each.text,
                }
                for each in unowned_lines(desk)
            ],
            "listening": [incident_shape(desk, incident) for incident in day.listening],
        },
        lambda: _lines(desk, day, output.width),
    )


def _shape(line: PromiseLine, day: Today) -> dict[str, object]:
    """Give a promise for scripts."""
    return promise_shape(line.promise, line.incident, day.now)


def _lines(desk: Desk, day: Today, width: int) -> Iterator[str]:
    """Write the first screen as text."""
    yield f"recover · {moment(day.now, desk.who.calendar.zone)} · {desk.who.name}"
    yield ""
    if day.is_empty:
        yield from FIRST_STEPS
        return
    if day.next is not None:
        yield from labelled("NEXT", list(_next(desk, day.next, day)))
        yield ""
    yield from _offers(desk)
    overdue = f", {day.overdue} overdue" if day.overdue else ""
    yield f"OPEN PROMISES {len(day.promises)}{overdue}"
    yield from (f"  {line}" for line in promise_table(desk, day.promises, max(width - 2, 0)))
    reminders = reminder_lines(desk)
    if reminders:
        yield ""
        yield f"REMINDERS {len(reminders)}"
    for each in reminders:
        when = moment(each.reminder.at, desk.who.calendar.zone)
        yield f"  {each.promise.id}  {when} (you)  {each.promise.what}"
    for spoken in quiet_items(desk):
        until = moment(spoken.quiet_until, desk.who.calendar.zone) if spoken.quiet_until else ""
        yield f"  {spoken.item}  no reminders{f' until {until} (you)' if until else ''}"
    yield from _to_nobody(desk)
    touches = touch_lines(desk)
    if touches:
        yield ""
        yield f"FOLLOW-UPS {len(touches)}"
    for line in touches:
        yield f"  {touch_line(desk, line.touch)} · {caller_name(desk, line.incident)}"
    if day.listening:
        yield ""
        yield f"LISTENING {len(day.listening)}"
        for incident in day.listening:
            yield f"  {incident.id}  {caller_name(desk, incident)}  {incident.title}"


def _offers(desk: Desk) -> Iterator[str]:
    """List what is offered to whoever acts, and what came back to them without an answer."""
    waiting, back = offers_waiting(desk, to=desk.who.key), offers_lapsed(desk, desk.who.key)
    if waiting:
        yield f"OFFERED TO YOU {len(waiting)}"
    for offer in waiting:
        sender = person_name(desk, offer.first.sender)
        by = in_both(offer.first.answer_by, offer.first.zone, desk.who.calendar.zone)
        what = what_is_offered(desk, offer)
        yield f"  {offer.first.id}  {sender} hands you {what} · answer by {by}"
    if back:
        yield f"BACK WITH YOU {len(back)}"
    for offer in back:
        to = person_name(desk, offer.first.to)
        yield f"  ! {offer.first.id}  {what_is_offered(desk, offer)} · {to} did not answer"
    if waiting or back:
        yield ""


def _to_nobody(desk: Desk) -> Iterator[str]:
    """List the instructions that nobody has taken up, and with whom they stay."""
    unowned = unowned_lines(desk)
    if unowned:
        yield ""
        yield f"TO NOBODY {len(unowned)}"
    for each in unowned:
        yield (
            f"  ! {each.id}  stays with {stays_with(desk, each.entry)}  "
            f"{caller_name(desk, each.incident)}  {shorten(each.text, _TEXT_WIDTH)}"
        )


def _next(desk: Desk, line: PromiseLine, day: Today) -> Iterator[str]:
    """Say what is next."""
    promise = line.promise
    yield " · ".join(
        [f"{promise.id} {promise.what}", caller_name(desk, line.incident), promise.channel]
    )
    due = in_both(promise.due, promise.zone, desk.who.calendar.zone)
    yield f"{due} · {distance(promise.due, day.now)}"
