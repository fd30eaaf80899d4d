"""Offering work to somebody, and the receiver's answer."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.handover_lines import (
    ELEMENTS,
    list_lines,
    offered_lines,
    one_lines,
    prepared_lines,
    taken_lines,
)
from recover.cli.handover_shapes import offer_shape, prepared_shape
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.services.answering import accept_handover, decline_handover
from recover.services.desk import Desk
from recover.services.finding import find_owner, person_name
from recover.services.handing_over import (
    HandoverWish,
    offer_handover,
    prepare_handover,
)
from recover.services.handovers import (
    find_handover,
    offer_around,
    offers_lapsed,
    offers_waiting,
    what_is_offered,
)
from recover.services.telling_removals import gone_with


def _handover_arguments(parser: Parser) -> None:
    parser.add_argument(
        "subject",
        metavar="WHAT",
        help="a promise (12p1), an incident (12), an account (also as account:KEY), or all",
    )
    parser.option("--to", "PERSON", "who is to take it over; needed", required=True)
    parser.option("--answer-by", "PHRASE", "until when to answer; else half of what is left")
    parser.option("--until", "PHRASE", "when it comes back, such as the 14th; else never")
    parser.option("--severity", "TEXT", "how grave it is; else from the log")
    parser.option("--summary", "TEXT", "what happened; else from the log")
    parser.option("--contingency", "TEXT", "what to do if they call first; else from the log")
    parser.switch("--dry-run", "show the brief, and offer nothing")


def _handover(desk: Desk, options: Namespace, output: Output) -> None:
    wish = HandoverWish(
        to=options.to,
        answer_by=options.answer_by or "",
        until=options.until or "",
        severity=options.severity or "",
        summary=options.summary or "",
        contingency=options.contingency or "",
    )
    prepared = prepare_handover(desk, options.subject, wish)
    for caution in prepared.cautions:
        aside(caution.text)
    if prepared.left_out:
        aside(f"Left out, on offer already: {', '.join(prepared.left_out)}.")
    if options.dry_run:
        output.show(lambda: prepared_shape(prepared), lambda: prepared_lines(prepared))
        return
    first = offer_handover(desk, options.subject, wish)[0]
    offer = offer_around(desk, first)
    codes = [each.code for each in prepared.cautions]
    output.show(
        lambda: offer_shape(desk, offer) | {"warnings": codes},
        lambda: offered_lines(desk, offer),
    )


def _accept_arguments(parser: Parser) -> None:
    _id(parser)
    parser.option(
        "--readback", "TEXT", "what you take over, in your own words; - reads standard input"
    )


def _accept(desk: Desk, options: Namespace, output: Output) -> None:
    offer = accept_handover(desk, options.id, options.readback or "")
    first = offer.first
    brief = f"brief {first.brief.score} of {ELEMENTS}"
    sender = person_name(desk, first.sender)
    output.show(
        lambda: offer_shape(desk, offer),
        lambda: [
            f"{first.id} accepted: {what_is_offered(desk, offer)}, from {sender}; {brief}.",
            *taken_lines(desk, offer),
            *gone_with(desk, offer),
        ],
    )


def _decline_arguments(parser: Parser) -> None:
    _id(parser)
    parser.option("--reason", "R", "why; needed", required=True)


def _decline(desk: Desk, options: Namespace, output: Output) -> None:
    offer = decline_handover(desk, options.id, options.reason)
    first = offer.first
    said = f"{first.id} declined: it is back with {person_name(desk, first.sender)}."
    output.show(lambda: offer_shape(desk, offer), lambda: [said])


def _handovers_arguments(parser: Parser) -> None:
    parser.add_argument(
        "id", metavar="HANDOVER", nargs="?", help="one handover with its brief, such as 12h1"
    )
    parser.option("--to", "PERSON", "only those offered to this person")
    parser.option("--from", "PERSON", "only those of this person's work", dest="sender")


def _handovers(desk: Desk, options: Namespace, output: Output) -> None:
    if options.id:
        _, handover = find_handover(desk, options.id)
        offer = offer_around(desk, handover)
        output.show(lambda: offer_shape(desk, offer), lambda: one_lines(desk, offer))
        return
    to = find_owner(desk, options.to) if options.to else None
    sender = find_owner(desk, options.sender) if options.sender else None
    waiting = offers_waiting(desk, to=to, sender=sender)
    lapsed = [] if to else offers_lapsed(desk, sender or desk.who.key)
    output.show(
        lambda: [offer_shape(desk, each) for each in (*waiting, *lapsed)],
        lambda: list_lines(desk, waiting, lapsed),
    )


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="HANDOVER", help="the handover, such as 12h1")


COMMANDS = {
    "handover": Command(
        arguments=_handover_arguments,
        run=_handover,
        examples=(
            "recover handover 1p1 --to priya",
            'recover handover 1 --to priya --contingency "eight o\'clock stands"',
            'recover handover all --to priya --until "in 2 weeks" --json',
        ),
    ),
    "accept": Command(
        arguments=_accept_arguments,
        run=_accept,
        examples=(
            'recover accept 2h1 --as priya --readback "I send it by five"',
            'echo "I send it" | recover accept 2h1 --as priya --readback -',
            'recover accept 2h1 --as priya --readback "mine now" --json',
        ),
    ),
    "decline": Command(
        arguments=_decline_arguments,
        run=_decline,
        examples=(
            'recover decline 2h1 --as priya --reason "needs Provisioning"',
            'recover decline 2h1 --as priya --reason "on leave from tomorrow"',
            'recover decline 2h1 --as priya --reason "not mine to give" --json',
        ),
    ),
    "handovers": Command(
        arguments=_handovers_arguments,
        run=_handovers,
        examples=(
            "recover handovers",
            "recover handovers 2h1",
            "recover handovers --from mara --json",
        ),
    ),
}
