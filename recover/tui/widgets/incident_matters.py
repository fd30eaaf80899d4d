"""What an incident owes: the demands and their answers, the promises and what became of them."""

from collections.abc import Iterator

from recover.domain.demand import Demand
from recover.domain.entry import Decision, Outcome
from recover.domain.healing import offsets_text
from recover.domain.moments import distance
from recover.domain.promise import Promise, by_urgency, kept_text
from recover.domain.text import count
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.incident_offers import offered_line, offers_to_me
from recover.tui.widgets.incident_state import IncidentState, both_clocks, short_moment
from recover.tui.widgets.log_view import demand_mark, promise_mark

_OBSTACLES_SHOWN = 2
_SHORT = {
    "no_address": "nothing on record for this channel",
    "no_window_before_due": "no contact window before it",
    "outside_client_hours": "outside the client's hours",
    "outside_contact_window": "contact window shut at that hour",
    "outside_owner_hours": "outside the owner's hours",
    "owner_gone": "the owner's day ends before it",
    "holiday": "a holiday for the client",
}
"""What the panel says of an obstacle beside the moment it has read back already."""
_OUTCOMES = {
    Outcome.RETAINED: "The client stays.",
    Outcome.AT_RISK: "The client may leave.",
    Outcome.LOST: "The client has left.",
    Outcome.UNKNOWN: "Nobody knows yet whether the client stays.",
}


def demand_blocks(state: IncidentState) -> Iterator[Block]:
    """Give the demands, each with our answer to it."""
    demands = state.incident.demands
    yield one("WHAT THEY WANT", tone=Tone.HEADING)
    if not demands:
        yield one("Nothing logged yet: type ? and what they want.", tone=Tone.DIM)
    for demand in demands:
        yield Block(lines=tuple(_demand(demand)), target=demand.id)


def _demand(demand: Demand) -> Iterator[Line]:
    """Give one demand."""
    mark, tone = demand_mark(demand)
    yield Line(text=demand.text, state=mark, state_tone=tone)
    if demand.reason:
        yield Line(lead="  ", text=demand.reason, tone=Tone.DIM)
    if demand.alternative:
        yield Line(lead="  instead ", text=demand.alternative, tone=Tone.DIM)


def promise_blocks(
    state: IncidentState, *, settled: bool = False, planned: bool = False
) -> Iterator[Block]:
    """Give the promises, soonest first.

    Args:
        state: The incident.
        settled: Also those that have ended, below the others.
        planned: Also what the playbook would promise and nobody has yet.
    """
    ended = sorted((p for p in state.incident.promises if not p.is_open), key=by_urgency)
    if state.due_next or planned or settled:
        heading = "PROMISES" if state.due_next else "PROMISES: none open"
        yield one(heading, tone=Tone.HEADING)
    for promise in state.due_next:
        yield Block(lines=tuple(_open_promise(state, promise)), target=promise.id)
    for promise in ended if settled else ():
        yield Block(lines=tuple(_ended_promise(state, promise)), target=promise.id)
    if planned:
        yield from _planned(state)


def _open_promise(state: IncidentState, promise: Promise) -> Iterator[Line]:
    """Give a promise that is owed, its moment read back, and what could stop it."""
    mark, tone = promise_mark(promise, state.now, state.zone)
    yield Line(text=promise.what, tone=Tone.STRONG, state=mark, state_tone=tone)
    when = both_clocks(promise.due, state.zone, state.own_zone)
    yield Line(lead="  ", text=f"{when} · {distance(promise.due, state.now, parts=2)}")
    to = f" to {promise.to}" if promise.to else ""
    yield Line(
        lead="  ", text=f"{promise.channel}{to} · {state.name(promise.owner)}", tone=Tone.DIM
    )
    yield from offered_line(state, promise)
    if promise.attempts:
        tried = f"tried {count(len(promise.attempts), 'time')}"
        again = promise.attempts[-1].next_try
        then = f", next try {short_moment(again, state.zone)}" if again else ""
        yield Line(lead="  ", text=tried + then, tone=Tone.WARN)
    step = promise.next_step
    if step is not None and step.at > state.now:
        text = f"next: {step.text}, {short_moment(step.at, state.own_zone)}"
        yield Line(lead="  ", text=text, tone=Tone.GOOD)
    yield from _reminder(state, promise)
    for obstacle in state.obstacles(promise.id)[:_OBSTACLES_SHOWN]:
        agreed = obstacle.code in ("agreed", "slack")
        yield Line(
            lead="  " if agreed else "! ",
            lead_tone=Tone.WARN,
            text=_SHORT.get(obstacle.code, obstacle.text),
            tone=Tone.DIM if agreed else Tone.WARN,
        )


