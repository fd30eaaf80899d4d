"""Taking up an instruction to nobody: keep it, or offer it to somebody."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import channel
from recover.cli.shapes import promise_shape
from recover.domain.errors import Misused
from recover.domain.moments import in_both
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.taking_up import Taken, TakeWish, preview_take, take_up


def _arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ENTRY", help="the note, such as 12e7")
    parser.option("--by", "PHRASE", 'when it is done, such as "today 5pm"')
    parser.option("--promise", "PROMISE", "it is this open promise already, such as 12p1")
    parser.option("--to", "PERSON", "offer it to one of us; it is yours until they accept")
    parser.switch("--lead", "offer it to the lead of the team")
    parser.option("--what", "TEXT", "what is to be done, if the note does not say it well")
    parser.option("--channel", "C", "how; call if nothing is said", type=channel)


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    wish = _wish(options)
    cautions = () if wish.promise else preview_take(desk, options.id, wish).feasibility.obstacles
    taken = take_up(desk, options.id, wish)
    for each in cautions:
        aside(each.text)
    to = taken.offered_to
    output.show(
        lambda: (
            promise_shape(taken.promise, taken.incident, desk.now())
            | {"entry": options.id, "offered_to": to.key if to else None}
        ),
        lambda: _lines(desk, options.id, taken),
    )


def _wish(options: Namespace) -> TakeWish:
    """Read how it is taken up.

    Raises:
        Misused: The options leave open who or when, or contradict each other.
    """
    if options.to is not None and not options.to.strip():
        raise Misused("--to needs the name of one of us; leave it out to keep it.")
    if options.to and options.lead:
        raise Misused("Name --to PERSON or --lead, not both: it is offered to one of them.")
    if options.promise and (options.by or options.what or options.channel):
        raise Misused(
            f"{options.promise} has its words and its moment: leave out --by, --what and --channel."
        )
    if not options.promise and not options.by:
        raise Misused(
            'Say by when it is done: add --by "in 2 hours", or --promise ID if it is one already.'
        )
    return TakeWish(
        by=options.by or "",
        promise=options.promise or "",
        to=options.to or "",
        lead=options.lead,
        what=options.what or "",
        channel=options.channel or "call",
    )


def _lines(desk: Desk, entry_id: str, taken: Taken) -> list[str]:
    """Say what it is now, by when on both clocks, and whose."""
    promise, to = taken.promise, taken.offered_to
    by = in_both(promise.due, promise.zone, desk.who.calendar.zone)
    mine = promise.owner == desk.who.key
    owner = "you own it" if mine else f"{person_name(desk, promise.owner)} owns it"
    whose = f"{owner} until {to.name} accepts" if to else owner
    return [f"{entry_id} is {promise.id} now; {whose}: {promise.what}", f"Due {by}."]


COMMANDS = {
    "take": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            'recover take 1e6 --by "today 6pm"',
            'recover take 1e6 --by "tomorrow 9am" --what "tell her the new date"',
            "recover take 1e6 --promise 1p1",
        ),
    ),
}
