"""The end of the day: every open promise once, and what is next about it."""

from argparse import Namespace

from recover.cli.asking import ask, can_ask
from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import joined
from recover.cli.review_lines import item_lines, item_shape
from recover.cli.review_walk import walk
from recover.cli.shapes import promise_shape
from recover.cli.stamps import stamp
from recover.domain.moments import in_both, moment
from recover.domain.text import printable
from recover.domain.tomorrow import Call
from recover.services.desk import Desk
from recover.services.finding import find_promise
from recover.services.reviewing import blocking, mark_clear, review_items, todays_review
from recover.services.sheets import save_sheet, sheet_lines
from recover.services.stepping import set_next_step
from recover.services.tomorrow import tomorrows_sheet


def _arguments(parser: Parser) -> None:
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--team", action="store_true", help="everybody's promises, as a lead sees")
    whose.add_argument("--mine", action="store_true", help="only your own, also as a lead")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="show the list, and ask nothing")
    what.add_argument("--clear", action="store_true", help="mark the day clear, if it is")
    what.add_argument("--tomorrow", action="store_true", help="tomorrow's sheet")
    parser.option("-o", "FILE", "write tomorrow's sheet to a new file", dest="file")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    team = True if options.team else False if options.mine else None
    if options.tomorrow or options.file:
        _tomorrow(desk, options, output, team)
    elif options.clear:
        _clear(desk, output, team)
    elif output.as_json or options.list or not can_ask():
        _list(desk, output, team)
    else:
        desk.held = None  # the walk takes its time, and the clock goes on
        walk(desk, output, ask, team=team)


def _list(desk: Desk, output: Output, team: bool | None) -> None:
    """Show everything the walk would ask about, soonest first."""
    items = review_items(desk, team=team)
    held = len(blocking(items))
    output.show(
        lambda: [item_shape(desk, item) for item in items],
        lambda: [
            *(line for item in items for line in item_lines(desk, item)),
            _state(desk, held) if items else "Nothing is open: the day can be marked clear.",
        ],
    )


def _state(desk: Desk, held: int) -> str:
    """Say whether the day is or can be marked clear."""
    cleared = todays_review(desk).cleared_at
    if held:
        return f"{held} without a next step: the day is not clear."
    if cleared is not None:
        return f"Marked clear {moment(cleared, desk.who.calendar.zone)}."
    return "`recover review --clear` marks the day clear."


def _clear(desk: Desk, output: Output, team: bool | None) -> None:
    """Mark the day clear."""
    review = mark_clear(desk, team=team)
    output.show(
        lambda: {
            "person": review.person,
            "day": review.day.isoformat(),
            "cleared": stamp(review.cleared_at, desk.who.calendar.zone),
            "answers": [
                {
                    "item": each.item,
                    "answer": each.word,
                    "at": stamp(each.at, desk.who.calendar.zone),
                }
                for each in review.answers
            ],
        },
        lambda: ["The day is clear."],
    )


def _tomorrow(desk: Desk, options: Namespace, output: Output, team: bool | None) -> None:
    """Show tomorrow's sheet, or write it to a file."""
    lines = sheet_lines(desk, team=team)
    if options.file:
        aside(f"Written to {printable(str(save_sheet(options.file, lines)))}.")
    output.show(
        lambda: [_call_shape(desk, call) for call in tomorrows_sheet(desk, team=team)],
        lambda: lines,
    )


def _call_shape(desk: Desk, call: Call) -> dict[str, object]:
    """Give one line of the sheet for scripts."""
    incident, promise = find_promise(desk, call.promise.id)
    return promise_shape(promise, incident, desk.now()) | {
        "opens": stamp(call.opens, promise.zone),
        "agreed": call.is_agreed,
        "address": call.address,
    }


def _next_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="PROMISE", help="the promise, such as 12p1")
    parser.text("text", "what is done next; - reads standard input")
    parser.option("--by", "PHRASE", "when, on your own clock; needed", required=True)


def _next(desk: Desk, options: Namespace, output: Output) -> None:
    incident = set_next_step(desk, options.id, joined(options.text), options.by)
    _, promise = find_promise(desk, options.id)
    step = promise.next_step
    at = step.at if step else promise.due
    if at > promise.due > desk.now():
        aside(f"That is after {promise.id} is due, {moment(promise.due, promise.zone)}.")
    when = in_both(at, promise.zone, desk.who.calendar.zone)
    output.show(
        lambda: promise_shape(promise, incident, desk.now()),
        lambda: [f"{promise.id} next: {step.text if step else ''}, {when}"],
    )


COMMANDS = {
    "review": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover review --list",
            "recover review --tomorrow -o tomorrow.txt",
            "recover review --mine --json",
        ),
    ),
    "next": Command(
        arguments=_next_arguments,
        run=_next,
        examples=(
            'recover next 1p1 "ask Priya for the name" --by "tomorrow 5am"',
            'recover next 1p1 "call R. Hale" --by "in 2 hours"',
            'recover next 1p1 "write it up" --by "tomorrow 7am" --json',
        ),
    ),
}
