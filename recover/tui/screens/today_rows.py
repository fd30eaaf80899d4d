"""What Today says, as plain values that the screen draws."""

from collections.abc import Iterator

from recover.domain.entry import ReminderKind
from recover.domain.healing import offsets_text
from recover.domain.incident import Incident
from recover.domain.moments import distance, span
from recover.domain.promise import Promise, Standing
from recover.services.looking import PromiseLine
from recover.tui.screens.today_glance import Glance
from recover.tui.screens.today_offers import offer_rows
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
            _what(glance, promise),
            Cell(line.account, Tone.DIM),
            Cell(promise.channel, Tone.DIM),
            Cell(due, Tone.OVERDUE if late else Tone.PLAIN),
            Cell(owner, Tone.PLAIN if mine else Tone.DIM),
        ),
    )


def _what(glance: Glance, promise: Promise) -> str:
    """Say what was promised, and that nothing is said of it for now."""
    quiet = glance.quiet.get(promise.id)
    return f"({quiet}) {promise.what}" if quiet else promise.what


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
