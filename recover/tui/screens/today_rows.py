"""What Today says, as plain values: read in a thread, drawn by the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from recover.domain.entry import ReminderKind
from recover.domain.feasibility import Feasibility
from recover.domain.healing import offsets_text
from recover.domain.incident import Incident
from recover.domain.moments import distance, span
from recover.domain.promise import Promise, Standing
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.healing import TouchLine, touch_lines
from recover.services.looking import PromiseLine, Today, caller_name
from recover.services.relationship import relationship
from recover.services.reminding import ReminderLine, reminder_lines
from recover.services.unowned import UnownedLine, stays_with, unowned_lines
from recover.services.weighing import weigh
from recover.tui.screens.today_offers import OfferLine, offer_lines, offer_rows, offered_to
from recover.tui.screens.today_unowned import to_nobody_rows
from recover.tui.widgets.rows import Cell, Column, Row, Tone, heading
from recover.tui.widgets.when import both_clocks, due_text, short_moment

COLUMNS = (
    Column(width=1),
    Column(),
    Column(width=13),
    Column(width=6, from_width=90),
    Column(width=17),
    Column(width=7, from_width=72),
)
"""A mark, what, for whom, how, when, who."""


WHY = {
    ReminderKind.HOLD: "Open now: ",
    ReminderKind.WAKE_UP: "Be up for: ",
    ReminderKind.OWN: "",
}
"""What a reminder puts before what was promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The day, with the names and clocks that a screen writes beside it."""

    today: Today
    own_zone: str
    who: str
    """Person key of whoever looks."""
    names: dict[str, str]
    """Names of the owners, by person key."""
    callers: dict[str, str]
    """Who the incidents that are listed are with, by incident id."""
    clock: str
    """What time it is at the client of what is next, and whether they can be called."""
    to: str
    """Whom the next promise was made to; may be empty."""
    rests_on: tuple[str, ...]
    """Sentences about the colleagues the next promise rests on."""
    reminders: tuple[ReminderLine, ...]
    """Those of whoever looks, soonest first."""
    offers: tuple[OfferLine, ...]
    """What is offered to whoever looks, then what came back to them without an answer."""
    offered_to: dict[str, str]
    """The names of whoever the promises are offered to, by promise id."""
    touches: tuple[TouchLine, ...]
    """The follow-ups that are ahead or overdue, soonest first."""
    unowned: tuple[tuple[UnownedLine, str], ...]
    """The instructions that nobody has taken up, each with whom it stays."""
    knows_nobody: bool
    """Whether nobody of us is on record yet, not even whoever looks."""
    wake_up: datetime | None
    """When to be up for the colleagues the next promise rests on; `None` if never early."""


def glance_at(desk: Desk, today: Today) -> Glance:
    """Look up what stands beside the day's lines."""
    owners = {line.promise.owner for line in today.promises}
    following, touches, unowned = today.next, touch_lines(desk), unowned_lines(desk)
    weighed = weigh(desk, following.incident, following.promise) if following else None
    return Glance(
        today=today,
        own_zone=desk.who.calendar.zone,
        who=desk.who.key,
        names={owner: person_name(desk, owner) for owner in owners},
        callers={
            each.id: caller_name(desk, each)
            for each in (
                *today.listening,
                *(line.incident for line in touches),
                *(line.incident for line in unowned),
            )
        },
        clock=relationship(desk, following.incident).clock() if following else "",
        to=following.promise.to if following else "",
        rests_on=_rests_on(weighed) if weighed else (),
        reminders=tuple(reminder_lines(desk)),
        offers=tuple(offer_lines(desk)),
        offered_to=offered_to(desk, today),
        touches=tuple(touches),
        unowned=tuple((each, stays_with(desk, each.entry)) for each in unowned),
        knows_nobody=not desk.store.people(),
        wake_up=weighed.wake_up if weighed else None,
    )


def next_lines(glance: Glance) -> list[str]:
    """Say what is next: what, when on both clocks, and how it stands."""
    line = glance.today.next
    if line is None:
        return []
    promise, now = line.promise, glance.today.now
    what = [promise.what, line.account]
    if glance.to and glance.to != line.account:
        what.append(glance.to)
    when = both_clocks(promise.due, promise.zone, glance.own_zone)
    left = distance(promise.due, now, parts=2)
    lines = [" · ".join([*what, promise.channel]), f"{when} · {left}"]
    tried = len(promise.attempts)
    if tried:
        again = promise.attempts[-1].next_try
        next_try = f", next try {due_text(again, promise.zone, now)}" if again else ""
        lines.append(f"tried {'once' if tried == 1 else f'{tried} times'}{next_try}")
    step = promise.next_step
    if step is not None and step.at > now:
        lines.append(f"next: {step.text}, {short_moment(step.at, glance.own_zone, now)} (you)")
    return [*lines, *glance.rests_on, *_up(glance, promise), glance.clock]


def _up(glance: Glance, promise: Promise) -> Iterator[str]:
    """Say when one is reminded of the next promise, or when to get up for it."""
    now = glance.today.now
    ahead = [
        each.reminder.at
        for each in glance.reminders
        if each.promise.id == promise.id and each.reminder.at > now
    ]
    if ahead:
        yield f"reminder {short_moment(ahead[0], glance.own_zone, now)} (you)"
    elif glance.wake_up is not None:
        yield f"be up by {short_moment(glance.wake_up, glance.own_zone, now)} · z reminds you"


