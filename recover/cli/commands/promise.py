"""Promises: making one, and agreeing a new moment for one."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import channel, joined, moment, one_of
from recover.cli.shapes import Shape, promise_shape
from recover.cli.stamps import hours, stamp
from recover.domain.entry import PromiseKind
from recover.domain.incident import Incident
from recover.domain.moments import moment as moment_text
from recover.domain.promise import Promise, Standing, standing
from recover.domain.resting import slack_text, slack_under, stands_under
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.promising import Preview, PromiseWish, make_promise, preview_promise
from recover.services.settling import NewTerms, preview_terms, renegotiate_promise

KINDS = tuple(kind.value for kind in PromiseKind)


def _promise_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")
    parser.text("text", "what is promised; - reads standard input")
    parser.option("--by", "PHRASE", 'when, such as "tomorrow 8am"; needed', required=True)
    parser.option(
        "--kind", "K", "answer (if nothing is said), fix, duty or internal", type=one_of(*KINDS)
    )
    parser.option("--to", "CONTACT", "whom it is promised to; else the incident's contact")
    parser.option("--owner", "PERSON", "who carries it out; else whoever acts")
    parser.option("--channel", "C", "how; call if nothing is said", type=channel)
    parser.option("--needed-by", "MOMENT", "after this it no longer helps", type=moment)
    parser.option("--consent", "TEXT", "what the client agreed to outside the contact window")
    parser.option("--needs", "PERSON", "a colleague it rests on; may be repeated", action="append")
    parser.option("--under", "PROMISE", "the promise to the client that this internal one is for")
    parser.switch("--client", "may be shown to the client")


def _promise(desk: Desk, options: Namespace, output: Output) -> None:
    wish = PromiseWish(
        what=joined(options.text),
        by=options.by,
        kind=PromiseKind(options.kind or ("internal" if options.under else "answer")),
        to=options.to or "",
        channel=options.channel or "call",
        owner=options.owner,
        needed_by=options.needed_by,
        consent=options.consent or "",
        needs=tuple(options.needs or ()),
        client=options.client,
        under=options.under,
    )
    preview = preview_promise(desk, options.id, wish)
    incident = make_promise(desk, options.id, wish)
    promise = incident.promises[-1]
    _warn(desk, promise, preview)
    output.show(
        lambda: _promise_shape(desk, incident, promise, preview),
        lambda: [_made(promise), preview.readback, *_above(incident, promise)],
    )


def _renegotiate_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="PROMISE", help="the promise, such as 12p1")
    parser.option("--by", "PHRASE", 'the new moment, such as "Monday 11am"; needed', required=True)
    parser.option("--reason", "R", "why; needed", required=True)
    parser.option("--what", "TEXT", "what is promised now, if that has changed")
    parser.option("--channel", "C", "how, if that has changed", type=channel)
    parser.option("--consent", "TEXT", "what the client agreed to outside the contact window")


def _renegotiate(desk: Desk, options: Namespace, output: Output) -> None:
    terms = NewTerms(
        by=options.by,
        reason=options.reason,
        what=options.what,
        channel=options.channel,
        consent=options.consent or "",
    )
    preview = preview_terms(desk, options.id, terms)
    incident = renegotiate_promise(desk, options.id, terms)
    promise = incident.promises[-1]
    _, old = find_promise(desk, options.id)
    _warn(desk, promise, preview)
    replaced = promise_shape(old, incident, desk.now())
    output.show(
        lambda: _promise_shape(desk, incident, promise, preview) | {"replaced": replaced},
        lambda: [
            _gone(desk, old),
            _made(promise),
            preview.readback,
            *_above(incident, promise),
        ],
    )


def _promise_shape(desk: Desk, incident: Incident, promise: Promise, preview: Preview) -> Shape:
    """Give the promise with its readback and, in words, what stands in its way.

    Its slack counts the colleagues it needs as well.
    """
    found = preview.feasibility
    return promise_shape(promise, incident, desk.now()) | {
        "readback": preview.readback,
        "cautions": _cautions(desk, promise, preview),
        "slack_hours": hours(found.slack),
        "wake_up": stamp(found.wake_up, desk.who.calendar.zone),
    }


def _made(promise: Promise) -> str:
    """Say what is promised."""
    to = f" to {promise.to}" if promise.to else ""
    return f"{promise.id} promised{to}, by {promise.channel}: {promise.what}"


def _above(incident: Incident, promise: Promise) -> Iterator[str]:
    """Say how much room the promise to the client has left, when this one is made for it."""
    above = stands_under(incident, promise)
    room = slack_under(incident, above) if above else None
    if above is not None and room is not None:
        yield f"{above.id} rests on it: {slack_text(room)}."


def _gone(desk: Desk, old: Promise) -> str:
    """Say how the old promise ended."""
    if standing(old, desk.now()) is Standing.MISSED:
        return f"{old.id} was due before now and stays missed."
    return f"{old.id} is renegotiated."


def _warn(desk: Desk, promise: Promise, preview: Preview) -> None:
    """Say what could keep the promise from being kept."""
    for caution in _cautions(desk, promise, preview):
        aside(caution)


def _cautions(desk: Desk, promise: Promise, preview: Preview) -> list[str]:
    """Put what could keep the promise from being kept into sentences."""
    obstacles = [each.text for each in preview.feasibility.obstacles]
    return obstacles + _early(desk, promise, preview)


def _early(desk: Desk, promise: Promise, preview: Preview) -> list[str]:
    """Say when to get up for the colleagues, if that is early."""
    wake_up = preview.feasibility.wake_up
    if wake_up is None:
        return []
    when = moment_text(wake_up, desk.who.calendar.zone)
    return [f"Be up by {when} for the colleagues: `recover wake {promise.id}` reminds you."]


COMMANDS = {
    "promise": Command(
        arguments=_promise_arguments,
        run=_promise,
        examples=(
            'recover promise 1 "call with the plan" --by "tomorrow 8am" --needs priya',
            'recover promise 1 "send the invoice" --by Friday --channel e-mail --client',
            'recover promise 1 "truck at the mile marker" --by "in 45 minutes" --kind fix',
        ),
    ),
    "renegotiate": Command(
        arguments=_renegotiate_arguments,
        run=_renegotiate,
        examples=(
            'recover renegotiate 1p1 --by "Monday 11am" --reason "a part is late"',
            'recover renegotiate 1p1 --by "in 2 business days" --reason "a part" --json',
            'recover renegotiate 1p1 --by "in 2 hours" --reason "traffic" --channel sms',
        ),
    ),
}
