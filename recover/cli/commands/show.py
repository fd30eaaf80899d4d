"""Everything about one incident."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta

from recover.cli.command import Command
from recover.cli.commands.heal import touch_line
from recover.cli.layout import both, labelled, on_clock
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.shapes import client_zone, show_shape
from recover.domain.demand import Demand
from recover.domain.entry import Decision, Entry
from recover.domain.incident import Incident
from recover.domain.instruction import unowned_instructions
from recover.domain.moments import day, span, zone_text
from recover.domain.promise import Promise, Standing, kept_text, margin_minutes, standing
from recover.domain.resting import rests_on, slack_text, slack_under, stands_under
from recover.domain.telling import told
from recover.domain.text import printable
from recover.domain.zones import zone
from recover.services.desk import Desk
from recover.services.finding import find_incident, person_name
from recover.services.missing import questions
from recover.services.relationship import relationship
from recover.services.unowned import stays_with

_TEXT_AT = 21
"""The column at which the texts of the log begin."""


def _arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    incident = find_incident(desk, options.id)
    missing = questions(desk, incident).missing
    output.show(
        lambda: show_shape(desk, incident, missing), lambda: _lines(desk, incident, missing)
    )


def _lines(desk: Desk, incident: Incident, missing: tuple[str, ...]) -> Iterator[str]:
    """Write the whole page."""
    yield from _header(desk, incident)
    for heading, lines in (
        ("Wants", [_demand(demand) for demand in incident.demands]),
        ("Promises", [_promise(desk, incident, promise) for promise in incident.promises]),
        ("Follow-ups", [touch_line(desk, each) for each in incident.follow_ups]),
        ("Facts", [f"{fact.name}: {printable(fact.value)}" for fact in incident.facts]),
        ("Missing", list(missing)),
    ):
        if lines:
            yield ""
            yield f"{heading}:"
            yield from (f"  {line}" for line in lines)
    yield ""
    yield from _log(desk, incident)


def _header(desk: Desk, incident: Incident) -> Iterator[str]:
    """Say which incident this is, and who the client is."""
    over = relationship(desk, incident)
    title = [incident.title] if incident.title else []
    yield " · ".join([f"Incident {incident.id}", over.name, *title])
    yield " · ".join([*over.phrases(), over.clock()])
    opened = on_clock(incident.opened_at, client_zone(desk, incident), desk.now())
    owner = person_name(desk, incident.owner)
    yield f"{incident.phase.value} · opened {opened} · {owner} · playbook {incident.playbook}"
    if incident.outcome is not None:
        verdicts = [
            f"{name} {'met' if met else 'not met'}"
            for name, met in (("guideline", incident.guideline), ("purpose", incident.purpose))
            if met is not None
        ]
        kept = kept_text(incident.promises, desk.now())
        more = filter(None, (kept, incident.closing))
        yield " · ".join([f"closed, {incident.outcome.value}", *verdicts, *more])


def _demand(demand: Demand) -> str:
    """Write a demand with our answer."""
    if demand.decision is Decision.OPEN:
        return f"{demand.id} open: {demand.text}"
    said = "; ".join(
        filter(None, (demand.reason, demand.alternative and f"instead: {demand.alternative}"))
    )
    return f"{demand.id} {demand.decision.value}: {demand.text}" + (f" ({said})" if said else "")


def _promise(desk: Desk, incident: Incident, promise: Promise) -> str:
    """Write a promise as it stands, and what it rests on."""
    state = standing(promise, desk.now())
    mark = "! " if promise.is_open and state is Standing.MISSED else ""
    due = both(promise.due, promise.zone, desk.who.calendar.zone, desk.now())
    margin = margin_minutes(promise)
    by = "" if margin is None else f", {_size(margin)} {'late' if margin < 0 else 'early'}"
    word = "overdue" if mark else state.value.replace("_", " ")
    owner = person_name(desk, promise.owner)
    line = f"{mark}{promise.id} {word}{by}: {promise.what}, by {due} · {promise.channel} · {owner}"
    return " · ".join([line, *_ties(incident, promise)])


def _size(margin: int) -> str:
    """Write a margin in minutes, early or late: `22 min`, `10 h 54 min`."""
    return span(timedelta(minutes=margin))


def _ties(incident: Incident, promise: Promise) -> Iterator[str]:
    """Say which promise an internal one is for, or what a promise to the client rests on."""
    above, below = stands_under(incident, promise), rests_on(incident, promise)
    room = slack_under(incident, promise)
    if above is not None:
        yield f"under {above.id}"
    if below:
        yield f"rests on {', '.join(each.id for each in below)}"
    if room is not None:
        yield slack_text(room)


def _log(desk: Desk, incident: Incident) -> Iterator[str]:
    """Write the log in the order of time, on the client's clock, a heading for each day."""
    zone_key = client_zone(desk, incident)
    today = None
    notes = _put_to_nobody(desk, incident)
    for entry in incident.timeline:
        local = entry.at.astimezone(zone(zone_key))
        if local.date() != today:
            today = local.date()
            yield f"{day(local)} {zone_text(local, zone_key)}"
        yield from labelled(
            f"  {local:%H:%M} {entry.kind}",
            _texts(desk, incident, entry),
            indent=_TEXT_AT,
        )
        yield from labelled("", notes.get(entry.number, ()), indent=_TEXT_AT)


def _put_to_nobody(desk: Desk, incident: Incident) -> dict[int, list[str]]:
    """Say with whom each instruction to nobody stays, or what it is now, by its entry's number."""
    now = {
        number: f"is {incident.id}p{promise} now" for number, promise in incident.taken_up.items()
    }
    stays = {
        each.number: f"! to nobody: stays with {stays_with(desk, each)}, "
        f"`recover take {incident.id}e{each.number}` takes it up"
        for each in unowned_instructions(incident)
    }
    return {number: [text] for number, text in (now | stays).items()}


def _texts(desk: Desk, incident: Incident, entry: Entry) -> list[str]:
    """Write the text of an entry, and what has to be known about it."""
    gone = "taken back" if entry.number in incident.undone else "struck"
    marks = [
        gone if entry.number in incident.struck | incident.undone else "",
        "for the client" if entry.number in incident.shown else "",
        "before they had finished" if entry.number in incident.early_replies else "",
    ]
    said = ", ".join(filter(None, marks))
    text = told(incident, entry, lambda key: person_name(desk, key))
    lines = printable(text, one_line=False).split("\n")
    lines[-1] += f"  [{said}]" if said else ""
    lines[-1] += f"  {incident.id}e{entry.number}"
    return lines


COMMANDS = {
    "show": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover show 1",
            "recover show 1 --json",
            "recover show 1 --at 2026-10-23T08:00-07:00",
        ),
    ),
}