def _rests_on(weighed: Feasibility) -> tuple[str, ...]:
    """Say when the colleagues of a promise are at work, and how much slack that leaves."""
    return tuple(
        each.text for each in weighed.obstacles if each.code in ("slack", "colleague_asleep")
    )


def today_rows(glance: Glance) -> list[Row]:
    """List the day: the promises, then who is being listened to; or how to begin."""
    if glance.today.is_empty:
        return list(_beginning(glance))
    parts = (_promises, _reminders, _to_nobody, _follow_ups, _listening)
    lists = [row for part in parts for row in part(glance)]
    return [*offer_rows(glance.offers, glance.today.now), *lists]


def _promises(glance: Glance) -> Iterator[Row]:
    """List every open promise, soonest first."""
    lines = glance.today.promises
    yield heading("", f"OPEN PROMISES {len(lines)}", "", "", "due (client)", "owner")
    for line in lines:
        yield _promise(glance, line)
    if not lines:
        yield Row(cells=("  No promise is open.",), tone=Tone.DIM)


def _promise(glance: Glance, line: PromiseLine) -> Row:
    """Write one open promise."""
    promise = line.promise
    late = line.standing is Standing.MISSED
    mine = promise.owner == glance.who
    due = due_text(promise.due, promise.zone, glance.today.now)
    owner = "you" if mine else glance.names.get(promise.owner, promise.owner)
    if promise.id in glance.offered_to:
        owner = f"→ {glance.offered_to[promise.id]}"
    return Row(
        id=promise.id,
        cells=(
            Cell("!" if late else "", Tone.OVERDUE),
            promise.what,
            Cell(line.account, Tone.DIM),
            Cell(promise.channel, Tone.DIM),
            Cell(due, Tone.OVERDUE if late else Tone.PLAIN),
            Cell(owner, Tone.PLAIN if mine else Tone.DIM),
        ),
    )


def _reminders(glance: Glance) -> Iterator[Row]:
    """List the reminders of whoever looks, on their own clock."""
    if glance.reminders:
        yield Row(cells=("",))
        yield heading("", f"REMINDERS {len(glance.reminders)}", "", "", "at (you)", "")
    names = {line.promise.id: line.account for line in glance.today.promises}
    for each in glance.reminders:
        at, promise = each.reminder.at, each.promise
        rung = at <= glance.today.now
        when = "now" if rung else short_moment(at, glance.own_zone, glance.today.now)
        yield Row(
            id=f"{promise.id}@{at.isoformat()}",
            cells=(
                Cell("!" if rung else "", Tone.OVERDUE),
                f"{WHY[each.reminder.kind]}{promise.what}",
                Cell(names.get(promise.id, ""), Tone.DIM),
                Cell(promise.channel, Tone.DIM),
                when,
                "you",
            ),
        )


def _to_nobody(glance: Glance) -> Iterator[Row]:
    """List the instructions that nobody has taken up."""
    yield from to_nobody_rows(glance.unowned, glance.callers)


def _follow_ups(glance: Glance) -> Iterator[Row]:
    """List when we get in touch again, on the client's clock."""
    if glance.touches:
        yield Row(cells=("",))
        yield heading("", f"FOLLOW-UPS {len(glance.touches)}", "", "", "at (client)", "")
    for line in glance.touches:
        touch = line.touch
        late = touch.at < glance.today.now
        when = due_text(touch.at, touch.zone, glance.today.now)
        yield Row(
            id=f"incident:{touch.incident}",
            cells=(
                Cell("!" if late else "", Tone.OVERDUE),
                f"{touch.id} {offsets_text(touch.offsets)}",
                Cell(glance.callers[touch.incident], Tone.DIM),
                "",
                Cell(when, Tone.OVERDUE if late else Tone.PLAIN),
                "",
            ),
        )


def _listening(glance: Glance) -> Iterator[Row]:
    """List the incidents in which the client is still being listened to."""
    incidents = glance.today.listening
    if incidents:
        yield Row(cells=("",))
        yield heading("", f"LISTENING {len(incidents)}", "", "", "since", "")
    for each in incidents:
        yield Row(
            id=f"incident:{each.id}",
            cells=(
                "",
                _said(each),
                Cell(glance.callers[each.id], Tone.DIM),
                Cell(each.channel, Tone.DIM),
                f"{span(glance.today.now - each.opened_at, parts=2)} ago",
                "",
            ),
        )


def _said(incident: Incident) -> str:
    """Give the first words heard."""
    return incident.title or f"incident {incident.id}, nothing heard yet"


def _beginning(glance: Glance) -> Iterator[Row]:
    """Offer the ways to begin, while nothing at all is on record."""
    yield Row(cells=("  Nothing is on record yet. Begin with one of these:",))
    yield Row(cells=("",))
    yield Row(id="do:app.listen", cells=("  n  Start listening: a client is speaking now",))
    yield Row(
        id="do:app.look_around",
        cells=("  s  Look around with sample data; nothing of yours is touched",),
    )
    yield Row(id="do:screen.import_accounts", cells=("  i  Import accounts from a CSV file",))
    yield Row(id="do:screen.add_account", cells=("  a  Add an account",))
    if glance.knows_nobody:
        you = "  p  Put yourself on record: your name, your time zone and hours"
        yield Row(id="do:screen.add_person", cells=(you,))