def _reminder(state: IncidentState, promise: Promise) -> Iterator[Line]:
    """Give when whoever acts is reminded, or when to get up for it; until when it helps."""
    if promise.needed_by is not None:
        text = f"helps until {short_moment(promise.needed_by, state.zone)}"
        yield Line(lead="  ", text=text, tone=Tone.DIM)
    ahead = [each.at for each in promise.reminders if each.by == state.me and each.at > state.now]
    weighed = state.weighed.get(promise.id)
    if ahead:
        text = f"reminder {short_moment(min(ahead), state.own_zone)}"
        yield Line(lead="  ", text=text, tone=Tone.GOOD)
    elif weighed is not None and weighed.wake_up is not None:
        when = short_moment(weighed.wake_up, state.own_zone)
        yield Line(lead="  ", text=f"be up by {when} · z or F6 reminds you", tone=Tone.WARN)


def _ended_promise(state: IncidentState, promise: Promise) -> Iterator[Line]:
    """Give a promise that has ended."""
    mark, tone = promise_mark(promise, state.now, state.zone)
    yield Line(text=promise.what, tone=Tone.DIM, state=mark, state_tone=tone)
    words = promise.evidence or promise.reason
    if words:
        yield Line(lead="  ", text=words, tone=Tone.DIM)


def _planned(state: IncidentState) -> Iterator[Block]:
    """Give what this kind of trouble usually needs promised, while nothing like it has been."""
    made = {promise.what.casefold() for promise in state.incident.promises}
    planned = state.playbook.promises if state.playbook else ()
    wanted = [
        (number, each)
        for number, each in enumerate(planned, start=1)
        if each.what.casefold() not in made
    ]
    if wanted:
        yield one("USUALLY PROMISED", tone=Tone.HEADING)
    for number, each in wanted:
        line = Line(lead="  ○ ", text=each.what, state=each.by, tone=Tone.DIM)
        yield Block(lines=(line,), target=f"plan{number}")


def follow_up_blocks(state: IncidentState) -> Iterator[Block]:
    """Give when we get in touch again, or how to plan it."""
    yield one("FOLLOW-UPS", tone=Tone.HEADING)
    if not state.incident.follow_ups:
        yield one("None is planned: Esc, then o plans them from today.", tone=Tone.DIM)
    for touch in sorted(state.incident.follow_ups, key=lambda each: each.at):
        late = touch.is_open and touch.at < state.now
        first = Line(
            text=short_moment(touch.at, touch.zone),
            tone=Tone.PLAIN if touch.is_open else Tone.DIM,
            state=distance(touch.at, state.now, parts=1) if touch.is_open else "done",
            state_tone=Tone.LATE if late else Tone.DIM,
        )
        about = Line(lead="  ", text=touch.note or offsets_text(touch.offsets), tone=Tone.DIM)
        yield Block(lines=(first, about), target=touch.id)
    for caution in state.beyond_list:
        yield one(caution, tone=Tone.WARN)


def ending_blocks(state: IncidentState) -> Iterator[Block]:
    """Give how it ended, or what still keeps it from ending."""
    incident = state.incident
    if incident.closed_at is None or incident.outcome is None:
        yield one("OUTCOME", tone=Tone.HEADING)
        owed = len(incident.open_promises)
        text = "Ready to be closed: Esc, then c."
        if owed:
            text = f"{count(owed, 'promise')} still owed: keep, renegotiate or withdraw first."
        yield one(text)
        return
    yield one(f"CLOSED {short_moment(incident.closed_at, state.zone)}", tone=Tone.HEADING)
    yield one(_OUTCOMES[incident.outcome], tone=Tone.STRONG)
    yield one(_verdict("Guideline", incident.guideline))
    yield one(_verdict("Purpose", incident.purpose))
    kept = kept_text(incident.promises, state.now)
    if kept:
        yield one(f"{kept}.")
    if incident.closing:
        yield one(f"\u201c{incident.closing}\u201d")


def _verdict(name: str, met: bool | None) -> str:
    return f"{name}: {'nobody said' if met is None else 'met' if met else 'not met'}"


def next_step(state: IncidentState) -> str:
    """Say the next thing to do, in one short line; `Esc` comes before the letters."""
    incident = state.incident
    undecided = [each for each in incident.demands if each.decision is Decision.OPEN]
    if not incident.is_open:
        return "closed · Esc, then c takes it up again"
    offers = offers_to_me(state)
    if offers:
        return f"{state.name(offers[0].sender)} hands this to you · Esc, then h answers"
    if state.due_next and state.due_next[0].due < state.now:
        return f"overdue: {state.due_next[0].what} · Esc, then k keeps it, r agrees a new moment"
    if state.unowned:
        whose = next(iter(state.unowned.values()))
        return f"an instruction to nobody stays with {whose} · Esc, then T takes it up"
    if incident.readback_at is None and not incident.urgent:
        return "next: read back what you heard · Esc, then b"
    if undecided:
        return f"next: answer {count(len(undecided), 'demand')} · Esc, then d"
    if not incident.promises:
        return "next: promise when they hear from you · + what by when"
    if state.due_next:
        first = state.due_next[0]
        return f"next: {first.what} · {distance(first.due, state.now, parts=2)}"
    return "every promise has its ending · Esc, then c closes"
