"""Opening an incident, and learning who it is about."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.layout import labelled, on_clock
from recover.cli.offers import offer_lines, offer_shape
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import channel, fact
from recover.cli.shapes import listening_shape
from recover.domain.errors import Misused, Refused
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident
from recover.services.guiding import guidance, steps_in
from recover.services.listening import (
    Caller,
    finish_listening,
    hear,
    identify,
    listen,
    other_clocks,
)
from recover.services.missing import questions
from recover.services.recording import log_line
from recover.services.relationship import relationship

_MOST_SHOWN = 6
"""How many of the missing facts are shown; the rest are counted."""


def _listen_arguments(parser: Parser) -> None:
    parser.text(
        "text", "what the client says, one line each; - reads standard input", required=False
    )
    parser.option("--account", "A", "key or part of a name; may be left out and set later")
    parser.option("--contact", "C", "who speaks")
    parser.option("--channel", "C", "call, sms, e-mail, chat, visit or letter", type=channel)
    parser.option("--department", "D", "which of our departments took it")
    parser.option("--playbook", "P", "the kind of trouble: see `recover playbook list`")
    parser.switch("--urgent", "facts come before listening")
    parser.option(
        "--fact",
        "NAME=VALUE",
        "something we know already; may be repeated",
        type=fact,
        action="append",
    )
    parser.option("--incident", "ID", "add to this incident instead of opening one")


def _listen(desk: Desk, options: Namespace, output: Output) -> None:
    incident = _added(desk, options) if options.incident else _opened(desk, options)
    missing = questions(desk, incident).missing
    output.show(
        lambda: listening_shape(desk, incident, missing) | offer_shape(desk, incident),
        lambda: _lines(desk, incident, missing),
    )


def _opened(desk: Desk, options: Namespace) -> Incident:
    """Open an incident."""
    caller = Caller(
        account=options.account,
        contact=options.contact,
        channel=options.channel or "call",
        department=options.department or "",
        playbook=options.playbook,
        urgent=options.urgent,
    )
    return listen(desk, caller, options.text, facts=options.fact or ())


def _added(desk: Desk, options: Namespace) -> Incident:
    """Add what was heard to an incident, and who it is about if that is given."""
    fixed = {
        "--channel": options.channel,
        "--department": options.department,
        "--playbook": options.playbook,
        "--urgent": options.urgent,
    }
    given = [flag for flag, value in fixed.items() if value]
    if given:
        raise Misused(
            f"{given[0]} is said when an incident is opened: leave it out with --incident."
        )
    known = options.account or options.contact
    if not known and not options.text and not options.fact:
        raise Misused("There is nothing to add: give the words that were heard, or a fact.")
    if known:
        _stay(desk, options)
        incident = identify(
            desk, options.incident, account=options.account, contact=options.contact
        )
    if options.text:
        incident = hear(desk, options.incident, options.text)
    if options.fact:
        incident = log_line(desk, options.incident, facts=options.fact)
    return incident


def _stay(desk: Desk, options: Namespace) -> None:
    """Refuse to move an incident to another account by the way."""
    before = find_incident(desk, options.incident).account
    wanted = find_account(desk, options.account).key if options.account else before
    if before not in (None, wanted):
        raise Refused(
            f"Incident {options.incident} is about {before}: "
            f"`recover identify {options.incident} --account {wanted}` moves it."
        )


def _lines(desk: Desk, incident: Incident, missing: tuple[str, ...]) -> Iterator[str]:
    """Say what was opened, who the client is, what to say first and what is missing."""
    over = relationship(desk, incident)
    yield f"Incident {incident.id} · {over.name}"
    yield " · ".join([*over.phrases(), over.clock()])
    yield from offer_lines(desk, incident)
    playbook = guidance(desk, incident)
    for step in steps_in(playbook, incident.phase)[:1] if playbook else ():
        yield from labelled("Do first", [step.do])
        yield from labelled("Say", [f'"{each}"' for each in step.say])
        yield from labelled("Avoid", [", ".join(step.avoid)] if step.avoid else [])
    for promise in incident.promises:
        due = on_clock(promise.due, promise.zone, desk.now())
        helps = ""
        if promise.needed_by is not None:
            helps = f"; helps until {on_clock(promise.needed_by, promise.zone, desk.now())}"
        yield from labelled("Owed", [f"{promise.id} {promise.what}, by {due}{helps}"])
    more = [f"and {len(missing) - _MOST_SHOWN} more"] if len(missing) > _MOST_SHOWN else []
    yield from labelled("Missing", [*missing[:_MOST_SHOWN], *more])


def _finished(desk: Desk, options: Namespace, output: Output) -> None:
    incident = finish_listening(desk, options.id)
    missing = questions(desk, incident).missing
    output.show(
        lambda: listening_shape(desk, incident, missing),
        lambda: [
            f"The client has finished in incident {incident.id}. "
            f"Read it back: `recover readback {incident.id}`."
        ],
    )


def _identify_arguments(parser: Parser) -> None:
    _id(parser)
    parser.option("--account", "A", "key or part of a name")
    parser.option("--contact", "C", "key or name of the person who speaks")


def _identify(desk: Desk, options: Namespace, output: Output) -> None:
    if not options.account and not options.contact:
        raise Misused("Say who it is: add --account, --contact or both.")
    incident = identify(desk, options.id, account=options.account, contact=options.contact)
    missing = questions(desk, incident).missing
    for caution in other_clocks(desk, incident):
        aside(caution)
    output.show(
        lambda: listening_shape(desk, incident, missing),
        lambda: _lines(desk, incident, missing),
    )


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")


COMMANDS = {
    "listen": Command(
        arguments=_listen_arguments,
        run=_listen,
        examples=(
            'recover listen "the invoice is wrong again" --account northwind',
            'recover listen "line not ready" --account north --fact "appointment=Sat 10am"',
            'echo "where is the truck?" | recover listen - --urgent --playbook stranded',
        ),
    ),
    "finished": Command(
        arguments=_id,
        run=_finished,
        examples=(
            "recover finished 1",
            "recover finished 1 --json",
            "recover finished 1 --at 2026-10-22T17:24-07:00",
        ),
    ),
    "identify": Command(
        arguments=_identify_arguments,
        run=_identify,
        examples=(
            "recover identify 2 --account northwind",
            'recover identify 1 --contact "R. Hale"',
            "recover identify 2 --account lumen --json",
        ),
    ),
}
