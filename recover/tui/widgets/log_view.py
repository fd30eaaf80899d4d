"""The log of an incident as its screen shows it."""

from collections.abc import Iterator
from datetime import date, datetime

from recover.domain.demand import Demand
from recover.domain.entry import (
    Decided,
    Decision,
    Demanded,
    Entry,
    Heard,
    Marked,
    Moved,
    Noted,
    Phase,
    Promised,
    ReadBack,
    Restored,
    Said,
    Struck,
    Undone,
)
from recover.domain.promise import Promise, Standing, margin_minutes, standing
from recover.domain.telling import told
from recover.domain.zones import zone
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.widgets.incident_state import IncidentState

PHASE_NAMES = {
    Phase.LISTEN: "Listen",
    Phase.EXPECT: "Set expectations",
    Phase.DELIVER: "Deliver",
    Phase.HEAL: "Heal",
    Phase.CLOSED: "Closed",
}
"""What the phases are called on the screen."""

_WORDS = {
    "identified": "client",
    "contacted": "contact",
    "readback": "readback",
    "demand": "wants",
    "decision": "answer",
    "attempt": "tried",
    "renegotiated": "changed",
    "moved": "phase",
    "retracted": "no offer",
    "next-step": "next",
    "taken-up": "taken up",
}
_WORD_WIDTH = 8
_WEEK = 7
"""In days; a weekday alone means one of the next six."""
_UNSEEN = (Marked, Restored, Struck, Undone)
_QUIET = ("opened", "identified", "moved", "finished")


class LogView(BlockView):
    """Shows the log, the newest at the bottom."""

    BORDER_TITLE = "LOG"


def log_blocks(state: IncidentState) -> tuple[Block, ...]:
    """Give the rows of the log in the order in which things happened.

    That a line was struck or taken back stands on that line, not as a line of its own.
    """
    return tuple(_blocks(state))


def _blocks(state: IncidentState) -> Iterator[Block]:
    """Give the lines, with a heading wherever the client's date changes."""
    clock = zone(state.zone)
    today, seen = state.now.astimezone(clock).date(), None
    for entry in state.incident.timeline:
        if isinstance(entry.what, _UNSEEN):
            continue
        local = entry.at.astimezone(clock)
        if local.date() != (seen or today):
            yield one(_date(local.date(), today), tone=Tone.HEADING)
        seen = local.date()
        target = f"{state.incident.id}e{entry.number}"
        yield Block(lines=(_line(state, entry, local),), target=target)


def _date(day: date, today: date) -> str:
    """Write a date that heads the lines of a day."""
    text = f"{day:%a} {day.day} {day:%b}"
    return text if day.year == today.year else f"{text} {day.year}"


def _line(state: IncidentState, entry: Entry, local: datetime) -> Line:
    """Write one entry."""
    gone = entry.number in state.incident.struck | state.incident.undone
    word = _WORDS.get(entry.kind, entry.kind)
    mark, tone = _mark(state, entry)
    quiet = gone or entry.kind in _QUIET
    return Line(
        lead=f"{local:%H:%M} {word:<{_WORD_WIDTH}} ",
        lead_tone=Tone.DIM,
        text=_text(state, entry),
        tone=Tone.DIM if quiet else Tone.PLAIN,
        state=mark,
        state_tone=tone,
        struck=gone,
    )


def _text(state: IncidentState, entry: Entry) -> str:
    """Say what happened, and by whom it was written if it was not whoever looks."""
    match entry.what:
        case Heard(text=text):
            shown = f"\u201c{text}\u201d"
        case Moved(phase=phase):
            shown = PHASE_NAMES[phase]
        case Promised(what=what):
            shown = what
        case Decided(demand=number, decision=decision, reason=reason, alternative=instead):
            demand = state.incident.demand(number)
            asked = demand.text if demand else f"{state.incident.id}d{number}"
            words = [f"{asked}: {decision.value}", reason, f"instead: {instead}" if instead else ""]
            shown = "; ".join(word for word in words if word)
        case _:
            shown = told(state.incident, entry, state.name)
    return shown if entry.by == state.me else f"{shown} \u2014 {state.name(entry.by)}"


def _mark(state: IncidentState, entry: Entry) -> tuple[str, Tone]:
    """Say at the right what a line came to."""
    incident = state.incident
    if entry.number in incident.undone:
        return "taken back", Tone.DIM
    if entry.number in incident.struck:
        return "struck", Tone.DIM
    match entry.what:
        case Noted():
            return _note_mark(state, entry.number)
        case Said() if entry.number in incident.early_replies:
            return "early", Tone.DIM
        case Demanded(demand=number):
            demand = incident.demand(number)
            return demand_mark(demand) if demand else ("", Tone.DIM)
        case Promised(promise=number):
            promise = incident.promise(number)
            return promise_mark(promise, state.now, state.zone) if promise else ("", Tone.DIM)
        case ReadBack(confirmed=confirmed):
            return ("agreed", Tone.GOOD) if confirmed else ("not yet", Tone.WARN)
        case _ if entry.number in incident.shown:
            return "for client", Tone.DIM
    return "", Tone.DIM


def _note_mark(state: IncidentState, number: int) -> tuple[str, Tone]:
    """Say with whom an instruction to nobody stays, what it is now, or who may read a note."""
    incident = state.incident
    if number in state.unowned:
        return f"! to nobody, stays with {state.unowned[number]}", Tone.WARN
    if number in incident.taken_up:
        return f"is {incident.id}p{incident.taken_up[number]} now", Tone.DIM
    return ("for client" if number in incident.shown else "internal"), Tone.DIM


def demand_mark(demand: Demand) -> tuple[str, Tone]:
    """Say how a demand stands."""
    open_one = demand.decision is Decision.OPEN
    return demand.decision.value, Tone.WARN if open_one else Tone.DIM


def promise_mark(promise: Promise, now: datetime, zone_key: str) -> tuple[str, Tone]:
    """Say how a promise stands: its moment while it is open, its ending afterwards."""
    stands = standing(promise, now)
    margin = margin_minutes(promise)
    if margin is not None:
        size = _size(abs(margin))
        if stands is Standing.KEPT:
            return f"kept, {size} early" if margin else "kept", Tone.GOOD
        return f"kept, {size} late", Tone.LATE
    if stands is Standing.MISSED:
        return ("overdue" if promise.is_open else "missed"), Tone.LATE
    if stands is Standing.OPEN:
        return f"due {_when(promise.due, now, zone_key)}", Tone.STRONG
    return stands.value, Tone.DIM


def _when(due: datetime, now: datetime, zone_key: str) -> str:
    """Write a moment ahead as short as it may be: `17:00`, `Fri 17:00`, `5 Feb 17:00`."""
    local, today = due.astimezone(zone(zone_key)), now.astimezone(zone(zone_key)).date()
    days = (local.date() - today).days
    if days < _WEEK:
        return f"{local:%a %H:%M}" if days else f"{local:%H:%M}"
    return f"{local.day} {local:%b %H:%M}" if local.year == today.year else _date(local, today)


def _size(minutes: int) -> str:
    """Write a margin as short as it may be: `22 min`, `3 h`, `2 d`."""
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"
