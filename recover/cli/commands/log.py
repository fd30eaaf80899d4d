"""Writing into the log of an incident."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.offers import escalation_shape, offer_lines
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import channel, fact, joined, one_of
from recover.cli.shapes import Shape, client_zone, show_shape
from recover.cli.stamps import stamp
from recover.domain.days import wall_time
from recover.domain.entry import Phase
from recover.domain.errors import Misused
from recover.domain.incident import Incident
from recover.domain.readback import summarise
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.recording import log_line, move_to, read_back

PHASES = ("listen", "expect", "deliver", "heal")


def _log_arguments(parser: Parser) -> None:
    _id(parser)
    parser.text("text", "what happened; - reads standard input", required=False)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--heard", action="store_true", help="the client's words")
    kind.add_argument("--said", action="store_true", help="our words")
    kind.add_argument("--note", action="store_true", help="a note; so it is when nothing is said")
    parser.option(
        "--fact", "NAME=VALUE", "something we know now; may be repeated", type=fact, action="append"
    )
    parser.switch("--client", "may be shown to the client")


def _log(desk: Desk, options: Namespace, output: Output) -> None:
    facts = options.fact or []
    if not options.text and not facts:
        raise Misused("There is nothing to log: give a text, or --fact NAME=VALUE.")
    kind = "heard" if options.heard else "said" if options.said else "note"
    incident = log_line(
        desk, options.id, joined(options.text), kind=kind, facts=facts, client=options.client
    )
    unowned = _to_nobody(incident) if kind == "note" else None
    more = {"warnings": ["instruction_to_nobody"] if unowned else []} | escalation_shape(incident)
    lines = [_logged(desk, incident), *offer_lines(desk, incident)]
    _show(desk, incident, output, lines, more)


def _to_nobody(incident: Incident) -> str | None:
    """Say what to do about an instruction to nobody, if one was logged; give its id."""
    from recover.services.unowned import open_duty, written_to_nobody

    entry_id, duty = written_to_nobody(incident), open_duty(incident)
    if entry_id is not None:
        known = f" (--promise {duty.id}, if it is that one)" if duty else ""
        aside(
            f"{entry_id} is an instruction to nobody, and stays yours: keep it with "
            f'`recover take {entry_id} --by "in 2 hours"`{known}, name someone with --to PERSON, '
            "or offer it to the lead with --lead."
        )
    return entry_id


def _logged(desk: Desk, incident: Incident) -> str:
    """Say what was written: the entries of the last action."""
    fresh = [each for each in incident.entries if each.action == incident.entries[-1].action]
    time = wall_time(fresh[-1].at, client_zone(desk, incident))
    ids = ", ".join(f"{incident.id}e{each.number} ({each.kind})" for each in fresh)
    hidden = "" if fresh[-1].client else "; internal"
    return f"Logged {ids} at {time}{hidden}."


def _contacted_arguments(parser: Parser) -> None:
    _id(parser)
    parser.text("text", "what they said; may be left out", required=False)
    parser.option("--channel", "C", "call, sms, e-mail, chat, visit or letter", type=channel)
    parser.option("--department", "D", "which of our departments took it")


def _contacted(desk: Desk, options: Namespace, output: Output) -> None:
    from recover.services.listening import contacted
    from recover.services.relationship import ordinal

    incident = contacted(
        desk,
        options.id,
        channel=options.channel or "call",
        department=options.department or "",
        text=joined(options.text),
    )
    via = f", {', '.join(incident.departments)} so far" if incident.departments else ""
    times = ordinal(len(incident.contacts))
    lines = [f"{times} contact about incident {incident.id}{via}.", *offer_lines(desk, incident)]
    _show(desk, incident, output, lines, escalation_shape(incident))


def _readback_arguments(parser: Parser) -> None:
    _id(parser)
    parser.switch("--confirmed", "log that the client agreed to it")


def _readback(desk: Desk, options: Namespace, output: Output) -> None:
    incident = find_incident(desk, options.id)
    if options.confirmed:
        incident = read_back(desk, options.id, confirmed=True)
    output.show(
        lambda: _readback_shape(desk, incident),
        lambda: _readback_lines(incident, confirmed=options.confirmed),
    )


def _readback_shape(desk: Desk, incident: Incident) -> Shape:
    """Give what was heard, in the order in which it is read back."""
    summary = summarise(incident)
    return {
        "incident": incident.id,
        "facts": list(summary.facts),
        "feelings": list(summary.feelings),
        "demands": list(summary.demands),
        "questions": list(summary.questions),
        "confirmed": stamp(incident.readback_at, client_zone(desk, incident)),
    }


def _readback_lines(incident: Incident, *, confirmed: bool) -> Iterator[str]:
    """Say what was heard."""
    sections = summarise(incident).sections()
    if not sections:
        yield f"Nothing has been heard in incident {incident.id} yet."
    for heading, lines in sections:
        yield f"{heading}:"
        yield from (f"  - {line}" for line in lines)
    if confirmed:
        yield f"Logged in incident {incident.id}: the client agreed to this."


def _phase_arguments(parser: Parser) -> None:
    _id(parser)
    parser.add_argument(
        "phase", metavar="PHASE", type=one_of(*PHASES), help="listen, expect, deliver or heal"
    )


def _phase(desk: Desk, options: Namespace, output: Output) -> None:
    incident = move_to(desk, options.id, Phase(options.phase))
    _show(desk, incident, output, [f"Incident {incident.id} stands in {incident.phase.value}."])


def _show(
    desk: Desk, incident: Incident, output: Output, lines: list[str], more: Shape | None = None
) -> None:
    """Show the incident and *more* to scripts, and lines to people."""
    output.show(lambda: _shape(desk, incident) | (more or {}), lambda: lines)


def _shape(desk: Desk, incident: Incident) -> Shape:
    """Give the whole incident, with what is still missing."""
    from recover.services.missing import questions

    return show_shape(desk, incident, questions(desk, incident).missing)


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")


COMMANDS = {
    "log": Command(
        arguments=_log_arguments,
        run=_log,
        examples=(
            'recover log 1 "She is in tears." --heard',
            'recover log 1 "On behalf of all of us: I am sorry." --said --client',
            'recover log 1 --fact "since when=last Monday" --fact where=Chicago',
        ),
    ),
    "contacted": Command(
        arguments=_contacted_arguments,
        run=_contacted,
        examples=(
            "recover contacted 1",
            "recover contacted 1 --channel e-mail --department Billing",
            'recover contacted 1 "asked again where the credit is" --department Technical',
        ),
    ),
    "readback": Command(
        arguments=_readback_arguments,
        run=_readback,
        examples=(
            "recover readback 1",
            "recover readback 1 --confirmed",
            "recover readback 1 --json",
        ),
    ),
    "phase": Command(
        arguments=_phase_arguments,
        run=_phase,
        examples=(
            "recover phase 1 expect",
            "recover phase 1 deliver",
            "recover phase 1 heal --json",
        ),
    ),
}
